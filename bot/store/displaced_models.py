"""The table of walks whose step was taken out of the scenario while they waited for it."""

from peewee import BigIntegerField, IntegerField, SmallIntegerField

from bot.store.models import BaseModel


class Displaced(BaseModel):
    """A walk that goes on at the stop ``step`` of that version instead, or has come to its end by
    it (``AT_END``), and the stop where it stood: if that is put in again before anything else
    happened (``visit``), it goes back there.
    """

    enrollment_id = BigIntegerField(primary_key=True)
    version_id = IntegerField()
    step = SmallIntegerField()
    visit = SmallIntegerField()
    from_version = IntegerField()
    from_step = SmallIntegerField()
    due_at = BigIntegerField()

    class Meta:
        indexes = ((("version_id", "step"), False),)


AT_END = -1
ALL: tuple[type[BaseModel], ...] = (Displaced,)
