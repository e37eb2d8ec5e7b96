"""The tables of the HTTP API for a shop's own systems."""

from peewee import (
    AutoField,
    BigIntegerField,
    CharField,
    CompositeKey,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from bot.store.models import BaseModel


class ApiToken(BaseModel):
    """``hash`` is all that is kept of it; ``tail``: its last letters, to tell it from others.
    ``nonce``: what it was made of, beside the channel's secret; only until it was shown.
    ``expires_at``: it opens nothing from then on.
    """

    id = AutoField()
    hash = CharField(max_length=64, unique=True)
    tail = CharField(max_length=4)
    name = TextField()
    nonce = CharField(max_length=32, default="")
    created_at = BigIntegerField()
    created_by = TextField(default="")
    used_at = BigIntegerField(null=True)
    revoked_at = BigIntegerField(null=True)
    expires_at = BigIntegerField(null=True)


class ApiAnswer(BaseModel):
    """What was answered to a request with an Idempotency-Key: the same request gets it again.

    ``request`` is a hash of method, path and body; ``at`` is real time.
    """

    token_id = IntegerField()
    key = TextField()
    request = CharField(max_length=64)
    status = SmallIntegerField()
    body = TextField()
    at = BigIntegerField(index=True)

    class Meta:
        primary_key = CompositeKey("token_id", "key")


class Customer(BaseModel):
    """The shop's own id of a friend."""

    customer_id = TextField(primary_key=True)
    friend_id = IntegerField(unique=True)


ALL: tuple[type[BaseModel], ...] = (ApiToken, ApiAnswer, Customer)
