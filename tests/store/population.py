"""Puts people of whom the facts are given into the database."""

from collections.abc import Mapping, Sequence

from bot.clock import epoch
from bot.domain.conditions import Condition
from bot.domain.facts import Facts
from bot.store import fields, labels, user_groups
from bot.store.db import sql
from bot.store.models import Enrollment, EnrollmentState, Friend, Scenario

TABLES = (
    "friend", "friend_label", "label", "friend_field", "user_group", "enrollment", "scenario",
    "change", "listener",
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
    return int(friend.id)


def _walks(friend_id: int, facts: Facts) -> None:
    states = {
        "inside": EnrollmentState.WAITING,
        "finished": EnrollmentState.DONE,
        "stopped": EnrollmentState.STOPPED,
    }
    for name, standings in facts.walks.items():
        scenario = Scenario.get_or_none(name=name) or Scenario.create(name=name, created_at=0)
        for standing in standings:
            walk = Enrollment.create(
                due_at=0, entered_at=0, counted_at=0, friend_id=friend_id,
                scenario_id=scenario.id, version_id=1, step=0, state=states[standing],
                ended=0 if standing == "inside" else -1 - states[standing],
            )  # fmt: skip
            assert walk.id
