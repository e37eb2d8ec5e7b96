"""The table of who was told to wait."""

from peewee import BigIntegerField, CompositeKey, SmallIntegerField

from bot.store.models import BaseModel


class HeldTold(BaseModel):
    """Staff were told that this walk, at this visit, waits for that fact (`Hold` or `Brake`)."""

    enrollment_id = BigIntegerField()
    visit = SmallIntegerField()
    why = SmallIntegerField()
    at = BigIntegerField(index=True)

    class Meta:
        primary_key = CompositeKey("enrollment_id", "visit", "why")


ALL: tuple[type[BaseModel], ...] = (HeldTold,)
