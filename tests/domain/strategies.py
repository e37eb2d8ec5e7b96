"""Generated parts of scenarios."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.asking import Ask
from bot.domain.content import unfillable
from bot.domain.document import (
    Active,
    After,
    Audio,
    Buttons,
    FriendAdded,
    Image,
    Immediate,
    Keyword,
    Location,
    Manual,
    OnDate,
    OnDay,
    OnWeekday,
    Place,
    Scenario,
    Sender,
    SendWithin,
    Step,
    Sticker,
    Text,
    Video,
    Wait,
    Window,
)
from bot.domain.lengths import WEEKDAYS
from bot.domain.pressing import AnyButton
from bot.domain.reaction_waits import Awaited, ForReaction
from bot.domain.scenario import Span
from bot.domain.schedule import Calendar, Quiet

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
_limits = st.none() | afters().map(lambda wait: wait.model_copy(update={"only_on": ()}))
_awaited = st.builds(Awaited, tapped=st.just("step-1")) | st.builds(Awaited, label=st.just("来店"))
awaiting = st.builds(ForReaction, for_=_awaited, at_most=_limits)
asks = st.builds(
    Ask,
    text=st.sampled_from(["？", "どちら？"]),
    choices=st.just(("A", "B")),
    kind=st.sampled_from([None, "choice", "many"]),
    into=st.none() | st.just("好み"),
    label=st.sampled_from([None, True, "回答済み"]),
    at_most=_limits,
    tries=st.integers(1, 10),
)


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
        '{{ emoji("5ac1bfd5040ab15980c9b435", "001") }}',
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
texts = bodies.filter(lambda text: _usable(text) and not unfillable(text))
names = st.text(min_size=1, max_size=30).filter(_usable) | st.sampled_from(
    ["no", "10:00", "週替わり", "null", "# x"]
)


places = st.builds(
    Place,
    title=names,
    address=names,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
)
senders = st.none() | st.builds(
    Sender,
    name=names.filter(lambda name: len(name) <= 10 and "LINE" not in name.upper()),
    icon=st.none() | st.just("https://example.com/icon.png"),
)
buttons = st.builds(
    AnyButton,
    label=names.filter(lambda name: not unfillable(name)),
    link=st.sampled_from(["https://shop.example/a?b=c#d", "tel:0312345678", "http://x.example"]),
    track=st.booleans(),
) | st.builds(
    AnyButton, label=st.just("答える"), answer=st.just("わかりました"), track=st.just(True)
)
messages = st.one_of(
    st.builds(Text, text=texts),
    st.builds(
        Text, text=st.dictionaries(st.sampled_from(["ja", "en", "th", "zh-TW"]), texts, min_size=1)
    ),
    st.builds(Image, image=st.sampled_from(["photo-1", "https://example.com/a.jpg"])),
    st.builds(Sticker, sticker=st.sampled_from([(446, 1988), (11539, 52114110)])),
    st.builds(Location, location=places),
    st.builds(Video, video=st.just("film-1"), track=st.none() | st.just("lesson-1")),
    st.builds(Audio, audio=st.just("voice-1"), seconds=st.floats(0.001, 86400)),
    st.builds(
        Buttons,
        text=texts.filter(lambda text: "emoji" not in text),
        buttons=st.lists(buttons, min_size=1, max_size=6).map(tuple),
    ),
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
        sender=draw(senders),
        steps=tuple(
            Step(
                id=f"step-{number}",
                title=draw(st.none() | names),
                wait=draw(waits | awaiting),
                send=tuple(draw(st.lists(messages, max_size=4))),
                ask=draw(st.none() | asks),
                receipt=draw(st.sampled_from([(), ("sent",)])),
            )
            for number in range(count)
        ),
    )
