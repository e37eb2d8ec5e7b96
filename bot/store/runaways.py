"""Scenarios into which the same people were led again and again."""

from dataclasses import dataclass

from bot.store.db import rows, sql

DAY = 86_400


@dataclass(frozen=True, slots=True)
class RunawayRow:
    """``times``: how often somebody was not let in any more; ``since``: for the first time."""

    scenario_id: int
    scenario: str
    times: int
    since: int


def refused(scenario_id: int, times: int, *, now: int, forget_before: int) -> None:
    """One more case of it, or the first one again after so long."""
    sql(
        "INSERT INTO runaway (scenario_id, people, since) VALUES (:scenario, :times, :now)"
        " ON CONFLICT (scenario_id) DO UPDATE SET"
        " people = CASE WHEN runaway.since < :before THEN excluded.people"
        " ELSE runaway.people + excluded.people END,"
        " since = CASE WHEN runaway.since < :before THEN excluded.since ELSE runaway.since END",
        {"scenario": scenario_id, "times": times, "now": now, "before": forget_before},
    )


def listed(since: int) -> list[RunawayRow]:
    """The latest first."""
    found = rows(
        "SELECT r.scenario_id, s.name, r.people, r.since FROM runaway r"
        " JOIN scenario s ON s.id = r.scenario_id"
        " WHERE r.since > :since AND s.deleted_at IS NULL ORDER BY r.since DESC",
        {"since": since},
    )
    return [RunawayRow(*row) for row in found]


def dismiss(scenario_id: int) -> None:
    """An owner knows."""
    sql("DELETE FROM runaway WHERE scenario_id = :scenario", {"scenario": scenario_id})
