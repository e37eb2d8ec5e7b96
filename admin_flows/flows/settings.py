"""Quiet hours and one's own language."""

from dataclasses import replace
from datetime import time

from admin_flows.answers.clock_time import parse_span
from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, look, own
from admin_flows.flows.step.picked import picked_time
from admin_flows.ports.commands import SetLanguage, SetQuiet
from admin_flows.shared.where import nothing
from bot.domain.schedule import Quiet
from flex_templates.catalogs import LOCALES
from flex_templates.views.owner import SettingsLanguage, SettingsMenu, SettingsQuiet
from flex_templates.views.parts import Hours, Notice

MENU = "settings.menu"
QUIET = "settings.quiet"
USUAL = Quiet(time(21), time(8))


def _hours(quiet: Quiet | None) -> Hours | None:
    return Hours(quiet.start, quiet.end) if quiet else None


def _menu(scene: Scene[Nothing]) -> SettingsMenu:
    settings = scene.reads.settings()
    return SettingsMenu(
        quiet=_hours(settings.quiet), language=scene.actor.locale, zone=settings.zone
    )


def _quiet(scene: Scene[Nothing]) -> SettingsQuiet:
    return SettingsQuiet(quiet=_hours(scene.reads.settings().quiet))


def _set(quiet: Quiet | None) -> Run:
    if quiet is not None and quiet.start == quiet.end:
        quiet = None
    return Run(SetQuiet(quiet), then=lambda _: Goto(QUIET, Nothing(), _line(quiet)))


def _line(quiet: Quiet | None) -> Notice:
    if quiet is None:
        return Notice("info", "quiet_off")
    values = {"start": f"{quiet.start:%H:%M}", "end": f"{quiet.end:%H:%M}"}
    return Notice("info", "quiet_set", values)


def _start(scene: Scene[Nothing], tap: Tap) -> Move:
    quiet = scene.reads.settings().quiet or USUAL
    return _set(replace(quiet, start=picked_time(tap)))


def _end(scene: Scene[Nothing], tap: Tap) -> Move:
    quiet = scene.reads.settings().quiet or USUAL
    return _set(replace(quiet, end=picked_time(tap)))


def _typed(_: Scene[Nothing], text: str) -> Move:
    """21:00-8:00; here the end may well come before the start."""
    span = parse_span(text)
    if span is None or span.end is None:
        return Stay(Notice("error", "time_not_understood", {"text": text[:20]}))
    return _set(Quiet(span.start, span.end))


def _language(scene: Scene[Nothing]) -> SettingsLanguage:
    return SettingsLanguage(current=scene.actor.locale, languages=LOCALES)


def _spoken(_: Scene[Nothing], tap: Tap) -> Move:
    chosen = tap.id()
    if chosen not in {*LOCALES, "auto"}:
        raise Nonsense("no such language")
    line = Notice("info", "language_set")
    locale = None if chosen == "auto" else chosen
    return Run(SetLanguage(locale), then=lambda _: Goto(MENU, Nothing(), line))


SCREENS = (
    Screen(
        name=MENU,
        sample=Nothing(),
        view=_menu,
        opens=nothing,
        back=lambda _: HOME,
        leads=(QUIET, "settings.language", HOME),
    ),
    Screen(
        name=QUIET,
        sample=Nothing(),
        view=_quiet,
        role="owner",
        opens=nothing,
        actions={
            "start": own(_start),
            "end": own(_end),
            "off": own(lambda _, __: _set(None)),
            "usual": own(lambda _, __: _set(USUAL)),
        },
        asks="answer",
        typed=_typed,
        back=lambda _: MENU,
        leads=(MENU,),
    ),
    Screen(
        name="settings.language",
        sample=Nothing(),
        view=_language,
        opens=nothing,
        actions={"pick": look(_spoken)},
        back=lambda _: MENU,
        leads=(MENU,),
    ),
)
