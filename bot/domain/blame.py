"""What LINE dislikes about a message that it refused, read from the words of its answer."""

import re
from dataclasses import dataclass
from typing import Literal

Disliked = Literal["picture", "content", "too_big", "unknown_friend", "other"]

_MESSAGE = re.compile(r"\bmessages\[(\d{1,2})\]")
_ADDRESS = re.compile(r"originalContentUrl|previewImageUrl|/url\b|\burl\b", re.IGNORECASE)
_TOO_BIG = re.compile(r"\A413\b|too large", re.IGNORECASE)
# Of somebody whom the account cannot send to.
_RECIPIENT = re.compile(r"'to'|\bto\[\d|\(to\b|failed to send messages|\bnot found", re.IGNORECASE)
_CONTENT = re.compile(r"request body", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Blame:
    """`message`: which of the step's messages, from 1; None where LINE names none."""

    on: Disliked = "other"
    message: int | None = None


def blamed(problem: str) -> Blame:
    """`problem` as a batch keeps it: LINE's reason, and its place in brackets."""
    if named := _MESSAGE.search(problem):
        return Blame("picture" if _ADDRESS.search(problem) else "content", int(named[1]) + 1)
    if _TOO_BIG.search(problem):
        return Blame("too_big")
    if _RECIPIENT.search(problem):
        return Blame("unknown_friend")
    return Blame("content" if _CONTENT.search(problem) else "other")
