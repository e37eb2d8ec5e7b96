"""Scenarios: what stands in their own row. Their documents are drafts' and versions'."""

from collections.abc import Collection

from bot.store.db import Value, changed, is_postgres, rows, sql
from bot.store.models import Scenario, ScenarioAlias, ScenarioState, ScenarioVersion
from bot.store.rehearsal_models import Rehearsal
from bot.store.sets import among, ids, strings, texts

LIVE = (ScenarioState.RUNNING, ScenarioState.PAUSED)
_ORDER: dict[int, int] = {
    ScenarioState.RUNNING: 0,
    ScenarioState.PAUSED: 1,
    ScenarioState.DRAFT: 2,
    ScenarioState.ENDED: 3,
}


def create(name: str, *, at: int, once: bool = False) -> int:
    return int(Scenario.create(name=name, created_at=at, once=once).id)


def find(scenario_id: int) -> Scenario | None:
    """None for a deleted one."""
    return Scenario.get_or_none(Scenario.id == scenario_id, Scenario.deleted_at.is_null())


def locked(scenario_id: int) -> Scenario | None:
    """As ``find``; nobody else changes the row until the transaction ends."""
    query = Scenario.select().where(Scenario.id == scenario_id, Scenario.deleted_at.is_null())
    return (query.for_update() if is_postgres() else query).first()


def listed() -> list[Scenario]:
    """Running, paused, drafts, ended; inside each the newest first. No deleted ones."""
    found = Scenario.select().where(Scenario.deleted_at.is_null())
    return sorted(found, key=lambda row: (_ORDER[row.state], -row.created_at, -row.id))


def live() -> list[Scenario]:
    return [row for row in listed() if row.state in LIVE]


def version(version_id: int) -> ScenarioVersion:
    return ScenarioVersion.get_by_id(version_id)


def started(scenario_id: int, version_id: int) -> None:
    _update(scenario_id, state=ScenarioState.RUNNING, version_id=version_id)


def not_started(scenario_id: int) -> None:
    """A draft again: nobody has entered it."""
    _update(scenario_id, state=ScenarioState.DRAFT, version_id=None, paused_at=None)


def published(scenario_id: int, version_id: int) -> None:
    _update(scenario_id, version_id=version_id)


def paused(scenario_id: int, *, at: int) -> None:
    _update(scenario_id, state=ScenarioState.PAUSED, paused_at=at)


def resumed(scenario_id: int) -> None:
    _update(scenario_id, state=ScenarioState.RUNNING, paused_at=None)


def closed(scenario_id: int) -> None:
    _update(scenario_id, closed=True)


def reopened(scenario_id: int) -> None:
    _update(scenario_id, closed=False)


def ended(scenario_id: int) -> None:
    _update(scenario_id, state=ScenarioState.ENDED, closed=True, paused_at=None)


def version_numbers(scenario_id: int) -> dict[int, int]:
    """As owners count them, by the version's id."""
    mine = ScenarioVersion.scenario_id == scenario_id
    return {row.id: row.number for row in ScenarioVersion.select().where(mine)}


def renamed(scenario_id: int, name: str) -> None:
    """What still says the old name goes on meaning it, unless another is called so."""
    was = Scenario.get_by_id(scenario_id).name
    if was != name:
        ScenarioAlias.delete().where(ScenarioAlias.name.in_([name, was])).execute()
        ScenarioAlias.create(name=was, scenario_id=scenario_id)
        _update(scenario_id, name=name)


def formerly(names: Collection[str]) -> dict[str, tuple[int, ...]]:
    """By former names, those that are not deleted."""
    found = rows(
        "SELECT a.name, s.id FROM scenario_alias a JOIN scenario s ON s.id = a.scenario_id"
        f" WHERE s.deleted_at IS NULL AND a.name{strings(':names')}",
        {"names": texts(names)},
    )
    return {name: (number,) for name, number in found}


def names_of(scenario_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Today's name and the former ones of each."""
    names: dict[int, tuple[str, ...]] = {}
    for number, name in rows(
        f"SELECT id, name FROM scenario WHERE id{among(':scenarios')} UNION ALL"
        f" SELECT scenario_id, name FROM scenario_alias WHERE scenario_id{among(':scenarios')}",
        {"scenarios": ids(sorted(scenario_ids))},
    ):
        names[number] = (*names.get(number, ()), name)
    return names


def todays() -> dict[str, str]:
    """Today's names, by the former ones: of those where neither means another one as well."""
    found = rows(
        "SELECT a.name, s.name FROM scenario_alias a JOIN scenario s ON s.id = a.scenario_id"
        " WHERE s.deleted_at IS NULL AND (SELECT count(*) FROM scenario o"
        " WHERE o.deleted_at IS NULL AND o.name IN (a.name, s.name)) = 1"
    )
    return dict(found)


def every_name(but: int = 0) -> frozenset[str]:
    """Today's names and former ones of those there are, without those of one of them."""
    found = rows(
        "SELECT name FROM scenario WHERE deleted_at IS NULL AND id <> :but UNION"
        " SELECT a.name FROM scenario_alias a JOIN scenario s ON s.id = a.scenario_id"
        " WHERE s.deleted_at IS NULL AND s.id <> :but",
        {"but": but},
    )
    return frozenset(name for (name,) in found)


def set_at_limit(scenario_id: int, at_limit: str, *, urgent: bool) -> None:
    """What happens at the quota's end, at once, for whoever is inside any version."""
    values: dict[str, Value] = {"scenario": scenario_id, "at_limit": at_limit, "urgent": urgent}
    if changed(
        "UPDATE scenario SET at_limit = :at_limit, urgent = :urgent WHERE id = :scenario"
        " AND (at_limit <> :at_limit OR urgent <> :urgent)",
        values,
    ):
        sql(
            "UPDATE step_queue SET at_limit = :at_limit, urgent = :urgent WHERE version_id IN"
            " (SELECT id FROM scenario_version WHERE scenario_id = :scenario)",
            values,
        )


def deleted(scenario_id: int, *, at: int, by: str) -> None:
    _update(scenario_id, deleted_at=at, deleted_by=by)


def find_deleted(scenario_id: int) -> Scenario | None:
    tried = Rehearsal.select(Rehearsal.scenario_id)
    return Scenario.get_or_none(
        Scenario.id == scenario_id,
        Scenario.deleted_at.is_null(False),
        Scenario.id.not_in(tried),
    )


def restored(scenario_id: int) -> None:
    _update(scenario_id, deleted_at=None, deleted_by="")


def _update(scenario_id: int, **changes: object) -> None:
    Scenario.update(**changes).where(Scenario.id == scenario_id).execute()
