"""Waits for something that the friend does, or for a label."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from bot.domain.lengths import After, Limited
from bot.domain.model import Part, refuse
from bot.domain.names import StepId, TagName

AwaitedKind = Literal["tapped", "answered", "watched", "label"]


class Awaited(Part):
    """What the friend does with a step of this scenario, or a label that they get."""

    tapped: StepId | None = None
    answered: StepId | None = None
    watched: StepId | None = None
    label: TagName | None = None

    @property
    def kind(self) -> AwaitedKind:
        return self._given()[0]

    @property
    def name(self) -> str:
        """The step's id, or the label."""
        return str(getattr(self, self.kind))

    def _given(self) -> list[AwaitedKind]:
        return [kind for kind in get_args(AwaitedKind) if getattr(self, kind) is not None]

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if len(self._given()) != 1:
            raise refuse("awaited_form")
        return self


class ForReaction(Part):
    """Until they react; the walk goes on without, once it has waited so long. None: it does not."""

    for_: Awaited = Field(alias="for")
    at_most: Annotated[After, Limited] | None = None
