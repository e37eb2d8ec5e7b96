"""What a batch carries, frozen as JSON before it is sent: a repeat must be the same request."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from bot.domain.messages import LineMessage, filled


@dataclass(frozen=True, slots=True)
class Payload:
    """`names` by enrollment id, only for pushes whose text names the friend.

    Recipients are the batch's members: a friend's LINE id never changes, so it is not kept twice.
    """

    messages: Sequence[LineMessage]
    values: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    def messages_for(self, member: int) -> list[LineMessage]:
        if not self.names:
            return list(self.messages)
        return filled(self.messages, {**self.values, "friend.name": self.names[member]})

    def to_json(self) -> str:
        body: dict[str, Any] = {"messages": list(self.messages)}
        if self.names:
            body |= {"values": dict(self.values), "names": self.names}
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Payload":
        body = json.loads(text)
        names = {int(member): name for member, name in body.get("names", {}).items()}
        return cls(body["messages"], body.get("values", {}), names)


def push_key(batch_key: str, member: int) -> str:
    """The retry key of one push, derived so that it needs no storage and never changes."""
    return str(uuid5(UUID(batch_key), str(member)))
