"""What friends sent beside words, as cards for staff show it."""

from collections.abc import Callable

from bot.domain.forwarded import Forwarded
from bot.domain.stored import named, preview_of
from flex_templates.views.staff import SentThing


def sent_thing(sent: Forwarded, media_url: Callable[[str], str]) -> SentThing:
    seen = sent.kind in ("image", "video") and sent.media
    media = named(sent.media, sent.words) if sent.kind == "file" and sent.media else sent.media
    return SentThing(
        kind=sent.kind,
        words=sent.words or None,
        picture=media_url(preview_of(sent.media)) if seen else None,
        opens=media_url(media) if media else None,
        size=sent.size,
    )
