"""Words by which friends are left to people."""

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.flows.staff import MENU
from admin_flows.ports.commands import SetHandOverWords
from admin_flows.shared.where import nothing
from bot.domain.starts import folded
from bot.domain.text import one_line
from flex_templates.people_wording import PeopleWording
from flex_templates.views.owner import StaffWords
from flex_templates.views.parts import Notice
from flex_templates.words import Words

WORDS = "staff.words"
MOST, LONGEST = 8, 20


def _offered(scene: AnyScene) -> tuple[str, ...]:
    words = Words(scene.actor.locale, scene.reads.settings().calendar.zone)
    there = {folded(one) for one in scene.reads.settings().hand_over}
    said = PeopleWording(words).words_for_people()
    return tuple(one for one in said if folded(one) not in there)


def _view(scene: Scene[Nothing]) -> StaffWords:
    return StaffWords(words=scene.reads.settings().hand_over, offered=_offered(scene))


def _add(scene: AnyScene, word: str) -> Move:
    words = scene.reads.settings().hand_over
    if len(word) > LONGEST:
        values = {"limit": LONGEST, "actual": len(word)}
        return Stay(Notice("error", "word_too_long", values))
    if len(words) >= MOST:
        return Stay(Notice("error", "too_many_words", {"limit": MOST}))
    if not word or folded(word) in map(folded, words):
        return Stay()
    return _set((*words, word))


def _set(words: tuple[str, ...]) -> Run:
    return Run(SetHandOverWords(words), then=lambda _: Goto(WORDS, Nothing()))


def _offer(scene: Scene[Nothing], tap: Tap) -> Move:
    offered = _offered(scene)
    if tap.number() >= len(offered):
        raise Nonsense("no such word")
    return _add(scene, offered[tap.number()])


def _remove(scene: Scene[Nothing], tap: Tap) -> Move:
    words = scene.reads.settings().hand_over
    if tap.number() >= len(words):
        return Stay()
    return _set(tuple(one for place, one in enumerate(words) if place != tap.number()))


SCREENS = (
    Screen(
        name=WORDS,
        sample=Nothing(),
        view=_view,
        role="owner",
        opens=nothing,
        actions={"offer": own(_offer), "remove": own(_remove)},
        asks="answer",
        typed=lambda scene, text: _add(scene, one_line(text)),
        back=lambda _: MENU,
        help="staff",
        leads=(MENU, WORDS),
    ),
)
