"""The account's settings, and the two facts that stop all sending."""

import json
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.domain.account import Account
from bot.domain.quota import Told
from bot.domain.schedule import Quiet
from bot.store.db import rows
from bot.store.models import Setting

DEFAULT_QUIET = Quiet(time(21), time(8))

_QUIET, _NAME, _ZONE = "quiet", "account_name", "zone"
_STOP_ALL, _HOLD = "stop_all", "account_hold"
_TOLD = "quota_told"


def account(default_zone: str) -> Account:
    found = {key: json.loads(value) for key, value in rows("SELECT key, value FROM setting")}
    return Account(
        name=found.get(_NAME, ""),
        zone=ZoneInfo(found.get(_ZONE, default_zone)),
        quiet=_quiet(found[_QUIET]) if _QUIET in found else DEFAULT_QUIET,
    )


def _quiet(value: list[str] | None) -> Quiet | None:
    return Quiet(*map(time.fromisoformat, value)) if value else None


def set_account_name(name: str) -> None:
    _put(_NAME, name)


def set_quiet(quiet: Quiet | None) -> None:
    _put(_QUIET, [f"{t:%H:%M}" for t in (quiet.start, quiet.end)] if quiet else None)


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
    """

    reason: str
    since: int
    check_at: float
    scope: Scope = "line"


def account_hold() -> AccountHold | None:
    found = _get(_HOLD)
    return AccountHold(**found) if found else None


def set_account_hold(hold: AccountHold) -> None:
    _put(_HOLD, asdict(hold))


def lift_account_hold() -> None:
    _delete(_HOLD)


def quota_told() -> Told:
    found = _get(_TOLD)
    return Told(**found) if found else Told()


def tell_quota(before: Told, after: Told) -> bool:
    """False when somebody else told meanwhile."""
    old, new = json.dumps(asdict(before)), json.dumps(asdict(after))
    Setting.insert(key=_TOLD, value=json.dumps(asdict(Told()))).on_conflict_ignore().execute()
    query = Setting.update(value=new).where(Setting.key == _TOLD, Setting.value == old)
    return bool(query.execute())


def _get(key: str) -> Any:
    row = Setting.get_or_none(Setting.key == key)
    return json.loads(row.value) if row else None


def _put(key: str, value: object) -> None:
    stored = json.dumps(value, ensure_ascii=False)
    Setting.insert(key=key, value=stored).on_conflict(
        conflict_target=[Setting.key], update={Setting.value: stored}
    ).execute()


def _delete(key: str) -> None:
    Setting.delete().where(Setting.key == key).execute()
