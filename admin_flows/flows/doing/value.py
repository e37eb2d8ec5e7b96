"""What a field gets, how a scenario goes on in another one, what staff are told."""

from admin_flows.engine.move import Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.doing.pick import JUMP, VALUE
from admin_flows.flows.doing.states import AFTER, NOTIFY, Doing, done, way_out
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import error_line
from bot.domain.content import from_owner
from bot.domain.effects import NOW, TODAY
from bot.domain.errors import Problem
from bot.domain.text import one_line
from flex_templates.catalogs import closest
from flex_templates.views.owner import ThenJump, ThenNotify, ThenValue

POINTS = ("1", "5", "10", "-1")


def _name(scene: Scene[Doing]) -> str:
    return scene.draft(scene.state.scenario_id).document.name


def _value(scene: Scene[Doing]) -> ThenValue:
    return ThenValue(name=_name(scene), kind=scene.state.kind, field=scene.state.name)


def _value_picked(scene: Scene[Doing], tap: Tap) -> Move:
    said = tap.id()
    if said not in (TODAY, NOW, *POINTS):
        raise Nonsense("no such value")
    return done(scene, scene.state.kind, {scene.state.name: said})


def _value_typed(scene: Scene[Doing], text: str) -> Move:
    return done(scene, scene.state.kind, {scene.state.name: one_line(text)}, Typed(text))


def _jump(scene: Scene[Doing]) -> ThenJump:
    return ThenJump(name=_name(scene), to=scene.state.name, itself=scene.state.name == _name(scene))


def _jumps(scene: Scene[Doing], *, keep: bool) -> Move:
    return done(scene, "jump", {"to": scene.state.name, "keep": keep})


def _notify(scene: Scene[Doing]) -> ThenNotify:
    linked = (group.name for group in scene.reads.groups() if group.linked_at)
    return ThenNotify(name=_name(scene), groups=tuple(linked))


def _notify_typed(scene: Scene[Doing], text: str) -> Move:
    stored = from_owner(text, closest(scene.actor.locale))
    if isinstance(stored, Problem):
        return Stay(error_line(stored))
    return done(scene, "notify", {"text": stored}, Typed(text))


SCREENS = (
    Screen(
        name=VALUE,
        sample=Doing(7, kind="set", name="最終来店日"),
        view=_value,
        role="editor",
        actions={"pick": edit(_value_picked)},
        asks="answer",
        typed=_value_typed,
        back=way_out,
        help="timeline",
        leads=AFTER,
    ),
    Screen(
        name=JUMP,
        sample=Doing(7, kind="jump", name="誕生月"),
        view=_jump,
        role="editor",
        actions={
            "end": edit(lambda scene, _: _jumps(scene, keep=False)),
            "keep": edit(lambda scene, _: _jumps(scene, keep=True)),
        },
        back=way_out,
        help="timeline",
        leads=AFTER,
    ),
    Screen(
        name=NOTIFY,
        sample=Doing(7, kind="notify"),
        view=_notify,
        role="editor",
        asks="message",
        typed=_notify_typed,
        back=way_out,
        help="staff",
        leads=AFTER,
    ),
)
