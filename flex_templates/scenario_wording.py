"""Sentences about scenarios: states, what comes next, changes, what to fix."""

from collections.abc import Iterable
from datetime import date, datetime

from flex_templates.help import HELP, PICTURES
from flex_templates.postback import go
from flex_templates.text import utf16_length
from flex_templates.views.owner import ChangeRow, CheckRow
from flex_templates.views.parts import NextSend, ScenarioRow
from flex_templates.wording import Wording
from flex_templates.words import Words

_GLYPHS = {"running": "●", "paused": "Ⅱ", "draft": "□", "ended": "■"}
_FIXES = {"content": "msg.compose", "time": "step.time", "step": "step.card"}
TEXT_UNITS = 5_000


class ScenarioWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words, wording: Wording) -> None:
        self.words = words
        self.wording = wording

    def state(self, state: str) -> str:
        return f"{_GLYPHS[state]} {self.state_word(state)}"

    def state_word(self, state: str) -> str:
        _ = self.words.say
        names = {
            "running": _("running"),
            "paused": _("paused"),
            "draft": _("draft"),
            "ended": _("ended"),
        }
        return names[state]

    def steps(self, n: int) -> str:
        return self.words.count("{n} step", "{n} steps", n)

    def outlook(self, row: ScenarioRow, now: datetime) -> str:
        """The one sentence about what happens next."""
        _, n = self.words.say, self.words.count
        if row.state == "draft":
            return _("Nothing was sent yet")
        if row.state == "ended":
            return _("Nothing more is sent")
        if row.state == "paused":
            people = n("{n} person waits", "{n} people wait", row.inside)
            if row.paused_at is None:
                return people
            return _(
                "since {when}, {people}",
                when=self.words.moment_short(row.paused_at, now),
                people=people,
            )
        if row.next is None and row.planned and row.planned.at > now:
            return self._next(row.planned, now)
        if row.next is None:
            return _("Nothing is planned now")
        return self._next(row.next, now)

    def _next(self, send: NextSend, now: datetime) -> str:
        people = self.words.count("{n} person", "{n} people", send.people)
        when = self.words.moment(send.at, now)
        return self.words.say("Next: {when}, {people}", when=when, people=people)

    def period(self, start: date | None, end: date | None, now: datetime | None = None) -> str:
        _ = self.words.say
        if start and end:
            year = start if now is None else now
            return f"{self.words.day(start, now)} – {self.words.day(end, year)}"
        if start:
            return _("from {day}", day=self.words.day(start, now))
        return _("until {day}", day=self.words.day(end, now)) if end else ""

    def change(self, row: ChangeRow) -> str:
        _ = self.words.say
        number = row.number or 0
        match row.kind:
            case "added":
                return _("Step {number} added", number=number)
            case "removed":
                return _("Step {number} deleted", number=number)
            case "moved":
                return _("Step {number} moved", number=number)
            case "changed":
                return _("Step {number} changed", number=number)
            case "start":
                return _("Start changed")
        return _("Settings changed")

    def fix(self, row: CheckRow, scenario_id: str) -> str | None:
        if row.fix == "start":
            return go("start.card", scenario_id)
        if row.fix == "quota":
            return go("quota.month")
        if row.fix in _FIXES and row.step_id:
            return go(_FIXES[row.fix], scenario_id, row.step_id)
        return go("timeline.view", scenario_id) if row.fix else None

    def at_limit(self, way: str, urgent: bool) -> str:
        _ = self.words.say
        ways = {
            "hold": _("waits until there are messages again"),
            "skip": _("leaves out what is due"),
            "end": _("ends for whoever is due"),
        }
        return self.wording.listed([_("urgent"), ways[way]] if urgent else [ways[way]])

    def quoted(self, parts: Iterable[str]) -> str:
        return self.wording.listed(self.words.say("“{text}”", text=part) for part in parts)

    def help(self, area: str) -> tuple[str, ...]:
        """Title, what it is, an example."""
        return tuple(self.words.say(line) for line in HELP.get(area, HELP["home"]))

    def pictured(self, area: str) -> list[tuple[str, str, str]]:
        """The stones of its picture."""
        stones, say = PICTURES.get(area, PICTURES["home"]), self.words.say
        return [(glyph, tone, below and say(below)) for glyph, tone, below in stones]


def in_texts(text: str, most: int) -> list[str]:
    """Split at line ends into texts LINE takes; none at all when that is not possible in `most`."""
    texts = [""]
    for line in text.splitlines(keepends=True):
        if utf16_length(texts[-1]) + utf16_length(line) > TEXT_UNITS:
            texts.append("")
        texts[-1] += line
    fits = len(texts) <= most and all(utf16_length(part) <= TEXT_UNITS for part in texts)
    return [part for part in texts if part] if fits else []
