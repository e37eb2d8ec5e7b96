"""Each shipped template from its start to its end: on paper, and through the engine in time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.clock import epoch, from_epoch
from bot.domain.attributes import BUILT_IN, Known
from bot.domain.content import fill
from bot.domain.coupons import OwnCoupon
from bot.domain.document import FriendAdded, Keyword, Scenario, Text
from bot.domain.effects import Then, kind_of, value_of
from bot.domain.facts import Facts
from bot.domain.languages import in_language
from bot.domain.paper import timeline
from bot.domain.paper_lines import Line, Meanwhile
from bot.domain.templates import LANGUAGES, Template, template, templates
from bot.domain.walk import Walk
from bot.services.coupons import make_missing
from bot.store import coupons, fields, friends, listening, scenarios, settings
from bot.store.db import atomic, database, open_database, rows
from bot.store.models import WITHOUT_DATE, EnrollmentState
from bot.store.versions import forget
from tests.delivery.world import NOON, TOKYO, World, user_id

HANA = "花"
"""Enters on Tuesday, December 1, 2026, at noon in Tokyo."""
Sent = list[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """`known` of the friend, and what becomes known `meanwhile`; fields by their Japanese names."""

    template: str
    expected: tuple[str, ...]
    known: Mapping[str, str] = field(default_factory=dict)
    meanwhile: tuple[tuple[str, str, str], ...] = ()
    ends: EnrollmentState = EnrollmentState.DONE


CASES = {
    "guest": Case(
        "revisit-coupon",
        (
            "2026-12-01 Tue 12:00 thanks",
            "2026-12-04 Fri 11:00 coupon",
            "2026-12-21 Mon 16:30 weekday",
            "2026-12-31 Thu 11:00 last-call",
        ),
    ),
    "guest who comes again": Case(
        "revisit-coupon",
        ("2026-12-01 Tue 12:00 thanks", "2026-12-04 Fri 11:00 coupon"),
        meanwhile=(("2026-12-12T19:00", "再来店日", "2026-12-12"),),
        ends=EnrollmentState.GOAL,
    ),
    "nobody knows": Case(
        "first-week",
        (
            "2026-12-01 Tue 12:00 welcome",
            "2026-12-02 Wed 19:00 story",
            "2026-12-03 Thu 12:00 question",
            "2026-12-04 Fri 12:00 for-everybody",
            "2026-12-06 Sun 19:00 voices",
            "2026-12-08 Tue 18:00 gift",
        ),
    ),
    "woman": Case(
        "first-week",
        (
            "2026-12-01 Tue 12:00 welcome",
            "2026-12-02 Wed 19:00 story",
            "2026-12-04 Fri 12:00 for-women",
            "2026-12-06 Sun 19:00 voices",
            "2026-12-08 Tue 18:00 gift",
        ),
        known={"gender": "female"},
    ),
    "woman, once she has answered": Case(
        "first-week",
        (
            "2026-12-01 Tue 12:00 welcome",
            "2026-12-02 Wed 19:00 story",
            "2026-12-03 Thu 12:00 question",
            "2026-12-04 Fri 12:00 for-women",
            "2026-12-06 Sun 19:00 voices",
            "2026-12-08 Tue 18:00 gift",
        ),
        meanwhile=(("2026-12-03T15:00", "gender", "female"),),
    ),
    "man who buys": Case(
        "first-week",
        (
            "2026-12-01 Tue 12:00 welcome",
            "2026-12-02 Wed 19:00 story",
            "2026-12-04 Fri 12:00 for-men",
        ),
        known={"gender": "male"},
        meanwhile=(("2026-12-05T09:00", "初回購入日", "2026-12-05"),),
        ends=EnrollmentState.GOAL,
    ),
    "salon": Case(
        "monthly-salon",
        (
            "2026-12-01 Tue 12:00 visit",
            "2026-12-02 Wed 11:00 next-day",
            "2027-01-01 Fri 11:00 monthly",
            "2027-01-31 Sun 11:00 monthly",
            "2027-03-02 Tue 11:00 monthly",
            "2027-04-01 Thu 11:00 monthly",
            "2027-05-01 Sat 11:00 monthly",
            "2027-05-31 Mon 11:00 monthly",
        ),
    ),
    "buyer": Case(
        "purchase-review",
        (
            "2026-12-01 Tue 12:00 thanks",
            "2026-12-04 Fri 19:00 how-is-it",
            "2026-12-11 Fri 12:00 review",
            "2026-12-15 Tue 18:00 coupon",
        ),
    ),
    "buyer who has written": Case(
        "purchase-review",
        (
            "2026-12-01 Tue 12:00 thanks",
            "2026-12-04 Fri 19:00 how-is-it",
            "2026-12-15 Tue 18:00 coupon",
        ),
        meanwhile=(("2026-12-06T10:00", "レビュー日", "2026-12-06"),),
    ),
    "seminar": Case(
        "seminar-countdown",
        (
            "2026-12-01 Tue 12:00 accepted",
            "2026-12-12 Sat 10:00 one-week",
            "2026-12-18 Fri 18:00 eve",
            "2026-12-19 Sat 13:00 soon",
            "2026-12-20 Sun 11:00 afterwards",
        ),
        known={"参加日時": "2026-12-19T14:00"},
    ),
    "seminar put off": Case(
        "seminar-countdown",
        (
            "2026-12-01 Tue 12:00 accepted",
            "2026-12-12 Sat 10:00 one-week",
            "2026-12-25 Fri 18:00 eve",
            "2026-12-26 Sat 09:00 soon",
            "2026-12-27 Sun 11:00 afterwards",
        ),
        known={"参加日時": "2026-12-19T14:00"},
        meanwhile=(("2026-12-17T09:00", "参加日時", "2026-12-26T10:00"),),
    ),
    "seminar, booked late": Case(
        "seminar-countdown",
        (
            "2026-12-01 Tue 12:00 accepted",
            "2026-12-03 Thu 18:00 eve",
            "2026-12-04 Fri 13:00 soon",
            "2026-12-05 Sat 11:00 afterwards",
        ),
        meanwhile=(("2026-12-02T09:00", "参加日時", "2026-12-04T14:00"),),
    ),
    "student": Case(
        "online-lesson",
        (
            "2026-12-01 Tue 12:00 welcome",
            "2026-12-02 Wed 20:00 lesson-1",
            "2026-12-04 Fri 20:00 lesson-2",
            "2026-12-07 Mon 20:00 lesson-3",
            "2026-12-09 Wed 20:00 lesson-4",
            "2026-12-11 Fri 20:00 lesson-5",
            "2026-12-14 Mon 12:00 finished",
        ),
    ),
    "student who gives up": Case(
        "online-lesson",
        ("2026-12-01 Tue 12:00 welcome", "2026-12-02 Wed 20:00 lesson-1"),
        meanwhile=(("2026-12-03T08:00", "受講中止日", "2026-12-03"),),
        ends=EnrollmentState.GOAL,
    ),
    "birthday": Case(
        "birthday-coupon",
        (
            "2027-02-21 Sun 11:00 one-week",
            "2027-02-28 Sun 09:00 birthday",
            "2027-03-11 Thu 17:00 last-days",
        ),
        known={"birthday": "1992-02-29"},
    ),
    "quiet": Case(
        "win-back",
        (
            "2026-12-01 Tue 12:00 stamp",
            "2027-01-30 Sat 11:00 two-months",
            "2027-03-01 Mon 17:00 three-months",
            "2027-05-30 Sun 11:00 half-year",
        ),
    ),
    "quiet, and back for once": Case(
        "win-back",
        (
            "2026-12-01 Tue 12:00 stamp",
            "2027-01-30 Sat 11:00 two-months",
            "2027-05-11 Tue 17:00 three-months",
            "2027-08-09 Mon 11:00 half-year",
        ),
        meanwhile=(("2027-02-10T12:00", "最終来店日", "2027-02-10"),),
    ),
}


@pytest.fixture
def world(migrated_sqlite_url: str) -> Iterator[World]:
    database.initialize(open_database(migrated_sqlite_url, engine=True))
    forget()
    yield World()
    database.close()


def test_every_template_has_a_friend_who_walks_it() -> None:
    assert {case.template for case in CASES.values()} == {one.name for one in templates()}


def test_every_step_of_every_way_is_walked_by_one_of_them() -> None:
    for one in templates():
        cases = [case for case in CASES.values() if case.template == one.name]
        walked = {line.split()[-1] for case in cases for line in case.expected}
        steps = one.scenario("ja").all_steps
        assert walked == {step.id for step in steps if step.says}, one.name
        assert all(arm.steps for step in steps for arm in step.branch), one.name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_engine_does_what_the_paper_says(world: World, name: str, lang: str) -> None:
    case = CASES[name]
    one = template(case.template)
    assert one is not None
    scenario = one.scenario(lang)
    known, meanwhile = in_words(one, case, lang)
    with atomic():
        make_missing(one.coupons(lang), at=epoch(NOON))
    written = on_paper(scenario, known, meanwhile)
    assert [f"{at:%Y-%m-%d %a %H:%M} {step}" for at, step, _ in written] == list(case.expected)
    assert in_time(world, scenario, known, meanwhile, lang) == [
        (f"{at:%Y-%m-%d %H:%M}", text) for at, step, texts in written for text in texts(lang)
    ]
    first = rows("SELECT state FROM enrollment ORDER BY id LIMIT 1")
    assert first == [(case.ends,)]


@pytest.mark.parametrize("renamed", [False, True])
def test_the_birthday_comes_round_again(world: World, renamed: bool) -> None:
    one = template("birthday-coupon")
    assert one is not None
    with atomic():
        make_missing(one.coupons("ja"), at=epoch(NOON))
    enter(world, one.scenario("ja"), {"birthday": "1992-12-24"}, "ja")
    if renamed:
        with atomic():
            scenarios.renamed(1, "お祝い")
            listening.renew()
    messages = walked(world, until=datetime(2028, 12, 1, tzinfo=TOKYO))
    sent = list(dict.fromkeys(at[:13] for at, _ in messages))
    assert sent == [
        "2026-12-17 11", "2026-12-24 09", "2027-01-04 17",
        "2027-12-17 11", "2027-12-24 09", "2028-01-04 17",
    ]  # fmt: skip


def test_whoever_comes_by_again_begins_anew(world: World) -> None:
    one = template("win-back")
    assert one is not None
    scenario = one.scenario("ja")
    enter(world, scenario, {}, "ja")
    walked(world, until=NOON + timedelta(days=70))
    write(world, scenario)
    sent = [at for at, _ in walked(world, until=NOON + timedelta(days=140))]
    assert sent == ["2027-02-09 12:00", "2027-04-10 11:00"]


# On paper


def on_paper(
    scenario: Scenario, known: Mapping[str, str], meanwhile: tuple[Meanwhile, ...]
) -> list[tuple[datetime, str, "Texts"]]:
    """Local time, step and texts of everything that is sent."""
    calendar = settings.account("Asia/Tokyo").calendar
    now = NOON.astimezone(UTC)
    facts = Facts(
        now=now,
        calendar=calendar,
        name=HANA,
        friend_since=now,
        attributes={key: as_known(key, value) for key, value in known.items()},
    )
    lines = timeline(Walk(scenario), facts, meanwhile)
    return [
        (line.at.astimezone(TOKYO), line.stop.step.id, Texts(line))
        for line in lines
        if line.what == "send" and line.stop
    ]


@dataclass(frozen=True)
class Texts:
    line: Line

    def __call__(self, lang: str) -> list[str]:
        values = {"friend.name": HANA, "account.name": settings.account("Asia/Tokyo").name}
        step = self.line.stop.step if self.line.stop else None
        texts = [one.text for one in step.send if isinstance(one, Text)] if step else []
        asked = [step.ask.text] if step and step.ask else []
        words = [fill(in_language(text, lang), values) for text in (*texts, *asked)]
        return [*words, *self._coupons()]

    def _coupons(self) -> list[str]:
        """As the world's coupons look: the title, and the last day."""
        step = self.line.stop.step if self.line.stop else None
        names = [one.coupon for one in step.send if isinstance(one, OwnCoupon)] if step else []
        received = self.line.at.astimezone(TOKYO).date()
        found = [coupon for name in names if (coupon := coupons.named(name))]
        return [f"{one.title}  {received + timedelta(one.valid_days or 0)}" for one in found]


def as_known(key: str, value: str) -> Known:
    calendar = settings.account("Asia/Tokyo").calendar
    return value_of(value, BUILT_IN.get(key, kind_of(value)), NOON, calendar)


def in_words(one: Template, case: Case, lang: str) -> tuple[dict[str, str], tuple[Meanwhile, ...]]:
    """What happens, with the fields as they are called in the language."""

    def said(name: str) -> str:
        return one.words.get(name, {}).get(lang, name)

    meanwhile = tuple(
        Meanwhile(
            datetime.fromisoformat(at).replace(tzinfo=TOKYO).astimezone(UTC),
            Then.model_validate({"set": {said(name): value}}),
        )
        for at, name, value in case.meanwhile
    )
    return {said(name): value for name, value in case.known.items()}, meanwhile


# In time


def in_time(
    world: World,
    scenario: Scenario,
    known: Mapping[str, str],
    meanwhile: tuple[Meanwhile, ...],
    lang: str,
) -> Sent:
    enter(world, scenario, known, lang)
    sent: Sent = []
    for event in meanwhile:
        sent += walked(world, until=event.at)
        values = event.then.set_ if event.then else {}
        learn(world, {name: str(value) for name, value in values.items()})
    return [*sent, *walked(world)]


def enter(world: World, scenario: Scenario, known: Mapping[str, str], lang: str) -> None:
    parts = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    world.scenario(*parts.pop("steps"), **parts)
    friends.known(user_id(HANA))
    learn(world, known)
    world.follow(HANA, lang)
    if not any(isinstance(start, FriendAdded) for start in scenario.start):
        write(world, scenario)


def write(world: World, scenario: Scenario) -> None:
    """The word that starts it."""
    word = next(start.words[0] for start in scenario.start if isinstance(start, Keyword))
    with atomic():
        world.friends.wrote(friends.known(user_id(HANA)), word)


def learn(world: World, known: Mapping[str, str]) -> None:
    friend = friends.known(user_id(HANA))
    for name, value in known.items():
        kind = BUILT_IN.get(name, kind_of(value))
        with atomic():
            row = fields.ensure({name: kind})[name]
            fields.put([friend.id], row.id, as_known(name, value), at=epoch(world.clock.now()))


def walked(world: World, until: datetime | None = None) -> Sent:
    """What they are sent up to then, or to the first walk's end; the clock goes from due to due."""
    sent: Sent = []
    while True:
        before = len(world.line.entries)
        world.send()
        world.react()
        at = f"{world.clock.now().astimezone(TOKYO):%Y-%m-%d %H:%M}"
        entries = world.line.entries[before:]
        sent += [(at, said(message)) for entry in entries for message in entry.messages]
        due = next_due(anybody=until is not None)
        if due is None or (until and due > until):
            break
        world.clock.move(max(due - world.clock.now(), timedelta()))
    if until:
        world.clock.move(until - world.clock.now())
    return sent


def said(message: Mapping[str, Any]) -> str:
    """A question is a card, and stands in words beside it."""
    return str(message.get("text") or message["altText"])


def next_due(*, anybody: bool) -> datetime | None:
    """`anybody`: of every walk, else of the first one alone."""
    found = rows("SELECT id, due_at FROM enrollment WHERE state = 1 ORDER BY due_at, id")
    dues = [due for number, due in found if due < WITHOUT_DATE and (anybody or number == 1)]
    return from_epoch(dues[0]) if dues else None
