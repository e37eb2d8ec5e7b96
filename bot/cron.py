"""What the supervisor asks every second: which queue has something to do?"""

from bot.clock import epoch
from bot.delivery.holding import has_work
from bot.jobs import parts


def due_queues() -> list[str]:
    """Costs what is due, never what is waiting."""
    has_work = {"chat": _chat_has_work, "sends": _sends_have_work}
    return [name for name, ask in has_work.items() if ask()]


def _chat_has_work() -> bool:
    own = parts()
    waiting = own.inbox.has_pending(own.clock.real())
    told = own.notices.has_work() or own.quota_warnings.is_due() or own.trials.is_due()
    told = told or own.code_warnings.is_due()
    told = told or own.weekly.is_due() or own.held.is_due()
    reacting = own.reactions.has_work() or own.admitting.is_due() or own.tagging.is_due()
    moving = own.mover.is_due() or own.skipping.is_due() or own.retiming.is_due()
    moving = moving or own.reaching.is_due()
    asking = own.names.is_due() or own.importing.is_due() or own.quota.is_due()
    counting = own.counting.is_due() or own.opens.is_due()
    return waiting or told or reacting or moving or asking or counting or own.menus.is_due()


def _sends_have_work() -> bool:
    own = parts()
    return has_work(epoch(own.clock.now()), own.clock.real())
