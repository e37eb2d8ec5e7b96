"""What the people who run the shop have done."""

from peewee import SQL, BigAutoField, BigIntegerField, CharField, TextField

from bot.store.models import BaseModel


class Act(BaseModel):
    """``code`` is the command's; ``about``: what it spoke of then, as JSON. ``undo``: the command
    that takes it back, with its code; "" where nothing does.
    """

    id = BigAutoField()
    at = BigIntegerField()
    user_id = CharField(max_length=40)
    name = TextField()
    code = CharField(max_length=40)
    about = TextField()
    undo = TextField(default="")
    undone_at = BigIntegerField(null=True)


# The same person writes the same draft on: that is one line.
Act.add_index(SQL("CREATE INDEX IF NOT EXISTS act_latest ON act (at)"))

ALL: tuple[type[BaseModel], ...] = (Act,)
