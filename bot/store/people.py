"""People by name, their walks, and who has a role in the bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.store import changes
from bot.store.db import is_postgres, rows
from bot.store.fact_models import ChangeKind
from bot.store.models import Friend, Member
from bot.store.sets import among, ids, strings, texts

# Members


@dataclass(frozen=True, slots=True)
class Person:
    """``lang`` is what they chose for their cards, else what LINE says; ``""`` unknown."""

    user_id: str
    role: str
    name: str
    lang: str
    chosen: str
    joined_at: int


_PERSON = (
    "SELECT m.user_id, m.role, coalesce(nullif(f.name, ''), m.name),"
    " coalesce(nullif(m.lang, ''), f.lang, ''), m.lang, m.joined_at"
    " FROM member m LEFT JOIN friend f ON f.user_id = m.user_id"
)


def member(user_id: str) -> Person | None:
    found = rows(f"{_PERSON} WHERE m.user_id = :user", {"user": user_id})
    return Person(*found[0]) if found else None


def members() -> list[Person]:
    """Those who joined first come first."""
    return [Person(*row) for row in rows(f"{_PERSON} ORDER BY m.joined_at, m.user_id")]


def is_member(user_id: str) -> bool:
    return bool(members_among([user_id]))


def members_among(user_ids: Sequence[str]) -> set[str]:
    found = rows(
        f"SELECT user_id FROM member WHERE user_id{strings(':users')}", {"users": texts(user_ids)}
    )
    return {row[0] for row in found}


def chats() -> set[str]:
    """Of everybody who runs the shop: people with a role, and the staff's groups."""
    found = rows(
        "SELECT user_id FROM member UNION SELECT group_id FROM staff_group"
        " WHERE linked_at IS NOT NULL AND left_at IS NULL"
    )
    return {row[0] for row in found}


def add_member(user_id: str, role: str, *, name: str, at: int) -> None:
    """Or changes the role of one there is."""
    Member.insert(user_id=user_id, role=role, name=name, joined_at=at).on_conflict(
        conflict_target=[Member.user_id], preserve=[Member.role]
    ).execute()


def lock_members() -> None:
    """Nobody else changes who they are until the transaction ends."""
    if is_postgres():
        rows("SELECT user_id FROM member ORDER BY user_id FOR UPDATE")


def set_role(user_id: str, role: str) -> None:
    Member.update(role=role).where(Member.user_id == user_id).execute()


def remove_member(user_id: str) -> None:
    Member.delete().where(Member.user_id == user_id).execute()


def set_language(user_id: str, lang: str) -> None:
    Member.update(lang=lang).where(Member.user_id == user_id).execute()


def end_walks(user_id: str, *, now: int) -> int:
    """Every open walk of this person ends here. Gives how many."""
    found = rows(
        "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL WHERE ended = 0"
        " AND friend_id IN (SELECT id FROM friend WHERE user_id = :user) RETURNING id",
        {"user": user_id},
    )
    changes.walked(ChangeKind.LEFT, [row[0] for row in found], at=now)
    return len(found)


# Friends


_STANDING = {
    "": "",
    "manual": " AND manual_at IS NOT NULL",
    "stopped": " AND stopped_at IS NOT NULL",
    "blocked": " AND blocked_at IS NOT NULL",
}


def found(name: str, limit: int, standing: str = "", first: int = 0) -> list[Friend]:
    """Friends, also those who blocked, whose name contains it, or who have a label of that name;
    the latest seen first, from the one at ``first``, which counts from 0.
    """
    pattern = "%" + name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    matching = rows(
        f"SELECT id FROM friend WHERE (is_friend OR blocked_at IS NOT NULL){_STANDING[standing]}"
        " AND (lower(name) LIKE lower(:pattern) ESCAPE '\\' OR id IN (SELECT l.friend_id"
        " FROM friend_label l JOIN label n ON n.id = l.label_id"
        " WHERE lower(n.name) = lower(:name)))"
        " ORDER BY coalesce(seen_at, followed_at, 0) DESC, id DESC LIMIT :limit OFFSET :first",
        {"pattern": pattern, "name": name, "limit": limit, "first": first},
    )
    return by_id([row[0] for row in matching])


def by_id(friend_ids: Sequence[int]) -> list[Friend]:
    """In that order; those there are."""
    known = {row.id: row for row in Friend.select().where(Friend.id.in_(list(friend_ids)))}
    return [known[friend_id] for friend_id in friend_ids if friend_id in known]


def find(friend_id: int) -> Friend | None:
    return Friend.get_or_none(Friend.id == friend_id)


@dataclass(frozen=True, slots=True)
class WalkRow:
    """``sending``: its scenario is running; ``counted_at`` is when it moved last. ``batch_id`` is
    None unless it is in one, or stuck since that one.
    """

    id: int
    friend_id: int
    scenario_id: int
    scenario: str
    version_id: int
    step: int
    state: int
    hold: int
    due_at: int
    counted_at: int
    batch_id: int | None
    sending: bool
    paused: bool
    visit: int


def walks(friend_ids: Sequence[int]) -> list[WalkRow]:
    """Of these friends, the one that moved last first."""
    matching = rows(
        "SELECT e.id, e.friend_id, e.scenario_id, s.name, e.version_id, e.step, e.state, e.hold,"
        " e.due_at, e.counted_at, e.batch_id, s.state = 1, s.state = 2, e.visit"
        " FROM enrollment e JOIN scenario s ON s.id = e.scenario_id WHERE e.friend_id"
        + among(":friends")
        + " ORDER BY e.counted_at DESC, e.id DESC",
        {"friends": ids(friend_ids)},
    )
    return [WalkRow(*row) for row in matching]


@dataclass(frozen=True, slots=True)
class ReactionRow:
    kind: Literal[
        "tapped", "watched", "answered", "skipped", "replied", "used", "stopped", "blocked"
    ]
    scenario: str
    version_id: int
    step_id: str
    at: int
    said: str


def reactions_of(friend_id: int, limit: int) -> list[ReactionRow]:
    """What this friend did with steps, the latest first."""
    found = rows(
        "SELECT r.kind, s.name, e.version_id, r.step_id, r.at, r.said FROM enrollment e"
        " JOIN (SELECT enrollment_id, step_id, kind, at, '' AS said FROM reaction"
        " UNION ALL SELECT enrollment_id, step_id, 'answered', at, text FROM answer"
        " WHERE at IS NOT NULL) r ON r.enrollment_id = e.id"
        " JOIN scenario s ON s.id = e.scenario_id WHERE e.friend_id = :friend"
        " ORDER BY r.at DESC LIMIT :limit",
        {"friend": friend_id, "limit": limit},
    )
    return [ReactionRow(*row) for row in found]


@dataclass(frozen=True, slots=True)
class SentRow:
    scenario: str
    version_id: int
    step: int
    at: int


def sent_to(friend_id: int, limit: int) -> list[SentRow]:
    """Steps this friend was sent, the latest first."""
    matching = rows(
        "SELECT s.name, b.version_id, b.step, coalesce(b.settled_at, b.claimed_at) AS at"
        " FROM enrollment e JOIN delivery d ON d.enrollment_id = e.id"
        " JOIN batch b ON b.id = d.batch_id"
        " JOIN scenario s ON s.id = e.scenario_id WHERE e.friend_id = :friend"
        " AND coalesce(d.state, b.state) = 2 ORDER BY at DESC LIMIT :limit",
        {"friend": friend_id, "limit": limit},
    )
    return [SentRow(*row) for row in matching]
