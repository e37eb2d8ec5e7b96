"""What a document changes of the one before it, step by step."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.document import Scenario, Step
from bot.domain.sendable import kind_of
from bot.domain.steps import placed

Tag = Literal["changed", "added"] | None
Kind = Literal["changed", "added", "removed", "moved", "start", "other"]


@dataclass(frozen=True, slots=True)
class Change:
    """`number` of a step, as people call it: in the document before where it was removed."""

    kind: Kind
    number: str | None = None
    title: str | None = None


def tag(step: Step, published: Scenario | None) -> Tag:
    if published is None:
        return None
    before = next((old for old in published.all_steps if old.id == step.id), None)
    if before is None:
        return "added"
    return "changed" if before.alone != step.alone else None


def changes(draft: Scenario, published: Scenario | None) -> tuple[Change, ...]:
    """In the order of the draft, then what was taken out, then what is not about a step."""
    if published is None or draft == published:
        return ()
    kept = {step.id for step in draft.all_steps}
    return (
        *_kept_or_added(draft, published),
        *(
            Change("removed", each.number, each.step.title)
            for each in placed(published.steps)
            if each.step.id not in kept
        ),
        *([Change("start")] if draft.start != published.start else []),
        *([Change("other")] if _rest(draft) != _rest(published) else []),
    )


def _kept_or_added(draft: Scenario, published: Scenario) -> list[Change]:
    moved = _moved(draft, published)
    rows: list[Change] = []
    for each in placed(draft.steps):
        step = each.step
        kind: Kind | None = tag(step, published) or ("moved" if step.id in moved else None)
        if kind:
            rows.append(Change(kind, each.number, step.title))
    return rows


def _moved(draft: Scenario, published: Scenario) -> set[str]:
    """Steps that stand elsewhere among those that both have."""
    before = [step.id for step in published.all_steps]
    now = [step.id for step in draft.all_steps]
    both = set(before) & set(now)
    order = [step_id for step_id in before if step_id in both]
    pairs = zip(order, (step_id for step_id in now if step_id in both), strict=True)
    return {new for old, new in pairs if old != new}


def _rest(document: Scenario) -> Scenario:
    """Without the name, which is changed at once and needs no publishing."""
    return document.model_copy(update={"steps": (), "start": (), "name": "-"})


def only_words(draft: Scenario, published: Scenario | None) -> bool:
    """Nothing but what steps say and are called is another: when, whether and to whom is not."""
    if published is None or _rest(draft) != _rest(published) or draft.start != published.start:
        return False
    return draft != published and list(map(_unsaid, draft.all_steps)) == list(
        map(_unsaid, published.all_steps)
    )


def _unsaid(step: Step) -> Step:
    kinds = tuple(kind_of(message) for message in step.send)
    said = {
        "send": kinds,
        "title": None,
        "ask": step.ask and step.ask.model_copy(update={"text": ""}),
    }
    return step.alone.model_copy(update=said)
