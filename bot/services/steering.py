"""A friend's walks as staff steer them from their group: a step left out, the end, and back again.

By the owners' own commands, so that it is done in one way and stands in the list of who did what.
"""

from collections.abc import Callable
from dataclasses import dataclass

from admin_flows.ports import commands as do
from admin_flows.ports.commands import Outcome, StaffCommand
from admin_flows.ports.facts import FriendFacts, WalkFacts
from bot.clock import Clock
from bot.domain.errors import Refused
from bot.services.friends import FriendService
from bot.services.group_acts import Case, code_of
from bot.store import people, standing
from bot.store.models import Friend, StaffGroup
from flex_templates.views import staff as views
from flex_templates.views.parts import Notice, View

WALKS_SHOWN = 4


def goes(walk: WalkFacts) -> bool:
    return walk.state in ("inside", "stuck")


@dataclass(frozen=True)
class Steering:
    clock: Clock
    friends: FriendService
    facts: Callable[[int], FriendFacts | None]
    execute: Callable[[StaffCommand, int, str, str], Outcome]
    """Of somebody, by id and name, about this friend alone."""

    def walks(
        self, group: StaffGroup, friend: Friend, problem: Notice | None = None
    ) -> views.Walks:
        inside = self._inside(friend)
        return views.Walks(
            code=code_of(group, friend.id),
            friend_id=str(friend.id),
            friend=friend.name,
            now_at=self.clock.now(),
            walks=tuple(map(staff_walk, inside[:WALKS_SHOWN])),
            more=len(inside) - len(inside[:WALKS_SHOWN]),
            problem=problem,
        )

    def skip(self, case: Case) -> View:
        """A card of before means the step that it showed, and no other."""
        walk = next((one for one in self._inside(case.friend) if one.walk_id == case.number), None)
        if walk is None:
            return self._refused(case, "walk_over")
        if any(
            one.visit != case.visit for one in standing.locked(case.friend.id, walk=case.number)
        ):
            return self._refused(case, "walk_moved")
        command = do.SkipNext(case.friend.id, walk.scenario_id, walk.walk_id)
        return self._do(case, command, "skipped", walk.scenario, walk.next_number)

    def stop(self, case: Case) -> View:
        walks = [one for one in self._inside(case.friend) if one.scenario_id == case.number]
        if not walks:
            return self._refused(case, "walk_over")
        command = do.StopWalks(case.friend.id, case.number)
        return self._do(case, command, "stopped", walks[0].scenario)

    def stop_all(self, case: Case) -> View:
        return self._do(case, do.StopWalks(case.friend.id), "stopped_all")

    def undo(self, case: Case) -> View:
        return self._do(case, do.Undo(case.number), "put_back")

    def _do(
        self,
        case: Case,
        command: StaffCommand,
        what: views.Steered,
        scenario: str | None = None,
        number: str | None = None,
    ) -> View:
        try:
            outcome = self.execute(command, case.friend.id, case.person.user_id, case.person.name)
        except Refused as refused:
            problem = refused.problem
            return self._refused(case, problem.code, **problem.values)
        friend = people.find(case.friend.id) or case.friend
        return views.Moved(
            code=case.code,
            friend_id=str(friend.id),
            what=what,
            by=case.person.name,
            friend=friend.name,
            scenario=scenario,
            number=number,
            now_at=self.clock.now(),
            next_at=self.friends.next_at(friend, self.clock.now()),
            undo=f"{case.code}-{outcome.act}" if outcome.act else None,
            on_the_way=outcome.on_the_way,
        )

    def _refused(self, case: Case, code: str, **values: str | int) -> View:
        return self.walks(case.group, case.friend, Notice("error", code, values))

    def _inside(self, friend: Friend) -> list[WalkFacts]:
        facts = self.facts(friend.id)
        return [walk for walk in facts.walks if goes(walk)] if facts else []


def staff_walk(walk: WalkFacts) -> views.StaffWalk:
    return views.StaffWalk(
        scenario=walk.scenario,
        place=walk.place,
        next_number=walk.next_number,
        steps=walk.steps,
        next_at=walk.due_at,
        scenario_id=str(walk.scenario_id),
        stand=f"{walk.walk_id}-{walk.visit}",
        stuck=walk.state == "stuck",
    )
