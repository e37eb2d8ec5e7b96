"""Whatever comes in, a card goes out and nothing breaks."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin_flows.engine.postback import LONGEST, Do, Go, decode
from admin_flows.ports import Input, Other, Sent, Tapped, Typed
from admin_flows.screens import FLOWS
from bot.clock import FakeClock
from bot.domain.errors import Problem
from tests.flows.line_rules import check_reply
from tests.flows.phone import Phone, make_runner, person
from tests.flows.shops import full_shop

NAMES = [screen.name for screen in FLOWS] + ["home.cancel", "friend.menu", "nope", ""]
ACTIONS = [*sorted({action for screen in FLOWS for action in screen.actions}), "nope", ""]
IDS_OF_OURS = ["7", "8", "s2", "s9", "1", "0", "-1", "9" * 30, "3d", "mon", "last", "１", ""]
PARTS = st.one_of(st.sampled_from(IDS_OF_OURS), st.text(max_size=8))
WORDS = st.sampled_from(["3", "もどる", "menu", "10日"])
IDS = st.lists(PARTS, max_size=5).map(".".join)
GOES = st.builds("go:{}:{}".format, st.sampled_from(NAMES), IDS)
DOES = st.builds("do:{}:t1:{}:{}".format, st.sampled_from(NAMES), st.sampled_from(ACTIONS), IDS)
DATA = st.one_of(st.text(max_size=400), GOES, DOES)
PARAMS = st.dictionaries(
    st.sampled_from(["time", "date", "datetime", "newRichMenuAliasId"]),
    st.one_of(st.text(max_size=12), st.sampled_from(["10:00", "2026-12-24", "24:00", "0:0"])),
    max_size=2,
)
INPUTS: st.SearchStrategy[Input] = st.one_of(
    st.builds(Tapped, DATA, PARAMS),
    st.builds(Typed, st.one_of(st.text(max_size=40), WORDS)),
    st.builds(Typed, st.text(min_size=5001, max_size=5003)),
    st.builds(Sent, st.just("image"), st.one_of(st.none(), st.just("photo-1"))),
    st.just(Sent("video", None, problem=Problem("video_too_big", "", {"actual": 231}))),
    st.builds(Other, st.sampled_from(["sticker", "location", "x"])),
)


@given(given_=st.lists(INPUTS, min_size=1, max_size=6), locale=st.sampled_from(["ja", "en", "th"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_input_gets_a_card(given_: list[Input], locale: str) -> None:
    clock = FakeClock()
    phone = Phone(make_runner(full_shop(clock), clock), person("森", locale=locale))
    for one in given_:
        clock.tick(5)
        answer = phone.runner.handle("U-森", phone.actor, one)
        check_reply(answer.messages)


@given(data=st.builds("do:{}:{}:{}".format, st.sampled_from(NAMES), st.sampled_from(ACTIONS), IDS))
@settings(max_examples=150, deadline=None)
def test_an_act_with_the_right_token_but_wrong_ids_gets_a_card(data: str) -> None:
    clock = FakeClock()
    phone = Phone(make_runner(full_shop(clock), clock), person("森"))
    _, screen, action, ids = data.split(":", 3)
    if screen in FLOWS_BY_NAME:
        sample = FLOWS[screen].sample
        phone.runner.open("U-森", phone.actor, screen, sample)
        kept = phone.runner.conversations.load("U-森")
        assert kept is not None
        phone.press(f"do:{screen}:{kept.token}:{action}:{ids}")
        check_reply(phone.last)


FLOWS_BY_NAME = {screen.name for screen in FLOWS}


@given(st.text(alphabet=string.printable, max_size=400))
def test_decoding_never_raises_and_never_takes_more_than_the_limit(data: str) -> None:
    decoded = decode(data)
    assert decoded is None or len(data) <= LONGEST


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        ("go:home.today", Go("home.today")),
        ("go:step.card:12.s3", Go("step.card", ("12", "s3"))),
        ("do:scenario.list:5Bc3:pause:12", Do("scenario.list", "5Bc3", "pause", ("12",))),
        ("do:home.today:-:stop-all", Do("home.today", "-", "stop-all")),
        ("go:home.today:", None),
        ("go:Home.today", None),
        ("go:step.card:12..s3", None),
        ("go:step.card:12\n", None),
        ("do:home.today::stop-all", None),
        ("do:home.today:t1", None),
        ("xx:home.today", None),
        ("go:a:" + "1" * 300, None),
        ("", None),
    ],
)
def test_postbacks_are_decoded_strictly(data: str, decoded: object) -> None:
    assert decode(data) == decoded


@pytest.fixture
def phone(clock: FakeClock) -> Phone:
    return Phone(make_runner(full_shop(clock), clock), person("森"))


@pytest.mark.parametrize(
    "data",
    [
        "go:no.such",
        "go:scenario.card",
        "go:scenario.card:x",
        "go:step.card:7",
        "go:help.card:x",
        "?",
    ],
)
def test_a_wrong_button_gets_home_and_a_friendly_line(phone: Phone, data: str) -> None:
    phone.press(data)
    assert phone.screen == "home.today"
    assert phone.reads("This button is no longer in use. Here is home.")


def test_a_step_id_from_outside_is_only_compared(phone: Phone) -> None:
    phone.press("go:step.card:7.__class__")
    assert phone.screen == "timeline.view"
