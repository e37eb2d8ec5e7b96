"""The table of versions whose last steps go to those who had finished, too."""

from peewee import BigIntegerField, IntegerField, SmallIntegerField

from bot.store.models import BaseModel


class Reach(BaseModel):
    """Who had finished goes on at the stop ``step`` of the version: whose walks have ids up to
    ``upto``; it is past ``after``. The row goes with the last of them.
    """

    version_id = IntegerField(primary_key=True)
    scenario_id = IntegerField(index=True)
    step = SmallIntegerField()
    upto = BigIntegerField()
    after = BigIntegerField(default=0)


ALL: tuple[type[BaseModel], ...] = (Reach,)
