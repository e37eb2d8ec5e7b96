"""Whom a giving, or taking, of a label changed, so that it can be taken back of exactly them."""

from collections.abc import Sequence

from bot.store import labels
from bot.store.db import changed, rows, sql
from bot.store.label_models import Tagging, TaggingRun
from bot.store.sets import columns, table

BACK = "run"
"""The kind of a tagging that takes a run back."""

SLICE = 10_000


def begin(label_id: int, *, take: bool, at: int) -> int:
    return int(TaggingRun.create(label_id=label_id, take=take, at=at).id)


def find(run_id: int) -> TaggingRun | None:
    return TaggingRun.get_or_none(TaggingRun.id == run_id)


def give(run_id: int, friend_ids: Sequence[int], label_id: int, *, at: int) -> int:
    """In one transaction with the note of it. Gives how many did not have it."""
    new = labels.attach(friend_ids, label_id, at=at)
    _note(run_id, [(one, at) for one in new])
    return len(new)


def take(run_id: int, friend_ids: Sequence[int], label_id: int, *, at: int) -> int:
    """The same: how many had it."""
    gone = labels.remove(friend_ids, label_id, at=at)
    _note(run_id, gone)
    return len(gone)


def _note(run_id: int, changed_ones: Sequence[tuple[int, int]]) -> None:
    if run_id and changed_ones:
        sql(
            f"INSERT INTO tagged (run_id, friend_id, since) SELECT :run, a, b{table(2)}"
            " WHERE TRUE ON CONFLICT DO NOTHING",
            {"run": run_id, **columns(changed_ones, 2)},
        )


def go_no_further(run_id: int) -> None:
    """Who has not been changed yet will not be."""
    Tagging.delete().where(Tagging.run_id == run_id).execute()


def take_back_later(run: TaggingRun, *, after: int) -> None:
    Tagging.create(label_id=run.label_id, take=not run.take, kind=BACK, number=run.id, after=after)


def noted(run_id: int, *, after: int, limit: int) -> list[tuple[int, int]]:
    """(friend, since) of those it changed, by the friends' ids."""
    found = rows(
        "SELECT friend_id, since FROM tagged WHERE run_id = :run AND friend_id > :after"
        " ORDER BY friend_id LIMIT :limit",
        {"run": run_id, "after": after, "limit": limit},
    )
    return [(friend_id, since) for friend_id, since in found]


def give_back(some: Sequence[tuple[int, int]], label_id: int, *, at: int) -> int:
    """They have it since when they had it; who got it again meanwhile keeps that time."""
    new = set(labels.attach([one for one, _ in some], label_id, at=at))
    labels.had_since([each for each in some if each[0] in new], label_id)
    return len(new)


def take_back(some: Sequence[tuple[int, int]], label_id: int, *, at: int) -> int:
    """Of who has it by that run; who lost it and got it again for another reason keeps it."""
    still = labels.since([one for one, _ in some], [label_id])
    by_it = [one for one, since in some if still.get(one) == {label_id: since}]
    return len(labels.remove(by_it, label_id, at=at))


def forget(before: int) -> int:
    """Of those that ended before then a slice. Gives how much of it there was."""
    old = (
        "SELECT r.id FROM tagging_run r WHERE r.at < :before AND NOT EXISTS (SELECT 1 FROM"
        f" tagging t WHERE t.run_id = r.id OR t.kind = '{BACK}' AND t.number = r.id)"
    )
    gone = changed(
        "DELETE FROM tagged WHERE (run_id, friend_id) IN (SELECT run_id, friend_id FROM tagged"
        f" WHERE run_id IN ({old}) LIMIT {SLICE})",
        {"before": before},
    )
    if not gone:
        sql(f"DELETE FROM tagging_run WHERE id IN ({old})", {"before": before})
    return gone
