"""What is wrong, said so that a person can mend it: place, limit, actual, remedy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Values = Mapping[str, str | int]

TEMPLATES: Mapping[str, str] = {
    # the shape of a document
    "not_yet": "“{part}” is part of the format, but does not work yet. Leave it out for now.",
    "unknown_key": "“{key}” is not known here. {hint}",
    "unknown_value": "“{value}” is not possible here. Use {allowed}.",
    "missing": "“{key}” is missing. Add it.",
    "wrong_type": "expected {expected}, found {actual}.",
    "not_a_number": "“{value}” is not a whole number. Write one, for example 3.",
    "out_of_range": "only {least} to {most} is possible; this is {actual}.",
    "empty": "there is nothing in it. Write something or leave it out.",
    "bad_text": "it holds characters that are not text. Type it again.",
    "too_many": "at most {limit} {what} are possible; these are {actual}. Take some out.",
    "too_long": "at most {limit} characters are possible; these are {actual}. Shorten it.",
    "text_too_long": (
        "a text may have at most {limit} characters (LINE counts an emoji as two or more); "
        "this has {actual}. Shorten it or split it in two messages."
    ),
    "document_too_big": (
        "a scenario may have at most {limit} bytes; this has {actual}. Split it in two."
    ),
    # names and references
    "bad_id": "“{value}” is no id: use letters a-z, digits, - and _, at most {limit} of them.",
    "reply_not_first": "Only a first step with wait: 0 can go as a reply. Leave `by` out here.",
    "reserved_id": "“{value}” has a meaning of its own in waits. Choose another id.",
    "duplicate_id": "the id “{value}” is used twice. Give one of the two steps another id.",
    "bad_language": "“{value}” is no language code. Write one such as ja or zh-TW.",
    "not_https": "“{value}” is neither a stored picture's id nor an address with https://.",
    # waits and times
    "no_unit": "a wait needs a length: seconds, minutes, hours, days, weeks or months.",
    "one_unit": "a wait has one length only; these are {actual}. Keep one of them.",
    "wait_too_long": "a wait may be at most {limit} days; this is {actual} {unit}. Shorten it.",
    "bad_time": "“{value}” is no time of day. Write 10:00 or 10:00-11:00.",
    "window_order": "the window has to end after it starts; this is {start}-{end}.",
    "bad_date": "“{value}” is no date. Write it as 2026-12-24.",
    "period_order": "the period has to end after it starts; this is {start} to {end}.",
    "bad_day": "“{value}” is no day of the month. Write 1 to 31, or last.",
    "keyword_form": "write exactly one of exact, starts_with and contains.",
    # YAML
    "yaml_syntax": "this cannot be read as YAML: {detail}.",
    "duplicate_key": "“{key}” is written twice. Keep one of them.",
    "too_deep": "it is nested deeper than {limit} levels. Flatten it.",
    "too_many_parts": "it has more than {limit} parts. Shorten it.",
    "not_a_document": "a scenario is a set of “key: value” lines; this is {actual}.",
    # what owners type
    "unknown_variable": "“{value}” cannot be filled in. Possible are {allowed}.",
    # pictures
    "picture_shrunk": "the picture was big, so it was made smaller ({before} to {after}).",
    "picture_unreadable": "this picture cannot be opened. Send it as JPEG or PNG.",
    "picture_too_big": "the picture is too big. Send one of at most {limit} MB.",
    # commands
    "role": "only an {needed} can do this.",
    "draft_changed": "{by} has changed this draft meanwhile. Look at it, then go on from there.",
    "no_such_scenario": "this scenario is not there any more.",
    "no_such_group": "this group is not there any more.",
    "no_such_batch": "this is settled already, nobody waits for it any more.",
    "already_running": "it is running already.",
    "not_running": "it is not running now.",
    "still_running": "pause or end it first, then it can be deleted.",
    "not_ready": "{errors} things have to be fixed before it can start.",
    "nothing_changed": "there are no changes to publish.",
    "add_to_draft": "it has not started yet. Start it, then people can be added.",
    "add_to_ended": "it has ended, so nobody can be added. Duplicate it to use it again.",
    "closed_to_newcomers": "it is closed to newcomers. Open it again, then add people.",
    "outside_period": "today is outside its period. Change the period, then add people.",
    "cannot_undo": "it is too late to undo this.",
    "surely_failed": "LINE refused this message, so nobody got it. Send it again or skip it.",
    "no_such_step": "there is no step “{value}” any more.",
}


@dataclass(frozen=True)
class Problem:
    """`place` is a path such as `steps[2].wait.days`; values may carry `step` (id) and `line`."""

    code: str
    place: str = ""
    values: Values = field(default_factory=dict)

    @property
    def text(self) -> str:
        sentence = TEMPLATES[self.code].format_map(self.values)
        where = self._where()
        return f"{where}: {sentence}" if where else sentence[0].upper() + sentence[1:]

    def _where(self) -> str:
        line = f"line {self.values['line']}" if "line" in self.values else ""
        step = f" (step “{self.values['step']}”)" if "step" in self.values else ""
        return ", ".join(part for part in (line, self.place + step) if part)


class DocumentError(ValueError):
    """A scenario document that cannot be read; holds every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text for problem in self.problems))


class Refused(Exception):
    """A command that cannot be done."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.text)
