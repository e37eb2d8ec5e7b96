"""LINE groups of the staff: invited, linked, left."""

from bot.domain.notifying import usual_choice
from bot.store import entries, quota
from bot.store.db import rows
from bot.store.models import StaffGroup


def joined(group_id: str, *, name: str, members: int, code: str, at: int) -> StaffGroup:
    """A group that comes back is linked anew by an owner."""
    StaffGroup.insert(
        group_id=group_id, name=name, members=members, code=code, joined_at=at
    ).on_conflict(
        conflict_target=[StaffGroup.group_id],
        preserve=[StaffGroup.name, StaffGroup.members, StaffGroup.code, StaffGroup.joined_at],
        update={StaffGroup.linked_at: None, StaffGroup.linked_by: "", StaffGroup.left_at: None},
    ).execute()
    group: StaffGroup = StaffGroup.get(StaffGroup.group_id == group_id)
    entries.forget_waiting(group.id)
    return group


def find(group_id: str) -> StaffGroup | None:
    """None for a group we left."""
    return StaffGroup.get_or_none(StaffGroup.group_id == group_id, StaffGroup.left_at.is_null())


def ever(group_id: str) -> StaffGroup | None:
    """Also one we left."""
    return StaffGroup.get_or_none(StaffGroup.group_id == group_id)


def people_of(to: str) -> int:
    """How many messages a push to this chat costs."""
    group = find(to)
    return max(1, group.members) if group else 1


def by_number(number: int) -> StaffGroup | None:
    return StaffGroup.get_or_none(StaffGroup.id == number, StaffGroup.left_at.is_null())


def listed() -> list[StaffGroup]:
    """Linked ones first, those left not at all."""
    found = StaffGroup.select().where(StaffGroup.left_at.is_null()).order_by(StaffGroup.id)
    return sorted(found, key=lambda group: group.linked_at is None)


def link(number: int, *, by: str, lang: str, at: int) -> None:
    """It is told as it was before, or as fits the plan."""
    StaffGroup.update(linked_at=at, linked_by=by, lang=lang).where(
        StaffGroup.id == number
    ).execute()
    known = quota.known()
    entries.first_choice(number, usual_choice(known.limit if known else None))


def unlink(number: int) -> None:
    StaffGroup.update(linked_at=None, linked_by="").where(StaffGroup.id == number).execute()


def left(number: int, *, at: int) -> None:
    StaffGroup.update(left_at=at).where(StaffGroup.id == number).execute()


def set_members(group_id: str, members: int, *, at: int) -> None:
    StaffGroup.update(members=members, resized_at=at).where(
        StaffGroup.group_id == group_id, StaffGroup.members != members
    ).execute()


def resized(since: int) -> list[StaffGroup]:
    """Whose size has changed since then, and since they were linked."""
    found = StaffGroup.select().where(
        StaffGroup.left_at.is_null(),
        StaffGroup.resized_at >= since,
        StaffGroup.resized_at >= StaffGroup.linked_at,
    )
    return list(found.order_by(StaffGroup.id))


def notices_since(at: int) -> dict[str, int]:
    """Notices sent, by LINE's id of the group."""
    found = rows(
        "SELECT to_id, count(*) FROM notice WHERE state = 2 AND created_at >= :at GROUP BY to_id",
        {"at": at},
    )
    return dict(found)
