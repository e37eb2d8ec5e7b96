"""Questions that were asked, and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.store.db import rows, sql
from bot.store.models import EnrollmentState


@dataclass(frozen=True, slots=True)
class Given:
    """As in ``answer_models``."""

    text: str = ""
    wrong: int = 0
    at: int | None = None


def find(enrollment_id: int, step_id: str) -> Given:
    found = rows(
        "SELECT text, wrong, at FROM answer WHERE enrollment_id = :walk AND step_id = :step",
        {"walk": enrollment_id, "step": step_id},
    )
    return Given(*found[0]) if found else Given()


def keep(enrollment_id: int, step_id: str, given: Given) -> None:
    """The walk is locked: see ``walks.locked``."""
    sql(
        "INSERT INTO answer (enrollment_id, step_id, text, wrong, at)"
        " VALUES (:walk, :step, :text, :wrong, :at) ON CONFLICT (enrollment_id, step_id)"
        " DO UPDATE SET text = excluded.text, wrong = excluded.wrong, at = excluded.at",
        {
            "walk": enrollment_id,
            "step": step_id,
            "text": given.text,
            "wrong": given.wrong,
            "at": given.at,
        },
    )


def walk_in(friend_id: int, version_id: int) -> int | None:
    """The friend's walk that began in this version or has come to it or on from it, which has not
    ended; else the last one.
    """
    found = rows(
        "SELECT e.id FROM enrollment e JOIN scenario_version v ON v.scenario_id = e.scenario_id"
        " WHERE e.friend_id = :friend AND v.id = :version AND (e.version_id = v.id OR EXISTS"
        " (SELECT 1 FROM delivery d JOIN batch b ON b.id = d.batch_id"
        " WHERE d.enrollment_id = e.id AND b.version_id = v.id))"
        " ORDER BY e.ended <> 0, e.id DESC LIMIT 1",
        {"friend": friend_id, "version": version_id},
    )
    return int(found[0][0]) if found else None


def was_asked(enrollment_id: int, version_id: int, steps: Iterable[int]) -> bool:
    """Whether one of these stops of that version was sent, or is just being sent."""
    wanted = ", ".join(str(int(step)) for step in steps) or "NULL"
    found = rows(
        "SELECT 1 FROM delivery d JOIN batch b ON b.id = d.batch_id"
        " WHERE d.enrollment_id = :walk AND b.handed_at IS NOT NULL"
        f" AND b.version_id = :version AND b.step IN ({wanted}) LIMIT 1",
        {"walk": enrollment_id, "version": version_id},
    )
    return bool(found)


def waiting(friend_id: int) -> list[tuple[int, int, int]]:
    """(enrollment id, version id, stop) of the friend's walks that go on, the latest first."""
    found = rows(
        "SELECT id, version_id, step FROM enrollment WHERE friend_id = :friend AND ended = 0"
        " AND state = :waiting ORDER BY counted_at DESC, id DESC",
        {"friend": friend_id, "waiting": int(EnrollmentState.WAITING)},
    )
    return [(walk, version, step) for walk, version, step in found]
