"""Events as they come out of the inbox."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot import events
from bot.event_reader import read_event
from bot.outside import Outside, is_own_chat
from bot.store.inbox import InboxRow


@dataclass(frozen=True, slots=True)
class Arrival:
    """A stored event, and what LINE told about it, or what was raised when it was asked."""

    row: InboxRow
    event: events.Event
    told: Outside | BaseException


@dataclass(frozen=True, slots=True)
class Newcomer(Arrival):
    """Who followed, before anything else of theirs that waits."""

    event: events.Followed
    told: Outside


def read(row: InboxRow) -> events.Event:
    return read_event(json.loads(row.body), event_id=row.event_id, received_at=row.received_at)


def parted(arrivals: Sequence[Arrival]) -> tuple[list[Newcomer], list[Arrival]]:
    """Newcomers, each another, and the rest. Events of one chat keep their order: a newcomer's is
    the first of its chat.
    """
    newcomers: list[Newcomer] = []
    rest: list[Arrival] = []
    chats: set[str] = set()
    for each in arrivals:
        newcomer = None if each.row.chat in chats else _as_newcomer(each)
        if newcomer:
            newcomers.append(newcomer)
        else:
            rest.append(each)
        chats.add(each.row.chat)
    return newcomers, rest


def _as_newcomer(arrival: Arrival) -> Newcomer | None:
    event, told = arrival.event, arrival.told
    if not isinstance(event, events.Followed) or not isinstance(told, Outside):
        return None
    ours = event.is_ours and is_own_chat(event) and event.user_id == arrival.row.chat
    return Newcomer(arrival.row, event, told) if ours else None
