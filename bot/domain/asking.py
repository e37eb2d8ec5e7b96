"""Questions: what is asked, how it may be answered, and what the answer fills in."""

import re
import unicodedata
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from bot.domain import limits
from bot.domain.attributes import AGE, BIRTH_YEAR, BIRTHDAY, GENDER, OF_PROFILE
from bot.domain.content import emojis, unfillable, variables
from bot.domain.lengths import After, Limited
from bot.domain.model import Listed, Number, Part, at_most, refuse
from bot.domain.names import TagName
from bot.domain.texts import TextOrLanguages, short_text

AskKind = Literal["choice", "many", "text", "number", "date"]

_KINDS: dict[str, tuple[AskKind, ...]] = {
    AGE: ("choice", "number"),
    BIRTH_YEAR: ("choice", "number"),
    BIRTHDAY: ("date",),
    GENDER: ("choice", "text"),
}
_DECADE = re.compile(r"(\d{1,3})\s*(代|s|'s)")
_BETWEEN = re.compile(r"(\d{1,3})\D{1,4}(\d{1,3})\D{0,6}")
_FROM = re.compile(r"(\d{1,3})\s*(歳|才)?\s*(以上|~|〜|\+|or older|and over)")
_BELOW = re.compile(r"(\d{1,3})\s*(歳|才)?\s*(未満)|under (\d{1,3})")
_UP_TO = re.compile(
    r"(?:~|〜)\s*(\d{1,3})|(?:~|〜)?\s*(\d{1,3})\s*(歳|才)?\s*(以下|まで|or younger)"
)


def folded(text: str) -> str:
    """Typed on any keyboard it is the same."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def ages_in(choice: str) -> tuple[int, int | None] | None:
    """From which age to which one (None: and older): 20代, 25〜44歳, 65歳以上, 18歳未満, 30."""
    text = folded(choice)
    if found := _DECADE.match(text):
        first = int(found[1])
        return first, None if found.end() < len(text) and "以上" in text else first + 9
    if found := _BELOW.fullmatch(text):
        return 0, int(found[1] or found[4]) - 1
    if found := _UP_TO.fullmatch(text):
        return 0, int(found[1] or found[2])
    if found := _FROM.fullmatch(text):
        return int(found[1]), None
    if found := _BETWEEN.fullmatch(text):
        return int(found[1]), int(found[2])
    only = re.fullmatch(r"(\d{1,3})\s*(歳|才)?", text)
    return (int(only[1]), int(only[1])) if only else None


def _choice(choice: str) -> str:
    own = (f"emoji {each[0]}" for each in emojis(choice))
    if wrong := (*unfillable(choice), *variables(choice), *own):
        raise refuse("plain_words", value=wrong[0][:40])
    return choice


def _label(value: Any) -> Any:
    flags = {"true": True, "yes": True, "false": None, "no": None, False: None}
    return flags.get(value, value) if isinstance(value, str | bool) else value


def _tries(number: int) -> int:
    if not 1 <= number <= limits.TRIES:
        raise refuse("out_of_range", least=1, most=limits.TRIES, actual=number)
    return number


class Ask(Part):
    """`into`: the field that the answer fills; `label`: one that it attaches, True for the choice's
    own name. `at_most`: who has not answered by then goes on. `right`: what a quiz wants to hear.
    `tries`: so often an answer that is none gets a word, and so often a quiz may be answered.
    """

    text: TextOrLanguages
    choices: Annotated[
        tuple[Annotated[TagName, AfterValidator(_choice)], ...],
        Listed,
        at_most(limits.CHOICES, "choices"),
    ] = ()
    kind: AskKind | None = None
    into: TagName | None = None
    label: Annotated[Literal[True] | TagName | None, BeforeValidator(_label)] = None
    at_most: Annotated[After, Limited] | None = None
    right: TagName | None = None
    tries: Annotated[Number, AfterValidator(_tries)] = 3

    @property
    def asks_for(self) -> AskKind:
        return self.kind or ("choice" if self.choices else "text")

    @property
    def is_card(self) -> bool:
        """Answered by buttons."""
        return self.asks_for in ("choice", "many", "date")

    @model_validator(mode="after")
    def _choices_fit(self) -> Self:
        if bool(self.choices) is not (self.asks_for in ("choice", "many")):
            raise refuse("choices_form", kind=self.asks_for)
        if len({folded(choice) for choice in self.choices}) < len(self.choices):
            raise refuse("choices_alike")
        if self.label is True and not self.choices:
            raise refuse("label_of_free")
        if self.is_card:
            short_text(self.text)
        return self

    @model_validator(mode="after")
    def _right_is_possible(self) -> Self:
        if self.right is None:
            return self
        possible = self.asks_for == "text" or folded(self.right) in map(folded, self.choices)
        if not possible or self.asks_for == "many":
            raise refuse("right_unknown", value=self.right)
        return self

    @model_validator(mode="after")
    def _fills_in(self) -> Self:
        kinds = _KINDS.get(self.into or "", (self.asks_for,))
        if self.into in OF_PROFILE or self.asks_for not in kinds:
            raise refuse("into_kind", attribute=str(self.into), kind=self.asks_for)
        for choice in self.choices if self.into in (AGE, BIRTH_YEAR) else ():
            year = self.into == BIRTH_YEAR and re.fullmatch(r"(19|20)\d\d", choice)
            if not year and (self.into == BIRTH_YEAR or ages_in(choice) is None):
                raise refuse("no_age", value=choice)
        return self
