"""Sentences about one step: what is asked, what it counts from, tags, and one-line texts."""

from typing import Literal

from flex_templates.views.parts import When
from flex_templates.words import Words

_CHOICES = {("hours", 1): "1h", ("days", 1): "1d", ("days", 3): "3d", ("days", 7): "7d"}


class StepWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def choice(self, when: When) -> str | None:
        """Which of the offered waits it is, as in the button's id."""
        if when.kind == "now":
            return "0"
        return _CHOICES.get((when.unit, when.amount)) if when.kind == "after" else None

    def counted(self, counts_from: str, from_number: str | None, before: str | None) -> str:
        """`before`: the number of the step before it."""
        _ = self.words.say
        if before is None or counts_from == "start":
            return _("Counts from the start")
        if counts_from == "step" and from_number is not None:
            return _("Counts from step {number}", number=from_number)
        return _("Counts from the step before ({number})", number=before)

    def tag(self, tag: str) -> str:
        _ = self.words.say
        names = {
            "changed": _("changed"),
            "added": _("added"),
            "check": _("to check"),
        }
        return names[tag]

    def asked(self, field: str, number: str | None) -> str:
        """What the question was about: the text of step 3."""
        _ = self.words.say
        names = {
            "name": _("the scenario's name"),
            "keyword": _("the words that start it"),
            "wait": _("when the step is sent"),
            "time": _("the time of day"),
            "other": _("the answer"),
        }
        if field != "message":
            return names[field]
        return _("a message of step {number}", number=number) if number else _("a message")

    def command(self, command: Literal["menu", "back", "cancel", "help"]) -> str:
        _ = self.words.say
        names = {
            "menu": _("Go to menu"),
            "back": _("Go back"),
            "cancel": _("Leave it"),
            "help": _("See the help"),
        }
        return names[command]

    def circled(self, number: int) -> str:
        """①, as it stands on a picture with areas."""
        return chr(ord("①") + number - 1)

    def one_line(self, text: str) -> str:
        return " ".join(text.split())
