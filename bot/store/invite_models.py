"""The table of invitations."""

from peewee import AutoField, BigIntegerField, CharField

from bot.store.models import BaseModel


class Invite(BaseModel):
    """Its code is made of ``nonce`` and the channel's secret; the hash is that of `code`.

    ``ticket_hash``: of what stands in the address of its picture.
    """

    id = AutoField()
    nonce = CharField(max_length=32)
    code_hash = CharField(max_length=64, unique=True)
    ticket_hash = CharField(max_length=64, unique=True)
    made_by = CharField(max_length=40)
    made_at = BigIntegerField()


ALL: tuple[type[BaseModel], ...] = (Invite,)
