"""The runner on screens of its own: what it promises to whoever declares and calls them."""

from dataclasses import dataclass

import pytest

from admin_flows.engine.common import Nothing
from admin_flows.engine.flows import AnyScreen, Flows
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.names import ALWAYS
from admin_flows.engine.runner import Runner
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.ports import Tapped, Typed, commands
from bot.clock import FakeClock
from bot.domain.errors import Problem
from flex_templates.render import render
from flex_templates.views.owner import NewName
from tests.flows.fakes import Memory, Shop
from tests.flows.phone import make_runner, person


@dataclass(frozen=True)
class Count(State):
    n: int = 0


def shown(_: Scene[Count]) -> NewName:
    return NewName()


def counted(scene: Scene[Count], _: Tap) -> Move:
    return Goto("new.name", Count(scene.state.n + 1))


def broken(_: Scene[Count], __: Tap) -> Move:
    raise ZeroDivisionError


def lost(_: Scene[Count], __: Tap) -> Move:
    return Goto("hidden", Nothing())


def mistyped(_: Scene[Count], __: Tap) -> Move:
    return Goto("new.name", Nothing())


def refused(_: Scene[Count], __: Tap) -> Move:
    return Run(commands.PauseScenario(99), then=lambda _: Goto("new.name", Count(100)))


def refused_kindly(_: Scene[Count], __: Tap) -> Move:
    def told(problem: Problem) -> Move:
        return Goto("new.name", Count(50 if problem.code == "no_such_scenario" else 0))

    return Run(commands.PauseScenario(99), then=lambda _: Stay(), refused=told)


ACTIONS = {
    "count": edit(counted),
    "break": edit(broken),
    "lose": edit(lost),
    "mistype": edit(mistyped),
    "refuse": edit(refused),
    "refuse-kindly": edit(refused_kindly),
}


def always(name: str) -> AnyScreen:
    return Screen(name=name, sample=Nothing(), view=lambda _: NewName(), leads=("new.name",))


COUNTER: AnyScreen = Screen(
    name="new.name",
    sample=Count(),
    view=shown,
    actions=ACTIONS,
    opens=lambda _: Count(),
    leads=("new.name",),
)
FLOWS = Flows((COUNTER, *map(always, ALWAYS), always("hidden")), roots=("new.name", "hidden"))


@pytest.fixture
def runner(shop: Shop, clock: FakeClock, memory: Memory) -> Runner:
    whole = make_runner(shop, clock, memory)
    tokens = iter(range(1000))
    return Runner(
        flows=FLOWS,
        reads=whole.reads,
        execute=whole.execute,
        conversations=memory,
        render=render,
        clock=clock,
        new_token=lambda: f"t{next(tokens)}",
    )


class Chat:
    def __init__(self, runner: Runner, memory: Memory) -> None:
        self.runner, self.memory = runner, memory
        self.look()

    def look(self) -> None:
        self.runner.handle("U", person("森"), Tapped("go:new.name"))

    def act(self, action: str) -> None:
        token = self.memory.kept["U"].token
        self.runner.handle("U", person("森"), Tapped(f"do:new.name:{token}:{action}"))

    @property
    def n(self) -> int:
        state = self.memory.kept["U"].state["state"]
        return int(state["n"])


@pytest.fixture
def chat(runner: Runner, memory: Memory) -> Chat:
    return Chat(runner, memory)


def test_a_move_changes_the_state_and_the_token(chat: Chat, memory: Memory) -> None:
    before = memory.kept["U"].token
    chat.act("count")
    assert chat.n == 1
    assert memory.kept["U"].token != before


def test_an_unexpected_error_reaches_the_caller_and_leaves_the_place(
    chat: Chat, memory: Memory
) -> None:
    chat.act("count")
    before = memory.kept["U"]
    with pytest.raises(ZeroDivisionError):
        chat.act("break")
    assert memory.kept["U"] == before


def test_a_failing_render_leaves_the_place_or_shows_it_again(
    chat: Chat, memory: Memory, runner: Runner
) -> None:
    chat.act("count")
    chat.act("count")
    assert chat.n == 2


def test_a_screen_that_was_not_declared_as_a_lead_is_a_mistake(chat: Chat) -> None:
    with pytest.raises(LookupError, match=r"new\.name leads to hidden without saying so"):
        chat.act("lose")


def test_a_state_of_another_screen_is_a_mistake(chat: Chat) -> None:
    with pytest.raises(TypeError, match=r"gives new\.name a Nothing"):
        chat.act("mistype")


def test_a_refused_command_keeps_the_card(chat: Chat) -> None:
    chat.act("refuse")
    assert chat.n == 0


def test_a_refused_command_can_lead_elsewhere(chat: Chat) -> None:
    chat.act("refuse-kindly")
    assert chat.n == 50


def test_an_unknown_act_of_the_current_card_gets_home(chat: Chat, memory: Memory) -> None:
    chat.act("nope")
    assert memory.kept["U"].screen == "home.today"


def test_words_of_two_people_do_not_mix(chat: Chat, memory: Memory, runner: Runner) -> None:
    runner.handle("V", person("佐藤"), Typed("もどる"))
    chat.act("count")
    assert memory.kept["V"].screen == "home.today"
    assert chat.n == 1
