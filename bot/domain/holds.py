"""Why a walk waits, as facts that arise and are lifted each on its own."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Literal


class Hold(IntFlag):
    """Facts about the friend that an enrollment remembers, so that the due index skips it."""

    NONE = 0
    BLOCKED = 1
    OPTED_OUT = 2
    MANUAL = 4
    DAILY_CAP = 8
    OPTED_OUT_HERE = 16


class Brake(IntFlag):
    """What keeps all of a scenario or of the account waiting. No bit of `Hold`."""

    PAUSED = 32
    STOP_ALL = 64
    QUOTA = 128
    TOKEN = 256


HoldReason = Literal[
    "stop_all", "quota", "token", "paused", "trial", "blocked", "opted_out", "manual", "daily_cap"
]
REASONS: Mapping[Hold | Brake, HoldReason] = {
    Hold.BLOCKED: "blocked",
    Hold.OPTED_OUT: "opted_out",
    Hold.OPTED_OUT_HERE: "opted_out",
    Hold.MANUAL: "manual",
    Hold.DAILY_CAP: "daily_cap",
    Brake.PAUSED: "paused",
    Brake.STOP_ALL: "stop_all",
    Brake.QUOTA: "quota",
    Brake.TOKEN: "token",
}


def gravest(hold: Hold) -> Hold:
    """Of what holds a friend, what outlasts the rest."""
    for fact in (Hold.BLOCKED, Hold.OPTED_OUT, Hold.OPTED_OUT_HERE, Hold.MANUAL):
        if hold & fact:
            return fact
    return Hold.DAILY_CAP
