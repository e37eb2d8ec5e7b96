"""Generated parts of scenarios."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.document import (
    Active,
    After,
    FriendAdded,
    Image,
    Immediate,
    Keyword,
    Manual,
    OnDate,
    OnDay,
    OnWeekday,
    Scenario,
    SendWithin,
    Step,
    Text,
    Wait,
    Window,
)
from bot.domain.scenario import Span
from bot.domain.schedule import Calendar, Quiet
from bot.domain.waits import WEEKDAYS

ZONES = ("Asia/Tokyo", "America/New_York", "Europe/London", "Asia/Bangkok", "Australia/Lord_Howe")

instants = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45, 59]))
quiets = st.none() | st.builds(Quiet, clocks, clocks)
calendars = st.builds(Calendar, st.sampled_from(ZONES).map(ZoneInfo), quiets)
weekdays = st.sampled_from(WEEKDAYS)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start, end = sorted(draw(st.tuples(clocks, clocks)))
    text = f"{start:%H:%M}-{end:%H:%M}" if start < end else f"{start:%H:%M}"
    return Window.from_text(text)


@st.composite
def afters(draw: st.DrawFn, at: Any = None) -> After:
    unit, most = draw(
        st.sampled_from(
            [
                ("seconds", 9_000),
                ("minutes", 9_000),
                ("hours", 900),
                ("days", 365),
                ("weeks", 52),
                ("months", 12),
            ]
        )
    )
    return After(
        **{unit: draw(st.integers(0, most))},
        at=draw(st.none() | windows() if at is None else at),
        only_on=tuple(draw(st.lists(weekdays, max_size=3, unique=True))),
    )


repeating = st.one_of(
    st.builds(OnWeekday, weekday=weekdays, at=windows()),
    st.builds(OnDay, day_of_month=st.integers(1, 31) | st.just("last"), at=windows()),
)
relative_waits: st.SearchStrategy[Wait] = st.one_of(st.just(Immediate()), afters(), repeating)
dates = st.builds(OnDate, date=st.dates(date(2026, 1, 1), date(2030, 1, 1)), at=windows())
waits: st.SearchStrategy[Wait] = relative_waits | dates


def _usable(text: str) -> bool:
    return any(char.isprintable() and not char.isspace() for char in text)


# Whatever people type, with what YAML could trip over made likely.
tricky = st.sampled_from(
    [
        "10:00",
        "no",
        "yes",
        "null",
        "~",
        "2026-12-01",
        "1e3",
        "0x1F",
        "- a",
        "a: b",
        "# c",
        "{a}",
        "{{ friend.name }}さん",
        "'",
        '"',
        "|",
        ">",
        "&a",
        "*a",
        "!b",
        "%c",
        "@d",
        "`e`",
        "---",
        "a\nb",
        "\na",
        " a",
        "a ",
        "a\n",
        "a\n\n b",
        "\u2028a",
        "\u0301",
        "👨‍👩‍👧",
        "ก็",
        "\t",
        "\ufeff",
    ]
)
bodies = st.lists(tricky | st.text(max_size=20), min_size=1, max_size=4).map("".join)
texts = bodies.filter(_usable)
names = st.text(min_size=1, max_size=30).filter(_usable) | st.sampled_from(
    ["no", "10:00", "週替わり", "null", "# x"]
)


messages = st.one_of(
    st.builds(Text, text=texts),
    st.builds(
        Text, text=st.dictionaries(st.sampled_from(["ja", "en", "th", "zh-TW"]), texts, min_size=1)
    ),
    st.builds(Image, image=st.sampled_from(["photo-1", "https://example.com/a.jpg"])),
)
keywords = st.sampled_from(["exact", "starts_with", "contains"]).flatmap(
    lambda way: st.builds(Keyword, **{way: st.lists(names, min_size=1, max_size=3).map(tuple)})
)
starts = st.lists(
    st.builds(FriendAdded, unblock=st.booleans()) | st.just(Manual()) | keywords, max_size=3
)
lates = (
    st.none()
    | st.sampled_from(["hold", "skip"])
    | st.builds(SendWithin, send_within=st.builds(Span, hours=st.integers(1, 99)))
)
actives = (
    st.none()
    | st.builds(Active, from_=st.dates(max_value=date(2026, 1, 1)))
    | st.builds(Active, until=st.dates(), from_=st.none())
)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    count = draw(st.integers(0, 5))
    return Scenario(
        name=draw(names),
        start=tuple(draw(starts)),
        reentry=draw(st.sampled_from(["never", "after_finish", "always"])),
        active=draw(actives),
        quiet=draw(st.sampled_from(["respect", "ignore"])),
        late=draw(lates),
        public_title=draw(st.none() | names),
        at_limit=draw(st.sampled_from(["hold", "skip", "end"])),
        urgent=draw(st.booleans()),
        steps=tuple(
            Step(
                id=f"step-{number}",
                title=draw(st.none() | names),
                wait=draw(waits),
                send=tuple(draw(st.lists(messages, max_size=5))),
                receipt=draw(st.sampled_from([(), ("sent",)])),
            )
            for number in range(count)
        ),
    )
