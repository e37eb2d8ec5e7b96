"""The table of what owners were told of codes that run out."""

from peewee import IntegerField

from bot.store.models import BaseModel


class CodesTold(BaseModel):
    """``bound``: the last one that they know the coupon's codes have come down to."""

    coupon_id = IntegerField(primary_key=True)
    bound = IntegerField()


ALL: tuple[type[BaseModel], ...] = (CodesTold,)
