"""Who enters a scenario, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from admin_flows.answers.keywords import read_keywords
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.start_day import chosen_day
from admin_flows.flows.starting import begin_with
from admin_flows.shared import rows
from admin_flows.shared.drafts import change, error_line
from admin_flows.shared.route_names import route_names
from admin_flows.shared.rules import rule_in
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of, to_card
from bot.domain import limits
from bot.domain.document import FriendAdded, Keyword, Manual, Scenario, Start
from bot.domain.edit import with_start
from bot.domain.errors import Problem
from flex_templates.views import owner
from flex_templates.views.parts import Notice


@dataclass(frozen=True)
class Words(OfScenario):
    words: tuple[str, ...] = ()


def _opened_words(tap: Tap) -> Words:
    return Words(tap.number())


def _document(scene: Scene[OfScenario]) -> Scenario:
    return scene.draft(scene.state.scenario_id).document


def _kind(scene: Scene[OfScenario]) -> owner.StartKind:
    document = _document(scene)
    return owner.StartKind(
        id=str(scene.state.scenario_id),
        name=document.name,
        today=scene.now.astimezone(scene.reads.settings().calendar.zone).date(),
        adding=bool(document.start),
    )


def _starts_with(start: Start) -> Callable[[Scene[OfScenario], Tap], Move]:
    return lambda scene, _: begin_with(scene, start)


def _ask_words(scene: Scene[OfScenario], _: Tap) -> Move:
    return Goto("start.keyword", Words(scene.state.scenario_id))


def _keyword(scene: Scene[Words]) -> owner.StartKeyword:
    document = scene.draft(scene.state.scenario_id).document
    return owner.StartKeyword(
        id=str(scene.state.scenario_id), name=document.name, words=scene.state.words
    )


def _words_typed(scene: Scene[Words], text: str) -> Move:
    words = read_keywords(text)
    if isinstance(words, Problem):
        return Stay(error_line(words))
    state = Words(scene.state.scenario_id, words)
    return Goto("start.keyword", state, _clash(scene, words))


def _clash(scene: Scene[Words], words: tuple[str, ...]) -> Notice | None:
    for use in scene.reads.keywords():
        if use.word in words and use.scenario_id != scene.state.scenario_id:
            return Notice("info", "keyword_in_use", {"word": use.word, "scenario": use.scenario})
    return None


def _matched(way: str) -> Callable[[Scene[Words], Tap], Move]:
    def chosen(scene: Scene[Words], _: Tap) -> Move:
        if not scene.state.words:
            raise Nonsense("no words yet")
        return begin_with(scene, Keyword.model_validate({way: scene.state.words}))

    return chosen


def _card(scene: Scene[OfScenario]) -> owner.StartCard:
    facts = scene.scenario(scene.state.scenario_id)
    document = scene.draft(facts.id).document
    return owner.StartCard(
        id=str(facts.id),
        name=facts.name,
        state=facts.state,
        starts=rows.start_rows(document, route_names(scene.reads, document)),
        reentry=document.reentry,
        active_from=document.active.from_ if document.active else None,
        active_until=document.active.until if document.active else None,
        unless=rule_in(scene, document.unless) if document.unless else None,
        stop_when=rule_in(scene, document.stop_when, document) if document.stop_when else None,
        often=often(document),
        lane=document.exclusive,
        priority=document.priority,
        per=document.per,
        carries=bool(document.carried),
        moved=moved(document),
        most=limits.STARTS,
    )


Often = Literal["none", "days", "weeks", "months", "other"]


def often(document: Scenario) -> Often:
    """Of what only a file says it is told that there is something else."""
    most = document.at_most
    if most is None:
        return "none"
    if most.walks == most.per.amount == 1 and most.per.unit in ("days", "weeks", "months"):
        return most.per.unit
    return "other"


def moved(document: Scenario) -> Literal["retime", "stop"] | None:
    """None where it knows no date; the same of all dates."""
    goals = list(document.goals.values())
    return goals[0].on_change if goals else None


def _remove(scene: Scene[OfScenario], tap: Tap) -> Move:
    number = tap.number(len(tap.ids) - 1)

    def without(document: Scenario) -> Scenario:
        kept = [start for n, start in enumerate(document.start, 1) if n != number]
        return with_start(document, kept)

    return change(scene, without, Goto("start.card", scene.state))


def _reentry(how: str) -> Callable[[Scene[OfScenario], Tap], Move]:
    def chosen(scene: Scene[OfScenario], _: Tap) -> Move:
        return change(
            scene,
            lambda document: document.model_copy(update={"reentry": how}),
            Goto("start.card", scene.state),
        )

    return chosen


def _unless_full(scene: Scene[OfScenario]) -> Goto | None:
    if len(_document(scene).start) < limits.STARTS:
        return None
    line = Notice("error", "too_many_starts", {"limit": limits.STARTS})
    return Goto("start.card", scene.state, line)


def _to_kind(state: OfScenario) -> str:
    return f"start.kind:{state.scenario_id}"


SCREENS = (
    Screen(
        name="start.kind",
        sample=SCENARIO,
        view=_kind,
        role="editor",
        opens=scenario_of,
        instead=_unless_full,
        actions={
            "friend-added": edit(_starts_with(FriendAdded())),
            "keyword": edit(_ask_words),
            "manual": edit(_starts_with(Manual())),
            "date": edit(chosen_day),
        },
        back=to_card,
        help="start",
        leads=(
            "start.keyword",
            "start.routes",
            "start.pick",
            "start.whom",
            "start.card",
            "timeline.view",
            "timeline.busy",
        ),
    ),
    Screen(
        name="start.keyword",
        sample=Words(7, words=("予約", "メニュー表")),
        view=_keyword,
        role="editor",
        opens=_opened_words,
        actions={
            "exact": edit(_matched("exact")),
            "contains": edit(_matched("contains")),
            "starts-with": edit(_matched("starts_with")),
        },
        asks="answer",
        typed=_words_typed,
        back=_to_kind,
        help="start",
        leads=("start.card", "timeline.view", "timeline.busy"),
    ),
    Screen(
        name="start.card",
        sample=SCENARIO,
        view=_card,
        opens=scenario_of,
        actions={
            "remove-start": edit(_remove),
            "reentry-never": edit(_reentry("never")),
            "reentry-after-finish": edit(_reentry("after_finish")),
            "reentry-always": edit(_reentry("always")),
        },
        back=to_card,
        help="start",
        leads=("start.kind", "start.set", "rule.card", "timeline.view", "timeline.busy"),
    ),
)
