"""Steps as they are named among others, and what friends may do with one."""

from typing import Literal

from admin_flows.shared import rows
from bot.domain.document import Scenario, Step
from bot.domain.recordings import Video
from bot.domain.sendable import is_tracked

Reaction = Literal["tapped", "watched"]


def named(document: Scenario | None, step: Step, locale: str) -> str:
    """3  玉子焼きです。"""
    number = rows.number_of(document, step.id) if document else None
    return f"{number or '–'}  {step.title or rows.excerpt(step, locale)}".rstrip()


def reactions(step: Step) -> tuple[Reaction, ...]:
    tapped: tuple[Reaction, ...] = ("tapped",) if any(map(is_tracked, step.send)) else ()
    films = (message for message in step.send if isinstance(message, Video))
    return (*tapped, "watched") if any(film.track for film in films) else tapped
