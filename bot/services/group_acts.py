"""The lines by which people in a staff group act: what a button there says, with the group's code,
the friend's number, and the numbers of what is meant.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.starts import folded
from bot.store.models import Friend, StaffGroup
from flex_templates.catalogs import LOCALES
from flex_templates.words import Words

Wish = Literal["link", "change", "tap", "digest", "at_once", "important"]

_ACT = re.compile(
    r"(?P<said>.+?)\s+(?P<code>[0-9]{4})-(?P<friend>[0-9]{1,9})"
    r"(-(?P<number>[0-9]{1,15}))?(-(?P<visit>[0-9]{1,9}))?"
)
_VERBS: Mapping[str, str] = {
    "take": "Take over {code}",
    "mine": "Take it {code}",
    "back": "Hand back {code}",
    "keep": "Keep on {code}",
    "reply": "Reply {code}",
    "send": "Send {code}",
    "drop": "Do not send {code}",
    "attach": "Attach label {code}",
    "detach": "Take label off {code}",
    "skip": "Skip {code}",
    "stop": "Stop {code}",
    "stop_all": "Stop all {code}",
    "undo": "Undo {code}",
}
# Of how many things beside the friend each speaks; the others speak of the friend alone.
_NUMBERS: Mapping[str, int] = {
    **dict.fromkeys(("send", "drop", "attach", "detach", "stop", "undo"), 1),
    "skip": 2,
}


@dataclass(frozen=True, slots=True)
class Act:
    """`number`: of what is said, of a label, a walk, a scenario or an act. `visit`: where the walk
    stood when the button was made.
    """

    verb: str
    friend_id: int
    number: int = 0
    visit: int = 0


def read_act(group: StaffGroup, text: str) -> Act | None:
    """None for everything that no button of this group says."""
    found = _ACT.fullmatch(text.strip())
    if found is None or found["code"] != group.code:
        return None
    verb = _said().get(folded(found["said"]))
    numbers = [int(number) for number in (found["number"], found["visit"]) if number]
    if verb is None or len(numbers) != _NUMBERS.get(verb, 0):
        return None
    return Act(verb, int(found["friend"]), *numbers)


def may_be_act(text: str) -> bool:
    return bool(_ACT.fullmatch(text.strip()))


_OF_GROUP = re.compile(r"(?P<said>.+?)\s+(?P<code>[0-9]{4})")
WISHES: Mapping[str, Wish] = {
    "Link here {code}": "link",
    "Change how you are told {code}": "change",
    "Tell us on tap {code}": "tap",
    "Tell us in a digest {code}": "digest",
    "Tell us at once {code}": "at_once",
    "Tell us what is important {code}": "important",
}


def read_wish(group: StaffGroup, text: str) -> Wish | None:
    """What is an owner's to want for the group; None for everything else."""
    found = _OF_GROUP.fullmatch(text.strip())
    if found is None or found["code"] != group.code:
        return None
    return _wishes().get(folded(found["said"]))


@cache
def _wishes() -> Mapping[str, Wish]:
    words = [Words(locale, ZoneInfo("UTC")) for locale in LOCALES]
    return {
        folded(each.say(msgid, code="")): wish for msgid, wish in WISHES.items() for each in words
    }


@cache
def _said() -> Mapping[str, str]:
    words = [Words(locale, ZoneInfo("UTC")) for locale in LOCALES]
    return {
        folded(each.say(msgid, code="")): verb for verb, msgid in _VERBS.items() for each in words
    }


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a staff group."""

    user_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody does about a friend, see `Act`."""

    group: StaffGroup
    person: Person
    friend: Friend
    number: int
    visit: int = 0

    @property
    def code(self) -> str:
        return code_of(self.group, self.friend.id)


def code_of(group: StaffGroup, friend_id: int) -> str:
    return f"{group.code}-{friend_id}"
