"""What can be tapped in a message: where it leads, and what a tap does beside."""

from collections.abc import Callable
from typing import Annotated, Any, Self

from pydantic import AfterValidator, model_validator

from bot.domain import limits
from bot.domain.carried import PREFIX
from bot.domain.content import emojis, unfillable, variables
from bot.domain.links import Link, is_web
from bot.domain.model import Flag, Listed, Part, at_most, refuse
from bot.domain.names import Name, TagName
from bot.domain.text import graphemes, one_line
from bot.domain.texts import TextOrLanguages, short_text, texts_of


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

    @property
    def acts(self) -> bool:
        """A tap leads nowhere, and is told to us."""
        return False

    @property
    def counts(self) -> bool:
        """It is known who taps it."""
        return self.is_tracked or self.acts

    @model_validator(mode="after")
    def _labels_need_tracking(self) -> Self:
        if self.add_label and not self.counts:
            raise refuse("label_untracked")
        return self


def _said(text: Any) -> Any:
    """What an event brings along is known in steps alone."""
    for each in texts_of(short_text(text)):
        if wrong := [name for name in sorted(variables(each)) if name.startswith(PREFIX)]:
            raise refuse("plain_words", value=wrong[0][:40])
    return text


class AnyButton(Pressable):
    """With a link; else a tap, once a walk, attaches the labels and has the friend enter a
    scenario, gives a coupon, or is answered with words.
    """

    label: Annotated[str, plain(limits.BUTTON_GRAPHEMES)]
    enter: Name | None = None
    coupon: TagName | None = None
    answer: Annotated[TextOrLanguages, AfterValidator(_said)] | None = None

    @property
    def acts(self) -> bool:
        return self.link is None

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        given = [self.link, self.enter, self.coupon, self.answer]
        number = sum(each is not None for each in given)
        if number > 1 or (number == 0 and not self.add_label):
            raise refuse("button_does_one_thing")
        return self


class Button(AnyButton):
    """One that leads somewhere."""

    link: Link
