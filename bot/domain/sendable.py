"""What a step can send, and what staff can be told about it."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Tag

from bot.domain.asking import Ask
from bot.domain.buttons import Buttons
from bot.domain.cards import Cards, CardsOfEach, Each
from bot.domain.coupons import OwnCoupon
from bot.domain.line_coupons import LineCoupon
from bot.domain.model import Part
from bot.domain.places import Location
from bot.domain.pressing import Button, Pressable
from bot.domain.recordings import Audio, Video
from bot.domain.rich import Rich, RichVideo, Spot
from bot.domain.stickers import Sticker
from bot.domain.stored import Image
from bot.domain.texts import Text, texts_of

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

Receipt = Literal["sent", "tapped", "answered", "watched", "used", "stopped", "blocked", "finished"]
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
            return (message.rich_video,)
        case Cards():
            return tuple(card.image for card in message.cards if card.image)
    return ()


def pressables(message: Message) -> tuple[Pressable | None, ...]:
    """What can be tapped in it; by its place here each is known."""
    match message:
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


def label_at(message: Message, place: int) -> str:
    """What stands on the one with that place."""
    each = pressables(message)[place]
    return each.label if isinstance(each, Button | Spot) else ""


def is_tracked(message: Message) -> bool:
    return any(each is not None and each.is_tracked for each in pressables(message))


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
