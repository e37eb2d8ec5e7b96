"""Whom an owner means: everybody, those with a label, a group, or friends picked one by one."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["all", "label", "group", "friends"]


@dataclass(frozen=True, slots=True)
class Audience:
    """`number`: the label's or the group's id; `friends`: the ids of those picked."""

    kind: Kind = "all"
    number: int = 0
    friends: tuple[int, ...] = ()


EVERYBODY = Audience()


def picked(*friend_ids: int) -> Audience:
    return Audience("friends", friends=friend_ids)
