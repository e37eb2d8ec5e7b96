"""Adding people by hand: everybody or picked friends, told before it is done."""

from dataclasses import dataclass, replace
from datetime import datetime

from admin_flows.answers.plain import numbers
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.ports.commands import AddPeople
from admin_flows.ports.facts import FriendRow, NewcomerFacts, ScenarioFacts
from admin_flows.shared import rows
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of, to_card
from admin_flows.shared.whom import ALL, line_of, whom_of
from bot.domain.audience import Audience, picked
from bot.domain.text import clip, one_line
from flex_templates.views.owner import AddCheck, AddDone, AddPick, AddWhom
from flex_templates.views.parts import Notice

SHOWN = 8
MOST = 50
LONGEST = 40
PICK, CHECK = "add.pick", "add.check"


@dataclass(frozen=True)
class Picking(OfScenario):
    """`shown`: the friends of the numbered rows, so that a number typed later means the same."""

    query: str = ""
    shown: tuple[int, ...] = ()
    picked: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chosen(OfScenario):
    """`key`: whom, or nobody meant but the `friends` picked."""

    key: str = ALL
    friends: tuple[int, ...] = ()

    @property
    def whom(self) -> Audience:
        return picked(*self.friends) if self.friends else whom_of(self.key)


@dataclass(frozen=True)
class Added(OfScenario):
    people: int = 0
    first_at: datetime | None = None
    or_more: bool = False


def may_add(scene: AnyScene, facts: ScenarioFacts) -> bool:
    may = scene.actor.role == "owner" and not facts.once
    return may and _why_not(scene, facts) is None


def _why_not(scene: AnyScene, facts: ScenarioFacts) -> str | None:
    if facts.state in {"draft", "ended"}:
        return f"add_to_{facts.state}"
    if facts.closed:
        return "closed_to_newcomers"
    today = scene.now.astimezone(scene.reads.settings().calendar.zone).date()
    active = facts.document.active
    return "outside_period" if active and not active.includes(today) else None


def only_open(scene: Scene[OfScenario]) -> Goto | None:
    facts = scene.scenario(scene.state.scenario_id)
    if facts.once:
        return Goto("once.whom", OfScenario(facts.id))
    if code := _why_not(scene, facts):
        return Goto("scenario.card", OfScenario(facts.id), Notice("error", code))
    return None


def _whom(scene: Scene[OfScenario]) -> AddWhom:
    facts = scene.scenario(scene.state.scenario_id)
    return AddWhom(
        id=str(facts.id),
        name=facts.name,
        friends=scene.reads.home().friends,
        labels=len(scene.reads.labels()),
        groups=len(scene.reads.user_groups()),
    )


# Picking


def _first_page(scene: Scene[Picking]) -> Goto | None:
    return only_open(scene) or Goto(PICK, _searched(scene, ""))


def _searched(scene: Scene[Picking], query: str) -> Picking:
    found = scene.reads.friends(query, SHOWN)
    return replace(scene.state, query=query, shown=tuple(row.id for row in found))


def _rows_of(scene: Scene[Picking]) -> tuple[FriendRow, ...]:
    return scene.reads.friends_by_id(scene.state.shown)


def _pick(scene: Scene[Picking]) -> AddPick:
    facts, state = scene.scenario(scene.state.scenario_id), scene.state
    return AddPick(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        query=state.query or None,
        rows=tuple(rows.friend_row(row) for row in _rows_of(scene)),
        picked_ids=tuple(map(str, state.picked)),
        picked=_names(scene, state.picked),
    )


def _names(scene: AnyScene, friend_ids: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(row.name for row in scene.reads.friends_by_id(friend_ids))


def _typed(scene: Scene[Picking], text: str) -> Move:
    """`1 3` picks those rows; everything else is a name."""
    chosen = numbers(text)
    if chosen and all(1 <= number <= len(scene.state.shown) for number in chosen):
        return _toggled(scene, [scene.state.shown[number - 1] for number in chosen])
    return Goto(PICK, _searched(scene, clip(one_line(text), LONGEST)))


def _tapped(scene: Scene[Picking], tap: Tap) -> Move:
    return _toggled(scene, [tap.number(1)])


def _toggled(scene: Scene[Picking], friend_ids: list[int]) -> Move:
    before = scene.state.picked
    kept = tuple(one for one in before if one not in friend_ids)
    added = tuple(one for one in dict.fromkeys(friend_ids) if one not in before)
    picked = (*kept, *added)
    if len(picked) > MOST:
        return Stay(Notice("error", "too_many", {"limit": MOST, "actual": len(picked)}))
    return Goto(PICK, replace(scene.state, picked=picked))


def _picked(scene: Scene[Picking], _: Tap) -> Move:
    if not scene.state.picked:
        return Stay(Notice("error", "nobody_picked"))
    return Goto(CHECK, Chosen(scene.state.scenario_id, friends=scene.state.picked))


# Before it is done


def _opened(tap: Tap) -> Chosen:
    """Who was picked one by one stands in no old card."""
    whom_of(tap.id(1))
    return Chosen(tap.number(), tap.id(1))


def _check(scene: Scene[Chosen]) -> AddCheck:
    facts, state = scene.scenario(scene.state.scenario_id), scene.state
    found = _newcomers(scene, facts)
    return AddCheck(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        paused=facts.state == "paused",
        key=None if state.friends else state.key,
        whom=line_of(scene, state.whom),
        picked=_names(scene, state.friends),
        entering=found.entering,
        restarting=found.restarting,
        stopped=found.stopped,
        blocked=found.blocked,
        before=found.before,
        kept_out=found.kept_out,
        members=found.members,
        steps=sum(bool(step.says) for step in facts.document.all_steps),
        quota_left=quota_left(scene),
        first_at=found.first_at,
    )


def quota_left(scene: AnyScene) -> int | None:
    """None: the plan has no limit."""
    home = scene.reads.home()
    return None if home.quota_limit is None else max(0, home.quota_limit - home.quota_used)


def _newcomers(scene: Scene[Chosen], facts: ScenarioFacts) -> NewcomerFacts:
    """Somebody may have ended or closed the scenario meanwhile, or the label or group is gone: then
    its card tells so.
    """
    found = scene.reads.newcomers(facts.id, scene.state.whom)
    if found is None:
        line = Notice("error", _why_not(scene, facts) or "nobody_meant")
        raise Gone(Goto("scenario.card", OfScenario(facts.id), line))
    return found


def _add(scene: Scene[Chosen], _: Tap) -> Move:
    state = scene.state
    found = _newcomers(scene, scene.scenario(state.scenario_id))
    return Run(
        AddPeople(state.scenario_id, state.whom),
        then=lambda done: Goto(
            "add.done", Added(state.scenario_id, done.people, found.first_at, done.or_more)
        ),
    )


def _done(scene: Scene[Added]) -> AddDone:
    facts, state = scene.scenario(scene.state.scenario_id), scene.state
    return AddDone(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        people=state.people,
        or_more=state.or_more,
        paused=facts.state == "paused",
        first_at=state.first_at,
    )


def to_whom(state: OfScenario) -> str:
    return f"add.whom:{state.scenario_id}"


SCREENS = (
    Screen(
        name="add.whom",
        sample=SCENARIO,
        view=_whom,
        role="owner",
        opens=scenario_of,
        instead=only_open,
        back=to_card,
        help="start",
        leads=(PICK, CHECK, "pick.list", "once.whom", "scenario.card"),
    ),
    Screen(
        name=PICK,
        sample=Picking(7, shown=(11,), picked=(11,)),
        view=_pick,
        role="owner",
        opens=lambda tap: Picking(tap.number()),
        instead=_first_page,
        actions={"pick": own(_tapped), "done": own(_picked)},
        asks="search",
        typed=_typed,
        row=lambda scene, number: (
            _typed(scene, str(number)) if 1 <= number <= len(scene.state.shown) else None
        ),
        back=to_whom,
        help="friends",
        leads=(PICK, CHECK, "once.whom", "scenario.card"),
    ),
    Screen(
        name=CHECK,
        sample=Chosen(7),
        view=_check,
        role="owner",
        opens=_opened,
        instead=only_open,
        actions={"add": own(_add)},
        back=to_whom,
        help="start",
        leads=("add.done", "scenario.card", "add.whom", "once.whom"),
    ),
    Screen(
        name="add.done",
        sample=Added(7, 312),
        view=_done,
        back=to_card,
        help="start",
        leads=("scenario.card", "home.today"),
    ),
)
