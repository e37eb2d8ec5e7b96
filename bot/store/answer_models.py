"""The table of what friends answered to questions."""

from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from bot.store.models import BaseModel


class Answer(BaseModel):
    """``text``: the answer, or what of several choices was chosen so far; ``at``: when it was
    taken, None: not yet. ``wrong``: how many were none before.
    """

    enrollment_id = IntegerField()
    step_id = CharField(max_length=40)
    text = TextField(default="")
    wrong = SmallIntegerField(default=0)
    at = BigIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("enrollment_id", "step_id")


ALL: tuple[type[BaseModel], ...] = (Answer,)
