"""Scenarios as files."""

from dataclasses import dataclass
from typing import ClassVar

from flex_templates.views.parts import Notice, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class ScenarioFile(OwnerView):
    """`url` "": it was fetched, or its time is over."""

    template: ClassVar[str] = "owner/scenario.file"
    help: ClassVar[str] = "timeline"
    id: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class FileProblem:
    """`place`: as the file has it, such as steps[2].wait; `line` counts from 1."""

    what: Notice
    line: int | None = None
    place: Written = ""


@dataclass(frozen=True, kw_only=True)
class ScenarioRead(OwnerView):
    """Asks for a file; `rows`: what was wrong with the last one, and `more` beside them."""

    template: ClassVar[str] = "owner/scenario.read"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "timeline"
    rows: tuple[FileProblem, ...] = ()
    more: int = 0
