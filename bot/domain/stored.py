"""Pictures and other files that messages show: stored ones, or addresses on the web."""

import re
from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator

from bot.domain import limits
from bot.domain.model import Part, refuse

# Ids are made by chance of all these signs but the dot, so one of 32 begins with a dash or a line.
_MEDIA_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}")


def _file(value: str) -> str:
    if len(value) > limits.ADDRESS_LENGTH:
        raise refuse("too_long", limit=limits.ADDRESS_LENGTH, actual=len(value))
    if not (is_address(value) or _MEDIA_ID.fullmatch(value)):
        raise refuse("not_https", value=value[:60])
    return value


def is_address(file: str) -> bool:
    """Whether a File is somewhere on the web; else it is the id of a stored one."""
    return re.fullmatch(r"https://[!-~]+", file) is not None


def _stored(value: str) -> str:
    if is_address(_file(value)):
        raise refuse("not_stored", value=value[:60])
    return value


def _address(value: str) -> str:
    if not is_address(_file(value)):
        raise refuse("not_an_address", value=value[:60])
    return value


File = Annotated[str, AfterValidator(_file)]
Stored = Annotated[str, AfterValidator(_stored)]
Address = Annotated[str, AfterValidator(_address)]


class Image(Part):
    image: File


def preview_of(image: str) -> str:
    """The smaller picture that LINE shows in the chat: it lies beside a stored one."""
    return image if is_address(image) else f"{image}-preview"


def named(media: str, name: str) -> str:
    """A friend's file, as its address says it: to be saved under the name it had."""
    plain = re.sub(r"[\x00-\x1f/\\]", "_", name).strip(".") or "file"
    return f"file/{media}/{quote(plain, safe='')}"
