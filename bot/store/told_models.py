"""The table of whom was told that somebody answers them in person."""

from peewee import BigIntegerField, IntegerField

from bot.store.models import BaseModel


class ManualTold(BaseModel):
    """``manual_at``: of which time in somebody's hands that was."""

    friend_id = IntegerField(primary_key=True)
    manual_at = BigIntegerField()


ALL: tuple[type[BaseModel], ...] = (ManualTold,)
