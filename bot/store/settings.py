"""The account's settings, and the two facts that stop all sending."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.domain.account import Account
from bot.domain.quota import Told
from bot.domain.schedule import Calendar, Quiet
from bot.store.db import rows
from bot.store.models import Setting

DEFAULT_QUIET = Quiet(time(21), time(8))

_QUIET, _NAME, _ZONE = "quiet", "account_name", "zone"
_BASIC_ID = "basic_id"
_STOP_ALL, _HOLD = "stop_all", "account_hold"
_TOLD, _KEEP = "quota_told", "quota_keep"
TIMING = "timing"
_TOUCHED = "touched"
_CAP = "daily_cap"
_SENDER = "sender"
_WARN_AT = "warn_at"
USUAL_WARNING = 80
_WORDS = {"greeting": "words_greeting", "stopped": "words_stopped"}
_HAND_OVER = "hand_over_words"
_UNIT_PREFIX = "unit_prefix"
_WEEKLY, _WEEKLY_TOLD = "weekly", "weekly_told"


def account(default_zone: str) -> Account:
    """`default_zone` until an owner has chosen one."""
    found = {key: json.loads(value) for key, value in rows("SELECT key, value FROM setting")}
    calendar = Calendar(
        ZoneInfo(found.get(_ZONE, default_zone)),
        _quiet(found[_QUIET]) if _QUIET in found else DEFAULT_QUIET,
    )
    timed_by = [as_calendar(stored) for stored in found.get(TIMING, {}).get("by", [])]
    return Account(
        name=found.get(_NAME, ""),
        zone=calendar.zone,
        quiet=calendar.quiet,
        daily_cap=found.get(_CAP),
        greeting=found.get(_WORDS["greeting"], ""),
        stopped=found.get(_WORDS["stopped"], ""),
        sender=found.get(_SENDER, ""),
        former=tuple(known for known in timed_by if known != calendar),
    )


def as_calendar(stored: list[Any]) -> Calendar:
    zone, quiet = stored
    return Calendar(ZoneInfo(zone), _quiet(quiet))


def stored_calendar(calendar: Calendar) -> list[Any]:
    return [calendar.zone.key, _stored_quiet(calendar.quiet)]


def _quiet(stored: list[str] | None) -> Quiet | None:
    return Quiet(*map(time.fromisoformat, stored)) if stored else None


def _stored_quiet(quiet: Quiet | None) -> list[str] | None:
    return [f"{t:%H:%M}" for t in (quiet.start, quiet.end)] if quiet else None


def set_account_name(name: str) -> None:
    _put(_NAME, name)


def basic_id() -> str:
    """By which LINE's links name the account, with its @; "" before LINE has told it."""
    return _get(_BASIC_ID) or ""


def set_basic_id(basic_id: str) -> None:
    _put(_BASIC_ID, basic_id)


def set_quiet(quiet: Quiet | None) -> None:
    _put(_QUIET, _stored_quiet(quiet))


def set_zone(zone: ZoneInfo) -> None:
    _put(_ZONE, zone.key)


def set_daily_cap(number: int | None) -> None:
    if number is None:
        _delete(_CAP)
    else:
        _put(_CAP, number)


def set_sender(name: str) -> None:
    """ "": the account's own."""
    if name:
        _put(_SENDER, name)
    else:
        _delete(_SENDER)


def warn_at() -> int:
    """At how many percent of the month's messages owners hear of it first; 0: only near the end."""
    found = _get(_WARN_AT)
    return USUAL_WARNING if found is None else int(found)


def set_warn_at(percent: int) -> None:
    _put(_WARN_AT, percent)


def set_words(which: str, text: str) -> None:
    """ "": the usual ones again."""
    if text:
        _put(_WORDS[which], text)
    else:
        _delete(_WORDS[which])


def hand_over_words() -> tuple[str, ...]:
    """Whoever writes one of them is answered by people."""
    return tuple(_get(_HAND_OVER) or ())


def set_hand_over_words(words: Sequence[str]) -> None:
    _put(_HAND_OVER, list(words))


def unit_prefix() -> str:
    """Of this installation, for good: four characters that no other one is likely to have."""
    stored = _stored(secrets.token_hex(2))
    Setting.insert(key=_UNIT_PREFIX, value=stored).on_conflict_ignore().execute()
    return str(_get(_UNIT_PREFIX))


def weekly() -> bool | None:
    """Whether owners want to be told of the week; None: nobody has said."""
    found: bool | None = _get(_WEEKLY)
    return found


def set_weekly(*, on: bool) -> None:
    _put(_WEEKLY, on)


def weekly_told() -> int | None:
    """The Monday, as an ordinal, on which they were told last; None: nobody was here before."""
    found: int | None = _get(_WEEKLY_TOLD)
    return found


def tell_weekly(before: int | None, monday: int) -> bool:
    """False when somebody else told meanwhile."""
    if before is None:
        fresh = Setting.insert(key=_WEEKLY_TOLD, value=_stored(monday)).on_conflict_ignore()
        return bool(fresh.execute())
    return _swap(_WEEKLY_TOLD, before, monday)


@dataclass(frozen=True, slots=True)
class StopAll:
    """``at`` in epoch seconds of business time."""

    at: int
    by: str
    user_id: str


def stop_all() -> StopAll | None:
    found = _get(_STOP_ALL)
    return StopAll(**found) if found else None


def set_stop_all(fact: StopAll) -> None:
    _put(_STOP_ALL, {"at": fact.at, "by": fact.by, "user_id": fact.user_id})


def lift_stop_all() -> None:
    _delete(_STOP_ALL)


Scope = Literal["line", "usual", "all"]


@dataclass(frozen=True, slots=True)
class AccountHold:
    """Nothing leaves: ``reason`` quota or token, looked at again at ``check_at``.

    ``since`` is business time, ``check_at`` real time. ``scope``: LINE itself refuses everything
    (line), or by our own count nothing is left (all), or only the reserve is (usual).
    ``disputed``: LINE refuses although its own figures, asked since, leave some. Until
    ``tried_until`` (real time) one worker, ``tried_by``, finds out whether LINE still does.
    """

    reason: str
    since: int
    check_at: float
    scope: Scope = "line"
    disputed: bool = False
    tried_by: str = ""
    tried_until: float = 0.0


def account_hold() -> AccountHold | None:
    found = _get(_HOLD)
    return AccountHold(**found) if found else None


def set_account_hold(hold: AccountHold) -> None:
    _put(_HOLD, asdict(hold))


def brakes() -> tuple[StopAll | None, AccountHold | None]:
    """Both facts that keep everybody waiting, in one look: it is taken before every claim."""
    keys = {"stop": _STOP_ALL, "hold": _HOLD}
    read = rows("SELECT key, value FROM setting WHERE key IN (:stop, :hold)", keys)
    found: dict[str, str] = dict(read)
    stop, hold = found.get(_STOP_ALL), found.get(_HOLD)
    return (
        StopAll(**json.loads(stop)) if stop else None,
        AccountHold(**json.loads(hold)) if hold else None,
    )


def change_account_hold(before: AccountHold, after: AccountHold) -> bool:
    """False when it was lifted or set anew meanwhile."""
    return _swap(_HOLD, asdict(before), asdict(after))


def lift_account_hold() -> None:
    _delete(_HOLD)


def quota_keep() -> int | None:
    """Messages an owner wants kept as the reserve; None: as many as notices may need."""
    found: int | None = _get(_KEEP)
    return found


def set_quota_keep(number: int | None) -> None:
    if number is None:
        _delete(_KEEP)
    else:
        _put(_KEEP, number)


def quota_told() -> Told:
    found = _get(_TOLD)
    return Told(**found) if found else Told()


def tell_quota(before: Told, after: Told) -> bool:
    """False when somebody else told meanwhile."""
    Setting.insert(key=_TOLD, value=_stored(asdict(Told()))).on_conflict_ignore().execute()
    return _swap(_TOLD, asdict(before), asdict(after))


def _swap(key: str, before: object, after: object) -> bool:
    """False when it is not as it was seen before."""
    query = Setting.update(value=_stored(after)).where(
        Setting.key == key, Setting.value == _stored(before)
    )
    return bool(query.execute())


def _stored(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def touch() -> None:
    """Writes, to see whether that can be done."""
    _put(_TOUCHED, None)


def _get(key: str) -> Any:
    found = rows("SELECT value FROM setting WHERE key = :key", {"key": key})
    return json.loads(found[0][0]) if found else None


def _put(key: str, value: object) -> None:
    stored = _stored(value)
    Setting.insert(key=key, value=stored).on_conflict(
        conflict_target=[Setting.key], update={Setting.value: stored}
    ).execute()


def _delete(key: str) -> None:
    Setting.delete().where(Setting.key == key).execute()
