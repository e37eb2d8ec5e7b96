"""The table of files that owners asked for."""

from peewee import SQL, AutoField, BigIntegerField, CharField, IntegerField

from bot.store.models import BaseModel


class Export(BaseModel):
    """``kind``: results, or a scenario as YAML. ``hash`` is of the token in its link, which is made
    of ``nonce`` and the channel's secret. ``scenario_id`` 0: of the whole shop, or of the people of
    ``label_id``. ``first`` and ``last`` are days' ordinals; None: since ever.
    """

    id = AutoField()
    hash = CharField(max_length=64, unique=True)
    nonce = CharField(max_length=32)
    scenario_id = IntegerField()
    kind = CharField(max_length=8, default="results", constraints=[SQL("DEFAULT 'results'")])
    first = IntegerField(null=True)
    last = IntegerField(null=True)
    user_id = CharField(max_length=40)
    at = BigIntegerField()
    used_at = BigIntegerField(null=True)
    label_id = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])


ALL: tuple[type[BaseModel], ...] = (Export,)
