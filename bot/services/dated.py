"""A date of a friend's has changed, and walks wait for it or were about it."""

from collections.abc import Sequence

from bot.domain.goals import GoalDate
from bot.store import fields, versions, walks


def date_changed(
    version_id: int, name: str, goal: GoalDate, friend_ids: Sequence[int], *, now: int
) -> None:
    """`name`: as the scenario calls the date. Who waits for it is timed anew before the next claim;
    some are stopped then, or without it.
    """
    inside = walks.walking(version_id, friend_ids)
    if not inside:
        return
    walk = versions.walk(version_id)
    waiting = [index for index in range(len(walk.stops)) if walk.goal_at(index) == name]
    if goal.on_change == "stop":
        walks.leave(version_id, walks.with_date(version_id, waiting, inside), now=now)
    walks.time_anew(version_id, waiting, inside)
    if goal.on_clear == "stop":
        walks.leave(version_id, _without(goal, inside), now=now)


def _without(goal: GoalDate, friend_ids: Sequence[int]) -> list[int]:
    field = fields.known([goal.field or ""]).get(goal.field or "")
    known = fields.of(friend_ids, [field.id]) if field else {}
    return [one for one in friend_ids if one not in known]
