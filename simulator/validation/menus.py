"""Rich menus and their pictures."""

import struct
from typing import Any

from simulator.errors import LineError, body_errors
from simulator.validation.actions import RICH_MENU, check_action
from simulator.validation.length import grapheme_length
from simulator.validation.problems import Problems

AREAS = 20
IMAGE_BYTES = 1024 * 1024
Size = tuple[int, int]


def check_menu(menu: dict[str, Any]) -> None:
    problems = Problems()
    _size(menu.get("size"), problems)
    if not isinstance(menu.get("selected"), bool):
        problems.add("selected", "Must be a boolean")
    problems.text(menu, "name", "", 300, length=grapheme_length)
    problems.text(menu, "chatBarText", "", 14, length=grapheme_length)
    areas = menu.get("areas")
    if problems.size(areas, "areas", 0, AREAS) and areas:
        for index, area in enumerate(areas):
            _area(area, f"areas[{index}]", problems)
    if problems.details:
        raise body_errors(problems.details)


def _size(size: Any, problems: Problems) -> None:
    width = size.get("width") if isinstance(size, dict) else None
    height = size.get("height") if isinstance(size, dict) else None
    if not isinstance(width, int) or not 800 <= width <= 2500:
        problems.add("size.width", "Value must be between 800 and 2500")
    elif not isinstance(height, int) or height < 250:
        problems.add("size.height", "Value must be at least 250")
    elif width / height < 1.45:
        problems.add("size", "The ratio of width to height must be at least 1.45")


def _area(area: Any, place: str, problems: Problems) -> None:
    bounds = area.get("bounds") if isinstance(area, dict) else None
    if not isinstance(bounds, dict):
        problems.add(f"{place}.bounds", "May not be empty")
        return
    for side in ("x", "y", "width", "height"):
        value = bounds.get(side)
        if not isinstance(value, int) or value < 0:
            problems.add(f"{place}.bounds.{side}", "Value must be 0 or more")
    check_action(area.get("action"), f"{place}.action", RICH_MENU, problems)


def check_image(content_type: str, data: bytes) -> None:
    kinds = {"image/png": png_size, "image/jpeg": jpeg_size}
    measured = kinds.get(content_type)
    if measured is None:
        raise LineError(415, f"The content type, {content_type}, is not supported")
    if len(data) > IMAGE_BYTES:
        raise LineError(413, "The image is larger than 1 MB")
    size = measured(data)
    if size is None:
        raise LineError(400, "The image is invalid")
    width, height = size
    if not (800 <= width <= 2500 and height >= 250 and width / height >= 1.45):
        raise LineError(400, f"The image size is invalid: {width}x{height}")


def png_size(data: bytes) -> Size | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return (width, height) if width and height else None


def jpeg_size(data: bytes) -> Size | None:
    """From the frame header; the segments before it are stepped over."""
    if not data.startswith(b"\xff\xd8"):
        return None
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return (width, height) if width and height else None
        place += 2 + length
    return None
