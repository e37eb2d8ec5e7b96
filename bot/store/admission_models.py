"""The table of people who are to be put into a scenario by the thousand."""

from enum import IntEnum

from peewee import SQL, AutoField, BigIntegerField, CharField, IntegerField, SmallIntegerField

from bot.store.models import BaseModel


class AdmissionState(IntEnum):
    OPEN = 1
    DONE = 2
    CALLED_OFF = 3


class Admission(BaseModel):
    """``kind`` and ``number`` say who (see `bot.domain.audience`). It begins at ``begins_at``, goes
    over the friends by their ids and is past ``after``; ``people`` have entered, of about
    ``expected``, counted when it was decided or soon after by the `chat` process; -1: not yet.
    """

    id = AutoField()
    scenario_id = IntegerField(index=True)
    kind = CharField(max_length=8)
    number = IntegerField(default=0)
    begins_at = BigIntegerField()
    expected = IntegerField(default=0)
    after = IntegerField(default=0)
    people = IntegerField(default=0)
    state = SmallIntegerField(default=AdmissionState.OPEN)


Admission.add_index(
    SQL("CREATE INDEX IF NOT EXISTS admission_open ON admission (begins_at) WHERE state = 1")
)

ALL: tuple[type[BaseModel], ...] = (Admission,)
