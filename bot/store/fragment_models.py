"""The table of steps that scenarios share."""

from peewee import BigIntegerField, TextField

from bot.store.models import BaseModel


class Fragment(BaseModel):
    """``document``: its name and steps, as JSON."""

    name = TextField(primary_key=True)
    document = TextField()
    at = BigIntegerField()


ALL: tuple[type[BaseModel], ...] = (Fragment,)
