"""The two wake-ups. A job carries nothing: what there is to do stands in the database."""

import asyncio
from functools import cache

from bot.stopping import stopping
from bot.wiring import Parts

# A job ends by itself after this long, so that a worker asked to stop is done within seconds.
SECONDS = 5.0


@cache
def parts() -> Parts:
    """This process's parts, made once."""
    return Parts.from_environment(engine=True)


def prepare() -> None:
    """Puts everything together before the first wake-up: LINE's SDK alone takes a second."""
    own = parts()
    _ = own.drain, own.notices, own.delivery


def drain_inbox() -> None:
    """Queue `chat`: what people did, what staff should know, and then what can wait."""
    own = parts()
    own.drain.run(SECONDS, stopping.is_set)
    own.notices.run()
    own.menus.sweep()
    if own.quota.is_due():
        own.quota.refresh()
    own.housekeeping.run_if_due()


def send_due() -> None:
    """Queue `sends`: claim, send and settle whatever is due."""
    asyncio.run(parts().delivery.send_due(SECONDS, stopping.is_set))
