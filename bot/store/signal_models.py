"""The tables that results are read from: what happened, then the same by day."""

from peewee import BigAutoField, BigIntegerField, CharField, CompositeKey, IntegerField

from bot.store.models import BaseModel


class Signal(BaseModel):
    """Something that results count, written with the happening itself and soon counted into its
    day. Of a whole walk ``version_id`` is 0 and ``step_id`` empty, and ``at`` is when it was
    entered; of the account ``scenario_id`` is 0, too.
    """

    id = BigAutoField()
    scenario_id = IntegerField()
    version_id = IntegerField(default=0)
    step_id = CharField(max_length=40, default="")
    kind = CharField(max_length=8)
    at = BigIntegerField()
    people = IntegerField()


class SignalDay(BaseModel):
    """``day``: the date's ordinal, in the account's zone of then."""

    scenario_id = IntegerField()
    version_id = IntegerField()
    step_id = CharField(max_length=40)
    kind = CharField(max_length=8)
    day = IntegerField()
    people = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("scenario_id", "version_id", "step_id", "kind", "day")


ALL: tuple[type[BaseModel], ...] = (Signal, SignalDay)
