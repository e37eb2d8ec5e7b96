"""A scenario on paper, in plain lines: the dated timeline that one such friend would get."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast, get_args

from pydantic import ValidationError

from bot.clock import Clock
from bot.domain import birth, paper_words
from bot.domain.account import Account
from bot.domain.attributes import (
    AGE,
    BIRTH_YEAR,
    BIRTHDAY,
    BUILT_IN,
    GENDER,
    LANGUAGE,
    NAME,
    Known,
    gender,
)
from bot.domain.calendar import Calendar
from bot.domain.carried import in_words
from bot.domain.comparing import as_number
from bot.domain.condition_forms import Reaction
from bot.domain.conditions import Condition
from bot.domain.document import ApiEvent, Dated, ForReaction, Scenario
from bot.domain.effects import Then, kind_of, value_of
from bot.domain.errors import Problem, Refused
from bot.domain.facts import Facts
from bot.domain.fragments import expanded
from bot.domain.mentions import names_in
from bot.domain.paper import timeline
from bot.domain.paper_lines import Line, Meanwhile
from bot.domain.steps import conditions_of
from bot.domain.stops import Stop
from bot.domain.text import clip
from bot.domain.walk import Walk
from bot.store import fragments, user_groups

_SAID: Mapping[str, str] = {
    "enter": "enters",
    "left_out": "left out, since “only” is not true",
    "enough": "repeated often enough",
    "no_date": "waits for its date, which is not known",
    "no_reaction": "waits for good",
    "cleared": "its date is gone: nothing more is sent",
    "late": "skipped, since its time has passed",
    "no_arm": "no arm fits",
    "goal": "goal reached: nothing more is sent",
    "end": "end",
    "and_so_on": "and so on",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """As they are written on the command line: `friend` and `labels` as KEY=VALUE, a label's value
    being since when; `meanwhile` as TIME KEY=VALUE. Times are the account's.
    """

    friend: Sequence[str] = ()
    labels: Sequence[str] = ()
    meanwhile: Sequence[str] = ()
    at: str | None = None
    draw: int = 0
    lines: int = 100


@dataclass(frozen=True)
class Explaining:
    clock: Clock
    account: Callable[[], Account]

    def explain(self, scenario: Scenario, asked: Asked) -> Iterator[str]:
        """Raises Refused. The first line tells what nobody has said and was taken as unknown."""
        account = self.account()
        scenario = expanded(scenario, fragments.known())
        calendar = account.calendar
        now = _instant(asked.at, calendar) if asked.at else self._begins(scenario, calendar)
        facts = self._facts(scenario, asked, now, calendar)
        if left := _unsaid(scenario, facts):
            yield f"Taken as not known: {', '.join(left)}"
        meanwhile = [_meanwhile(each, calendar) for each in asked.meanwhile]
        values = {**account.values, "friend.name": facts.name, **_carried(scenario, facts)}
        for line in timeline(Walk(scenario), facts, meanwhile, draw=asked.draw, most=asked.lines):
            yield from _written(line, calendar, facts.language, values)

    def _begins(self, scenario: Scenario, calendar: Calendar) -> datetime:
        """Now; of what begins on set days alone, the next of them."""
        now = self.clock.now()
        days = [start.on for start in scenario.start if isinstance(start, Dated)]
        if len(days) < len(scenario.start):
            return now
        ahead = (calendar.instant(on.date(), on.time()) for on in days)
        return min((at for at in ahead if at > now), default=now)

    def _facts(self, scenario: Scenario, asked: Asked, now: datetime, calendar: Calendar) -> Facts:
        said = dict(map(_pair, asked.friend))
        return Facts(
            now=now,
            calendar=calendar,
            name=said.pop(NAME, ""),
            language=said.pop(LANGUAGE, ""),
            friend_since=now,
            labels={
                label: _instant(since, calendar) if since else now
                for label, _, since in (each.partition("=") for each in asked.labels)
            },
            attributes=dict(_known(key, value, now, calendar) for key, value in said.items()),
            groups=user_groups.rules_for(_conditions(scenario)),
        )


def _conditions(scenario: Scenario) -> list[Condition]:
    goal = [scenario.stop_when] if scenario.stop_when else []
    return [*goal, *(each for step in scenario.all_steps for each in conditions_of(step))]


def _unsaid(scenario: Scenario, facts: Facts) -> list[str]:
    """What the scenario asks about this friend and nobody has told."""
    asked = names_in([*_conditions(scenario), *facts.groups.values()])
    fields = sorted(asked.fields.keys() - facts.attributes.keys())
    missing = sorted(asked.groups - facts.groups.keys())
    return [*fields, *(f"group {name}" for name in missing)]


def _carried(scenario: Scenario, facts: Facts) -> dict[str, str]:
    """What an event of the shop's systems would bring along, as it was told of this friend."""
    carried = {name for start in scenario.start if isinstance(start, ApiEvent)
               for name in start.carries}  # fmt: skip
    known = facts.attributes
    return in_words({name: known[name].text for name in carried if name in known})


def _pair(written: str) -> tuple[str, str]:
    key, equals, value = written.partition("=")
    if not (equals and key.strip() and value.strip()):
        raise Refused(Problem("bad_pair", "", {"value": clip(written, 40)}))
    return key.strip(), value.strip()


def _instant(written: str, calendar: Calendar) -> datetime:
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError:
        raise Refused(Problem("bad_moment", "", {"value": clip(written, 40)})) from None
    return calendar.instant(at.date(), at.time()) if at.tzinfo is None else at.astimezone(UTC)


def _known(key: str, value: str, now: datetime, calendar: Calendar) -> tuple[str, Known]:
    number = as_number(value)
    if key == AGE and isinstance(number, int):
        first, last = birth.of_ages(number, number, calendar.local(now).date())
        return BIRTHDAY, Known(first, is_date=True, until=last)
    if key == BIRTH_YEAR and isinstance(number, int):
        first, last = birth.of_year(number)
        return BIRTHDAY, Known(first, is_date=True, until=last)
    if key == GENDER:
        return key, Known(gender(value))
    return key, value_of(value, BUILT_IN.get(key, kind_of(value)), now, calendar)


def _meanwhile(written: str, calendar: Calendar) -> Meanwhile:
    at, _, act = written.strip().partition(" ")
    name, equals, said = act.partition("=")
    if equals and name.strip() and not said.strip():
        return Meanwhile(_instant(at, calendar), gone=name.strip())
    key, value = _pair(act)
    if key in get_args(Reaction):
        return Meanwhile(_instant(at, calendar), did=(cast("Reaction", key), value))
    then = {key: value} if key in ("add_label", "remove_label") else {"set": {key: value}}
    try:
        return Meanwhile(_instant(at, calendar), Then.model_validate(then))
    except ValidationError:
        raise Refused(Problem("bad_pair", "", {"value": clip(act, 40)})) from None


def _written(
    line: Line, calendar: Calendar, language: str, values: Mapping[str, str]
) -> Iterator[str]:
    where = f"{line.stop.number} {line.stop.step.id}: " if line.stop else ""
    said = [_SAID[line.what]] if line.what in _SAID else _doing(line, language, values)
    if line.stop and line.stop.answer:
        said = _answer(line, said)
    yield f"{calendar.local(line.at):%Y-%m-%d %a %H:%M}  {where}{said[0]}"
    for more in said[1:]:
        yield f"{'':22}{more}"


def _answer(line: Line, said: list[str]) -> list[str]:
    """At the stop of a question where the answer is waited for."""
    if line.what == "left_out":
        return ["not answered in time"]
    return ["answered", *said] if line.what == "do" else said


def _doing(line: Line, language: str, values: Mapping[str, str]) -> list[str]:
    if line.what == "meanwhile":
        return [f"meanwhile {_happened(line)}"]
    effects = [f"then {paper_words.effects(line.then)}"] if line.then else []
    if line.stop is None or line.what == "do":
        return effects
    return [*_at_stop(line, line.stop, language, values), *effects]


def _at_stop(line: Line, stop: Stop, language: str, values: Mapping[str, str]) -> list[str]:
    if line.what == "arm":
        return [f"arm {line.arm + 1}, {paper_words.arm(stop.step.branch[line.arm])}"]
    if line.what == "awaits" and isinstance(stop.wait, ForReaction):
        return [paper_words.awaited(stop.wait)]
    return [paper_words.message(each, language, values) for each in stop.step.says]


def _happened(line: Line) -> str:
    if line.did:
        return paper_words.reaction(line.did)
    return paper_words.effects(line.then) if line.then else f"{line.gone} is taken away"
