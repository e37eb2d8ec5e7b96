"""Quiet hours, the time zone and one's own language."""

from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo

from admin_flows.answers.clock_time import parse_span
from admin_flows.answers.zone import find_zones, is_zone
from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, look, own
from admin_flows.engine.state import State
from admin_flows.flows.step.picked import picked_time
from admin_flows.ports.commands import (
    SeeAsFriend,
    SetDailyCap,
    SetLanguage,
    SetQuiet,
    SetSender,
    SetWarnAt,
    SetZone,
)
from admin_flows.shared.where import nothing
from bot.domain import names
from bot.domain.errors import Refused
from bot.domain.schedule import Quiet
from bot.domain.sender import sender_name
from bot.domain.text import clip, one_line
from flex_templates.catalogs import LOCALES, closest
from flex_templates.views.owner import (
    SettingsCap,
    SettingsClock,
    SettingsLanguage,
    SettingsMenu,
    SettingsQuiet,
    SettingsSender,
    SettingsWarnings,
    SettingsZone,
    ZoneRow,
)
from flex_templates.views.parts import Hours, Notice
from flex_templates.words import Words

MENU = "settings.menu"
QUIET = "settings.quiet"
ZONE = "settings.zone"
CLOCK = "settings.clock"
CAP = "settings.cap"
SENDER = "settings.sender"
WARN = "settings.warnings"
WARNINGS = (80, 90, 0)
CAPS = (1, 2, 3, 5)
USUAL = Quiet(time(21), time(8))
OFFERED = ("Asia/Tokyo", "Asia/Taipei", "Asia/Bangkok", "Asia/Seoul", "Asia/Hong_Kong")
SHOWN = 8
LONGEST = 40


@dataclass(frozen=True)
class Sought(State):
    """A city or country; before anything was looked for, the zones that are offered."""

    place: str = ""


@dataclass(frozen=True)
class OfZone(State):
    zone: str


def _hours(quiet: Quiet | None) -> Hours | None:
    return Hours(quiet.start, quiet.end) if quiet else None


def _menu(scene: Scene[Nothing]) -> SettingsMenu:
    settings = scene.reads.settings()
    return SettingsMenu(
        quiet=_hours(settings.quiet),
        language=scene.actor.locale,
        zone=settings.zone,
        daily_cap=settings.daily_cap,
        sender=settings.sender,
        warn_at=settings.warn_at,
        weekly=scene.reads.weekly(),
        keys=len(scene.reads.api_keys()),
        own_words=any(settings.words.values()),
    )


def _visited(_: Scene[Nothing], __: Tap) -> Move:
    line = Notice("info", "seen_as_friend")
    return Run(SeeAsFriend(), then=lambda _: Stay(line))


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


def _zone_row(scene: AnyScene, zone: str) -> ZoneRow:
    return ZoneRow(zone=zone, clock=scene.now.astimezone(ZoneInfo(zone)).time())


def _found(scene: Scene[Sought]) -> tuple[str, ...]:
    """Without the one there is."""
    current = scene.reads.settings().zone
    zones = find_zones(scene.state.place, SHOWN) if scene.state.place else OFFERED
    return tuple(zone for zone in zones if zone != current)


def _zone(scene: Scene[Sought]) -> SettingsZone:
    return SettingsZone(
        current=_zone_row(scene, scene.reads.settings().zone),
        rows=tuple(_zone_row(scene, zone) for zone in _found(scene)),
        query=scene.state.place or None,
    )


def _sought(_: Scene[Sought], text: str) -> Move:
    return Goto(ZONE, Sought(clip(one_line(text), LONGEST)))


def _zone_at(scene: Scene[Sought], number: int) -> Move | None:
    found = _found(scene)
    return Goto(CLOCK, OfZone(found[number - 1])) if 1 <= number <= len(found) else None


def _chosen(tap: Tap) -> OfZone:
    zone = "/".join(tap.ids)
    if not is_zone(zone):
        raise Nonsense("no such time zone")
    return OfZone(zone)


def _clock(scene: Scene[OfZone]) -> SettingsClock:
    waiting = (row.inside for row in scene.reads.scenarios() if row.state in ("running", "paused"))
    return SettingsClock(
        chosen=_zone_row(scene, scene.state.zone),
        current=_zone_row(scene, scene.reads.settings().zone),
        people=sum(waiting),
    )


def _moved(scene: Scene[OfZone], _: Tap) -> Move:
    zone = ZoneInfo(scene.state.zone)
    words = Words(closest(scene.actor.locale), zone)
    values = {"city": words.city(zone.key), "time": words.clock(scene.now)}
    line = Notice("info", "zone_set", values)
    return Run(SetZone(zone), then=lambda _: Goto(MENU, Nothing(), line))


def _cap(scene: Scene[Nothing]) -> SettingsCap:
    return SettingsCap(current=scene.reads.settings().daily_cap, numbers=CAPS)


def _capped(_: Scene[Nothing], tap: Tap) -> Move:
    number = tap.number()
    if number not in (0, *CAPS):
        raise Nonsense("no such number")
    line = Notice("info", "cap_set", {"n": number}) if number else Notice("info", "cap_off")
    return Run(SetDailyCap(number or None), then=lambda _: Goto(MENU, Nothing(), line))


def _sender(scene: Scene[Nothing]) -> SettingsSender:
    return SettingsSender(sender=scene.reads.settings().sender)


def _named(_: Scene[Nothing], text: str) -> Move:
    try:
        name = names.given(text, sender_name)
    except Refused as refused:
        return Stay(Notice("error", refused.problem.code, refused.problem.values))
    return _send_as(name)


def _send_as(name: str) -> Run:
    line = Notice("info", "sender_set", {"name": name}) if name else Notice("info", "sender_usual")
    return Run(SetSender(name), then=lambda _: Goto(MENU, Nothing(), line))


def _warnings(scene: Scene[Nothing]) -> SettingsWarnings:
    return SettingsWarnings(current=scene.reads.settings().warn_at, choices=WARNINGS)


def _warned(_: Scene[Nothing], tap: Tap) -> Move:
    percent = tap.number()
    if percent not in WARNINGS:
        raise Nonsense("no such share")
    return Run(SetWarnAt(percent), then=lambda _: Goto(MENU, Nothing(), Notice("info", "saved")))


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
        actions={"see": look(_visited)},
        leads=(
            QUIET,
            ZONE,
            CAP,
            SENDER,
            WARN,
            "settings.language",
            "settings.words",
            "results.weekly",
            "api.list",
            "scenario.read",
            HOME,
        ),
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
        name=ZONE,
        sample=Sought(),
        view=_zone,
        role="owner",
        opens=lambda _: Sought(),
        asks="search",
        typed=_sought,
        row=_zone_at,
        back=lambda _: MENU,
        leads=(CLOCK, MENU),
    ),
    Screen(
        name=CLOCK,
        sample=OfZone("Asia/Taipei"),
        view=_clock,
        role="owner",
        opens=_chosen,
        actions={"set": own(_moved)},
        back=lambda _: ZONE,
        leads=(ZONE, MENU),
    ),
    Screen(
        name=CAP,
        sample=Nothing(),
        view=_cap,
        role="owner",
        opens=nothing,
        actions={"set": own(_capped)},
        back=lambda _: MENU,
        leads=(MENU,),
    ),
    Screen(
        name=SENDER,
        sample=Nothing(),
        view=_sender,
        role="owner",
        opens=nothing,
        actions={"usual": own(lambda _, __: _send_as(""))},
        asks="answer",
        typed=_named,
        back=lambda _: MENU,
        leads=(MENU,),
    ),
    Screen(
        name=WARN,
        sample=Nothing(),
        view=_warnings,
        role="owner",
        opens=nothing,
        actions={"set": own(_warned)},
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
