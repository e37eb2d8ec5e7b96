"""Leases, holds and retries that end farther ahead than anybody sets them: they were written while
this machine's clock was ahead. Unless they are brought near, all of that would stand still until
the clock is there again.
"""

from dataclasses import replace

from bot.store import settings
from bot.store.db import sql
from bot.store.models import BatchKind

# The longest that anybody means by them is an hour, but for the lease of a reply: 23 hours.
_HOUR, _DAY = 3_600, 86_400
_LEASE = f"CASE kind WHEN {int(BatchKind.REPLY)} THEN {_DAY} ELSE {_HOUR} END"

_STATEMENTS = (
    f"UPDATE batch SET leased_until = :real WHERE state = 1 AND leased_until > :real + {_LEASE}",
    f"UPDATE notice SET leased_until = :real WHERE state = 1 AND leased_until > :real + {_HOUR}",
    f"UPDATE user_menu SET retry_at = :real WHERE retry_at > :real + {_HOUR}",
    f"UPDATE broken_lane SET retry_at = :real WHERE retry_at > :real + {_HOUR}",
    f"UPDATE quota SET asked_at = :real WHERE asked_at > :real + {_HOUR}",
)


def bring_near(real: float) -> None:
    for statement in _STATEMENTS:
        sql(statement, {"real": real})
    hold = settings.account_hold()
    if hold and hold.check_at > real + _HOUR:
        settings.change_account_hold(hold, replace(hold, check_at=real))
