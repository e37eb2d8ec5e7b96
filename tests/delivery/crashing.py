"""One sending round in a process of its own, which ends by itself at a given checkpoint."""

import asyncio
import os
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

from bot.clock import from_epoch
from bot.delivery.moving import Mover
from bot.delivery.skipping import Skipping
from bot.delivery.system import DeliverySystem, no_checkpoint
from bot.domain.account import Account
from bot.line.sender import LineSender
from bot.services.jumping import Jumping
from bot.services.reactions import Reactions
from bot.store import settings
from bot.store.db import database, open_database
from bot.store.engine import Checkpoint
from tests.delivery.world import NOON, Unlimited, coupon_card, stop_button

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
    _alone(url, lambda: asyncio.run(_system(line, token, offset, *crash).send_due(30)))


def react(url: str, *crash: object) -> int:
    """The same for reacting to what has changed."""
    database.close()
    child = os.fork()
    if not child:
        reactions = Reactions(LateClock(0), _account, _checkpoint(*crash))
        _alone(url, lambda: reactions.run(30, lambda: False))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def lead_on(url: str, *crash: object) -> int:
    """The same for leading people past what an owner lets them miss."""
    database.close()
    child = os.fork()
    if not child:
        skipping = Skipping(LateClock(0), _account, _checkpoint(*crash))
        _alone(url, lambda: skipping.run(30, lambda: False))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def move(url: str, *crash: object) -> int:
    """The same for leading people on in another version."""
    database.close()
    child = os.fork()
    if not child:
        mover = Mover(LateClock(0), _account, _checkpoint(*crash))
        _alone(url, lambda: mover.run(30, lambda: False))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _alone(url: str, work: Callable[[], None]) -> NoReturn:
    try:
        database.initialize(open_database(url, engine=True))
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _account() -> Account:
    return settings.account("Asia/Tokyo")


def _checkpoint(*crash: object) -> Checkpoint:
    return crash_at(str(crash[0]), int(str(crash[1]))) if crash else no_checkpoint


def _system(line: str, token: str, offset: float, *crash: object) -> DeliverySystem:
    return DeliverySystem(
        new_sender=lambda: LineSender(token, line),
        new_limiter=Unlimited,
        clock=LateClock(offset),
        account=_account,
        worker=str(os.getpid()),
        media_url=str,
        locale_of=lambda _: "ja",
        quick_reply=stop_button,
        test_reply=stop_button,
        link_base="https://shop.example/l/",
        coupon_card=coupon_card,
        hold_seconds=300,
        enter=Jumping(LateClock(offset), _account).enter,
        checkpoint=_checkpoint(*crash),
    )
