"""The shop's labels: all of them, one with its people and uses, and what becomes of it."""

from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.ports.commands import DeleteLabel, ExportLabel, MakeLabel, RenameLabel
from admin_flows.ports.facts import FriendRow, LabelCardFacts, LabelFacts
from admin_flows.shared import rows
from admin_flows.shared.drafts import error_line
from admin_flows.shared.exporting import CSV, OfExport
from admin_flows.shared.listed import friend_at, who_fits
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.where import From, OfLabel, from_first, label_of, made_id, nothing
from bot.domain import names
from bot.domain.condition_forms import Label
from bot.domain.errors import Refused
from flex_templates.views.owner import (
    LabelCard,
    LabelDelete,
    LabelList,
    LabelName,
    LabelNew,
    LabelPeople,
    LabelRow,
    UseRow,
)
from flex_templates.views.parts import Notice

LIST, CARD, PEOPLE = "label.list", "label.card", "label.people"
NEW, NAME, DELETE = "label.new", "label.name", "label.delete"
USES = 6


@dataclass(frozen=True)
class PeopleOf(OfLabel):
    """Behind the friend of this id."""

    after: int = 0


def _page(scene: Scene[From]) -> Paged[LabelFacts]:
    return paged(scene.reads.labels(), scene.state.first)


def _list(scene: Scene[From]) -> LabelList:
    page = _page(scene)
    return LabelList(
        rows=tuple(LabelRow(id=str(one.id), name=one.name, people=one.people) for one in page.rows),
        earlier=page.earlier,
        later=page.later,
        total=len(scene.reads.labels()),
    )


def _at(scene: Scene[From], number: int) -> Move | None:
    one = _page(scene).at(number)
    return Goto(CARD, OfLabel(one.id)) if one else None


def found(scene: AnyScene) -> LabelCardFacts:
    label = scene.reads.label(scene.state.label_id)
    if label is None:
        raise Gone(Goto(LIST, From(), Notice("error", "no_such_label")))
    return label


def _uses(label: LabelCardFacts) -> tuple[UseRow, ...]:
    return tuple(
        UseRow(kind=one.kind, name=one.name, id=str(one.id)) for one in label.used_in[:USES]
    )


def _card(scene: Scene[OfLabel]) -> LabelCard:
    label = found(scene)
    return LabelCard(
        id=str(label.id),
        name=label.name,
        now_at=scene.now,
        people=label.people,
        since_at=label.since,
        uses=_uses(label),
        used=len(label.used_in),
        going=label.going,
    )


def _file(scene: Scene[OfLabel], _: Tap) -> Move:
    command = ExportLabel(scene.state.label_id)
    return Run(command, then=lambda done: Goto(CSV, OfExport(made_id(done))))


# People


def _having(scene: Scene[PeopleOf]) -> Paged[FriendRow]:
    return who_fits(scene, Label(label=found(scene).name), scene.state.after)


def _people(scene: Scene[PeopleOf]) -> LabelPeople:
    label, page = found(scene), _having(scene)
    return LabelPeople(
        id=str(label.id),
        name=label.name,
        now_at=scene.now,
        rows=tuple(rows.friend_row(one) for one in page.rows),
        later=page.later,
    )


def _person(scene: Scene[PeopleOf], number: int) -> Move | None:
    return friend_at([one.id for one in _having(scene).rows], number)


def _people_of(tap: Tap) -> PeopleOf:
    return PeopleOf(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


# Names


def _made(_: Scene[Nothing], text: str) -> Move:
    try:
        command = MakeLabel(names.given(text))
    except Refused as refused:
        return Stay(error_line(refused.problem))
    return Run(command, then=lambda done: Goto(CARD, OfLabel(made_id(done))))


def _renamed(scene: Scene[OfLabel], text: str) -> Move:
    try:
        name = names.given(text)
    except Refused as refused:
        return Stay(error_line(refused.problem))
    line = Notice("info", "renamed", {"name": name})
    command = RenameLabel(scene.state.label_id, name)
    return Run(command, then=lambda _: Goto(CARD, scene.state, line))


# Deleting


def _delete(scene: Scene[OfLabel]) -> LabelDelete:
    label = found(scene)
    return LabelDelete(
        id=str(label.id),
        name=label.name,
        people=label.people,
        uses=_uses(label),
        used=len(label.used_in),
    )


def _deleted(scene: Scene[OfLabel], _: Tap) -> Move:
    line = Notice("info", "label_deleted", {"name": found(scene).name})
    return Run(DeleteLabel(scene.state.label_id), then=lambda _: Goto(LIST, From(), line))


def to_card(state: OfLabel) -> str:
    return f"{CARD}:{state.label_id}"


SCREENS = (
    Screen(
        name=LIST,
        sample=From(),
        view=_list,
        opens=from_first,
        row=_at,
        back=lambda _: "friends.find",
        help="friends",
        leads=(CARD, NEW, "friends.find"),
    ),
    Screen(
        name=CARD,
        sample=OfLabel(90),
        view=_card,
        opens=label_of,
        actions={"file": own(_file)},
        back=lambda _: LIST,
        help="friends",
        leads=(
            PEOPLE, NAME, DELETE, "label.many", CSV, LIST,
            "scenario.card", "group.card", "route.card",
        ),
    ),
    Screen(
        name=PEOPLE,
        sample=PeopleOf(90),
        view=_people,
        opens=_people_of,
        row=_person,
        back=to_card,
        help="friends",
        leads=("friend.card", CARD, LIST),
    ),
    Screen(
        name=NEW,
        sample=Nothing(),
        view=lambda _: LabelNew(),
        role="editor",
        opens=nothing,
        asks="answer",
        typed=_made,
        back=lambda _: LIST,
        help="friends",
        leads=(CARD, LIST),
    ),
    Screen(
        name=NAME,
        sample=OfLabel(90),
        view=lambda scene: LabelName(name=found(scene).name),
        role="editor",
        opens=label_of,
        asks="answer",
        typed=_renamed,
        back=to_card,
        help="friends",
        leads=(CARD, LIST),
    ),
    Screen(
        name=DELETE,
        sample=OfLabel(90),
        view=_delete,
        role="editor",
        opens=label_of,
        actions={"delete": edit(_deleted)},
        back=to_card,
        help="friends",
        leads=(CARD, LIST, "scenario.card", "group.card", "route.card"),
    ),
)  # fmt: skip
