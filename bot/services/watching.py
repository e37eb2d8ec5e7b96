"""Who has come to fit a group that a scenario takes people in from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.conditions import Condition
from bot.domain.document import GroupMatched
from bot.domain.facts import holds
from bot.domain.looking import next_look
from bot.store import listening, user_groups, watches
from bot.store.facts import facts_of
from bot.store.listening import Reactor
from bot.store.watches import Watch


@dataclass(frozen=True, slots=True)
class Watched:
    """A group by its rule, watched for a scenario."""

    reactor: Reactor
    start: GroupMatched
    watch: Watch
    rule: Condition


@dataclass(frozen=True)
class Watching:
    clock: Clock
    account: Callable[[], Account]

    def due(self) -> list[Watched]:
        """Those for which everybody is to be looked at."""
        now = epoch(self.clock.now())
        return self._watched([watch for watch in watches.every() if watch.due_at <= now])

    def at_once(self) -> list[Watched]:
        """Those for which a change is looked at when it happens."""
        return [one for one in self._watched(watches.every()) if one.start.check is None]

    def different(self, one: Watched, limit: int) -> list[int]:
        """Friends to judge: the group has come to fit them, or does no more."""
        now, calendar = self.clock.now(), self.account().calendar
        return watches.different(one.watch, one.rule, now, calendar, limit=limit)

    def pass_over(self, friend_ids: Sequence[int]) -> None:
        """Who fits a group of these is not new to it: they are led nowhere. Of a new watch
        everybody is so anyhow.
        """
        for one in self._watched([watch for watch in watches.every() if not watch.is_new]):
            self.judge(one, friend_ids)

    def judge(self, one: Watched, friend_ids: Sequence[int]) -> list[int]:
        """Gives those of them who fit it now and did not before; they are locked."""
        now, calendar = self.clock.now(), self.account().calendar
        facts = facts_of(friend_ids, [one.rule], now, calendar)
        fitting = {number for number, known in facts.items() if holds(one.rule, known)}
        watches.part(one.watch, sorted(set(friend_ids) - fitting))
        new = watches.join(one.watch, sorted(fitting & watches.reachable(friend_ids)))
        return [] if one.watch.is_new else new

    def looked(self, one: Watched) -> None:
        """At everybody. A new rule is looked at by its own times."""
        now = self.clock.now()
        rules = [one.rule, *user_groups.rules_for([one.rule]).values()]
        at = next_look(one.start, rules, now, self.account().calendar)
        watches.looked(one.watch, now=epoch(now), due_at=epoch(at))

    def _watched(self, wanted: Sequence[Watch]) -> list[Watched]:
        if not wanted:
            return []
        reactors = {reactor.door.scenario_id: reactor for reactor in listening.reactors()}
        groups = {row.id: row for row in user_groups.listed()}
        found = []
        for watch in wanted:
            reactor, group = reactors.get(watch.scenario_id), groups.get(watch.group_id)
            start = _start(reactor, group.name) if reactor and group else None
            if reactor and group and start:
                found.append(Watched(reactor, start, watch, group.rule))
        return found


def _start(reactor: Reactor, group: str) -> GroupMatched | None:
    """Of two about one group the one at once."""
    mine = [start for start in reactor.groups if start.group == group]
    return min(mine, key=lambda start: start.check is not None, default=None)
