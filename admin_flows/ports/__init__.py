"""What the conversations need from outside and what is handed to them.

`facts` are answers of `Reads`, `commands` is what an `Executor` can do, `chat` is what comes in,
what goes out, and where a conversation is kept. Whoever implements these over the database
needs nothing else of this package.
"""

from admin_flows.ports.chat import (
    Actor,
    Answer,
    Conversation,
    Conversations,
    Input,
    Other,
    Role,
    Sent,
    Tapped,
    Typed,
)
from admin_flows.ports.commands import Command, Executor, Outcome
from admin_flows.ports.reads import Reads

__all__ = [
    "Actor",
    "Answer",
    "Command",
    "Conversation",
    "Conversations",
    "Executor",
    "Input",
    "Other",
    "Outcome",
    "Reads",
    "Role",
    "Sent",
    "Tapped",
    "Typed",
]
