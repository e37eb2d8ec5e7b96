"""The tables of what is known of friends: labels, fields, groups, and what changed of it."""

from enum import IntEnum

from peewee import (
    SQL,
    AutoField,
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    DoubleField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from bot.store.models import BaseModel


class Label(BaseModel):
    id = AutoField()
    name = TextField(unique=True)
    created_at = BigIntegerField()


class FriendLabel(BaseModel):
    """``at``: since when, whatever attached it again later."""

    friend_id = IntegerField()
    label_id = IntegerField()
    at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("friend_id", "label_id")


# Who has a label for how long is read from this index alone.
FriendLabel.add_index(
    SQL("CREATE INDEX IF NOT EXISTS friend_label_since ON friend_label (label_id, at, friend_id)")
)


class Field(BaseModel):
    """An attribute. ``kind`` is one of text, number and date."""

    id = AutoField()
    name = TextField(unique=True)
    kind = CharField(max_length=8)
    built_in = BooleanField(default=False)


class FriendField(BaseModel):
    """``text`` is empty for a number, a date in ISO's form; ``until``: it lies up to that day."""

    friend_id = IntegerField()
    field_id = IntegerField()
    text = TextField(default="")
    number = DoubleField(null=True)
    until = CharField(max_length=16, null=True)

    class Meta:
        primary_key = CompositeKey("friend_id", "field_id")


FriendField.add_index(
    SQL("CREATE INDEX IF NOT EXISTS friend_field_text ON friend_field (field_id, text)")
)


class UserGroup(BaseModel):
    """``rule`` is a condition as JSON."""

    id = AutoField()
    name = TextField(unique=True)
    rule = TextField()
    created_at = BigIntegerField()


class ChangeKind(IntEnum):
    """``what`` of a change is the id of a label, a field or a scenario; 0 with PERSON."""

    LABEL_ADDED = 1
    LABEL_REMOVED = 2
    FIELD = 3
    ENTERED = 4
    FINISHED = 5
    LEFT = 6
    PERSON = 7  # they added the account, or their profile is another
    REACTED = 8  # a friend has done something with a step of a walk


class Change(BaseModel):
    """Something that others wait for has changed: written with the change itself, in order.

    ``failures``: how often reacting to it has broken. At some point it is left to an owner.
    """

    id = BigAutoField()
    kind = SmallIntegerField()
    what = IntegerField()
    friend_id = IntegerField()
    at = BigIntegerField()
    failures = SmallIntegerField(default=0, constraints=[SQL("DEFAULT 0")])


class Listener(BaseModel):
    """What somebody waits for: of everything else no change is written."""

    kind = SmallIntegerField()
    what = IntegerField()

    class Meta:
        primary_key = CompositeKey("kind", "what")


class GroupWatch(BaseModel):
    """A scenario that takes in who comes to fit a group.

    ``looked_at``: when everybody was last looked at; None: never, so that nobody is new yet.
    ``due_at``: when they are looked at again.
    """

    scenario_id = IntegerField()
    group_id = IntegerField()
    looked_at = BigIntegerField(null=True)
    due_at = BigIntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("scenario_id", "group_id")


class GroupMember(BaseModel):
    """Who fitted the group when it was last looked at for this scenario."""

    scenario_id = IntegerField()
    group_id = IntegerField()
    friend_id = IntegerField()

    class Meta:
        primary_key = CompositeKey("scenario_id", "group_id", "friend_id")


class Runaway(BaseModel):
    """A scenario into which people were led again and again: they are let in no more that day."""

    scenario_id = IntegerField(primary_key=True)
    people = IntegerField()
    since = BigIntegerField()


ALL: tuple[type[BaseModel], ...] = (
    Label, FriendLabel, Field, FriendField, UserGroup, Change, Listener, GroupWatch,
    GroupMember, Runaway,
)  # fmt: skip
