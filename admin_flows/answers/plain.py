"""Typed text made comparable: full and half width, case and spaces no longer matter."""

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "〜～‐‑–—−ー"), "-")


def plain(text: str) -> str:
    """NFKC, case folded, every run of white space one blank."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


def dashed(text: str) -> str:
    """`plain` with every dash that people write between two times made the same."""
    return plain(text).translate(_DASHES).replace("~", "-")


def whole_number(text: str) -> int | None:
    digits = plain(text)
    return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None


def numbers(text: str) -> tuple[int, ...] | None:
    """`1 3` and `1、3`: the numbers of several rows; None when anything else is in it."""
    parts = [part for part in re.split(r"[\s,、・]+", plain(text)) if part]
    found = [whole_number(part) for part in parts]
    if not found or None in found:
        return None
    return tuple(number for number in found if number is not None)
