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
from bot.store.engine.decisions import (
    end_here,
    go_on,
    lock_free_friends,
    lock_friends,
    pick_with_friends,
    take,
    taken,
)
from bot.store.engine.lanes import (
    close_window,
    due_lanes,
    due_people,
    look_again,
    next_due,
    pick,
    pick_held,
    pick_one,
)
from bot.store.engine.moves import (
    close,
    end,
    finish,
    get_stuck,
    had,
    mark,
    move_on,
    shrink,
    skip,
)
from bot.store.engine.onward import Stops, anchors, as_moves, due, next_stops
from bot.store.engine.types import (
    CLOCK_SECONDS,
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
    "CLOCK_SECONDS", "KEY_SECONDS", "Checkpoint", "Lane", "Move", "NewBatch", "OpenBatch",
    "Picked", "Stops",
    "anchors", "as_moves", "close", "close_window", "drop", "due", "due_lanes", "due_people", "end",
    "end_here", "find_open", "finish", "freeze", "get_stuck", "give_back", "go_on", "had",
    "hand_over", "handed", "lock_free_friends", "lock_friends", "look_again", "lost_leases", "mark",
    "move_on", "next_due", "next_stops", "part", "pick", "pick_held", "pick_one",
    "pick_with_friends", "recipients", "renew", "reserved", "shrink", "skip", "take", "take_over",
    "taken",
]  # fmt: skip
