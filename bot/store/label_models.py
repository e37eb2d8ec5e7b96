"""What becomes of labels: former names, deleted ones, and people labelled in slices."""

from peewee import AutoField, BigIntegerField, BooleanField, CharField, IntegerField, TextField

from bot.store.models import BaseModel


class LabelAlias(BaseModel):
    """A former name: what still says it, such as versions that are published, means the label."""

    name = TextField(primary_key=True)
    label_id = IntegerField(index=True)


class LabelBin(BaseModel):
    """A deleted label keeps its row and its people for a while; its ``name`` stands here."""

    label_id = IntegerField(primary_key=True)
    name = TextField()
    at = BigIntegerField()


class Tagging(BaseModel):
    """People who are to get a label or to lose it: ``kind`` and ``number`` say who (see
    `bot.domain.audience`). It goes over the friends by their ids and is past ``after``.
    """

    id = AutoField()
    label_id = IntegerField(index=True)
    take = BooleanField()
    kind = CharField(max_length=8)
    number = IntegerField(default=0)
    after = IntegerField(default=0)


ALL: tuple[type[BaseModel], ...] = (LabelAlias, LabelBin, Tagging)
