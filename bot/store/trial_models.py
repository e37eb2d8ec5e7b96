"""The table of admissions whose first people are a trial for the others."""

from peewee import BigIntegerField, BooleanField, IntegerField

from bot.store.models import BaseModel


class Trial(BaseModel):
    """``people`` have entered since ``at``; the admission's ``begins_at`` says when it goes on."""

    admission_id = IntegerField(primary_key=True)
    scenario_id = IntegerField(index=True)
    at = BigIntegerField()
    people = IntegerField()
    told = BooleanField(default=False)


ALL: tuple[type[BaseModel], ...] = (Trial,)
