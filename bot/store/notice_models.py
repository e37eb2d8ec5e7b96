"""What each staff group wants to be told, and what it was told."""

from peewee import (
    SQL,
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    IntegerField,
    TextField,
)

from bot.store.models import BaseModel


class GroupChoice(BaseModel):
    """By the group's own number. ``times`` and ``off`` are JSON lists, ``scenarios`` too or empty
    for all. In ``month`` (as in 2026-12) ``spent`` messages went into notices; ``ended``: the
    group knows that no more come. ``next_at``: when it is told what waits, None: nothing does.
    """

    group_id = IntegerField(primary_key=True)
    how = CharField(max_length=12)
    every = IntegerField(default=0)
    times = TextField(default="[]")
    off = TextField(default="[]")
    scenarios = TextField(default="")
    cap = IntegerField()
    quiet = BooleanField(default=True)
    next_at = BigIntegerField(null=True)
    month = CharField(max_length=7, default="")
    spent = IntegerField(default=0)
    ended = BooleanField(default=False)


class GroupEntry(BaseModel):
    """A receipt that a group is told of; ``digest_id`` None: it waits."""

    group_id = IntegerField()
    receipt_id = BigIntegerField()
    digest_id = BigIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("group_id", "receipt_id")


GroupEntry.add_index(
    SQL(
        "CREATE INDEX IF NOT EXISTS group_entry_waiting ON group_entry (group_id)"
        " WHERE digest_id IS NULL"
    )
)
GroupEntry.add_index(
    SQL("CREATE INDEX IF NOT EXISTS group_entry_digest ON group_entry (digest_id)")
)


class Digest(BaseModel):
    """What a group was told at once: pushed as ``notice_id``, or asked for. ``unseen``: it surely
    never came, and its entries wait again.
    """

    id = BigAutoField()
    group_id = IntegerField()
    since_at = BigIntegerField()
    at = BigIntegerField()
    notice_id = BigIntegerField(null=True)
    unseen = BooleanField(default=False)

    class Meta:
        indexes = ((("group_id", "at"), False), (("notice_id",), False))


ALL: tuple[type[BaseModel], ...] = (GroupChoice, GroupEntry, Digest)
