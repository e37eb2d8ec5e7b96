"""Flex containers: which component may have which property, and what it may hold.

Problems carry a path inside the container, such as /body/contents/0/text.
"""

from typing import Any

from simulator.validation.actions import FLEX, FLEX_BUTTON, check_action
from simulator.validation.flex_fields import BUBBLE_SIZES, FIELDS, INSIDE
from simulator.validation.problems import Problems, is_resource_url
from simulator.web import dump

BUBBLE_LIMIT = 30 * 1024
CAROUSEL_LIMIT = 50 * 1024
CAROUSEL_BUBBLES = 12
BLOCKS = ("header", "hero", "body", "footer")
HERO = frozenset({"box", "image", "video"})
STYLE_FIELDS = frozenset({"backgroundColor", "separator", "separatorColor"})
INVALID = "invalid property"
UNKNOWN = "unknown field"
MISSING = "must be specified"
Part = dict[str, Any]


def check_flex(container: Any, *, weigh: bool = True) -> Problems:
    """`weigh` may be left out for a container that is small for certain, since it costs time."""
    problems = Problems()
    kind = container.get("type") if isinstance(container, dict) else None
    if kind == "bubble":
        _bubble(container, "", problems, weigh)
    elif kind == "carousel":
        _carousel(container, problems, weigh)
    else:
        problems.add("/type", INVALID)
    return problems


def _carousel(carousel: Part, problems: Problems, weigh: bool) -> None:
    bubbles = carousel.get("contents")
    if not isinstance(bubbles, list) or not 1 <= len(bubbles) <= CAROUSEL_BUBBLES:
        problems.add("/contents", f"size must be between 1 and {CAROUSEL_BUBBLES}")
        return
    for index, bubble in enumerate(bubbles):
        place = f"/contents/{index}"
        if not isinstance(bubble, dict) or bubble.get("type") != "bubble":
            problems.add(place, INVALID)
            continue
        _bubble(bubble, place, problems, weigh)
        if isinstance(bubble.get("hero"), dict) and bubble["hero"].get("type") == "video":
            problems.add(f"{place}/hero", "video is not allowed in a carousel")
    sizes = {bubble.get("size", "mega") for bubble in bubbles if isinstance(bubble, dict)}
    if len(sizes) > 1:
        problems.add("/contents", "all bubbles must have the same size")
    if weigh:
        _weigh(carousel, "/", CAROUSEL_LIMIT, problems)


def _bubble(bubble: Part, place: str, problems: Problems, weigh: bool) -> None:
    for name in bubble.keys() - {"type", "size", "direction", "styles", "action", *BLOCKS}:
        problems.add(f"{place}/{name}", UNKNOWN)
    if bubble.get("size", "mega") not in BUBBLE_SIZES:
        problems.add(f"{place}/size", INVALID)
    if bubble.get("direction", "ltr") not in ("ltr", "rtl"):
        problems.add(f"{place}/direction", INVALID)
    for block in BLOCKS:
        if block in bubble:
            allowed = HERO if block == "hero" else frozenset({"box"})
            _component(bubble[block], f"{place}/{block}", allowed, problems)
    _styles(bubble.get("styles", {}), f"{place}/styles", problems)
    _action(bubble, place, problems)
    if not any(block in bubble for block in BLOCKS):
        problems.add(place or "/", "at least one block must be specified")
    if weigh:
        _weigh(bubble, place or "/", BUBBLE_LIMIT, problems)


def _weigh(container: Part, place: str, limit: int, problems: Problems) -> None:
    size = len(dump(container))
    if size > limit:
        problems.add(place, f"size must be at most {limit} bytes, is {size}")


def _styles(styles: Any, place: str, problems: Problems) -> None:
    if not isinstance(styles, dict):
        problems.add(place, INVALID)
        return
    for block, style in styles.items():
        if block not in BLOCKS or not isinstance(style, dict):
            problems.add(f"{place}/{block}", UNKNOWN)
        else:
            for name in style.keys() - STYLE_FIELDS:
                problems.add(f"{place}/{block}/{name}", UNKNOWN)


def _component(part: Any, place: str, allowed: frozenset[str], problems: Problems) -> None:
    kind = part.get("type") if isinstance(part, dict) else None
    if not isinstance(kind, str) or kind not in allowed:
        problems.add(place, INVALID)
        return
    required, fields = FIELDS[kind]
    for name in required:
        if name not in part:
            problems.add(f"{place}/{name}", MISSING)
    for name, value in part.items():
        if name == "type":
            continue
        fits = fields.get(name)
        if fits is None:
            problems.add(f"{place}/{name}", UNKNOWN)
        elif not fits(value):
            problems.add(f"{place}/{name}", INVALID)
    _inner(kind, part, place, problems)


def _inner(kind: str, part: Part, place: str, problems: Problems) -> None:
    """What the fields alone cannot tell: contents, actions, texts, addresses."""
    if kind == "box":
        inside = INSIDE.get(part.get("layout", ""), frozenset())
        _contents(part.get("contents"), f"{place}/contents", inside, problems)
    elif kind == "text":
        _text(part, place, problems)
    elif kind == "video":
        _video(part, place, problems)
    for name in ("url", "previewUrl"):
        if name in part and not is_resource_url(part[name]):
            problems.add(f"{place}/{name}", "invalid uri scheme")
    _action(part, place, problems)


def _contents(contents: Any, place: str, allowed: frozenset[str], problems: Problems) -> None:
    if isinstance(contents, list):
        for index, part in enumerate(contents):
            _component(part, f"{place}/{index}", allowed, problems)


def _text(part: Part, place: str, problems: Problems) -> None:
    if "contents" in part:
        _contents(part["contents"], f"{place}/contents", frozenset({"span"}), problems)
    elif not part.get("text"):
        problems.add(f"{place}/text", "must be non-empty text")


def _video(part: Part, place: str, problems: Problems) -> None:
    _component(part.get("altContent"), f"{place}/altContent", frozenset({"box", "image"}), problems)


def _action(part: Part, place: str, problems: Problems) -> None:
    if "action" not in part:
        return
    found = Problems()
    spot = FLEX_BUTTON if part.get("type") == "button" else FLEX
    check_action(part["action"], "action", spot, found)
    for detail in found.details:
        problems.add(f"{place}/{detail['property'].replace('.', '/')}", detail["message"])
