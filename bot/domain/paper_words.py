"""What stands on paper, in plain English: messages, what is done, which way, what is waited for."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.asking import Ask
from bot.domain.buttons import Buttons
from bot.domain.cards import Cards, CardsOfEach
from bot.domain.condition_forms import Reaction
from bot.domain.conditions import AllOf, AnyOf, Not
from bot.domain.content import fill
from bot.domain.coupons import OwnCoupon
from bot.domain.effects import Then
from bot.domain.languages import in_language
from bot.domain.lengths import After
from bot.domain.line_coupons import LineCoupon
from bot.domain.model import Part
from bot.domain.places import Location
from bot.domain.reaction_waits import ForReaction
from bot.domain.recordings import Audio, Video
from bot.domain.rich import Rich, RichVideo
from bot.domain.sendable import Message, kind_of, label_at, pressables
from bot.domain.steps import Arm, First, Split, When
from bot.domain.stickers import Sticker
from bot.domain.text import clip, one_line
from bot.domain.texts import Text

_TEXT_GRAPHEMES = 60
_KINDS: Mapping[str, str] = {
    "image": "picture",
    "rich": "rich message",
    "rich_video": "rich video",
    "line_coupon": "LINE coupon",
}
_AWAITED: Mapping[str, str] = {
    "tapped": "they tap step {name}",
    "answered": "they answer step {name}",
    "watched": "they watch the video of step {name}",
    "label": "they have the label {name}",
}
_DOES: Mapping[Reaction, str] = {
    "tapped": "taps step {name}",
    "answered": "answers step {name}",
    "watched": "watches the video of step {name}",
}
_EFFECTS: Mapping[str, str] = {
    "add_label": "attaches {0}",
    "remove_label": "takes off {0}",
    "set": "notes {0}",
    "add": "counts {0}",
    "jump": "goes into “{0}”",
    "end": "ends the walk",
}
_FORMS: Mapping[str, str] = {
    "label": "label {0}",
    "attribute": "{0}",
    "counter": "{0}",
    "group": "in the group {0}",
    "inside": "inside “{0}”",
    "finished": "finished “{0}”",
    "stopped": "left “{0}”",
    "tapped": "tapped {0}",
    "answered": "answered {0}",
    "watched": "watched {0}",
    "days_since_friend": "days as a friend {0}",
    "month": "in month {0}",
    "weekday": "on {0}",
    "hour": "at {0}",
}


def message(said: Message | Ask, language: str, values: Mapping[str, str]) -> str:
    """A text as it is read; of everything else its kind, and what tells it from its like."""
    says = said.text if isinstance(said, Text | Buttons | Ask) else ""
    if isinstance(said, CardsOfEach):
        says = f"{{{{ {said.cards.each} }}}}"
    words = one_line(fill(in_language(says, language), values))
    if isinstance(said, Text):
        return clip(words, _TEXT_GRAPHEMES)
    kind = "asks" if isinstance(said, Ask) else _KINDS.get(kind_of(said), kind_of(said))
    gist = " ".join(filter(None, [words, _gist(said)]))
    return clip(f"{kind}: {gist}" if gist else kind, _TEXT_GRAPHEMES)


def _gist(said: Message | Ask) -> str:
    match said:
        case Ask():
            return " ".join(f"[{choice}]" for choice in said.choices)
        case Cards():
            return " / ".join(card.title for card in said.cards)
        case Rich() | RichVideo():
            return " ".join([said.alt, *_labels(said)])
        case Buttons():
            return " ".join(_labels(said))
    return _which(said)


def _which(said: Message) -> str:
    match said:
        case Sticker():
            return "/".join(map(str, said.sticker))
        case Location():
            return said.title
        case Video():
            return said.track or ""
        case Audio():
            return f"{said.seconds:g} seconds"
        case OwnCoupon():
            return said.coupon
        case LineCoupon():
            return said.line_coupon
    return ""


def _labels(said: Message) -> Iterator[str]:
    for place, pressed in enumerate(pressables(said)):
        if pressed is not None:
            yield f"[{label_at(said, place)}]"


def effects(then: Then) -> str:
    done = then.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return ", ".join(_effect(key, value) for key, value in done.items())


def _effect(key: str, value: Any) -> str:
    known = _EFFECTS.get(key)
    if known is None:
        return f"{key} {json.dumps(value, ensure_ascii=False)}"
    if key == "jump" and isinstance(value, dict):
        return f"{known.format(value['to'])} as well"
    sign = {"set": " = ", "add": " + "}.get(key, " ")
    return known.format(_listed(value, sign))


def _listed(value: Any, sign: str = " ") -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}{sign}{_listed(each)}" for name, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def arm(way: Arm) -> str:
    match way:
        case When():
            return f"if {condition(way.when)}"
        case Split():
            return f"{way.split} of 100 people"
        case First():
            return f"the first {way.first} people"
    return "everybody else"


def condition(asked: Part) -> str:
    match asked:
        case AllOf():
            return " and ".join(map(_inner, asked.all))
        case AnyOf():
            return " or ".join(map(_inner, asked.any))
        case Not():
            return f"not {_inner(asked.not_)}"
    said = asked.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    form = next(key for key in _FORMS if key in said)
    asks = _FORMS[form].format(_compared(said.pop(form)))
    return f"{asks} {_compared(said)}".strip()


def _inner(asked: Part) -> str:
    joined = isinstance(asked, AllOf | AnyOf)
    return f"({condition(asked)})" if joined else condition(asked)


def _compared(value: Any) -> str:
    if not isinstance(value, dict):
        return _listed(value)
    return " ".join(f"{key.replace('_', ' ')} {_listed(each)}" for key, each in value.items())


def awaited(wait: ForReaction) -> str:
    what = _AWAITED[wait.for_.kind].format(name=wait.for_.name)
    return f"waits until {what}{f', at most {_after(wait.at_most)}' if wait.at_most else ''}"


def _after(wait: After) -> str:
    said = wait.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    at = said.pop("at", None)
    lengths = [f"{amount} {unit if amount != 1 else unit[:-1]}" for unit, amount in said.items()]
    return " ".join([*lengths, *([f"{at}"] if at else [])])


def reaction(did: tuple[Reaction, str]) -> str:
    return _DOES[did[0]].format(name=did[1])
