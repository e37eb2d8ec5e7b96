"""A label for many at once, or taken from them: everybody, a group, another label, a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Gone, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.labels import CARD, LIST, found, to_card
from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import Outcome, TagMany
from admin_flows.shared.code_files import lines_told, text_of
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.where import OfLabel
from admin_flows.shared.whom import ALL, key_of, line_of, whom_of
from bot.domain.audience import Audience, picked
from bot.domain.condition_forms import Group, Label
from bot.domain.conditions import AllOf, Condition
from bot.domain.people_lists import MOST, Found, ids_in
from bot.domain.people_lists import found as those_found
from flex_templates.views.owner import LabelCheck, LabelFile, LabelMany, LabelPick, NamedRow
from flex_templates.views.parts import Notice

MANY, PICK, CHECK, FILE = "label.many", "label.pick", "label.check", "label.file"
GIVE, TAKE = "give", "take"
By = Literal["group", "label"]
_BY: dict[str, By] = {"group": "group", "label": "label"}


@dataclass(frozen=True)
class Many(OfLabel):
    take: bool = False

    @property
    def way(self) -> str:
        """As buttons carry it."""
        return TAKE if self.take else GIVE


@dataclass(frozen=True)
class Picking(Many):
    by: By = "group"
    first: int = 0


@dataclass(frozen=True)
class Meant(Many):
    """`key`: whom."""

    key: str = ALL


def _takes(tap: Tap) -> bool:
    way = tap.id(1) if len(tap.ids) > 1 else GIVE
    if way not in (GIVE, TAKE):
        raise Nonsense("neither given nor taken")
    return way == TAKE


def _many_of(tap: Tap) -> Many:
    return Many(tap.number(), _takes(tap))


def _many(scene: Scene[Many]) -> LabelMany:
    label, state = found(scene), scene.state
    return LabelMany(
        id=str(label.id),
        name=label.name,
        way=state.way,
        friends=scene.reads.home().friends,
        labels=len(scene.reads.labels()) - 1,
        groups=len(scene.reads.user_groups()),
    )


# By a group, or by another label


def _picking_of(tap: Tap) -> Picking:
    by = _BY.get(tap.id(2))
    if by is None:
        raise Nonsense("by neither a group nor a label")
    first = tap.number(3) if len(tap.ids) > 3 else 0
    return Picking(tap.number(), _takes(tap), by, first)


def _page(scene: Scene[Picking]) -> Paged[tuple[Audience, str]]:
    state = scene.state
    known: Sequence[tuple[Audience, str]]
    if state.by == "group":
        known = [(Audience("group", one.id), one.name) for one in scene.reads.user_groups()]
    else:
        known = [
            (Audience("label", one.id), one.name)
            for one in scene.reads.labels()
            if one.id != state.label_id
        ]
    return paged(known, state.first)


def _pick(scene: Scene[Picking]) -> LabelPick:
    label, state, page = found(scene), scene.state, _page(scene)
    return LabelPick(
        id=str(label.id),
        name=label.name,
        way=state.way,
        by=state.by,
        rows=tuple(NamedRow(id=key_of(whom), name=name) for whom, name in page.rows),
        earlier=page.earlier,
        later=page.later,
    )


def _picked(scene: Scene[Picking], number: int) -> Move | None:
    one, state = _page(scene).at(number), scene.state
    return Goto(CHECK, Meant(state.label_id, state.take, key_of(one[0]))) if one else None


# Before it is done


def _meant_of(tap: Tap) -> Meant:
    whom_of(tap.id(2))
    return Meant(tap.number(), _takes(tap), tap.id(2))


def _check(scene: Scene[Meant]) -> LabelCheck:
    label, state = found(scene), scene.state
    whom = whom_of(state.key)
    line, has = line_of(scene, whom), Label(label=label.name)
    meant: Condition | None = None
    if whom.kind != "all":
        if line.name is None:
            many = Many(state.label_id, state.take)
            raise Gone(Goto(MANY, many, Notice("error", "nobody_meant")))
        meant = Group(group=line.name) if whom.kind == "group" else Label(label=line.name)
    if meant is None:
        people, having = scene.reads.home().friends, scene.reads.fitting(has)[0]
    else:
        people, having = scene.reads.fitting(meant, AllOf(all=(meant, has)))
    return LabelCheck(
        id=str(label.id),
        name=label.name,
        way=state.way,
        key=state.key,
        whom=line,
        people=having if state.take else max(0, people - having),
        already=max(0, people - having) if state.take else having,
    )


def _done(scene: Scene[Meant], _: Tap) -> Move:
    label, state = found(scene), scene.state
    whom = whom_of(state.key)

    def then(done: Outcome) -> Goto:
        code = f"tagged_{state.way}" + ("_and_on" if done.or_more else "")
        line = Notice("info", code, {"label": label.name, "n": done.people})
        return Goto(CARD, OfLabel(label.id), line)

    return Run(TagMany(label.id, whom, take=state.take), then=then)


# By a file


def _file(scene: Scene[Many]) -> LabelFile:
    label = found(scene)
    return LabelFile(id=str(label.id), name=label.name, way=scene.state.way, most=MOST)


def _no_file(_: Scene[Many], __: str) -> Move:
    return Stay(Notice("error", "wrong_medium", {"wanted": "file", "got": "text"}))


def _read(scene: Scene[Many], sent: Sent) -> Move:
    text = text_of(sent)
    if isinstance(text, Notice):
        return Stay(text)
    listed = ids_in(text)
    if len(listed) > MOST:
        return Stay(Notice("error", "too_many", {"limit": MOST, "actual": len(listed)}))
    ids = tuple(dict.fromkeys(one for _, one in listed))
    people = those_found(listed, scene.reads.friends_named(ids))
    if not people.friends:
        return Stay(Notice("error", "nobody_in_file"))
    return _tagged(scene, people)


def _tagged(scene: Scene[Many], people: Found) -> Move:
    label, state = found(scene), scene.state

    def then(done: Outcome) -> Goto:
        rest = len(people.friends) - done.people
        values: dict[str, str | int] = {"label": label.name, "n": done.people, "rest": rest}
        code = f"file_{state.way}"
        if people.unknown:
            code, values["lines"] = f"{code}_some", lines_told(people.unknown)
        return Goto(CARD, OfLabel(label.id), Notice("info", code, values))

    return Run(TagMany(label.id, picked(*people.friends), take=state.take), then=then)


def _to_many(state: Many) -> str:
    return f"{MANY}:{state.label_id}.{state.way}"


SCREENS = (
    Screen(
        name=MANY,
        sample=Many(90),
        view=_many,
        role="editor",
        opens=_many_of,
        back=to_card,
        help="friends",
        leads=(MANY, PICK, CHECK, FILE, CARD, LIST),
    ),
    Screen(
        name=PICK,
        sample=Picking(90),
        view=_pick,
        role="editor",
        opens=_picking_of,
        row=_picked,
        back=_to_many,
        help="friends",
        leads=(PICK, CHECK, MANY, CARD, LIST),
    ),
    Screen(
        name=CHECK,
        sample=Meant(90),
        view=_check,
        role="editor",
        opens=_meant_of,
        actions={"tag": edit(_done)},
        back=_to_many,
        help="friends",
        leads=(MANY, CARD, LIST),
    ),
    Screen(
        name=FILE,
        sample=Many(90),
        view=_file,
        role="editor",
        opens=_many_of,
        asks="answer",
        typed=_no_file,
        sent=_read,
        back=_to_many,
        help="friends",
        leads=(CARD, MANY, LIST),
    ),
)
