"""One message of a step as LINE wants it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.asking import Ask
from bot.domain.buttons import Buttons
from bot.domain.cards import Card, Cards, CardsOfEach
from bot.domain.coupons import OwnCoupon
from bot.domain.flex import bubble
from bot.domain.languages import in_language
from bot.domain.line_coupons import LineCoupon
from bot.domain.links import press_data
from bot.domain.places import Location, Place, unplaced
from bot.domain.pressing import AnyButton, Pressable
from bot.domain.questions import nobodys_answer, question
from bot.domain.recordings import Audio, Video
from bot.domain.rich import HEIGHTS, WIDTH, Rich, RichVideo, Spot, base_of, places
from bot.domain.sendable import Message
from bot.domain.sender import Sender
from bot.domain.stickers import Sticker
from bot.domain.stored import Image, preview_of
from bot.domain.texts import Text, with_links

LineMessage = dict[str, Any]


def _untracked(_: tuple[int, int]) -> None:
    """A look at a message: nobody's tap is counted."""


def nobodys_tap(_: tuple[int, int]) -> str:
    """A look at a message: nothing is done."""
    return press_data(0)


def _named_coupon(name: str) -> LineMessage:
    """A look at a message: nobody gets one."""
    return {"type": "flex", "altText": name, "contents": bubble(name, [])}


@dataclass(frozen=True, slots=True)
class Look:
    """For whom messages are made. `lang`: theirs; `quick_reply` stands below the last one; `track`
    gives the address that stands in for a link, by the message's place and its own in there;
    `tracking` makes LINE's name for a video from the owner's, `answer` what LINE tells us of a
    button below a question (`questions.answer_data`), `pressed` of one that acts, by the same
    places as `track`; `locale` is of our own words; `coupon` makes the card of a coupon, `place`
    finds one of the shop's own.
    """

    lang: str
    media_url: Callable[[str], str]
    quick_reply: Mapping[str, Any] | None = None
    sender: Sender | None = None
    track: Callable[[tuple[int, int]], str | None] = _untracked
    tracking: Callable[[str], str] = str
    answer: Callable[[str], str] = nobodys_answer
    pressed: Callable[[tuple[int, int]], str] = nobodys_tap
    locale: str = "ja"
    coupon: Callable[[str], LineMessage] = _named_coupon
    place: Callable[[str], Place] = unplaced


def _text(message: Text, look: Look, place: int) -> str:
    text = in_language(message.text, look.lang)
    if not message.track:
        return text
    tracked = {url: look.track((place, number)) for number, url in enumerate(message.links)}
    return with_links(text, lambda url: tracked.get(url) or url)


def line_object(message: Message | Ask, look: Look, place: int) -> LineMessage:
    """`place`: of the message in its step, from 0."""
    if isinstance(message, Ask):
        return question(message, in_language(message.text, look.lang), look.locale, look.answer)
    made = _simple(message, look, place) or _card_or_map(message, look, place)
    if made is None:
        raise ValueError(f"{type(message).__name__} cannot be sent yet")
    return made


def _simple(message: Message, look: Look, place: int) -> LineMessage | None:
    match message:
        case Text():
            return {"type": "text", "text": _text(message, look, place)}
        case Image():
            return {
                "type": "image",
                "originalContentUrl": look.media_url(message.image),
                "previewImageUrl": look.media_url(preview_of(message.image)),
            }
        case Sticker(sticker=(package, sticker)):
            return {"type": "sticker", "packageId": str(package), "stickerId": str(sticker)}
        case Location():
            place_ = message.location
            found = look.place(place_) if isinstance(place_, str) else place_
            return {"type": "location", **found.model_dump()}
        case Video():
            return _video(message, look)
        case Audio():
            url, milliseconds = look.media_url(message.audio), round(message.seconds * 1000)
            return {"type": "audio", "originalContentUrl": url, "duration": milliseconds}
    return None


def _video(message: Video, look: Look) -> LineMessage:
    shown = message.preview or preview_of(message.video)
    video = {
        "type": "video",
        "originalContentUrl": look.media_url(message.video),
        "previewImageUrl": look.media_url(shown),
    }
    return {**video, "trackingId": look.tracking(message.track)} if message.track else video


def _card_or_map(message: Message, look: Look, place: int) -> LineMessage | None:
    match message:
        case OwnCoupon():
            return look.coupon(message.coupon)
        case LineCoupon():
            return {"type": "coupon", "couponId": message.line_coupon}
        case Buttons():
            text = in_language(message.text, look.lang)
            actions = [_action(b, look, (place, n)) for n, b in enumerate(message.buttons)]
            return {"type": "flex", "altText": text, "contents": bubble(text, actions)}
        case Cards():
            return _cards(message, look, place)
        case CardsOfEach():
            return _of_each(message, look, place)
        case Rich():
            areas = places(message.areas, message.shape)
            spots = [
                _spot(spot, area, look, (place, number))
                for number, (spot, area) in enumerate(zip(message.areas, areas, strict=True))
            ]
            return {**_map(message.rich, message, look), "actions": spots}
        case RichVideo():
            return _rich_video(message, look, place)
    return None


def _address(each: Pressable, look: Look, where: tuple[int, int]) -> str:
    return (each.is_tracked and look.track(where)) or each.link or ""


def _action(button: AnyButton, look: Look, where: tuple[int, int]) -> LineMessage:
    if button.acts:
        said = {"label": button.label, "displayText": button.label}
        return {"type": "postback", **said, "data": look.pressed(where)}
    return {"type": "uri", "label": button.label, "uri": _address(button, look, where)}


def _of_each(message: CardsOfEach, look: Look, place: int) -> LineMessage:
    """Its cards are made when it is filled in (`each_cards`)."""
    more = [bubble("", [_action(message.more, look, (place, 0))])] if message.more else []
    contents = {"type": "carousel", "contents": more, "each": message.cards.model_dump()}
    return {"type": "flex", "altText": message.alt, "contents": contents}


def _cards(message: Cards, look: Look, place: int) -> LineMessage:
    bubbles = [_card(card, look, (place, number)) for number, card in enumerate(message.cards)]
    if message.more:
        bubbles.append(bubble("", [_action(message.more, look, (place, len(message.cards)))]))
    alt = message.alt or message.cards[0].title
    contents = {"type": "carousel", "contents": bubbles}
    return {"type": "flex", "altText": alt, "contents": contents}


def _card(card: Card, look: Look, where: tuple[int, int]) -> LineMessage:
    picture = look.media_url(preview_of(card.image)) if card.image else None
    actions = [_action(card.button, look, where)] if card.button else []
    return bubble(card.text or "", actions, title=card.title, picture=picture)


def _map(file: str, message: Rich | RichVideo, look: Look) -> LineMessage:
    return {
        "type": "imagemap",
        "baseUrl": look.media_url(base_of(file, message.shape)),
        "altText": message.alt,
        "baseSize": {"width": WIDTH, "height": HEIGHTS[message.shape]},
    }


def _spot(spot: Spot, area: dict[str, int], look: Look, where: tuple[int, int]) -> LineMessage:
    if spot.say is not None:
        return {"type": "message", "label": spot.label, "text": spot.say, "area": area}
    uri = _address(spot, look, where)
    return {"type": "uri", "label": spot.label, "linkUri": uri, "area": area}


def _rich_video(message: RichVideo, look: Look, place: int) -> LineMessage:
    shown = message.preview or message.rich_video
    film: LineMessage = {
        "originalContentUrl": look.media_url(message.rich_video),
        "previewImageUrl": look.media_url(f"{base_of(shown, message.shape)}/{WIDTH}"),
        "area": {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHTS[message.shape]},
    }
    if message.end:
        uri = _address(message.end, look, (place, 0))
        film["externalLink"] = {"linkUri": uri, "label": message.end.label}
    return {**_map(shown, message, look), "video": film, "actions": []}
