"""The table of the names that LINE counts opens under."""

from peewee import (
    SQL,
    BigIntegerField,
    CharField,
    CompositeKey,
    DoubleField,
    IntegerField,
    SmallIntegerField,
)

from bot.store.models import BaseModel


class Unit(BaseModel):
    """What a step's version was sent under in one month (202611). ``from_day`` and ``until_day``:
    the days that it is asked about, as ordinals; the last is open until the next month's begins.
    ``opened`` None: LINE told nothing, since nobody or under 20 did. ``asked_at`` is real time,
    ``next_at`` business time; None: nothing new can come.
    """

    version_id = IntegerField()
    step = SmallIntegerField()
    month = IntegerField()
    name = CharField(max_length=30)
    from_day = IntegerField()
    until_day = IntegerField(null=True)
    opened = IntegerField(null=True)
    asked_at = DoubleField(null=True)
    next_at = BigIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("version_id", "step", "month")


Unit.add_index(SQL("CREATE INDEX IF NOT EXISTS unit_month ON unit (month)"))
Unit.add_index(
    SQL("CREATE INDEX IF NOT EXISTS unit_next ON unit (next_at) WHERE next_at IS NOT NULL")
)

ALL: tuple[type[BaseModel], ...] = (Unit,)
