"""Puts people of whom the facts are given into the database."""

from collections.abc import Mapping, Sequence

from bot.clock import epoch
from bot.domain.condition_forms import Standing
from bot.domain.conditions import Condition
from bot.domain.facts import Facts
from bot.store import fields, labels, user_groups
from bot.store.db import sql
from bot.store.link_models import Reaction
from bot.store.models import Enrollment, EnrollmentState, Friend, Scenario

TABLES = (
    "friend", "friend_label", "label", "friend_field", "user_group", "enrollment", "scenario",
    "reaction", "change", "listener",
)  # fmt: skip
KINDS = {"スコア": "number", "来店日": "date", "メモ": "text"}


def populate(people: Sequence[Facts], rules: Mapping[str, Condition]) -> list[int]:
    """The friends' ids, in that order. Whoever was there before is gone."""
    for table in TABLES:
        sql(f"DELETE FROM {table}")
    for name, rule in rules.items():
        user_groups.create(name, rule, at=0)
    return [_add(number, facts) for number, facts in enumerate(people)]


def _add(number: int, facts: Facts) -> int:
    since = facts.friend_since
    friend = Friend.create(
        user_id=f"U{number:032}",
        name=facts.name,
        lang=facts.language,
        is_friend=True,
        followed_at=None if since is None else epoch(since),
    )
    for name, at in facts.labels.items():
        label = labels.ensure([name], at=0)[name]
        labels.attach([friend.id], label, at=epoch(at))
    for name, value in facts.attributes.items():
        field = fields.ensure({name: KINDS.get(name, "text")})[name]  # type: ignore[dict-item]
        fields.put([friend.id], field.id, value, at=0)
    _walks(friend.id, facts)
    _reactions(friend.id, facts)
    return int(friend.id)


def _walks(friend_id: int, facts: Facts) -> None:
    for name, standings in facts.walks.items():
        for standing in standings:
            _walk(friend_id, name, _STATES[standing], 0 if standing == "inside" else -1)


def _reactions(friend_id: int, facts: Facts) -> None:
    """Each in a walk of its own, and in one that says nothing of where the friend is now."""
    for name, did in facts.reacted.items():
        for number, (kind, step_id) in enumerate(sorted(did)):
            walk = _walk(friend_id, name, EnrollmentState.GOAL, -10 - number)
            Reaction.create(enrollment_id=walk, step_id=step_id, kind=kind, at=0)


def _walk(friend_id: int, name: str, state: EnrollmentState, ended: int) -> int:
    scenario = Scenario.get_or_none(name=name) or Scenario.create(name=name, created_at=0)
    walk = Enrollment.create(
        due_at=0, entered_at=0, counted_at=0, friend_id=friend_id,
        scenario_id=scenario.id, version_id=1, step=0, state=state,
        ended=ended - state if ended else 0,
    )  # fmt: skip
    return int(walk.id)


_STATES: Mapping[Standing, EnrollmentState] = {
    "entered": EnrollmentState.GOAL,
    "inside": EnrollmentState.WAITING,
    "finished": EnrollmentState.DONE,
    "stopped": EnrollmentState.STOPPED,
}
