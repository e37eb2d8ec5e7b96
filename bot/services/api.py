"""What a shop's own systems do with one friend: labels, attributes, scenarios."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import Clock, epoch, from_epoch
from bot.domain import birth, limits, names
from bot.domain.account import Account
from bot.domain.attributes import (
    AGE,
    BIRTH_YEAR,
    BIRTHDAY,
    BUILT_IN,
    GENDER,
    OF_PROFILE,
    Kind,
    Known,
    gender,
)
from bot.domain.carried import local_time
from bot.domain.comparing import as_day, as_number
from bot.domain.effects import kind_of, value_of
from bot.domain.errors import Problem, Refused
from bot.domain.text import clip, one_line
from bot.services.api_events import ApiEvents, Heard
from bot.services.entering import Entering
from bot.store import customers, entrances, fields, friends, labels, walks
from bot.store.models import Friend
from bot.store.naming import scenarios_named

CUSTOMER = "customer:"
Value = str | int | float | None


@dataclass(frozen=True)
class ApiService:
    """Each verb is called in one transaction. Refused names what cannot be done."""

    clock: Clock
    account: Callable[[], Account]

    def friend(self, ref: str) -> Friend:
        """`ref`: LINE's user id, or `customer:` and the shop's own id."""
        ref = one_line(ref)
        found = self._by_customer(ref) if ref.startswith(CUSTOMER) else friends.find(ref)
        if found is None:
            raise Refused(Problem("no_such_friend", "", {"value": clip(ref, 60)}))
        return found

    def _by_customer(self, ref: str) -> Friend | None:
        number = customers.friend_of(ref.removeprefix(CUSTOMER))
        return Friend.get_or_none(Friend.id == number) if number else None

    def shown(self, friend: Friend) -> dict[str, Any]:
        return {
            "user_id": friend.user_id,
            "customer_id": customers.customer_of(friend.id),
            "is_friend": friend.is_friend and friend.blocked_at is None,
            "stopped": friend.stopped_at is not None,
            "labels": [
                {"label": name, "since": _iso(at, self.account())}
                for _, name, at in labels.of(friend.id)
            ],
            "attributes": {name: known.text for name, known in fields.all_of(friend.id).items()},
            "scenarios": [inside.scenario for inside in walks.inside(friend.id)],
        }

    def link(self, friend: Friend, customer_id: str) -> None:
        tidy = one_line(customer_id)
        if not tidy:
            raise Refused(Problem("empty", "customer_id"))
        customers.link(tidy, friend.id)

    def attach(self, friend: Friend, wanted: Sequence[str]) -> list[str]:
        """Gives those that were new."""
        at = epoch(self.clock.now())
        names_ = list(dict.fromkeys(names.given(name, place="labels") for name in wanted))
        known = labels.ensure(names_, at=at)
        return [name for name in names_ if labels.attach([friend.id], known[name], at=at)]

    def detach(self, friend: Friend, label: str) -> bool:
        """Whether they had it."""
        number = labels.known([names.given(label, place="label")]).get(label)
        return bool(number and labels.detach([friend.id], number, at=epoch(self.clock.now())))

    def put(self, friend: Friend, values: Mapping[str, Value]) -> None:
        """None takes an attribute away."""
        for name, value in values.items():
            self._put(friend, names.given(name, place="attributes"), value)

    def _put(self, friend: Friend, name: str, value: Value) -> None:
        now, at = self.clock.now(), epoch(self.clock.now())
        stored = BIRTHDAY if name == BIRTH_YEAR else name
        if name in (*OF_PROFILE, AGE):
            raise _refused("attribute_not_settable", name, name)
        if value is None:
            if (row := fields.known([stored]).get(stored)) is not None:
                fields.clear([friend.id], row.id, at=at)
            return
        written = one_line(str(value))
        if not 0 < len(written) <= limits.VALUE_GRAPHEMES:
            size = {"limit": limits.VALUE_GRAPHEMES, "actual": len(written)}
            raise Refused(Problem("too_long" if written else "empty", f"attributes.{name}", size))
        kind = BUILT_IN.get(stored, kind_of(written))
        row = fields.ensure({stored: kind})[stored]
        fields.put([friend.id], row.id, self._known(name, written, row.kind, now), at=at)

    def _known(self, name: str, written: str, kind: Kind, now: datetime) -> Known:
        """A field keeps its kind: what does not fit is refused, since waits and conditions would
        not find it.
        """
        if name == GENDER:
            return Known(gender(written))
        if name == BIRTH_YEAR:
            year = as_number(written)
            if not isinstance(year, int) or not 1900 <= year <= now.year:
                raise _refused("not_a_number", name, written)
            first, last = birth.of_year(year)
            return Known(first, is_date=True, until=last)
        known = value_of(
            local_time(written, self.account().calendar), kind, now, self.account().calendar
        )
        if kind == "date" and as_day(known.text) is None:
            raise _refused("bad_date", name, written)
        if kind == "number" and known.number is None:
            raise _refused("not_a_number", name, written)
        return known

    def enter(self, friend: Friend, scenario: str) -> bool:
        """False: they may not, by its rules (`reentry`, `unless`, its period) or their own stop."""
        doors = self._doors(scenario)
        if not doors:
            raise Refused(Problem("no_open_scenario", "scenario", {"value": clip(scenario, 40)}))
        entering = Entering(self.clock, self.account)
        return any(entering.enter(door, [friend.id]) for door in doors[-1:])

    def stop(self, friend: Friend, scenario: str, key: str | None = None) -> bool:
        """Whether they were inside. `key`: only the walk of that order or booking."""
        inside = {walk.scenario_id for walk in walks.inside(friend.id)} & set(_numbers(scenario))
        if key is not None:
            ended = [self._events.end(friend, number, one_line(key)) for number in inside]
            return any(ended)
        for number in inside:
            walks.end([friend.id], number, now=epoch(self.clock.now()))
        return bool(inside)

    def hear(self, friend: Friend, event: str, data: Mapping[str, Any]) -> Heard:
        return self._events.hear(friend, event, data)

    @property
    def _events(self) -> ApiEvents:
        return ApiEvents(self.clock, self.account)

    def _doors(self, scenario: str) -> list[entrances.Entrance]:
        known = _numbers(scenario)
        return [door for door in entrances.listed() if door.scenario_id in known]


def _numbers(scenario: str) -> tuple[int, ...]:
    name = one_line(scenario)
    return scenarios_named([name]).get(name, ())


def _refused(code: str, name: str, value: object) -> Refused:
    return Refused(Problem(code, f"attributes.{name}", {"value": clip(one_line(str(value)), 40)}))


def _iso(at: int, account: Account) -> str:
    return from_epoch(at).astimezone(account.zone).isoformat()
