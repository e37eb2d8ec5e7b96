"""What is asked for until a message is there: each answer leads to the next piece, or ends it."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from admin_flows.engine.scene import Scene
from admin_flows.ports.chat import Other, Sent
from admin_flows.shared.drafts import error_line
from admin_flows.shared.where import OfStep
from bot.domain.links import SCHEMES
from bot.domain.model import Part
from bot.domain.problems import problems_of
from bot.domain.text import graphemes, one_line
from flex_templates.views.parts import Notice

Raw = dict[str, Any]
Kind = Literal["buttons", "rich", "cards", "rich_video", "line_coupon", "location", "cover"]

BUTTON_LABEL = 20
_LINE = re.compile(rf"(?P<label>.*?)\s*(?P<link>(?:{'|'.join(SCHEMES)}):\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Making(OfStep):
    """`raw`: what was answered so far, in JSON; `piece`: what is asked for now. `place`: of the
    message that it comes instead of, from 1; 0: it is one more.
    """

    kind: Kind
    piece: str
    raw: str = "{}"
    place: int = 0

    @property
    def so_far(self) -> Raw:
        found: Raw = json.loads(self.raw)
        return found


@dataclass(frozen=True)
class Next:
    piece: str
    raw: Raw
    notice: Notice | None = None


@dataclass(frozen=True)
class Made:
    """`message`: as a document has it."""

    message: Raw


Answered = Next | Made | Notice
"""A notice says what is wrong: the same is asked again."""

Rows = tuple[tuple[str, str], ...]
"""(id, name) of what can be picked."""
OfRows = Callable[[Scene[Making]], Rows]
OfText = Callable[[Scene[Making], Raw, str], Answered]
OfFile = Callable[[Raw, Sent], Answered]
OfOther = Callable[[Raw, Other], Answered]
OfTile = Callable[[Scene[Making], Raw], Answered]


@dataclass(frozen=True)
class Maker:
    """What is done with what is typed, sent and tapped, by piece; `tiles` by their ids. A row that
    is picked is as its name typed.
    """

    first: str
    typed: Mapping[str, OfText] = field(default_factory=dict)
    sent: Mapping[str, OfFile] = field(default_factory=dict)
    other: Mapping[str, OfOther] = field(default_factory=dict)
    tiles: Mapping[str, Mapping[str, OfTile]] = field(default_factory=dict)
    rows: Mapping[str, OfRows] = field(default_factory=dict)


def wrong(part: type[Part], raw: Raw) -> Notice | None:
    """Why it is none of these, if it is not."""
    try:
        part.model_validate(raw)
    except ValidationError as error:
        return error_line(problems_of(error, {}, {})[0])
    return None


def labelled_link(line: str) -> Raw | Notice:
    """What stands on a button and where it leads: 「予約する https://…」."""
    found = _LINE.fullmatch(line.strip())
    if found is None or not one_line(found["label"]):
        return Notice("error", "label_and_link", {"text": one_line(line)[:40]})
    label = one_line(found["label"])
    return too_long_label(label) or {"label": label, "link": found["link"]}


def too_long_label(label: str) -> Notice | None:
    if (size := len(graphemes(label))) <= BUTTON_LABEL:
        return None
    values: dict[str, str | int] = {"field": "button", "limit": BUTTON_LABEL, "actual": size}
    return Notice("error", "name_too_long", values)


def picture_of(sent: Sent) -> str | Notice:
    if sent.kind == "image" and sent.media:
        return sent.media
    return Notice("error", "wrong_medium", {"wanted": "image", "got": sent.kind})


def by_step_name(scene: Scene[Making]) -> str:
    """What an owner calls the step, else the scenario."""
    document = scene.draft(scene.state.scenario_id).document
    step = next((one for one in document.all_steps if one.id == scene.state.step_id), None)
    return (step.title if step else None) or document.name
