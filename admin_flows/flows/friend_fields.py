"""What is known of one friend: looked at, and changed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from admin_flows.answers.day import parse_date
from admin_flows.answers.plain import plain
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.picked import picked_date
from admin_flows.ports.commands import SetField
from admin_flows.ports.facts import FieldKind, FieldValue
from admin_flows.shared.drafts import error_line
from admin_flows.shared.found import friend_there
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.where import OfFriend
from bot.domain import limits, names
from bot.domain.attributes import GENDER, OF_BIRTH, OF_PROFILE
from bot.domain.comparing import as_day, as_number
from bot.domain.errors import Refused
from bot.domain.text import graphemes, one_line
from flex_templates.views.owner import FieldLine, FriendField, FriendFields
from flex_templates.views.parts import Notice

LIST, FIELD = "friend.fields", "friend.field"
GENDERS = ("female", "male", "other")
KINDS: dict[str, FieldKind] = {"text": "text", "number": "number", "date": "date"}
# What follows from others, or is learned from the phone.
_NOT_BY_HAND = frozenset({*OF_PROFILE, "age", "birth_year", "os"})


@dataclass(frozen=True)
class Listed(OfFriend):
    """From this one on, counted from 0."""

    first: int = 0


@dataclass(frozen=True)
class OfField(OfFriend):
    """`kind` None: it is new, and which it is to be is asked first."""

    field: str
    kind: FieldKind | None = None


def field_lines(known: Sequence[FieldValue]) -> list[FieldLine]:
    return [
        FieldLine(name=one.name, value=_shown(one.value), until=one.until or None) for one in known
    ]


def _shown(value: str) -> str:
    """A date's time stands behind it."""
    return value.replace("T", " ") if "T" in value and as_day(value) else value


def _all(scene: AnyScene) -> list[tuple[str, FieldKind]]:
    return [(one.name, one.kind) for one in scene.reads.fields() if one.name not in _NOT_BY_HAND]


def _page(scene: Scene[Listed]) -> Paged[tuple[str, FieldKind]]:
    return paged(_all(scene), scene.state.first)


def _line(scene: AnyScene, name: str, number: int = 0) -> FieldLine:
    known = {one.name: one for one in field_lines(friend_there(scene).fields)}
    return replace(known.get(name) or FieldLine(name=name), number=number)


def _list(scene: Scene[Listed]) -> FriendFields:
    friend, page = friend_there(scene), _page(scene)
    return FriendFields(
        id=str(friend.id),
        name=friend.name,
        rows=tuple(_line(scene, name, number) for number, (name, _) in enumerate(page.rows, 1)),
        earlier=page.earlier,
        later=page.later,
    )


def _opened(scene: Scene[Listed], number: int) -> Move | None:
    one = _page(scene).at(number)
    return Goto(FIELD, OfField(scene.state.friend_id, one[0], one[1])) if one else None


def _tapped(scene: Scene[Listed], tap: Tap) -> Move:
    return _opened(scene, tap.number()) or Stay()


def _named(scene: Scene[Listed], text: str) -> Move:
    """A field there is, or a new one."""
    try:
        name = names.given(text)
    except Refused as refused:
        return Stay(error_line(refused.problem))
    if name in _NOT_BY_HAND:
        return Stay(Notice("error", "attribute_not_settable", {"value": name}))
    return Goto(FIELD, OfField(scene.state.friend_id, name, dict(_all(scene)).get(name)))


def _today(scene: AnyScene) -> date:
    today: date = scene.now.astimezone(scene.reads.settings().calendar.zone).date()
    return today


def _field(scene: Scene[OfField]) -> FriendField:
    friend = friend_there(scene)
    return FriendField(
        id=str(friend.id),
        name=friend.name,
        field=_line(scene, scene.state.field),
        kind=scene.state.kind,
        today=_today(scene),
    )


def _kind(scene: Scene[OfField], tap: Tap) -> Move:
    kind = KINDS.get(tap.id())
    if kind is None or scene.state.kind is not None:
        raise Nonsense("no such kind")
    return Goto(FIELD, replace(scene.state, kind=kind))


def _typed(scene: Scene[OfField], text: str) -> Move:
    match scene.state.kind:
        case None:
            return Stay(Notice("error", "use_buttons"))
        case "number":
            number = as_number(plain(text).replace(",", ""))
            if number is None:
                return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
            return _set(scene, str(number))
        case "date":
            day = parse_date(text, _today(scene))
            said = day.isoformat() if day else as_day(one_line(text))
            if said is None:
                return Stay(Notice("error", "date_not_understood", {"text": text[:20]}))
            return _day(scene, said)
    return _words(scene, one_line(text))


def _words(scene: Scene[OfField], said: str) -> Move:
    size = len(graphemes(said))
    if not said or size > limits.VALUE_GRAPHEMES:
        values = {"limit": limits.VALUE_GRAPHEMES, "actual": size}
        return Stay(Notice("error", "too_long" if said else "empty", values))
    return _set(scene, said)


def _day(scene: Scene[OfField], day: str) -> Move:
    if scene.state.field in OF_BIRTH and day > _today(scene).isoformat():
        return Stay(Notice("error", "day_to_come", {"day": day}))
    return _set(scene, day)


def _dated(scene: Scene[OfField], tap: Tap) -> Move:
    if scene.state.kind != "date":
        raise Nonsense("no date is asked")
    return _day(scene, picked_date(tap).isoformat())


def _taken(scene: Scene[OfField], tap: Tap) -> Move:
    if scene.state.field != GENDER or tap.id() not in GENDERS:
        raise Nonsense("no such tile")
    return _set(scene, tap.id())


def _cleared(scene: Scene[OfField], _: Tap) -> Move:
    return _run(scene, None, "field_cleared")


def _set(scene: Scene[OfField], value: str) -> Move:
    return _run(scene, value, "field_set")


def _run(scene: Scene[OfField], value: str | None, code: str) -> Move:
    state = scene.state
    command = SetField(friend_there(scene).id, state.field, value, state.kind or "text")
    line = Notice("info", code, {"name": state.field})
    return Run(command, then=lambda _: Goto(LIST, Listed(state.friend_id), line))


SCREENS = (
    Screen(
        name=LIST,
        sample=Listed(11),
        view=_list,
        role="editor",
        opens=lambda tap: Listed(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0),
        actions={"open": edit(_tapped)},
        asks="answer",
        typed=_named,
        row=_opened,
        back=lambda state: f"friend.more:{state.friend_id}",
        help="friends",
        leads=(FIELD, LIST, "friend.more", "friend.card"),
    ),
    Screen(
        name=FIELD,
        sample=OfField(11, "予約日時", "date"),
        view=_field,
        role="editor",
        actions={
            "kind": edit(_kind),
            "take": edit(_taken),
            "date": edit(_dated),
            "clear": edit(_cleared),
        },
        asks="answer",
        typed=_typed,
        back=lambda state: f"{LIST}:{state.friend_id}",
        help="friends",
        leads=(LIST, FIELD, "friend.card"),
    ),
)
