"""The tables of entry routes: what they are called, and who came by which."""

from peewee import AutoField, BigIntegerField, CharField, CompositeKey, IntegerField, TextField
from peewee import SmallIntegerField as SmallInteger

from bot.store.models import BaseModel


class Route(BaseModel):
    """``slug`` ends its link; ``word``: the keyword as it is compared; ``labels`` a JSON list of
    names for whoever comes by it. One that is stopped still leads to the account.
    """

    id = AutoField()
    slug = CharField(max_length=40, unique=True)
    name = TextField(unique=True)
    keyword = TextField()
    word = TextField(unique=True)
    labels = TextField(default="[]")
    opens = IntegerField(default=0)
    created_at = BigIntegerField()
    stopped_at = BigIntegerField(null=True)


class RouteFriend(BaseModel):
    """That a friend came by it. ``kind``: 0 no friend yet, 1 it is what they were added by, 2 they
    were a friend already.
    """

    friend_id = IntegerField()
    route_id = IntegerField(index=True)
    kind = SmallInteger()
    at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("friend_id", "route_id")


class FriendReturn(BaseModel):
    """When somebody last came back, so that their follow was none of a newcomer."""

    friend_id = IntegerField(primary_key=True)
    at = BigIntegerField()


ALL: tuple[type[BaseModel], ...] = (Route, RouteFriend, FriendReturn)
