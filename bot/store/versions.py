"""Published versions: immutable, so a process reads each of them once."""

import json
from functools import lru_cache

from bot.domain.document import Immediate, Scenario, dump, parse
from bot.domain.walk import Walk
from bot.store.models import ScenarioVersion, StepQueue


@lru_cache(maxsize=256)
def walk(version_id: int) -> Walk:
    return Walk(document(version_id))


@lru_cache(maxsize=256)
def document(version_id: int) -> Scenario:
    return parse(json.loads(ScenarioVersion.get_by_id(version_id).document))


@lru_cache(maxsize=1024)
def scenario_of(version_id: int) -> int:
    return int(ScenarioVersion.get_by_id(version_id).scenario_id)


def forget() -> None:
    """What was read belongs to one database; another one begins with nothing."""
    for read in (walk, document, scenario_of):
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
    StepQueue.insert_many(_lanes(version.id, Walk(scenario))).execute()
    return version


def _lanes(version_id: int, walk: Walk) -> list[dict[str, object]]:
    urgent, waits = walk.scenario.urgent, walk.scenario.at_limit == "hold"
    return [
        {
            "version_id": version_id,
            "step": index,
            "fresh": answers_at_once(walk, index),
            "urgent": urgent,
            "waits": waits,
        }
        for index in range(len(walk.steps))
    ]


def answers_at_once(walk: Walk, index: int) -> bool:
    """A first step without a wait answers what the friend just did: it goes before the others."""
    return index == 0 and isinstance(walk.steps[0].wait, Immediate)
