"""What differs between two documents, as rows of a card."""

from collections.abc import Iterator, Mapping

from admin_flows.engine.scene import AnyScene
from admin_flows.shared import rows
from admin_flows.shared.doing import doing
from admin_flows.shared.route_names import route_names
from admin_flows.shared.rules import rule_part
from bot.domain.differing import Difference, around, settings_changed
from bot.domain.document import Ask, Message, Scenario, Step, Text
from bot.domain.sendable import label_at, pressables
from bot.domain.text import one_line
from flex_templates.views.owner import ChangeRow, Compared, Piece, Side
from flex_templates.views.parts import MessageRow

PIECES = 6
LONGEST = 160


def compared(scene: AnyScene, one: Difference, new: Scenario, old: Scenario) -> Compared:
    """`new` and `old`: the whole documents."""
    change = ChangeRow(kind=one.change.kind, number=one.change.number, title=one.change.title)
    found = tuple(_pieces(scene, one, new, old))
    return Compared(change=change, pieces=found[:PIECES], more=max(0, len(found) - PIECES))


def _pieces(scene: AnyScene, one: Difference, new: Scenario, old: Scenario) -> Iterator[Piece]:
    if one.change.kind == "start":
        names = route_names(scene.reads, new, old)
        yield Piece(kind="start", old=_starts(old, names), new=_starts(new, names))
    elif one.change.kind == "other":
        for name in settings_changed(new, old):
            yield Piece(kind="settings", name=name)
    elif one.change.kind == "added" and one.new:
        yield Piece(kind="wait", new=Side(when=rows.when(one.new.wait, new)))
        yield from _messages(scene, None, one.new)
    elif one.change.kind == "removed" and one.old:
        yield Piece(kind="wait", old=Side(when=rows.when(one.old.wait, old)))
        yield from _messages(scene, one.old, None)
    elif one.old and one.new:
        yield from _of_both(scene, (one.old, old), (one.new, new))


def _starts(document: Scenario, names: Mapping[str, str]) -> Side:
    return Side(starts=tuple(rows.start_row(start, names) for start in document.start))


def _of_both(
    scene: AnyScene, before: tuple[Step, Scenario], after: tuple[Step, Scenario]
) -> Iterator[Piece]:
    (old, was), (new, now) = before, after
    if old.wait != new.wait:
        yield Piece(kind="wait", old=_wait(old, was), new=_wait(new, now))
    if old.title != new.title:
        yield Piece(kind="title", old=Side(words=old.title or ""), new=Side(words=new.title or ""))
    if old.only != new.only:
        yield Piece(kind="only", old=_only(old, was), new=_only(new, now))
    yield from _messages(scene, old, new)
    yield from _done(old, was, new, now)
    if any(getattr(old, key) != getattr(new, key) for key in ("receipt", "expires", "by")):
        yield Piece(kind="other")


def _wait(step: Step, document: Scenario) -> Side:
    return Side(when=rows.when(step.wait, document))


def _only(step: Step, document: Scenario) -> Side:
    return Side(rule=rule_part(step.only, {None: document})) if step.only else Side()


def _done(old: Step, was: Scenario, new: Step, now: Scenario) -> Iterator[Piece]:
    before, after = doing(old, was), doing(new, now)
    if (old.then, old.use) != (new.then, new.use):
        one, two = Side(effects=before.effects), Side(effects=after.effects)
        yield Piece(kind="effects", old=one, new=two) if one != two else Piece(kind="effects")
    if old.alone.branch != new.alone.branch:
        one, two = Side(arms=before.arms), Side(arms=after.arms)
        yield Piece(kind="arms", old=one, new=two) if one != two else Piece(kind="arms")
    if old.repeat != new.repeat:
        yield Piece(kind="repeat", old=Side(repeat=before.repeat), new=Side(repeat=after.repeat))


# Messages, each with the one that stood in its place


def _messages(scene: AnyScene, old: Step | None, new: Step | None) -> Iterator[Piece]:
    before, after = (step.says if step else () for step in (old, new))
    for place in range(max(len(before), len(after))):
        one = before[place] if place < len(before) else None
        two = after[place] if place < len(after) else None
        if one != two:
            yield _message(scene, place + 1, one, two)


def _message(
    scene: AnyScene, number: int, old: Message | Ask | None, new: Message | Ask | None
) -> Piece:
    before, after = (_said(scene, message) if message else None for message in (old, new))
    if before == after:
        return Piece(kind="message", number=number)
    return Piece(kind="message", number=number, old=_side(before, after), new=_side(after, before))


def _side(row: MessageRow | None, other: MessageRow | None) -> Side | None:
    if row is None:
        return None
    text = around(row.text, other.text if other else "", LONGEST)
    return Side(message=MessageRow(kind=row.kind, text=text))


def _said(scene: AnyScene, message: Message | Ask) -> MessageRow:
    """With what stands on its buttons."""
    row = rows.message_row(message, scene.reads, scene.actor.locale)
    text = rows.text_of(message, scene.actor.locale) or row.text
    labels = _choices(message)
    return MessageRow(kind=row.kind, text=one_line(" ".join([text, *labels])))


def _choices(message: Message | Ask) -> list[str]:
    if isinstance(message, Ask):
        return [f"[{choice}]" for choice in message.choices]
    if isinstance(message, Text):
        return []
    places = enumerate(pressables(message))
    return [f"[{label_at(message, place)}]" for place, pressed in places if pressed is not None]
