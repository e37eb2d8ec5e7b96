"""The tables of what staff do from their group: who answers whom, and what they write."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    DoubleField,
    IntegerField,
    TextField,
)

from bot.store.models import BaseModel


class Charge(BaseModel):
    """Who answers a friend by hand, ``at`` the time of the friend's own ``manual_at``: of another
    time it is over. ``group_id`` is the staff group it was taken in. ``asked``: whether it goes on.
    ``token`` answers their last words, heard at ``heard_at`` (real time), and costs nothing.
    """

    friend_id = IntegerField(primary_key=True)
    at = BigIntegerField()
    user_id = CharField(max_length=40, default="")
    group_id = IntegerField(null=True)
    touched_at = BigIntegerField()
    asked = BooleanField(default=False)
    token = CharField(max_length=64, default="")
    heard_at = DoubleField(default=0)


class HandReply(BaseModel):
    """What somebody in a staff group wants to say to a friend; sent once, when confirmed.
    ``token``: it goes as the answer to their words.
    """

    id = BigAutoField()
    group_id = IntegerField()
    friend_id = IntegerField()
    text = TextField()
    at = BigIntegerField()
    notice_id = BigIntegerField(null=True)
    over = BooleanField(default=False)
    free = BooleanField(default=False)
    token = CharField(max_length=64, default="")


class Writing(BaseModel):
    """Whose next words in this group are for that friend, until then."""

    group_id = IntegerField()
    user_id = CharField(max_length=40)
    friend_id = IntegerField()
    until = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("group_id", "user_id")


class FriendMessage(BaseModel):
    """A message in a group that is about one friend: an answer to it is for them."""

    message_id = CharField(max_length=40, primary_key=True)
    group_id = IntegerField()
    friend_id = IntegerField()
    at = BigIntegerField()


class AwaitedMessage(BaseModel):
    """The message at this place of a notice is about one friend; its id comes with the answer."""

    notice_id = BigIntegerField()
    place = IntegerField()
    group_id = IntegerField()
    friend_id = IntegerField()

    class Meta:
        primary_key = CompositeKey("notice_id", "place")


ALL: tuple[type[BaseModel], ...] = (Charge, HandReply, Writing, FriendMessage, AwaitedMessage)
