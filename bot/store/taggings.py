"""People who are to get a label or to lose it, and how far that is."""

from bot.domain.audience import Audience
from bot.store.admissions import audience
from bot.store.db import is_postgres, rows
from bot.store.label_models import Tagging


def add(label_id: int, whom: Audience, *, take: bool, after: int, run_id: int) -> None:
    Tagging.create(
        label_id=label_id,
        take=take,
        kind=whom.kind,
        number=whom.number,
        after=after,
        run_id=run_id,
    )


def whom(one: Tagging) -> Audience:
    return audience(one.kind, one.number)


def oldest() -> Tagging | None:
    return Tagging.select().order_by(Tagging.id).first()


def of_label(label_id: int) -> bool:
    """Whether some are still to get it, or to lose it."""
    return bool(Tagging.select().where(Tagging.label_id == label_id).exists())


def still_at(tagging_id: int, after: int) -> bool:
    """Nobody else has gone further; locked until the transaction ends."""
    lock = " FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        f"SELECT 1 FROM tagging WHERE id = :id AND after = :after{lock}",
        {"id": tagging_id, "after": after},
    )
    return bool(found)


def past(tagging_id: int, after: int) -> None:
    Tagging.update(after=after).where(Tagging.id == tagging_id).execute()


def done(tagging_id: int) -> None:
    Tagging.delete().where(Tagging.id == tagging_id).execute()
