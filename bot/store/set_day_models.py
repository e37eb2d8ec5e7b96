"""The table of set days on which scenarios begin."""

from peewee import CharField, IntegerField

from bot.store.models import BaseModel


class SetDay(BaseModel):
    """That a start by date stands behind an admission. ``on_clock``: when, as the account's clock
    shows it.
    """

    admission_id = IntegerField(primary_key=True)
    scenario_id = IntegerField(index=True)
    on_clock = CharField(max_length=16)


ALL: tuple[type[BaseModel], ...] = (SetDay,)
