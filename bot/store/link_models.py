"""The tables of what friends did with what they were sent: links tapped, videos seen to the end."""

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


class Link(BaseModel):
    """A tracked button of a published version. ``message`` and ``button`` are its places in the
    step, from 0; ``labels`` a JSON list of names; ``key`` the secret of its addresses, in hex.
    """

    id = AutoField()
    version_id = IntegerField()
    step_id = CharField(max_length=40)
    message = SmallIntegerField()
    button = SmallIntegerField()
    url = TextField()
    labels = TextField()
    key = CharField(max_length=64)

    class Meta:
        indexes = ((("version_id", "step_id", "message", "button"), True),)


class Tap(BaseModel):
    """``at``: the first time; the later ones are only counted."""

    link_id = IntegerField()
    enrollment_id = IntegerField()
    at = BigIntegerField()
    number = IntegerField(default=1)

    class Meta:
        primary_key = CompositeKey("link_id", "enrollment_id")


class Reaction(BaseModel):
    """That somebody reacted to a step of their walk, and when first. ``kind``: tapped, watched."""

    enrollment_id = IntegerField()
    step_id = CharField(max_length=40)
    kind = CharField(max_length=8)
    at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("enrollment_id", "step_id", "kind")


ALL: tuple[type[BaseModel], ...] = (Link, Tap, Reaction)
