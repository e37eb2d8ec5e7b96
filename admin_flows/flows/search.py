"""Typed text where nothing else is asked: scenarios and friends of that name."""

from dataclasses import dataclass

from admin_flows.answers.plain import plain
from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import AnyScene, Scene
from admin_flows.engine.screen import Screen
from admin_flows.engine.state import State
from admin_flows.ports import facts
from admin_flows.ports.reads import Reads
from admin_flows.shared import rows
from admin_flows.shared.where import OfFriend, OfScenario
from bot.domain.text import clip, one_line
from flex_templates.views.owner import Found, NotFound

MOST = 8
LONGEST = 40


@dataclass(frozen=True)
class Query(State):
    text: str


def searched(scene: AnyScene, text: str) -> Move:
    query = Query(clip(one_line(text), LONGEST))
    scenarios, friends = _found(scene.reads, query.text)
    return Goto("search.found" if scenarios or friends else "search.none", query)


def _found(
    reads: Reads, text: str
) -> tuple[tuple[facts.ScenarioRow, ...], tuple[facts.FriendRow, ...]]:
    """Eight together, scenarios first; each kind gets its place."""
    word = plain(text)
    named = tuple(row for row in reads.scenarios() if word and word in plain(row.name))
    friends = reads.friends(text, MOST) if word else ()
    room = max(MOST - len(friends), MOST // 2)
    scenarios = named[:room]
    return scenarios, friends[: MOST - len(scenarios)]


def _found_view(scene: Scene[Query]) -> Found:
    scenarios, friends = _found(scene.reads, scene.state.text)
    return Found(
        query=scene.state.text,
        scenarios=tuple(rows.scenario_row(row) for row in scenarios),
        friends=tuple(rows.friend_row(row) for row in friends),
    )


def _none_view(scene: Scene[Query]) -> NotFound:
    return NotFound(query=scene.state.text)


def _row(scene: Scene[Query], number: int) -> Move | None:
    scenarios, friends = _found(scene.reads, scene.state.text)
    if 1 <= number <= len(scenarios):
        return Goto("scenario.card", OfScenario(scenarios[number - 1].id))
    if 0 < number - len(scenarios) <= len(friends):
        return Goto("friend.card", OfFriend(friends[number - len(scenarios) - 1].id))
    return None


SCREENS = (
    Screen(
        name="search.found",
        sample=Query("週"),
        view=_found_view,
        asks="search",
        typed=searched,
        row=_row,
        back=lambda _: "home.today",
        leads=("scenario.card", "friend.card", "search.none"),
    ),
    Screen(
        name="search.none",
        sample=Query("zzz"),
        view=_none_view,
        asks="search",
        typed=searched,
        back=lambda _: "home.today",
        leads=("home.today", "scenario.list", "search.found"),
    ),
)
