"""The delivery engine's statements: what is due, claim, hand over, settle, take over.

These few run for every message, so they are plain SQL, measured on SQLite and PostgreSQL. Each
function that writes is called inside one transaction; ``Checkpoint`` marks the gaps between two
statements, where a test may end the process.
"""

from bot.store.engine.batches import (
    drop,
    find_open,
    give_back,
    hand_over,
    handed,
    lost_leases,
    recipients,
    renew,
    take_over,
)
from bot.store.engine.claims import freeze, part
from bot.store.engine.lanes import due_lanes, move_to_window, next_due, pick, pick_one
from bot.store.engine.moves import (
    close,
    end,
    finish,
    get_stuck,
    mark,
    move_on,
    sent_at,
    shrink,
    skip,
)
from bot.store.engine.types import (
    KEY_SECONDS,
    Checkpoint,
    Lane,
    Move,
    NewBatch,
    OpenBatch,
    Picked,
    reserved,
)

__all__ = [
    "KEY_SECONDS", "Checkpoint", "Lane", "Move", "NewBatch", "OpenBatch", "Picked", "close", "drop",
    "due_lanes", "end", "find_open", "finish", "freeze", "get_stuck", "give_back", "hand_over",
    "handed", "lost_leases", "mark", "move_on", "move_to_window", "next_due", "part", "pick",
    "pick_one", "recipients", "renew", "reserved", "sent_at", "shrink", "skip", "take_over",
]  # fmt: skip
