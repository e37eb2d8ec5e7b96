"""The tables of what friends sent beside words, and of whom of a group hears it alone."""

from peewee import BigIntegerField, CharField, CompositeKey, IntegerField, TextField

from bot.store.models import BaseModel


class ReceiptMedia(BaseModel):
    """What was sent with a receipt's words, see ``domain.forwarded``."""

    receipt_id = BigIntegerField(primary_key=True)
    kind = CharField(max_length=12)
    media = CharField(max_length=100, default="")
    words = TextField(default="")
    size = BigIntegerField(default=0)


class GroupAlone(BaseModel):
    """In this group who is in charge of a friend hears alone what they write."""

    group_id = IntegerField(primary_key=True)


class ToldAlone(BaseModel):
    """Of this receipt one of the group's people was told; the group sees it when it looks."""

    group_id = IntegerField()
    receipt_id = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("group_id", "receipt_id")


ALL: tuple[type[BaseModel], ...] = (ReceiptMedia, GroupAlone, ToldAlone)
