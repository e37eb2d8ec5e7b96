"""Sentences about results."""

from datetime import date

from flex_templates.views.owner import AdviceLine, StepResult
from flex_templates.wording import Wording
from flex_templates.words import Words


class ResultsWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words, wording: Wording) -> None:
        self.words = words
        self.wording = wording

    def advice(self, line: AdviceLine) -> str:
        _ = self.words.say
        match line.what:
            case "blocked" | "stopped":
                return self._lost(line)
            case "tapped":
                return _(
                    "{number} was tapped by {percent}%. It may help to begin with what the friend"
                    " gets.",
                    number=line.number,
                    percent=line.percent,
                )
            case "arm":
                return _(
                    "{letter} is tapped more ({percent}% and {other}%, hardly by chance).",
                    letter=line.letter,
                    percent=line.percent,
                    other=line.other,
                )
            case "few":
                return self.words.count(
                    "Only {n} person so far. From 50 people on, more can be said.",
                    "Only {n} people so far. From 50 people on, more can be said.",
                    line.people,
                )
            case _:
                return _("No big trouble was found.")

    def _lost(self, line: AdviceLine) -> str:
        say, count = self.words.say, self.words.count
        step = {
            "number": line.number,
            "when": self.wording.when_short(line.when),
            "percent": line.percent,
        }
        if line.what == "blocked":
            what = count(
                "Within 24 hours of {number} ({when}), {n} person ({percent}%) blocked.",
                "Within 24 hours of {number} ({when}), {n} people ({percent}%) blocked.",
                line.people,
                **step,
            )
        else:
            what = count(
                "Within 24 hours of {number} ({when}), {n} person ({percent}%) stopped messages.",
                "Within 24 hours of {number} ({when}), {n} people ({percent}%) stopped messages.",
                line.people,
                **step,
            )
        beside = (
            say("That is {times} times as many as with the other steps.", times=line.times)
            if line.times
            else say("With the other steps nobody did.")
        )
        better = say("Try it by day, or in softer words.")
        return say("{first} {second} {third}", first=what, second=beside, third=better)

    def reactions(self, row: StepResult) -> str:
        """What friends did with a step, under its bar."""
        _ = self.words.say
        parts = []
        if row.opened is not None:
            parts.append(_("opened {percent}%", percent=row.opened))
        if row.tapped is not None:
            parts.append(_("tapped {percent}%", percent=row.tapped))
        if row.answered:
            parts.append(_("answered {n}", n=row.answered))
        return _("list separator").join(parts)

    def lost(self, row: StepResult) -> str:
        _ = self.words.say
        parts = []
        if row.stopped:
            parts.append(_("stopped {n}", n=row.stopped))
        if row.blocked:
            parts.append(_("blocked {n}", n=row.blocked))
        return _("list separator").join(parts)

    def stretch(self, first: date | None, last: date | None) -> str:
        """10/20–11/20, or since ever."""
        if first is None or last is None:
            return self.words.say("since the beginning")
        if first == last:
            return self.words.short_day(first)
        return f"{self.words.short_day(first)}–{self.words.short_day(last)}"
