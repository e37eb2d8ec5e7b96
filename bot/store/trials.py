"""Admissions that have begun with some people, and wait before the others."""

from dataclasses import dataclass

from bot.domain.holds import Hold
from bot.store.db import rows
from bot.store.trial_models import Trial

_OPEN = "JOIN admission a ON a.id = t.admission_id AND a.state = 1 AND a.begins_at > :now"


@dataclass(frozen=True, slots=True)
class OpenTrial:
    """`rest`: about so many are still to come, from `rest_at` on."""

    admission_id: int
    scenario_id: int
    people: int
    rest: int
    rest_at: int


@dataclass(frozen=True, slots=True)
class Course:
    """How it went with those who have entered."""

    sent: int
    failed: int
    stopped: int
    blocked: int


def begin(admission_id: int, scenario_id: int, people: int, *, at: int) -> None:
    Trial.create(admission_id=admission_id, scenario_id=scenario_id, at=at, people=people)


def of_scenario(scenario_id: int, now: int) -> OpenTrial | None:
    """None once the others have entered, or never will."""
    found = rows(
        "SELECT t.admission_id, t.scenario_id, t.people, a.expected - a.people, a.begins_at"
        f" FROM trial t {_OPEN} WHERE t.scenario_id = :scenario ORDER BY t.admission_id DESC",
        {"scenario": scenario_id, "now": now},
    )
    return OpenTrial(*found[0]) if found else None


def untold(now: int, before: int) -> list[int]:
    """Scenarios of those that began before, and that nobody was told of."""
    found = rows(
        f"SELECT t.scenario_id FROM trial t {_OPEN} WHERE NOT t.told AND t.at <= :before"
        " ORDER BY t.admission_id",
        {"now": now, "before": before},
    )
    return [row[0] for row in found]


def told(admission_id: int) -> bool:
    """Whether nobody has told it before."""
    query = Trial.update(told=True).where(Trial.admission_id == admission_id, ~Trial.told)
    return bool(query.execute())


def course(scenario_id: int) -> Course:
    """Of everybody who has entered so far."""
    found = rows(
        "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM delivery d"
        " LEFT JOIN batch b ON b.id = d.batch_id"
        " WHERE d.enrollment_id = e.id AND COALESCE(d.state, b.state) = 2)),"
        " count(*) FILTER (WHERE e.state = 6),"
        " count(*) FILTER (WHERE e.hold & :stopped <> 0),"
        " count(*) FILTER (WHERE e.hold & :blocked <> 0)"
        " FROM enrollment e WHERE e.scenario_id = :scenario",
        {
            "scenario": scenario_id,
            "stopped": int(Hold.OPTED_OUT | Hold.OPTED_OUT_HERE),
            "blocked": int(Hold.BLOCKED),
        },
    )
    return Course(*found[0])
