"""What can be tapped in a message: where it leads, and what a tap does beside."""

from collections.abc import Callable
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from bot.domain import limits
from bot.domain.content import emojis, unfillable, variables
from bot.domain.links import Link, is_web
from bot.domain.model import Flag, Listed, Part, at_most, refuse
from bot.domain.names import TagName
from bot.domain.text import graphemes, one_line


def plain(
    limit: int, size: Callable[[str], int] = lambda text: len(graphemes(text))
) -> AfterValidator:
    """One line of words alone, without variables and LINE's emojis."""

    def check(value: str) -> str:
        words = one_line(value)
        if not words:
            raise refuse("empty")
        if (actual := size(words)) > limit:
            raise refuse("too_long", limit=limit, actual=actual)
        wrong = (*unfillable(words), *variables(words), *(f"emoji {e[0]}" for e in emojis(words)))
        if wrong:
            raise refuse("plain_words", value=wrong[0][:40])
        return words

    return AfterValidator(check)


class Pressable(Part):
    """`track` False leads straight to the link, and nobody knows who tapped it. A tap attaches
    the labels.
    """

    link: Link | None = None
    track: Flag = True
    add_label: Annotated[tuple[TagName, ...], Listed, at_most(limits.EFFECTS, "labels")] = ()

    @property
    def is_tracked(self) -> bool:
        return self.track and self.link is not None and is_web(self.link)

    @model_validator(mode="after")
    def _labels_need_tracking(self) -> Self:
        if self.add_label and not self.is_tracked:
            raise refuse("label_untracked")
        return self


class Button(Pressable):
    label: Annotated[str, plain(limits.BUTTON_GRAPHEMES)]
    link: Link
