"""The properties of each Flex component and the values they take."""

import re
from collections.abc import Callable
from typing import Any

Fits = Callable[[Any], bool]

BUBBLE_SIZES = frozenset({"nano", "micro", "deca", "hecto", "kilo", "mega", "giga"})
STEPS = frozenset({"none", "xs", "sm", "md", "lg", "xl", "xxl"})
FONT_SIZES = frozenset({"xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"})
BORDERS = frozenset({"none", "light", "normal", "medium", "semi-bold", "bold"})
PIXELS = re.compile(r"\d+(\.\d+)?px")
SIGNED_PIXELS = re.compile(r"-?\d+(\.\d+)?px")
PERCENT = re.compile(r"-?\d+(\.\d+)?%")
COLOR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
RATIO = re.compile(r"(\d{1,5}(?:\.\d+)?):(\d{1,5}(?:\.\d+)?)")
ANGLE = re.compile(r"\d+(\.\d+)?deg")


def among(*words: str) -> Fits:
    allowed = frozenset(words)
    return lambda value: isinstance(value, str) and value in allowed


def measure(
    words: frozenset[str] = frozenset(), *, percent: bool = False, signed: bool = False
) -> Fits:
    """A word of a scale, pixels such as 12px, or a percentage where that is allowed."""
    pixels = SIGNED_PIXELS if signed else PIXELS

    def fits(value: Any) -> bool:
        if not isinstance(value, str):
            return False
        if value in words or pixels.fullmatch(value):
            return True
        return percent and PERCENT.fullmatch(value) is not None

    return fits


def color(value: Any) -> bool:
    return isinstance(value, str) and COLOR.fullmatch(value) is not None


def boolean(value: Any) -> bool:
    return isinstance(value, bool)


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def string(value: Any) -> bool:
    return isinstance(value, str)


def items(value: Any) -> bool:
    return isinstance(value, list)


def structure(value: Any) -> bool:
    return isinstance(value, dict)


def ratio(value: Any) -> bool:
    """width:height, each 1 to 100000, at most three times as high as wide."""
    found = RATIO.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return False
    width, height = float(found[1]), float(found[2])
    return width >= 1 and height >= 1 and height <= 3 * width


def gradient(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("type") != "linearGradient":
        return False
    known = {"type", "angle", "startColor", "endColor", "centerColor", "centerPosition"}
    angle = value.get("angle")
    ends = color(value.get("startColor")) and color(value.get("endColor"))
    turned = isinstance(angle, str) and ANGLE.fullmatch(angle) is not None
    return ends and turned and not value.keys() - known


STEP = measure(STEPS)
OFFSET = measure(STEPS, percent=True, signed=True)
PADDING = measure(STEPS, percent=True)
FONT = measure(FONT_SIZES)

PLACED: dict[str, Fits] = {
    "margin": STEP,
    "position": among("relative", "absolute"),
    "offsetTop": OFFSET,
    "offsetBottom": OFFSET,
    "offsetStart": OFFSET,
    "offsetEnd": OFFSET,
}
ALIGN = among("start", "end", "center")
GRAVITY = among("top", "bottom", "center")
DISTRIBUTION = among("center", "flex-start", "flex-end", "space-between", "space-around")
DISTRIBUTION_EVEN = {"justifyContent": lambda v: DISTRIBUTION(v) or v == "space-evenly"}

BOX: dict[str, Fits] = {
    **PLACED,
    "layout": among("horizontal", "vertical", "baseline"),
    "contents": items,
    "backgroundColor": color,
    "borderColor": color,
    "borderWidth": measure(BORDERS),
    "cornerRadius": STEP,
    "width": measure(percent=True),
    "maxWidth": measure(percent=True),
    "height": measure(percent=True),
    "maxHeight": measure(percent=True),
    "flex": whole,
    "spacing": STEP,
    "paddingAll": PADDING,
    "paddingTop": PADDING,
    "paddingBottom": PADDING,
    "paddingStart": PADDING,
    "paddingEnd": PADDING,
    "action": structure,
    **DISTRIBUTION_EVEN,
    "alignItems": among("center", "flex-start", "flex-end"),
    "background": gradient,
}
BUTTON: dict[str, Fits] = {
    **PLACED,
    "action": structure,
    "flex": whole,
    "height": among("sm", "md"),
    "style": among("primary", "secondary", "link"),
    "color": color,
    "gravity": GRAVITY,
    "adjustMode": among("shrink-to-fit"),
    "scaling": boolean,
}
IMAGE: dict[str, Fits] = {
    **PLACED,
    "url": string,
    "flex": whole,
    "align": ALIGN,
    "gravity": GRAVITY,
    "size": measure(FONT_SIZES | {"full"}, percent=True),
    "aspectRatio": ratio,
    "aspectMode": among("cover", "fit"),
    "backgroundColor": color,
    "action": structure,
    "animated": boolean,
}
VIDEO: dict[str, Fits] = {
    "url": string,
    "previewUrl": string,
    "altContent": structure,
    "aspectRatio": ratio,
    "action": structure,
}
ICON: dict[str, Fits] = {
    **PLACED,
    "url": string,
    "size": FONT,
    "scaling": boolean,
    "aspectRatio": ratio,
}
WORDS: dict[str, Fits] = {
    "text": string,
    "color": color,
    "size": FONT,
    "weight": among("regular", "bold"),
    "style": among("normal", "italic"),
    "decoration": among("none", "underline", "line-through"),
}
TEXT: dict[str, Fits] = {
    **PLACED,
    **WORDS,
    "adjustMode": among("shrink-to-fit"),
    "flex": whole,
    "scaling": boolean,
    "align": ALIGN,
    "gravity": GRAVITY,
    "wrap": boolean,
    "lineSpacing": measure(),
    "maxLines": whole,
    "action": structure,
    "contents": items,
}

# component -> what it must have, what it may have
FIELDS: dict[str, tuple[tuple[str, ...], dict[str, Fits]]] = {
    "box": (("layout", "contents"), BOX),
    "button": (("action",), BUTTON),
    "image": (("url",), IMAGE),
    "video": (("url", "previewUrl", "altContent"), VIDEO),
    "icon": (("url",), ICON),
    "text": ((), TEXT),
    "span": ((), WORDS),
    "separator": ((), {"margin": STEP, "color": color}),
    "filler": ((), {"flex": whole}),
}
STACKED = frozenset({"box", "button", "image", "text", "separator", "filler"})
INSIDE = {
    "horizontal": STACKED,
    "vertical": STACKED,
    "baseline": frozenset({"icon", "text", "filler"}),
}
