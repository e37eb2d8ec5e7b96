"""The screens as declared: refused when they do not fit, and all of them showable."""

from dataclasses import dataclass, replace

import pytest

from admin_flows.engine.common import Nothing
from admin_flows.engine.flows import AnyScreen, FlowError, Flows
from admin_flows.engine.move import Stay
from admin_flows.engine.names import ALWAYS, CANCEL
from admin_flows.engine.postback import Do, Go, decode
from admin_flows.engine.screen import Messages, Screen
from admin_flows.engine.state import State, from_json, to_json
from admin_flows.screens import FLOWS, RICH_MENU
from bot.clock import FakeClock
from flex_templates.views.owner import HomeEmpty
from flex_templates.views.parts import OwnerView
from tests.flows.line_rules import check_reply
from tests.flows.phone import Phone, buttons, make_runner, person
from tests.flows.shops import full_shop


def screen(name: str, *leads: str) -> AnyScreen:
    return Screen(name=name, sample=Nothing(), view=lambda _: never(), leads=leads)


def never() -> HomeEmpty:
    raise AssertionError("is not shown")


def flows(*more: AnyScreen, roots: tuple[str, ...] = ()) -> Flows:
    return Flows((*(screen(name, "home.today") for name in ALWAYS), *more), roots)


def test_screens_that_fit_are_taken() -> None:
    assert flows(screen("a", "home.today"), roots=("a",))["a"].name == "a"


@pytest.mark.parametrize(
    ("more", "mistake"),
    [
        ([screen("a", "b"), screen("a", "b"), screen("b", "a")], "a: declared 2 times"),
        ([screen("a", "nowhere")], "a: leads to nowhere, which does not exist"),
        ([screen("a", "b"), screen("b", "a"), screen("c", "a")], "c: cannot be reached"),
        ([screen("a")], "a: leads nowhere"),
        ([replace(screen("a", "a"), typed=lambda *_: Stay())], "a: asks buttons, which does not"),
        ([replace(screen("a", "a"), asks="answer")], "a: asks answer, which does not fit"),
        ([replace(screen("a", "a"), sample={"x": 1})], "a: its sample is no State"),
    ],
)
def test_screens_that_do_not_fit_are_refused(more: list[AnyScreen], mistake: str) -> None:
    with pytest.raises(FlowError, match=mistake):
        flows(*more, roots=("a",))


def test_a_sample_has_to_survive_being_stored() -> None:
    @dataclass(frozen=True)
    class Lossy(State):
        of: float

    lossy = replace(screen("a", "a"), sample=Lossy(float("nan")))
    with pytest.raises(FlowError, match="does not survive being stored"):
        flows(lossy, roots=("a",))


@dataclass(frozen=True)
class Plain(State):
    number: int
    words: tuple[str, ...] = ()


def test_a_state_is_read_back_strictly() -> None:
    state = Plain(3, ("a", "b"))
    assert from_json(Plain, to_json(state)) == state
    for stored in ({}, {"number": "3"}, {"number": 3, "more": 1}, {"number": 3, "words": "a"}):
        assert from_json(Plain, stored) is None


@pytest.mark.parametrize("name", RICH_MENU)
def test_the_rich_menu_opens(name: str) -> None:
    assert FLOWS[name].opens is not None


@pytest.fixture(params=["ja", "en"])
def phone(request: pytest.FixtureRequest, clock: FakeClock) -> Phone:
    return Phone(make_runner(full_shop(clock), clock), person("森", locale=request.param))


@pytest.mark.parametrize("shown", tuple(FLOWS), ids=lambda screen: screen.name)
class TestEverySample:
    def test_is_a_valid_reply(self, shown: AnyScreen, phone: Phone) -> None:
        answer = phone.runner.open("U-森", phone.actor, shown.name, shown.sample)
        check_reply(answer.messages)

    def test_leads_only_where_it_says(self, shown: AnyScreen, phone: Phone) -> None:
        answer = phone.runner.open("U-森", phone.actor, shown.name, shown.sample)
        kept = phone.runner.conversations.load("U-森")
        assert kept is not None
        here = FLOWS[kept.screen]
        for button in buttons(answer.messages):
            match decode(button.data):
                case Go(screen=name) if name == CANCEL:
                    pass
                case Go(screen=name):
                    ways = (*ALWAYS, *FLOWS.roots, *here.leads, here.name)
                    assert name in ways or f"{name}:" in f"{here.back and here.back(shown.sample)}:"
                    assert FLOWS[name].opens is not None
                case Do(screen=name, action=action, token=token):
                    assert name == here.name
                    assert token == kept.token
                    assert action in here.actions
                case _:
                    raise AssertionError(f"{button} carries no data of ours")

    def test_handles_all_that_its_card_can_do(self, shown: AnyScreen, phone: Phone) -> None:
        kept = phone.runner.open("U-森", phone.actor, shown.name, shown.sample)
        assert kept.messages
        view = view_of(shown, phone)
        if isinstance(view, OwnerView) and view.screen == shown.name:
            assert set(view.acts) == set(shown.actions)


def view_of(shown: AnyScreen, phone: Phone) -> object:
    from admin_flows.engine.scene import Gone, Scene

    now = phone.runner.clock.now()
    scene = Scene(shown.sample, shown.name, phone.runner.reads, phone.actor, now, now)
    try:
        view = shown.view(scene)
    except Gone:
        return None
    assert not isinstance(view, Messages) or view.objects
    return view
