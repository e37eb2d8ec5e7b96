"""What a friend whom people answer sends beside words, as it is shown to staff."""

from dataclasses import dataclass
from typing import Literal

SentKind = Literal["image", "video", "audio", "file", "sticker", "location"]


@dataclass(frozen=True, slots=True)
class Forwarded:
    """`media`: what is kept of it, "" where nothing is. `words`: a file's name, a place, what a
    sticker says. `size`: of a file, in bytes.
    """

    kind: SentKind
    media: str = ""
    words: str = ""
    size: int = 0
