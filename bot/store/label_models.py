"""What becomes of labels: former names, deleted ones, and people labelled in slices."""

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
    `bot.domain.audience`). It goes over the friends by their ids and is past ``after``. ``run_id``:
    under which run is noted whom it changes; 0: under none. Of the kind "run" it takes the run of
    that number back.
    """

    id = AutoField()
    label_id = IntegerField(index=True)
    take = BooleanField()
    kind = CharField(max_length=8)
    number = IntegerField(default=0)
    after = IntegerField(default=0)
    run_id = IntegerField(default=0)


class TaggingRun(BaseModel):
    """One giving, or taking, of a label that can be taken back for a while."""

    id = AutoField()
    label_id = IntegerField()
    take = BooleanField()
    at = BigIntegerField()


class Tagged(BaseModel):
    """Whom a run changed. ``since``: when it gave the label, or since when they had had it."""

    run_id = IntegerField()
    friend_id = IntegerField()
    since = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("run_id", "friend_id")


ALL: tuple[type[BaseModel], ...] = (LabelAlias, LabelBin, Tagging, TaggingRun, Tagged)
