"""One sending round in a process of its own, which ends by itself at a given checkpoint."""

import asyncio
import os
import time
import traceback
from datetime import datetime
from typing import NoReturn

from bot.clock import from_epoch
from bot.delivery.system import DeliverySystem, no_checkpoint
from bot.line.sender import LineSender
from bot.store import settings
from bot.store.db import database, open_database
from bot.store.engine import Checkpoint
from tests.delivery.world import NOON, stop_button, unlimited

CRASHED = 42


class LateClock:
    """Business time stands at noon; real time runs, ahead by an offset: leases end sooner."""

    def __init__(self, offset: float) -> None:
        self._offset = offset

    def now(self) -> datetime:
        return from_epoch(int(NOON.timestamp()))

    def real(self) -> float:
        return time.time() + self._offset


def crash_at(place: str, passage: int) -> Checkpoint:
    seen = 0

    def checkpoint(here: str) -> None:
        nonlocal seen
        seen += here == place
        if here == place and seen == passage:
            os._exit(CRASHED)

    return checkpoint


def run_round(url: str, line: str, token: str, offset: float, *crash: object) -> int:
    """The exit code of a forked process, which has imported everything already."""
    database.close()
    child = os.fork()
    if not child:
        _round(url, line, token, offset, *crash)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _round(url: str, line: str, token: str, offset: float, *crash: object) -> NoReturn:
    try:
        database.initialize(open_database(url, engine=True))
        asyncio.run(_system(line, token, offset, *crash).send_due(30))
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _system(line: str, token: str, offset: float, *crash: object) -> DeliverySystem:
    return DeliverySystem(
        new_sender=lambda: LineSender(token, line),
        new_limiter=unlimited,
        clock=LateClock(offset),
        account=lambda: settings.account("Asia/Tokyo"),
        worker=str(os.getpid()),
        media_url=str,
        locale_of=lambda _: "ja",
        quick_reply=stop_button,
        hold_seconds=300,
        checkpoint=crash_at(str(crash[0]), int(str(crash[1]))) if crash else no_checkpoint,
    )
