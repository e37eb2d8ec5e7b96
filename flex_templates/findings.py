"""What the check before a start found, in words: a line and the smaller one below it."""

from datetime import date

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
    "text_too_long": (
        N_("A text of step {number} is too long"),
        N_("It has up to {actual} characters, the limit is {limit}"),
    ),
    "unknown_step": (
        N_("Step {number} counts from a step that is gone"),
        N_("Choose again what it counts from"),
    ),
    "unknown_goal": (
        N_("Step {number} counts from “{goal}”, which is no date of this scenario"),
        N_("Choose again what it counts from"),
    ),
    "branch_does_nothing": (
        N_("The branch in step {number} has no steps"),
        N_("Put a step into one of its ways"),
    ),
    "unreachable_arm": (
        N_("Nobody can come to way {arm} of the branch in step {number}"),
        N_("The ways before it take everybody"),
    ),
    "split_over_100": (
        N_("The ways of step {number} take {actual}% of the people"),
        N_("Together at most 100%"),
    ),
    "no_otherwise": (
        N_("In step {number} some people may fit no way"),
        N_("They just go on behind the branch"),
    ),
    "endless_repeat": (
        N_("Step {number} repeats for ever"),
        N_("Say how often at most, or until when"),
    ),
    "unknown_scenario": (
        N_("There is no scenario “{scenario}”"),
        N_("Choose another one"),
    ),
    "unknown_group": (
        N_("There is no group “{group}”"),
        N_("Choose another one"),
    ),
    "not_earlier": (
        N_("Step {number} waits for step “{step}”"),
        N_("That step does not come before it"),
    ),
    "no_question": (
        N_("An answer to step “{step}” is asked for"),
        N_("That step has no question"),
    ),
    "unknown_coupon": (
        N_("There is no coupon “{coupon}”"),
        N_("Make it first, or choose another one"),
    ),
    "unknown_place": (
        N_("There is no place “{place}”"),
        N_("Make it first, or choose another one"),
    ),
    "unknown_menu": (
        N_("There is no menu “{menu}”"),
        N_("Make it first, or choose another one"),
    ),
    "day_is_over": (
        N_("The set day {on} is over"),
        N_("Nobody enters by it any more"),
    ),
    "unknown_fragment": (
        N_("There are no shared steps “{fragment}”"),
        N_("Import them first, or take the step out"),
    ),
    "fragment_unfit": (
        N_("Its shared steps do not fit in"),
        N_("Too many steps in all, or one id twice"),
    ),
    "unknown_route": (
        N_("There is no route “{route}”"),
        N_("Make it first, or choose another one"),
    ),
    "not_tappable": (
        N_("Taps of step “{step}” are asked for"),
        N_("That step has no button with a link"),
    ),
    "not_watchable": (
        N_("Who has seen the video of step “{step}” is asked for"),
        N_("That step has no video with a tracking name"),
    ),
    "reaction_nowhere": (
        N_("Of “{scenario}” step “{step}” is asked for"),
        N_("Nobody can do that with a step of that name there now"),
    ),
    "label_never_attached": (
        N_("Nothing attaches the label “{label}” yet"),
        N_("Fine if you attach it by hand, or your shop's system does"),
    ),
    "missing_picture": (
        N_("A picture of step {number} is gone"),
        N_("Send it again"),
    ),
    "missing_icon": (
        N_("The sender’s icon is gone"),
        N_("Send the picture again"),
    ),
    "link_nowhere": (
        N_("A link of step {number} leads nowhere"),
        N_("Nobody outside gets to {link}"),
    ),
    "sample_link": (
        N_("A link of step {number} is only a sample"),
        N_("Put your shop's own in place of {link}"),
    ),
    "sends_at_night": (
        N_("From step {number} on, messages may come at night"),
        N_("No quiet hours hold them: set them, or give the steps a time of day"),
    ),
    "waits_for_good": (
        N_("Step {number} may never come"),
        N_("It waits for good for who does nothing: say how long at most"),
    ),
    "question_for_good": (
        N_("Behind the question of step {number} some may never go on"),
        N_("It waits for good for who does not answer: say how long at most"),
    ),
    "in_quiet_hours": (
        N_("Step {number} is at {at}"),
        N_("Because of the quiet hours it is sent at {goes_at}"),
    ),
    "quota_held": (
        N_("About {missing} messages too few this month. Start all the same?"),
        N_("They run out around {day}. What is missing is sent once there are messages again."),
    ),
    "quota_skipped": (
        N_("About {missing} messages too few this month. Start all the same?"),
        N_("They run out around {day}. After that, what is due is left out."),
    ),
    "quota_ended": (
        N_("About {missing} messages too few this month. Start all the same?"),
        N_("They run out around {day}. After that, it ends for whoever is due."),
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
        values = {name: self._shown(value) for name, value in (row.values or {}).items()}
        values["number"] = row.number
        try:
            return self.words.say(sentence, **values) if sentence else None
        except RenderError:
            return None

    def _shown(self, value: object) -> object:
        return self.words.day(value) if isinstance(value, date) else value

    def _generic(self, row: CheckRow) -> str:
        with_number, without = _GENERIC[row.severity]
        if row.number is None:
            return self.words.say(without)
        return self.words.say(with_number, number=row.number)
