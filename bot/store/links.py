"""Tracked links of published versions, and who tapped them."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.document import Scenario
from bot.domain.sendable import pressables
from bot.store.db import rows
from bot.store.link_models import Link

KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class LinkRow:
    id: int
    version_id: int
    step_id: str
    message: int
    button: int
    url: str
    labels: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Tapper:
    """Whose walk it is."""

    friend_id: int
    user_id: str


def register(version_id: int, scenario: Scenario) -> None:
    """An address for each tracked button of a new version; of one that acts its number alone."""
    found = [
        {
            "version_id": version_id,
            "step_id": step.id,
            "message": place,
            "button": number,
            "url": each.link if each.is_tracked else "",
            "labels": json.dumps(each.add_label, ensure_ascii=False),
            "key": secrets.token_hex(KEY_BYTES),
        }
        for step in scenario.all_steps
        for place, message in enumerate(step.send)
        for number, each in enumerate(pressables(message))
        if each and each.counts
    ]
    if found:
        Link.insert_many(found).execute()


@lru_cache(maxsize=1024)
def of_step(version_id: int, step_id: str) -> tuple[LinkRow, ...]:
    return tuple(
        _row(row)
        for row in Link.select().where(Link.version_id == version_id, Link.step_id == step_id)
    )


@lru_cache(maxsize=4_096)
def known(link_id: int) -> LinkRow:
    """Those that there are never change. That one is not there is not kept: it may come yet,
    whoever has guessed its number.
    """
    row = Link.get_or_none(Link.id == link_id)
    if row is None:
        raise LookupError(link_id)
    return _row(row)


def find(link_id: int) -> LinkRow | None:
    try:
        return known(link_id)
    except LookupError:
        return None


def _row(row: Link) -> LinkRow:
    return LinkRow(
        row.id,
        row.version_id,
        row.step_id,
        row.message,
        row.button,
        row.url,
        tuple(json.loads(row.labels)),
        row.key,
    )


def tapper(enrollment_id: int, version_id: int) -> Tapper | None:
    """None where nobody walked that version under this number."""
    found = rows(
        "SELECT f.id, f.user_id FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " WHERE e.id = :walk AND e.scenario_id ="
        " (SELECT scenario_id FROM scenario_version WHERE id = :version)",
        {"walk": enrollment_id, "version": version_id},
    )
    return Tapper(*found[0]) if found else None


def tapped(link_id: int, enrollment_id: int, *, at: int) -> bool:
    """Whether it was the first time in this walk."""
    found = rows(
        "INSERT INTO tap (link_id, enrollment_id, at, number) VALUES (:link, :walk, :at, 1)"
        " ON CONFLICT (link_id, enrollment_id) DO UPDATE SET number = tap.number + 1"
        " RETURNING number",
        {"link": link_id, "walk": enrollment_id, "at": at},
    )
    return bool(found[0][0] == 1)


def tallied(scenario_id: int, step_id: str) -> list[tuple[LinkRow, int]]:
    """The step's links in all versions, the newest version's first, and how many walks each was
    tapped in.
    """
    found = rows(
        "SELECT l.id, (SELECT count(*) FROM tap t WHERE t.link_id = l.id) FROM link l"
        " JOIN scenario_version v ON v.id = l.version_id"
        " WHERE v.scenario_id = :scenario AND l.step_id = :step"
        " ORDER BY l.version_id DESC, l.message, l.button",
        {"scenario": scenario_id, "step": step_id},
    )
    return [(link, number) for row_id, number in found if (link := find(row_id))]


def taps(link_ids: Sequence[int]) -> dict[int, int]:
    """How many walks each was tapped in."""
    found = dict.fromkeys(link_ids, 0)
    listed = ", ".join(str(int(link_id)) for link_id in found) or "NULL"
    counted = rows(f"SELECT link_id, count(*) FROM tap WHERE link_id IN ({listed}) GROUP BY 1")
    return found | dict(counted)
