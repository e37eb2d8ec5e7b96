"""What is wrong, said so that a person can mend it: place, limit, actual, remedy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Values = Mapping[str, str | int]

TEMPLATES: Mapping[str, str] = {
    # the shape of a document
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
    "not_an_address": "“{value}” is no address with https://.",
    "sticker_form": "write the package's number and the sticker's, for example [446, 1988].",
    "sticker_not_sendable": (
        "LINE lets accounts send only stickers of the packages {allowed}; this is number {sticker} "
        "of {package}. Choose another one."
    ),
    "bad_degrees": "“{value}” is no number of degrees from {least} to {most}. Write 35.658581.",
    "bad_track": "“{value}” cannot be a tracking name. Use letters, digits and -.",
    "preview_missing": "a video on the web needs a picture to show before it plays. Add preview.",
    "bad_seconds": "“{value}” is no length. Write its seconds, at most {most}, for example 12.5.",
    "not_stored": "“{value}” lies on the web. Send it to the bot and use the id that it gets.",
    "bad_area": "write left, top, width and height in percent, for example [0, 0, 50, 100].",
    "link_or_say": "an area either opens a link or says something. Write link or say.",
    "menu_area_form": "an area opens a link, says something or acts. Write link, say or act.",
    "menu_without_stop": "friends must be able to stop the messages. Give one area act: stop.",
    "reserved_name": "“{value}” has a meaning of its own. Choose another name.",
    "place_all_areas": "either all areas say where they are (at) or none of them.",
    "pictures_on_all": "either all cards have a picture or none of them.",
    "bad_line_coupon": "“{value}” is no id of a coupon of LINE. Copy it from LINE's manager.",
    "bad_link": "“{value}” leads nowhere. Write an address that begins with one of {allowed}.",
    "broken_link": "“{value}” is no whole address. Copy it again, for example https://a.example/b.",
    "plain_words": "only plain words can stand here, without “{value}”.",
    "label_untracked": (
        "nobody knows who taps this link, so no label can be attached. Leave out add_label, or "
        "track: false."
    ),
    "button_does_one_thing": (
        "a button has a link, enters a scenario, gives a coupon, answers, or attaches labels: one "
        "of them, and labels beside it. Take the others out."
    ),
    "sender_empty": "a sender has a name, an icon or both. Add one or leave it out.",
    "sender_word": "LINE allows no sender's name with “{value}” in it. Choose another one.",
    # branches, repetitions
    "branch_alone": (
        "a step either branches or sends and does something. Put the branch in a step of its own."
    ),
    "branches_too_deep": (
        "branches may stand inside each other at most {limit} deep; this is {actual} deep. "
        "Put a part of it in a scenario of its own and jump there."
    ),
    "not_recurring": (
        "a repetition needs a length of at least 1, a weekday or a day of the month."
    ),
    # questions
    "choices_form": "choices belong to questions of the kinds choice and many; this is a {kind}.",
    "choices_alike": "two of the choices are the same. Change one of them.",
    "label_of_free": "only a choice can be a label. Write the name of one instead of true.",
    "right_unknown": "“{value}” cannot be answered here. Write one of the choices.",
    "into_kind": "“{attribute}” cannot be filled in by a {kind}. Ask in another way.",
    "no_age": "“{value}” is no age. Write 25, 20代, 25-44 or 65歳以上; of a birth year 1990.",
    "use_alone": (
        "a step that uses shared ones says nothing else. Put “{value}” in a step of its own."
    ),
    "fragment_form": "shared steps have a name and steps, and use no others. Leave out “{value}”.",
    "no_such_fragment": "there are no shared steps “{value}”.",
    "ask_alone": (
        "a step with a question neither branches nor repeats. Put that in a step of its own."
    ),
    # waits and times
    "no_unit": "say how long: in minutes, hours, days, weeks or months.",
    "one_unit": "only one length is possible; these are {actual}. Keep one of them.",
    "before_or_after": "write exactly one of before and after, with the name of a goal.",
    "awaited_form": "write exactly one of tapped, answered, watched and label.",
    "limit_form": "write only a length and a time of day here, for example {{days: 2, at: 20:00}}.",
    "clock_and_time": "with a time of day the length is counted in days, not in {unit}.",
    "wait_too_long": "a wait may be at most {limit} days; this is {actual} {unit}. Shorten it.",
    "bad_time": "“{value}” is no time of day. Write 10:00 or 10:00-11:00.",
    "window_order": "the window has to end after it starts; this is {start}-{end}.",
    "bad_date": "“{value}” is no date. Write it as 2026-12-24.",
    "period_order": "the period has to end after it starts; this is {start} to {end}.",
    "who_form": "write a label or a group, not both. Make a group of them, or add a second start.",
    "bad_day": "“{value}” is no day of the month. Write 1 to 31, or last.",
    "keyword_form": "write exactly one of exact, starts_with and contains.",
    # conditions
    "condition_too_deep": (
        "conditions may stand inside {limit} times all, any and not; this is {actual} deep. "
        "Save a part of it as a group."
    ),
    "one_comparison": (
        "write exactly one of is, under, over, at_least, at_most, between and known."
    ),
    "between_form": "write two values, the smaller one first, for example [25, 44].",
    "bad_bound": "“{value}” is neither a number nor a date. Write 25 or 2026-12-24.",
    "compare_numbers": "only numbers can be compared with this. Write one, for example 7.",
    "compare_as": "“{attribute}” is a {kind}. Compare it with a {kind}, or use known.",
    "only_in_scenarios": (
        "say which scenario the step is of, for example {{tapped: offer, scenario: 再来店}}."
    ),
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
    "recording_unreadable": "this cannot be played. Send a video as MP4, a voice as M4A or MP3.",
    "recording_too_big": "it is too big. Send one of at most {limit} MB.",
    # coupons
    "coupon_exists": "there is a coupon “{value}” already. Choose another name.",
    "no_such_pool": "there is no coupon “{value}” of which everybody gets a code of their own.",
    "one_of_two": "only one code or a list of codes, and only a day or a number of days.",
    # entry routes
    "route_exists": "there is a route “{value}” already. Choose another one.",
    "no_such_route": "there is no route “{value}”; `routes list` shows all.",
    # commands
    "role": "only an {needed} can do this.",
    "draft_changed": "{by} has changed this draft meanwhile. Look at it, then go on from there.",
    "no_such_scenario": "this scenario is not there any more.",
    "no_such_template": "there is no template “{value}”. Possible are {allowed}.",
    "no_such_friend": "nobody with the id “{value}” has ever been a friend.",
    "attribute_not_settable": (
        "“{value}” cannot be written here: LINE tells the name and the language, and an age "
        "follows from birth_year or birthday."
    ),
    "no_open_scenario": "no scenario “{value}” is running or paused. Start it, then enter people.",
    "bad_carried": (
        "“{value}” is no name of a value: use letters a-z, digits and _, at most 30 of them."
    ),
    "not_carried": (
        "no start of this scenario carries “{value}”. Add it to `carries` of each {{when: api}}."
    ),
    "no_list": "“{value}” is a {kind}; cards are made of a list.",
    "bad_list": "“{value}” is no list of the walk’s. Write walk. and its name, such as walk.items.",
    "field_or_data": "write exactly one of field and data.",
    "not_a_list": "“{value}” is no list.",
    "bad_value": "“{value}” is no single value.",
    "bad_pair": "“{value}” is not readable here. Write NAME=VALUE.",
    "bad_moment": "“{value}” is no date and time. Write it as 2026-12-01T20:30.",
    "file_is_a_workbook": "an Excel file cannot be read. Save it as CSV.",
    "file_too_big": "a file may have at most {limit} MB.",
    "file_not_text": "this file is no text that can be read. Save it as CSV in UTF-8.",
    "coupon_in_use": "“{value}” sends it. Take it out there first.",
    "coupon_given": "friends have “{value}” already: what it gives stays. Make another coupon.",
    "no_such_coupon": "this coupon is not there any more.",
    "day_is_over": "{value} is over. Choose today or later.",
    "group_in_use": "“{value}” and others use it. Take it out there first.",
    "not_free": "they wrote too long ago: an answer costs one message now.",
    "no_such_label": "this label is not there any more.",
    "label_in_use": "“{value}” and others use it. Take it out there first.",
    "group_of_itself": "this rule would speak of the group “{value}” itself.",
    "name_in_use": "there is one called “{value}” already. Choose another name.",
    "walk_over": "they are not inside any more.",
    "walk_stuck": "the step failed or is uncertain: decide about that first.",
    "on_its_way": "the step is being sent just now.",
    "not_ahead": "{value} is no step ahead of theirs ({least} to {most}).",
    "had_already": "they have got this step already.",
    "cannot_now": "nothing can be sent to them just now.",
    "not_meant": "the step is not for them.",
    "nothing_left": "there is no message, or no code, left.",
    "last_owner": "the last owner cannot be removed; make somebody else an owner first.",
    "no_such_member": "this person is no member any more.",
    "no_such_invite": "the invitation was used, or is over.",
    "no_such_key": "this key is not there any more.",
    "no_such_group": "this group is not there any more.",
    "no_such_batch": "this is settled already, nobody waits for it any more.",
    "rehearsal_carried": "it needs what an event brings along, so it cannot be tried so.",
    "rehearsal_no_friend": "who tries it has to be a friend of the account.",
    "rehearsal_stopped": "they have stopped messages for themselves.",
    "rehearsal_all_stopped": "all sending is stopped.",
    "rehearsal_no_messages": "a test takes up to {most} messages, and {left} are left.",
    "nothing_to_rehearse": "nothing in it can come to anybody.",
    "no_rehearsal": "the test is over already.",
    "no_trial": "the others have entered already, or will not.",
    "already_running": "it is running already.",
    "not_running": "it is not running now.",
    "still_running": "pause or end it first, then it can be deleted.",
    "not_ready": "{errors} things have to be fixed before it can start.",
    "nothing_changed": "there are no changes to publish.",
    "nothing_appended": "there are no new steps behind the end that could be sent.",
    "no_such_version": "there is no version {version} that could be published.",
    "other_version": "version {version} has been published meanwhile. Look at it first.",
    "add_to_draft": "it has not started yet. Start it, then people can be added.",
    "add_to_ended": "it has ended, so nobody can be added. Duplicate it to use it again.",
    "closed_to_newcomers": "it is closed to newcomers. Open it again, then add people.",
    "nobody_meant": "this label or group is not there any more. Choose another one.",
    "sent_once": "it goes to those chosen with it, once. Duplicate it to send it again.",
    "within_a_year": "choose a time within a year.",
    "time_is_over": "that time has gone by. Choose another one.",
    "nothing_to_call_off": "it is on its way already, or was called off before.",
    "needs_event": "people enter it only by an event of your own systems.",
    "outside_period": "today is outside its period. Change the period, then add people.",
    "cannot_undo": "it is too late to undo this.",
    "kept_too_many": "at most {limit} messages can be kept, half of the plan; {actual} are more.",
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
