"""Receipts as lines of one card, worst first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.clock import from_epoch
from bot.store import scenarios, versions
from bot.store.receipts import ReceiptRow
from flex_templates.views import staff as views

LINES = 12
_WORST_FIRST = (
    *("notify", "manual", "blocked", "stopped", "answered", "used", "tapped", "watched"),
    *("unblocked", "resumed", "finished", "sent"),
)


def view(
    rows: Sequence[ReceiptRow], *, shop: str, since_at: datetime, now_at: datetime
) -> views.Latest | None:
    """None when nothing happened."""
    told = sorted(
        (row for row in rows if row.kind in _WORST_FIRST),
        key=lambda row: (_WORST_FIRST.index(row.kind), row.at),
    )
    if not told:
        return None
    names = scenario_names()
    people = Counter[str]()
    for row in told:
        people[row.kind] += row.people
    return views.Latest(
        shop=shop,
        since_at=since_at,
        now_at=now_at,
        lines=tuple(_line(row, names) for row in told[:LINES]),
        more=max(0, len(told) - LINES),
        sent=people["sent"],
        stopped=people["stopped"],
        blocked=people["blocked"],
    )


def scenario_names() -> Mapping[int, str]:
    return {row.id: row.name for row in scenarios.listed()}


def _line(row: ReceiptRow, names: Mapping[int, str]) -> views.LatestLine:
    return views.LatestLine(
        kind=row.kind,  # type: ignore[arg-type]  # the view's kinds are those of _WORST_FIRST
        at=from_epoch(row.at),
        scenario=names.get(row.scenario_id),
        number=number_of(row),
        people=row.people,
        friend=row.names[0] if row.kind not in ("sent", "finished") and row.names else None,
    )


def number_of(row: ReceiptRow) -> int | None:
    if row.version_id is None or row.step is None:
        return None
    return versions.walk(row.version_id).stops[row.step].number
