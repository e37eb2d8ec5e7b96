"""The table of scenarios that one who runs the shop tries on themselves."""

from peewee import BigIntegerField, IntegerField

from bot.store.models import BaseModel


class Rehearsal(BaseModel):
    """``scenario_id`` is a scenario that nobody sees and nobody else enters: what ``of`` was
    ``at`` that moment, in fast motion.
    """

    scenario_id = IntegerField(primary_key=True)
    of = IntegerField(index=True)
    friend_id = IntegerField(index=True)
    at = BigIntegerField()


REAL = "NOT IN (SELECT scenario_id FROM rehearsal)"
"""SQL behind a scenario's id: it is none of them."""
TRIED = "IN (SELECT scenario_id FROM rehearsal)"

ALL: tuple[type[BaseModel], ...] = (Rehearsal,)
