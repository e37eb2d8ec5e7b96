"""Published versions: immutable, so a process reads each of them once."""

import json
from functools import lru_cache

from bot.domain import first_ones
from bot.domain.document import Scenario, dump, parse
from bot.domain.errors import DocumentError
from bot.domain.first_ones import Counted
from bot.domain.walk import Walk
from bot.store import links, overdue
from bot.store.db import rows
from bot.store.models import ScenarioVersion, StepQueue
from bot.store.rehearsal_models import Rehearsal


@lru_cache(maxsize=256)
def walk(version_id: int) -> Walk:
    return Walk(document(version_id), version_id)


@lru_cache(maxsize=256)
def document(version_id: int) -> Scenario:
    return parse(json.loads(ScenarioVersion.get_by_id(version_id).document))


def read(version: ScenarioVersion) -> Scenario:
    """As it stands in the row: one that is just being published may still be taken back."""
    return parse(json.loads(version.document))


def numbered(scenario_id: int, number: int) -> ScenarioVersion | None:
    return ScenarioVersion.get_or_none(
        ScenarioVersion.scenario_id == scenario_id, ScenarioVersion.number == number
    )


def listed(scenario_id: int, first: int, limit: int) -> list[ScenarioVersion]:
    """The newest first; `first` counts from 0."""
    query = ScenarioVersion.select().where(ScenarioVersion.scenario_id == scenario_id)
    return list(query.order_by(ScenarioVersion.number.desc()).offset(first).limit(limit))


def ids_of(scenario_id: int) -> list[int]:
    """Oldest first."""
    found = rows(
        "SELECT id FROM scenario_version WHERE scenario_id = :scenario ORDER BY id",
        {"scenario": scenario_id},
    )
    return [number for (number,) in found]


def readable_before(scenario_id: int, version_id: int) -> list[int]:
    """The scenario's earlier versions that this program understands, oldest first."""
    earlier = (number for number in ids_of(scenario_id) if number < version_id)
    return [number for number in earlier if is_readable(number)]


def is_readable(version_id: int) -> bool:
    """False for a document that this version of the program does not understand."""
    try:
        walk(version_id)
    except DocumentError:
        return False
    return True


def find(version_id: int) -> Scenario | None:
    """None where there is no such version."""
    exists = ScenarioVersion.select().where(ScenarioVersion.id == version_id).exists()
    return document(version_id) if exists else None


def scenario_or_none(version_id: int) -> int | None:
    """None where there is no such version; one that nobody can read has its scenario, too."""
    row = ScenarioVersion.get_or_none(ScenarioVersion.id == version_id)
    return int(row.scenario_id) if row else None


@lru_cache(maxsize=1024)
def scenario_of(version_id: int) -> int:
    return int(ScenarioVersion.get_by_id(version_id).scenario_id)


@lru_cache(maxsize=1024)
def is_rehearsal(version_id: int) -> bool:
    """It is walked by somebody who tries it, and counts nowhere."""
    mine = Rehearsal.scenario_id == scenario_of(version_id)
    return Rehearsal.select().where(mine).exists()


@lru_cache(maxsize=1024)
def stops_named(version_id: int, step_id: str) -> tuple[tuple[int, int], ...]:
    """(version id, stop) of this step in that version and in those before it: a walk may have gone
    through any of them. What nobody can read any more has none.
    """
    return tuple(
        (number, index)
        for number in readable_before(scenario_of(version_id), version_id + 1)
        for index in walk(number).indexes_of(step_id)
    )


@lru_cache(maxsize=256)
def counted_as(version_id: int, step_id: str) -> Counted:
    """What the arms for the first ones of a branch are counted as."""
    versions = readable_before(scenario_of(version_id), version_id + 1)
    return first_ones.counted_as(map(document, versions), step_id)


def forget() -> None:
    """What was read belongs to one database; another one begins with nothing."""
    cached = (walk, document, scenario_of, is_rehearsal, stops_named, counted_as)
    for read in (*cached, links.of_step, links.known):
        read.cache_clear()


def publish(scenario_id: int, scenario: Scenario, *, at: int, by: str) -> ScenarioVersion:
    """The next version of a scenario, with a lane for each of its steps."""
    last = (
        ScenarioVersion.select(ScenarioVersion.number)
        .where(ScenarioVersion.scenario_id == scenario_id)
        .order_by(ScenarioVersion.number.desc())
        .first()
    )
    version = ScenarioVersion.create(
        scenario_id=scenario_id,
        number=last.number + 1 if last else 1,
        document=json.dumps(dump(scenario), ensure_ascii=False),
        published_at=at,
        published_by=by,
    )
    skipped = overdue.until(scenario_id)  # those inside may be led on in the new version
    StepQueue.insert_many(_lanes(version.id, Walk(scenario), skipped)).execute()
    links.register(version.id, scenario)
    return version


def _lanes(version_id: int, walk: Walk, skipped: int) -> list[dict[str, object]]:
    scenario = walk.scenario
    return [
        {
            "version_id": version_id,
            "step": index,
            "fresh": walk.is_answer(index),
            "urgent": scenario.urgent,
            "at_limit": scenario.at_limit,
            "skip_until": skipped if stop.sends else 0,
            "sends": stop.sends,
        }
        for index, stop in enumerate(walk.stops)
    ]
