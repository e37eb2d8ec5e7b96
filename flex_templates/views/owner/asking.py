"""Questions: what is asked, how it is answered, what is kept of it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from flex_templates.views.owner.step import StepView
from flex_templates.views.parts import OwnerView, When, Written


@dataclass(frozen=True, kw_only=True)
class QKind(OwnerView):
    template: ClassVar[str] = "owner/q.kind"
    acts: ClassVar[tuple[str, ...]] = ("ask",)
    help: ClassVar[str] = "message"
    name: Written


@dataclass(frozen=True, kw_only=True)
class QAsk(OwnerView):
    """`wants`: ages, text, choices, field or right. The ids of "ages" are the tiles', of "right"
    the choice's number.
    """

    template: ClassVar[str] = "owner/q.ask"
    acts: ClassVar[tuple[str, ...]] = ("ages", "right")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "message"
    name: Written
    wants: str
    text: Written = ""
    choices: tuple[Written, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QForm(OwnerView):
    template: ClassVar[str] = "owner/q.form"
    acts: ClassVar[tuple[str, ...]] = ("form",)
    help: ClassVar[str] = "message"
    name: Written


@dataclass(frozen=True, kw_only=True)
class QKeep(OwnerView):
    """`labels`: the answers are words on buttons, which can be labels."""

    template: ClassVar[str] = "owner/q.keep"
    acts: ClassVar[tuple[str, ...]] = ("keep",)
    help: ClassVar[str] = "message"
    name: Written
    labels: bool = True


@dataclass(frozen=True, kw_only=True)
class QUntil(OwnerView):
    template: ClassVar[str] = "owner/q.until"
    acts: ClassVar[tuple[str, ...]] = ("limit",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "message"
    name: Written


@dataclass(frozen=True, kw_only=True)
class QCard(StepView):
    """`into`: the field it fills; `labels`: each answer is a label, or all of them `label`.
    `splits`: ways can part by its answers.
    """

    template: ClassVar[str] = "owner/q.card"
    acts: ClassVar[tuple[str, ...]] = ("change", "split", "remove", "done")
    help: ClassVar[str] = "message"
    when: When
    text: Written
    kind: Literal["choice", "many", "text", "number", "date"] = "choice"
    choices: tuple[Written, ...] = ()
    into: Written | None = None
    label: Written | None = None
    labels: bool = False
    right: Written | None = None
    limit: When | None = None
    splits: bool = False
