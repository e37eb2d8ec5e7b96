"""A video over the whole width with a button at its end; and a cover for any video."""

from admin_flows.engine.scene import Scene
from admin_flows.flows.making.base import (
    Answered,
    Made,
    Maker,
    Making,
    Next,
    Raw,
    by_step_name,
    labelled_link,
    picture_of,
    wrong,
)
from admin_flows.ports.chat import Sent
from bot.domain.rich import RichVideo
from flex_templates.views.parts import Notice


def _video(_: Raw, sent: Sent) -> Answered:
    if sent.kind == "video" and sent.media:
        return Next("cover", {"rich_video": sent.media})
    return Notice("error", "wrong_medium", {"wanted": "video", "got": sent.kind})


def _cover(raw: Raw, sent: Sent) -> Answered:
    file = picture_of(sent)
    return file if isinstance(file, Notice) else Next("end", {**raw, "preview": file})


def _own_frame(_: Scene[Making], raw: Raw) -> Answered:
    return Next("end", raw)


def _end(_: Scene[Making], raw: Raw, text: str) -> Answered:
    button = labelled_link(text)
    if isinstance(button, Notice):
        return button
    raw = {**raw, "end": button}
    return wrong(RichVideo, {**raw, "alt": "-"}) or Next("alt", raw)


def _no_end(_: Scene[Making], raw: Raw) -> Answered:
    return Next("alt", raw)


def _alt(_: Scene[Making], raw: Raw, text: str) -> Answered:
    message = {**raw, "alt": text}
    return wrong(RichVideo, message) or Made(message)


def _named(scene: Scene[Making], raw: Raw) -> Answered:
    return _alt(scene, raw, by_step_name(scene))


def _other_cover(raw: Raw, sent: Sent) -> Answered:
    file = picture_of(sent)
    return file if isinstance(file, Notice) else Made({**raw, "preview": file})


def _no_cover(_: Scene[Making], raw: Raw) -> Answered:
    return Made({key: value for key, value in raw.items() if key != "preview"})


RICH_VIDEO = Maker(
    first="video",
    typed={"end": _end, "alt": _alt},
    sent={"video": _video, "cover": _cover},
    tiles={"cover": {"own": _own_frame}, "end": {"none": _no_end}, "alt": {"name": _named}},
)
COVER = Maker(first="cover", sent={"cover": _other_cover}, tiles={"cover": {"own": _no_cover}})
"""`raw` is the message whose cover it will be."""
