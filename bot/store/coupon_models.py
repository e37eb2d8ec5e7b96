"""The tables of the shop's own coupons: what they give, their codes, and who has which."""

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    IntegerField,
    TextField,
)

from bot.store.models import BaseModel


class Coupon(BaseModel):
    """``code``: one for all; ``pooled``: everybody gets one of their own. Valid to the end of the
    day ``valid_until`` (ISO), or of the ``valid_days``-th day after it came; else for ever.
    ``closed_at``: nobody can use it from then on.
    """

    id = AutoField()
    name = TextField(unique=True)
    title = TextField()
    benefit = TextField()
    picture = TextField(default="")
    code = TextField(default="")
    pooled = BooleanField(default=False)
    valid_until = CharField(max_length=10, null=True)
    valid_days = IntegerField(null=True)
    uses = IntegerField(default=1)
    created_at = BigIntegerField()
    closed_at = BigIntegerField(null=True)


class CouponCode(BaseModel):
    """``taken``: somebody got it, and nobody else ever will."""

    coupon_id = IntegerField()
    code = TextField()
    taken = BooleanField(default=False)

    class Meta:
        primary_key = CompositeKey("coupon_id", "code")


class CouponClaim(BaseModel):
    """That a step gave it to a friend. ``until``: the end of its last day; ``used`` times."""

    id = AutoField()
    coupon_id = IntegerField()
    enrollment_id = IntegerField()
    step_id = CharField(max_length=40)
    friend_id = IntegerField()
    code = TextField(default="")
    at = BigIntegerField()
    until = BigIntegerField(null=True)
    used = IntegerField(default=0)
    used_at = BigIntegerField(null=True)

    class Meta:
        indexes = (
            (("enrollment_id", "step_id", "coupon_id"), True),
            (("friend_id", "coupon_id"), False),
        )


ALL: tuple[type[BaseModel], ...] = (Coupon, CouponCode, CouponClaim)
