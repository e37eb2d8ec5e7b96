"""Labels as owners see, make, rename and delete them, and give them to many."""

from collections.abc import Iterator, Mapping

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import LabelCardFacts, Use
from bot.clock import from_epoch
from bot.domain import names
from bot.domain.audience import Audience
from bot.domain.relabelling import Renames, labels_in
from bot.services.owner.desk import Desk, ReadingDesk
from bot.services.owner.refusals import refused
from bot.services.tagging import Begun, TaggingMany
from bot.store import (
    admissions,
    customers,
    drafts,
    fragments,
    friends,
    labels,
    listening,
    routes,
    scenarios,
    tagging_runs,
    taggings,
    user_groups,
)
from bot.store.fact_models import Label


class LabelReads(ReadingDesk):
    def label(self, label_id: int) -> LabelCardFacts | None:
        row = labels.find(label_id)
        if row is None:
            return None
        return LabelCardFacts(
            id=row.id,
            name=row.name,
            people=labels.people(row.id),
            since=from_epoch(row.created_at),
            used_in=tuple(used_in(row)),
            going=taggings.of_label(row.id),
        )

    def friends_named(self, ids: tuple[str, ...]) -> Mapping[str, int]:
        users = {row.user_id: row.id for row in friends.find_all(ids).values()}
        return {**customers.friends_of(ids), **users}


def used_in(row: Label) -> Iterator[Use]:
    """Whatever speaks of it by one of its names: scenarios whose draft, newcomers or people inside
    know it, or that people with it are still put into; groups, entry routes, shared steps.
    """
    mine = frozenset(labels.names_of([row.id])[row.id])
    yield from _scenarios(row, mine)
    for group in user_groups.listed():
        if mine & labels_in(group.rule):
            yield Use("group", group.name, group.id)
    for route in routes.listed():
        if mine & set(route.labels):
            yield Use("route", route.name, route.id)
    for name, fragment in fragments.known().items():
        if mine & labels_in(fragment):
            yield Use("part", name)


def _scenarios(row: Label, mine: frozenset[str]) -> Iterator[Use]:
    coming, walked = admissions.open_ones(), listening.walked()
    for scenario in scenarios.listed():
        documents = list(walked.get(scenario.id, {}).values())
        if draft := drafts.find(scenario.id):
            documents.append(drafts.document(draft))
        admission = coming.get(scenario.id)
        enters = admission is not None and admissions.whom(admission) == Audience("label", row.id)
        if enters or any(mine & labels_in(one) for one in documents):
            yield Use("scenario", scenario.name, scenario.id)


def make(desk: Desk, command: do.MakeLabel, _: Actor) -> Outcome:
    name = _free(command.name)
    return Outcome(from_epoch(desk.now()), made=labels.ensure([name], at=desk.now())[name])


def rename(desk: Desk, command: do.RenameLabel, _: Actor) -> Outcome:
    """What is published goes on saying the old name and means it; all else says the new one."""
    row = _found(command.label_id)
    name = names.given(command.name)
    if name != row.name:
        if labels.known([name]).get(name, row.id) != row.id:
            raise refused("name_in_use", value=name)
        labels.rename(row.id, name)
        user_groups.relabel(Renames(labels={row.name: name}))
        fragments.relabel(Renames(labels={row.name: name}))
        routes.relabel(row.name, name)
    return Outcome(from_epoch(desk.now()))


def delete(desk: Desk, command: do.DeleteLabel, _: Actor) -> Outcome:
    row = _found(command.label_id)
    if using := list(used_in(row)):
        raise refused("label_in_use", value=using[0].name, number=len(using))
    labels.delete(row.id, at=desk.now())
    return Outcome(from_epoch(desk.now()))


def restore(desk: Desk, command: do.RestoreLabel, _: Actor) -> Outcome:
    """With everybody who had it. Another may be called so by now."""
    name = labels.deleted(command.label_id)
    if name is None:
        raise refused("no_such_label")
    labels.restore(command.label_id, _free(name))
    return Outcome(from_epoch(desk.now()))


def tag_many(desk: Desk, command: do.TagMany, _: Actor) -> Outcome:
    row = _found(command.label_id)
    service = TaggingMany(desk.clock, desk.account)
    return _begun(desk, service.first(row.id, command.whom, take=command.take))


def untag_many(desk: Desk, command: do.UntagMany, _: Actor) -> Outcome:
    run = tagging_runs.find(command.run_id)
    if run is None:
        raise refused("cannot_undo")
    _found(run.label_id)
    return _begun(desk, TaggingMany(desk.clock, desk.account).take_back(run))


def _begun(desk: Desk, begun: Begun) -> Outcome:
    at = from_epoch(desk.now())
    return Outcome(at, people=begun.people, or_more=not begun.is_all, made=begun.run_id)


def _free(written: str) -> str:
    """A former name of another one is not free: what still says it means that one."""
    name = names.given(written)
    if labels.known([name]):
        raise refused("name_in_use", value=name)
    return name


def _found(label_id: int) -> Label:
    row = labels.find(label_id)
    if row is None:
        raise refused("no_such_label")
    return row
