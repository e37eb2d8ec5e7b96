"""Collects what is wrong with a body, each with its place."""

import re
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

from simulator.errors import Detail
from simulator.validation.length import utf16_length

EMPTY = "May not be empty"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Length = Callable[[str], int]


class Problems:
    def __init__(self) -> None:
        self.details: list[Detail] = []

    def add(self, place: str, message: str) -> None:
        self.details.append({"message": message, "property": place})

    def text(
        self,
        holder: dict[str, Any],
        name: str,
        place: str,
        limit: int,
        *,
        required: bool = True,
        length: Length = utf16_length,
    ) -> None:
        value = holder.get(name)
        if value is None and not required:
            return
        where = f"{place}.{name}" if place else name
        if value is None or value == "":
            self.add(where, EMPTY)
        elif not isinstance(value, str):
            self.add(where, "Must be a string")
        elif length(value) > limit:
            self.add(where, f"Length must be between 0 and {limit}")

    def one_of(
        self,
        holder: dict[str, Any],
        name: str,
        place: str,
        allowed: Collection[str],
        *,
        required: bool = True,
    ) -> None:
        value = holder.get(name)
        if value is None and not required:
            return
        if not isinstance(value, str) or value not in allowed:
            self.add(f"{place}.{name}", f"Must be one of the following values: {sorted(allowed)}")

    def size(self, value: Any, place: str, least: int, most: int) -> bool:
        """Whether it is a list with that many items."""
        if isinstance(value, list) and least <= len(value) <= most:
            return True
        self.add(place, f"Size must be between {least} and {most}")
        return False

    def number(self, holder: dict[str, Any], name: str, place: str) -> None:
        value = holder.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.add(f"{place}.{name}", "Must be a number")

    def resource(
        self, holder: dict[str, Any], name: str, place: str, *, required: bool = True
    ) -> None:
        """The address of a picture or film that LINE's apps load."""
        value = holder.get(name)
        if value is None and not required:
            return
        if not value:
            self.add(f"{place}.{name}", EMPTY)
        elif not is_resource_url(value):
            self.add(f"{place}.{name}", "invalid uri scheme")


def is_resource_url(value: Any) -> bool:
    """https, at most 2,000; http only on this machine, where nobody has a certificate."""
    if not isinstance(value, str) or len(value) > 2000 or re.search(r"\s", value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and parts.hostname in LOOPBACK
