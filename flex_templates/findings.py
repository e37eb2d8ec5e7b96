"""What the check before a start found, in words: a line and the smaller one below it."""

from flex_templates.errors import RenderError
from flex_templates.notice_sentences import N_
from flex_templates.text import cut
from flex_templates.views.owner import CheckRow
from flex_templates.words import Words

SENTENCES = {
    "no_start": (N_("No start yet"), N_("Choose who gets it and when")),
    "no_steps": (N_("No step yet"), N_("Add what is sent first")),
    "no_content": (N_("Step {number} has no message"), None),
    "stop_word": (N_("“{keyword}” is what friends send to stop"), N_("Choose another word")),
    "unknown_variable": (
        N_("A name in step {number} cannot be filled in"),
        N_("It is “{variable}”"),
    ),
    "text_too_long": (
        N_("A text of step {number} is too long"),
        N_("It has up to {actual} characters, the limit is {limit}"),
    ),
    "unknown_step": (
        N_("Step {number} counts from a step that is gone"),
        N_("Choose again what it counts from"),
    ),
    "in_quiet_hours": (
        N_("Step {number} is at {at}"),
        N_("Because of the quiet hours it is sent at {goes_at}"),
    ),
}

_GENERIC = {
    "error": (N_("Step {number} needs another look"), N_("Something needs another look")),
    "warning": (N_("Please look at step {number} again"), N_("There is something to look at")),
}


class Findings:
    def __init__(self, words: Words) -> None:
        self.words = words

    def finding(self, row: CheckRow) -> str:
        sentence = SENTENCES.get(row.code, ("", None))[0]
        return self._said(sentence, row) or self._generic(row)

    def finding_hint(self, row: CheckRow) -> str | None:
        """What to do, else the step's own title."""
        hint = SENTENCES.get(row.code, ("", None))[1]
        return (self._said(hint, row) if hint else None) or (row.title and cut(row.title, 80))

    def _said(self, sentence: str, row: CheckRow) -> str | None:
        values = {**(row.values or {}), "number": row.number}
        try:
            return self.words.say(sentence, **values) if sentence else None
        except RenderError:
            return None

    def _generic(self, row: CheckRow) -> str:
        with_number, without = _GENERIC[row.severity]
        if row.number is None:
            return self.words.say(without)
        return self.words.say(with_number, number=row.number)
