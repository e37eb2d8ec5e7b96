"""What a step can send, and what staff can be told about it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import Discriminator, Tag

from bot.domain.asking import Ask
from bot.domain.buttons import Buttons
from bot.domain.cards import Cards, CardsOfEach, Each
from bot.domain.coupons import OwnCoupon
from bot.domain.line_coupons import LineCoupon
from bot.domain.links import is_web
from bot.domain.model import Part
from bot.domain.places import Location
from bot.domain.pressing import AnyButton, Button, Pressable
from bot.domain.recordings import Audio, Video
from bot.domain.rich import Rich, RichVideo, Spot
from bot.domain.stickers import Sticker
from bot.domain.stored import Image
from bot.domain.texts import Text, texts_of

P = TypeVar("P", bound=Pressable)


MessageKind = Literal[
    "image", "sticker", "location", "buttons", "video", "audio",
    "rich", "rich_video", "cards", "line_coupon", "coupon", "text",
]  # fmt: skip
KINDS: Mapping[MessageKind, type[Part]] = {
    "image": Image,
    "sticker": Sticker,
    "location": Location,
    "buttons": Buttons,
    "video": Video,
    "audio": Audio,
    "rich": Rich,
    "rich_video": RichVideo,
    "cards": Cards,
    "line_coupon": LineCoupon,
    "coupon": OwnCoupon,
    "text": Text,
}


def kind_of(message: Part) -> MessageKind:
    """The word by which a message of this kind is known in documents."""
    if isinstance(message, CardsOfEach):
        return "cards"
    return next(kind for kind, part in KINDS.items() if type(message) is part)


def _tag(value: Any) -> str:
    if isinstance(value, CardsOfEach) or _is_of_each(value):
        return "<cards_of_each>"
    if isinstance(value, Part):
        return f"<{kind_of(value)}>"
    keys = value.keys() if isinstance(value, dict) else set()
    return next((f"<{kind}>" for kind in KINDS if kind in keys), "<text>")


def _is_of_each(value: Any) -> bool:
    cards = value.get("cards") if isinstance(value, dict) else None
    return isinstance(cards, Each) or (isinstance(cards, dict) and "each" in cards)


Message = Annotated[
    Annotated[Text, Tag("<text>")]
    | Annotated[Image, Tag("<image>")]
    | Annotated[Sticker, Tag("<sticker>")]
    | Annotated[Location, Tag("<location>")]
    | Annotated[Buttons, Tag("<buttons>")]
    | Annotated[Video, Tag("<video>")]
    | Annotated[Audio, Tag("<audio>")]
    | Annotated[Rich, Tag("<rich>")]
    | Annotated[RichVideo, Tag("<rich_video>")]
    | Annotated[Cards, Tag("<cards>")]
    | Annotated[LineCoupon, Tag("<line_coupon>")]
    | Annotated[OwnCoupon, Tag("<coupon>")]
    | Annotated[CardsOfEach, Tag("<cards_of_each>")],
    Discriminator(_tag),
]

Receipt = Literal[
    "sent", "tapped", "answered", "watched", "used", "stopped", "blocked", "finished", "held",
    "opened",
]  # fmt: skip
RECEIPTS: tuple[Receipt, ...] = get_args(Receipt)


def files_in(message: Message) -> tuple[str, ...]:
    """Ids of stored files, and addresses on the web."""
    match message:
        case Image():
            return (message.image,)
        case Video():
            return (message.video, *filter(None, [message.preview]))
        case Audio():
            return (message.audio,)
        case Rich():
            return (message.rich,)
        case RichVideo():
            return (message.rich_video, *filter(None, [message.preview]))
        case Cards():
            return tuple(card.image for card in message.cards if card.image)
    return ()


def pressables(message: Message) -> tuple[Pressable | None, ...]:
    """What can be tapped in it; by its place here each is known."""
    match message:
        case Text(track=True):
            return tuple(Pressable.model_construct(link=url) for url in message.links)
        case Buttons():
            return message.buttons
        case Rich():
            return message.areas
        case RichVideo():
            return (message.end,)
        case Cards():
            return (*(card.button for card in message.cards), message.more)
        case CardsOfEach():
            return (message.more,)
    return ()


def buttons_in(message: Message) -> Iterator[AnyButton]:
    yield from (each for each in pressables(message) if isinstance(each, AnyButton))


def label_at(message: Message, place: int) -> str:
    """What stands on the one with that place."""
    each = pressables(message)[place]
    if isinstance(each, AnyButton | Spot):
        return each.label
    return (each.link or "").partition("://")[2] if each else ""


def is_tracked(message: Message) -> bool:
    return any(each is not None and each.is_tracked for each in pressables(message))


def is_told(message: Message) -> bool:
    """Whether it is known of somebody that they tapped in it."""
    return any(each is not None and each.counts for each in pressables(message))


def has_links(message: Message, *, tracked: bool = False) -> bool:
    """Whether it has some that can be tracked; or some that are."""
    if isinstance(message, Text):
        return bool(message.links) and (message.track or not tracked)
    pressed = [each for each in pressables(message) if each and each.link and is_web(each.link)]
    return any(each.track or not tracked for each in pressed)


def with_tracking(message: Message, track: bool) -> Message:
    """All its links tracked, or none. Labels that only a tracked tap attaches go with it."""
    if isinstance(message, Text):
        return message.model_copy(update={"track": track})
    match message:
        case Buttons():
            changed: dict[str, Any] = {
                "buttons": tuple(_tracking(each, track) for each in message.buttons)
            }
        case Rich():
            changed = {"areas": tuple(_tracking(spot, track) for spot in message.areas)}
        case RichVideo(end=Button() as end):
            changed = {"end": _tracking(end, track)}
        case Cards():
            changed = _cards_tracking(message, track)
        case _:
            return message
    return message.model_copy(update=changed)


def _cards_tracking(message: Cards, track: bool) -> dict[str, Any]:
    cards = [
        card.model_copy(update={"button": _tracking(card.button, track)}) if card.button else card
        for card in message.cards
    ]
    more = _tracking(message.more, track) if message.more else None
    return {"cards": tuple(cards), "more": more}


def _tracking(each: P, track: bool) -> P:
    if each.acts:
        return each
    return each.model_copy(update={"track": track} if track else {"track": False, "add_label": ()})


def texts_in(message: Message | Ask) -> tuple[str, ...]:
    """What it says, in each language: variables may stand in it."""
    return texts_of(message.text) if isinstance(message, Text | Buttons | Ask) else ()


def languages_in(message: Message | Ask) -> tuple[str, ...]:
    """() when it says the same to everybody."""
    says = message.text if isinstance(message, Text | Buttons | Ask) else ""
    return tuple(says) if isinstance(says, dict) else ()


def lists_in(messages: Iterable[Message | Ask]) -> frozenset[str]:
    """What is carried of which they make cards, by its whole name."""
    return frozenset(one.cards.each for one in messages if isinstance(one, CardsOfEach))
