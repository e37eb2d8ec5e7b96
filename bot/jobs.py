"""The two wake-ups. A job carries nothing: what there is to do stands in the database."""

from functools import cache

import uvloop

from bot.stopping import stopping
from bot.wiring import Parts

# A job ends by itself after this long, so that a worker asked to stop is done within seconds.
SECONDS = 5.0


@cache
def parts() -> Parts:
    """This process's parts, made once."""
    return Parts.from_environment(engine=True)


def prepare() -> None:
    """Pays before the first wake-up what would keep the first person waiting: LINE's SDK and the
    cards' templates take a second each.
    """
    own = parts()
    _ = own.drain, own.notices, own.delivery
    own.warm_up()


def drain_inbox() -> None:
    """Queue `chat`: what people did, what staff should know, and then what can wait."""
    own = parts()
    own.drain.run(SECONDS, stopping.is_set)
    own.quota_warnings.run()
    own.notices.run()
    own.menus.sweep()
    if own.quota.is_due():
        own.quota.refresh()
    own.housekeeping.run_if_due()


def send_due() -> None:
    """Queue `sends`: claim, send and settle whatever is due."""
    uvloop.run(parts().delivery.send_due(SECONDS, stopping.is_set))
