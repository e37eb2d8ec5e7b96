"""The table of the shop's own places."""

from peewee import DoubleField, TextField

from bot.store.models import BaseModel


class NamedPlace(BaseModel):
    name = TextField(primary_key=True)
    title = TextField()
    address = TextField()
    latitude = DoubleField()
    longitude = DoubleField()


ALL: tuple[type[BaseModel], ...] = (NamedPlace,)
