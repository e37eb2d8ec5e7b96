"""The scenario document: reading it from plain data, and writing it in its short form."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from bot.domain import limits
from bot.domain.asking import Ask
from bot.domain.buttons import Buttons
from bot.domain.cards import Card, Cards, CardsOfEach, Each
from bot.domain.comparing import NumberComparison
from bot.domain.conditions import FORMS as CONDITION_FORMS
from bot.domain.conditions import KEYS as CONDITION_KEYS
from bot.domain.conditions import Condition
from bot.domain.coupons import OwnCoupon
from bot.domain.effects import Jump, Notify, Then
from bot.domain.elapsed import Elapsed
from bot.domain.errors import DocumentError, Problem
from bot.domain.goal_waits import FromGoal, OfGoal
from bot.domain.goals import GoalDate
from bot.domain.lengths import After
from bot.domain.line_coupons import LineCoupon
from bot.domain.model import Part
from bot.domain.places import Location, Place
from bot.domain.pressing import AnyButton, Button
from bot.domain.problems import problems_of
from bot.domain.reaction_waits import Awaited, ForReaction
from bot.domain.recordings import Audio, Video
from bot.domain.rich import Rich, RichVideo, Spot
from bot.domain.scenario import Active, AtMost, Late, Scenario, SendWithin, Span
from bot.domain.sendable import Message, Receipt
from bot.domain.sender import Sender
from bot.domain.starts import (
    ApiEvent,
    CouponUsed,
    Dated,
    DateNoted,
    FriendAdded,
    GroupMatched,
    Keyword,
    LabelAdded,
    Manual,
    Reactive,
    ScenarioFinished,
    ScenarioStopped,
    Start,
    Who,
)
from bot.domain.steps import Arm, First, Otherwise, Repeat, Split, Step, When
from bot.domain.stickers import Sticker
from bot.domain.stored import Image
from bot.domain.texts import Text
from bot.domain.waits import Immediate, OnDate, OnDay, OnWeekday, Wait
from bot.domain.window import Window

__all__ = [
    "Active",
    "After",
    "ApiEvent",
    "Arm",
    "Ask",
    "Audio",
    "Buttons",
    "CouponUsed",
    "DateNoted",
    "Dated",
    "First",
    "ForReaction",
    "FriendAdded",
    "GroupMatched",
    "Image",
    "Immediate",
    "Jump",
    "Keyword",
    "LabelAdded",
    "Late",
    "Location",
    "Manual",
    "Message",
    "OfGoal",
    "OnDate",
    "OnDay",
    "OnWeekday",
    "Otherwise",
    "Place",
    "Reactive",
    "Receipt",
    "Repeat",
    "Scenario",
    "ScenarioFinished",
    "ScenarioStopped",
    "SendWithin",
    "Sender",
    "Split",
    "Start",
    "Step",
    "Sticker",
    "Text",
    "Then",
    "Video",
    "Wait",
    "When",
    "Window",
    "dump",
    "late_of",
    "parse",
    "parse_rule",
]

# Which part a place in the document holds: a field's name, or the tag of a part's form.
_PARTS: Mapping[str, type[Part]] = {
    "": Scenario,
    "steps": Step,
    "then": Then,
    "jump": Jump,
    "notify": Notify,
    "ask": Ask,
    "repeat": Repeat,
    "<when>": When,
    "<split>": Split,
    "<first>": First,
    "<otherwise>": Otherwise,
    "active": Active,
    "at_most": AtMost,
    "per": Elapsed,
    "<within>": SendWithin,
    "send_within": Span,
    "<friend_added>": FriendAdded,
    "<keyword>": Keyword,
    "<label_added>": LabelAdded,
    "<group_matched>": GroupMatched,
    "<scenario_finished>": ScenarioFinished,
    "<scenario_stopped>": ScenarioStopped,
    "<date_noted>": DateNoted,
    "<manual>": Manual,
    "<api>": ApiEvent,
    "<coupon_used>": CouponUsed,
    "<date_start>": Dated,
    "who": Who,
    "<now>": Immediate,
    "<after>": After,
    "<weekday>": OnWeekday,
    "<day>": OnDay,
    "<date>": OnDate,
    "<goal>": OfGoal,
    "expires": FromGoal,
    "goals": GoalDate,
    "<for>": ForReaction,
    "for": Awaited,
    "<text>": Text,
    "<image>": Image,
    "<sticker>": Sticker,
    "<location>": Location,
    "<buttons>": Buttons,
    "<video>": Video,
    "<audio>": Audio,
    "<rich>": Rich,
    "<rich_video>": RichVideo,
    "<cards>": Cards,
    "<cards_of_each>": CardsOfEach,
    "<each>": Each,
    "<line_coupon>": LineCoupon,
    "<coupon>": OwnCoupon,
    "areas": Spot,
    "end": Button,
    "more": Button,
    "button": AnyButton,
    "cards": Card,
    "buttons": AnyButton,
    "location": Place,
    "sender": Sender,
    "days_since_friend": NumberComparison,
    "for_at_least": Elapsed,
    "for_less_than": Elapsed,
    **CONDITION_FORMS,
}
PART_KEYS = {
    where: tuple(field.alias or name for name, field in part.model_fields.items())
    for where, part in _PARTS.items()
} | {"<condition>": CONDITION_KEYS}


_rule = TypeAdapter[Condition](Condition)


def late_of(scenario: Scenario, wait: Wait) -> Literal["hold", "skip"] | SendWithin:
    """What happens to a step that could not go when it was due."""
    return scenario.late or ("skip" if isinstance(wait, OnDate | OfGoal) else "hold")


def parse(raw: Any) -> Scenario:
    """Raises DocumentError with every problem found."""
    try:
        scenario = Scenario.model_validate(raw)
    except ValidationError as error:
        raise DocumentError(problems_of(error, raw, PART_KEYS)) from None
    size = len(json.dumps(dump(scenario), ensure_ascii=False).encode())
    if size > limits.DOCUMENT_BYTES:
        values = {"limit": limits.DOCUMENT_BYTES, "actual": size}
        raise DocumentError([Problem("document_too_big", "", values)])
    return scenario


def parse_rule(raw: Any) -> Condition:
    """A condition alone. Raises DocumentError."""
    try:
        return _rule.validate_python(raw)
    except ValidationError as error:
        raise DocumentError(problems_of(error, raw, PART_KEYS)) from None


def dump(scenario: Scenario) -> dict[str, Any]:
    """JSON, in its short form: without defaults, but every step with its wait."""
    plain = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    steps = [_short(raw) for raw in plain.pop("steps", [])]
    start = plain.get("start", [])
    if len(start) == 1:
        plain["start"] = start[0]
    return {"tobiishi": 1, **plain, **({"steps": steps} if steps else {})}


def _short(step: Mapping[str, Any]) -> dict[str, Any]:
    head = {key: step[key] for key in ("id", "title") if key in step}
    rest = {key: value for key, value in step.items() if key not in head}
    if "branch" in rest:
        rest["branch"] = [_short_arm(arm) for arm in rest["branch"]]
    return {**head, "wait": step.get("wait", 0), **rest}


def _short_arm(arm: Mapping[str, Any]) -> dict[str, Any]:
    """Whom it is for stands before its steps."""
    steps = [_short(step) for step in arm.get("steps", ())]
    return {**{key: value for key, value in arm.items() if key != "steps"}, "steps": steps}
