"""What the bot says by itself, in the shop's own words: the greeting, and that all is stopped."""

from dataclasses import dataclass
from typing import get_args

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.engine.state import State
from admin_flows.ports.commands import SetWords, Spoken
from admin_flows.shared.texts import read_text, written
from admin_flows.shared.where import nothing
from bot.domain.errors import Problem
from bot.domain.text import graphemes
from flex_templates.views.owner import SettingsWord, SettingsWords
from flex_templates.views.parts import Notice

WORDS = "settings.words"
WORD = "settings.word"
LONGEST: dict[Spoken, int] = {"greeting": 500, "stopped": 200}


@dataclass(frozen=True)
class OfWords(State):
    which: Spoken = "greeting"


def _chosen(tap: Tap) -> OfWords:
    for which in get_args(Spoken):
        if tap.id() == which:
            return OfWords(which)
    raise Nonsense("no such words")


def _all(scene: Scene[Nothing]) -> SettingsWords:
    words = scene.reads.settings().words
    locale = scene.actor.locale
    return SettingsWords(
        greeting=written(words.get("greeting", ""), locale),
        stopped=written(words.get("stopped", ""), locale),
    )


def _one(scene: Scene[OfWords]) -> SettingsWord:
    settings, which = scene.reads.settings(), scene.state.which
    return SettingsWord(
        which=which,
        text=written(settings.words.get(which, ""), scene.actor.locale),
        shop=settings.account_name,
        longest=LONGEST[which],
    )


def _typed(scene: Scene[OfWords], text: str) -> Move:
    which, longest = scene.state.which, LONGEST[scene.state.which]
    read = read_text(text, scene.actor.locale)
    if isinstance(read, Problem):
        return Stay(Notice("error", read.code, read.values))
    if (actual := len(graphemes(text))) > longest:
        return Stay(Notice("error", "too_long", {"limit": longest, "actual": actual}))
    return _set(which, str(read.text), Notice("info", "saved"))


def _usual(scene: Scene[OfWords], _: Tap) -> Move:
    return _set(scene.state.which, "", Notice("info", "usual_words"))


def _set(which: Spoken, text: str, line: Notice) -> Run:
    return Run(SetWords(which, text), then=lambda _: Goto(WORDS, Nothing(), line))


SCREENS = (
    Screen(
        name=WORDS,
        sample=Nothing(),
        view=_all,
        role="owner",
        opens=nothing,
        back=lambda _: "settings.menu",
        leads=(WORD, "settings.menu"),
    ),
    Screen(
        name=WORD,
        sample=OfWords(),
        view=_one,
        role="owner",
        opens=_chosen,
        actions={"usual": own(_usual)},
        asks="answer",
        typed=_typed,
        back=lambda _: WORDS,
        leads=(WORDS,),
    ),
)
