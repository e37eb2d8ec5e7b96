"""Two documents side by side: which steps differ, and what it is of each that does."""

from dataclasses import dataclass

from bot.domain.changes import Change, changes
from bot.domain.document import Scenario, Step
from bot.domain.ways import step_called


@dataclass(frozen=True, slots=True)
class Difference:
    """`old` None: the step is new; `new` None: it was removed; both None: it is about no step."""

    change: Change
    old: Step | None = None
    new: Step | None = None


def differences(new: Scenario, old: Scenario) -> tuple[Difference, ...]:
    """In the order of the new one, then what was taken out, then what is about no step."""
    before = {step.id: step for step in old.all_steps}
    return tuple(_of(change, new, old, before) for change in changes(new, old))


def _of(change: Change, new: Scenario, old: Scenario, before: dict[str, Step]) -> Difference:
    if change.number is None:
        return Difference(change)
    if change.kind == "removed":
        return Difference(change, old=step_called(old, change.number))
    step = step_called(new, change.number)
    return Difference(change, old=before.get(step.id) if step else None, new=step)


# What stands in a document beside name, start and steps.
SETTINGS = (
    "reentry", "active", "quiet", "late", "public_title", "sender", "at_limit", "urgent",
    "unless", "at_most", "exclusive", "priority", "stop_when", "per", "goals",
)  # fmt: skip


def settings_changed(new: Scenario, old: Scenario) -> tuple[str, ...]:
    return tuple(key for key in SETTINGS if getattr(new, key) != getattr(old, key))


def around(text: str, other: str, most: int) -> str:
    """At most so much of the text, from a little before the place where it differs."""
    if len(text) <= most:
        return text
    pairs = zip(text, other, strict=False)
    place = next(
        (n for n, (one, two) in enumerate(pairs) if one != two), min(len(text), len(other))
    )
    begin = max(0, min(place - most // 4, len(text) - most))
    head, tail = ("…" if begin else ""), ("…" if begin + most < len(text) else "")
    return f"{head}{text[begin : begin + most]}{tail}"
