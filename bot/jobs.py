"""The two wake-ups. A job carries nothing: what there is to do stands in the database."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import structlog
import uvloop

from bot.delivery.system import Lines
from bot.outage import Outage
from bot.stopping import stopping
from bot.store.trouble import trouble
from bot.wiring import Parts

# A job ends by itself after this long, so that a worker asked to stop is done within seconds.
SECONDS = 5.0
UNWELL_PAUSE_SECONDS = 1.0
RETIMING_SECONDS = 1.0
MOVING_SECONDS = 2.0
SKIPPING_SECONDS = 1.0
REACTING_SECONDS = 2.0
ADMITTING_SECONDS = 2.0
TAGGING_SECONDS = 1.0
IMPORTING_SECONDS = 1.0
COUNTING_SECONDS = 1.0
# Hundreds of requests in flight are tens of thousands of objects, and hardly ever a cycle.
OBJECTS_BETWEEN_COLLECTIONS = 20_000

log = structlog.get_logger()
_outage = Outage()


@cache
def parts() -> Parts:
    """This process's parts, made once."""
    return Parts.from_environment(engine=True)


def prepare() -> None:
    """Pays before the first wake-up what would keep the first person waiting: LINE's SDK and the
    cards' templates take a second each.
    """
    own = parts()
    _ = own.drain, own.notices, own.delivery, own.retiming, own.mover, own.skipping
    with _as_far_as_the_database_works():
        own.warm_up()
    keep_for_good()


def keep_for_good() -> None:
    """What is loaded by now stays: the garbage collector, which would stop everything for a tenth
    of a second to look at LINE's SDK again and again, leaves it alone.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


def drain_inbox() -> None:
    """Queue `chat`: what people did, what staff should know, and then what can wait."""
    own = parts()
    with _as_far_as_the_database_works():
        own.drain.run(SECONDS, stopping.is_set)
        own.reactions.run(REACTING_SECONDS, _somebody_waits)
        own.admitting.run(ADMITTING_SECONDS, _somebody_waits)
        own.tagging.run(TAGGING_SECONDS, _somebody_waits)
        own.quota_warnings.run()
        own.code_warnings.run()
        own.trials.run()
        own.weekly.run()
        own.held.run(_somebody_waits)
        own.notices.run()
        if own.quota.is_due():
            own.quota.refresh()
        if not _somebody_waits():
            own.opens.run()
        own.names.run()
        own.importing.run(IMPORTING_SECONDS, _somebody_waits)
        own.housekeeping.run_if_due()
        own.tally.flush()
        own.skipping.run(SKIPPING_SECONDS, _somebody_waits)
        own.retiming.run(RETIMING_SECONDS, _somebody_waits)
        own.mover.run(MOVING_SECONDS, _somebody_waits)
        own.counting.run(COUNTING_SECONDS, _somebody_waits)
        own.reaching.run(MOVING_SECONDS, _somebody_waits)


def _somebody_waits() -> bool:
    """For an answer in the chat, or for this process to end."""
    own = parts()
    return stopping.is_set() or own.inbox.has_pending(own.clock.real())


def send_due() -> None:
    """Queue `sends`: claim, send and settle whatever is due."""
    delivery = parts().delivery
    with _as_far_as_the_database_works():
        _loop().run(delivery.round(_lines(), SECONDS, stopping.is_set))


@cache
def _loop() -> asyncio.Runner:
    """One for all rounds of this process: hundreds of connections would be made anew each time."""
    return asyncio.Runner(loop_factory=uvloop.new_event_loop)


@cache
def _lines() -> Lines:
    return parts().delivery.connect()


@contextmanager
def _as_far_as_the_database_works() -> Iterator[None]:
    """While it is in trouble nothing is done and nothing lost: the next wake-up tries again."""
    try:
        yield
    except Exception as error:
        reason = trouble(error)
        if reason is None:
            raise
        if _outage.begins():
            log.error("database_unwell", trouble=reason)  # noqa: TRY400 - no news in its traceback
        stopping.wait(UNWELL_PAUSE_SECONDS)
    else:
        if (after := _outage.ends()) is not None:
            log.warning("database_well", after=after)
