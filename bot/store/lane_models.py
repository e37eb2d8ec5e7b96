"""The table of lanes whose people leave their scenario there."""

from peewee import BigIntegerField, CompositeKey, IntegerField, SmallIntegerField

from bot.store.models import BaseModel


class EndingLane(BaseModel):
    """A lane whose ``skip_until`` means for those who were due by ``until`` that they leave the
    scenario. The row goes with the mark.
    """

    version_id = IntegerField()
    step = SmallIntegerField()
    until = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("version_id", "step")


ALL: tuple[type[BaseModel], ...] = (EndingLane,)
