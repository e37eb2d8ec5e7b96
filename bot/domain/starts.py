"""What enters a friend into a scenario."""

import unicodedata
from datetime import datetime, time
from typing import Annotated, Any, Literal, Never, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    Tag,
    model_serializer,
    model_validator,
)

from bot.domain import limits
from bot.domain.carried import Carries
from bot.domain.comparing import as_day
from bot.domain.model import Flag, Listed, Part, refuse
from bot.domain.names import Name, TagName
from bot.domain.routes import Slugs
from bot.domain.text import graphemes, one_line
from bot.domain.window import Window


class _Trigger(Part):
    when: str

    @model_serializer(mode="wrap")
    def _write(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {"when": self.when, **handler(self)}


class FriendAdded(_Trigger):
    when: Literal["friend_added"] = "friend_added"
    unblock: Flag = False
    """whether it also starts for a friend who lifts a block"""
    routes: Slugs | None = None
    """only for who came by one of these; None: by whatever"""


def _short_enough(word: str) -> str:
    word = one_line(word)
    size = len(graphemes(word))
    if not word:
        raise refuse("empty")
    if size > limits.KEYWORD_GRAPHEMES:
        raise refuse("too_long", limit=limits.KEYWORD_GRAPHEMES, actual=size)
    return word


def _few_enough(words: tuple[str, ...]) -> tuple[str, ...]:
    if not words:
        raise refuse("empty")
    if len(words) > limits.KEYWORDS:
        raise refuse("too_many", what="keywords", limit=limits.KEYWORDS, actual=len(words))
    return words


Words = Annotated[
    tuple[Annotated[str, AfterValidator(_short_enough)], ...], Listed, AfterValidator(_few_enough)
]


class Keyword(_Trigger):
    """One of three ways to compare; `matches` compares without regard to width and case."""

    when: Literal["keyword"] = "keyword"
    exact: Words | None = None
    starts_with: Words | None = None
    contains: Words | None = None

    @property
    def words(self) -> tuple[str, ...]:
        return self.exact or self.starts_with or self.contains or ()

    def matches(self, text: str) -> bool:
        said = folded(text)
        if self.exact:
            return any(said == folded(word) for word in self.exact)
        if self.starts_with:
            return any(said.startswith(folded(word)) for word in self.starts_with)
        return any(folded(word) in said for word in self.words)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(way is not None for way in (self.exact, self.starts_with, self.contains)) != 1:
            raise refuse("keyword_form")
        return self


def folded(text: str) -> str:
    """For comparing what people type: width, case and outer white space do not matter."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


class Manual(_Trigger):
    when: Literal["manual"] = "manual"


class LabelAdded(_Trigger):
    """The label is attached to who did not have it, by whatever."""

    when: Literal["label_added"] = "label_added"
    label: TagName


class ScenarioFinished(_Trigger):
    """They came to the end of a walk through it; leaving it before is none."""

    when: Literal["scenario_finished"] = "scenario_finished"
    scenario: Name


class ScenarioStopped(_Trigger):
    """They left a walk through it before its end: by themselves, an owner, or another scenario that
    excludes it. Its goal is none.
    """

    when: Literal["scenario_stopped"] = "scenario_stopped"
    scenario: Name


class DateNoted(_Trigger):
    """A date of theirs was noted, or is another one now: a booking, a birthday."""

    when: Literal["date_noted"] = "date_noted"
    field: TagName


def _clock(value: Any) -> Any:
    return Window.from_text(value).start if isinstance(value, str) else value


class GroupMatched(_Trigger):
    """They come to fit the group: at once, or found by a look at everybody `daily` at a time."""

    when: Literal["group_matched"] = "group_matched"
    group: TagName
    check: Literal["daily"] | None = None
    at: (
        Annotated[time, BeforeValidator(_clock), PlainSerializer(lambda at: f"{at:%H:%M}")] | None
    ) = None

    @model_validator(mode="after")
    def _timed(self) -> Self:
        if (self.check is None) != (self.at is None):
            raise refuse("missing", key="at" if self.check else "check")
        return self


class ApiEvent(_Trigger):
    """The shop's own systems tell of an event by the API, with the values that it carries."""

    when: Literal["api"] = "api"
    event: TagName
    carries: Carries = {}


class CouponUsed(_Trigger):
    """They have used one of the shop's own coupons, each time."""

    when: Literal["coupon_used"] = "coupon_used"
    coupon: TagName


_YEARS = range(2000, 2200)


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    text = as_day(value)
    if text is None or "T" not in text or int(text[:4]) not in _YEARS:
        raise refuse("bad_moment", value=str(value)[:40])
    return datetime.fromisoformat(text)


class Who(Part):
    """`everyone`, or those with a label or in a group by then."""

    label: TagName | None = None
    group: TagName | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, str) and value != _EVERYONE:
            raise refuse("unknown_value", value=value[:40], allowed=_WHO)
        return {} if value == _EVERYONE else value

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.label is not None and self.group is not None:
            raise refuse("who_form")
        return self

    @model_serializer
    def _write(self) -> Any:
        given = {"label": self.label, "group": self.group}
        return {key: name for key, name in given.items() if name is not None} or _EVERYONE


_EVERYONE = "everyone"
_WHO = "everyone, {label: …}, {group: …}"


class Dated(_Trigger):
    """A set day: whoever is meant then enters at that moment, on the account's clock."""

    when: Literal["date"] = "date"
    on: Annotated[
        datetime,
        BeforeValidator(_moment),
        PlainSerializer(lambda at: f"{at:%Y-%m-%dT%H:%M}"),
    ]
    who: Who = Who()


Reactive = LabelAdded | ScenarioFinished | ScenarioStopped | DateNoted | GroupMatched
"""Starts by something that became true of a friend, not by an act of theirs just now."""

STARTS = (
    "friend_added", "keyword", "label_added", "group_matched", "scenario_finished", "manual",
    "api", "coupon_used", "date", "scenario_stopped", "date_noted",
)  # fmt: skip


def _refuse_kind(when: str) -> Never:
    raise refuse("unknown_value", value=when[:40], allowed=", ".join(STARTS))


class OtherStart(Part):
    """A kind of start that nobody knows: always refused."""

    model_config = ConfigDict(extra="ignore")

    when: Annotated[str, AfterValidator(_refuse_kind)]


def _kind(value: Any) -> str:
    when = value.get("when") if isinstance(value, dict) else getattr(value, "when", None)
    if when == "date":
        return "<date_start>"  # `<date>` is a wait
    return f"<{when}>" if when in STARTS else "<other_start>"


Start = Annotated[
    Annotated[FriendAdded, Tag("<friend_added>")]
    | Annotated[Keyword, Tag("<keyword>")]
    | Annotated[LabelAdded, Tag("<label_added>")]
    | Annotated[ScenarioStopped, Tag("<scenario_stopped>")]
    | Annotated[DateNoted, Tag("<date_noted>")]
    | Annotated[GroupMatched, Tag("<group_matched>")]
    | Annotated[ScenarioFinished, Tag("<scenario_finished>")]
    | Annotated[Manual, Tag("<manual>")]
    | Annotated[ApiEvent, Tag("<api>")]
    | Annotated[CouponUsed, Tag("<coupon_used>")]
    | Annotated[Dated, Tag("<date_start>")]
    | Annotated[OtherStart, Tag("<other_start>")],
    Discriminator(_kind),
]
