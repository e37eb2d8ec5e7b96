"""What a batch carries, frozen as JSON before it is sent: a repeat must be the same request."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self
from uuid import UUID, uuid5

from bot.domain.each_cards import NO_LISTS, Lists
from bot.domain.links import token
from bot.domain.messages import LineMessage, filled


@dataclass(frozen=True, slots=True)
class Tracked:
    """Links that lead through an address of ours, which is `base` and a token. `keys` by link."""

    base: str = ""
    keys: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Self:
        keys = {int(link): key for link, key in body.get("keys", {}).items()}
        return cls(body.get("base", ""), keys)

    def addresses(self, member: int) -> dict[str, str]:
        """As values of the variables that stand in for them in messages."""
        return {
            variable(link): self.base + token(link, key, member) for link, key in self.keys.items()
        }


def variable(link: int) -> str:
    return f"link.{link}"


@dataclass(frozen=True, slots=True)
class Payload:
    """`names` by enrollment id, only for pushes that differ from friend to friend; `walks`: more
    values, where a walk has its own: what an event brought along, a coupon's code; `lists`: of
    what an event brought along those that cards are made of; `unit`: the name that LINE counts
    opens under.

    Recipients are the batch's members: a friend's LINE id never changes, so it is not kept twice.
    """

    messages: Sequence[LineMessage]
    values: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    tracked: Tracked = Tracked()
    walks: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    lists: Mapping[int, Lists] = field(default_factory=dict)
    unit: str = ""

    def messages_for(self, member: int) -> list[LineMessage]:
        if not self.names:
            return list(self.messages)
        own = {"friend.name": self.names[member], **self.tracked.addresses(member)}
        values = {**self.values, **own, **self.walks.get(member, {})}
        return filled(self.messages, values, self.lists.get(member, NO_LISTS))

    def to_json(self) -> str:
        body: dict[str, Any] = {"messages": list(self.messages)}
        if self.names:
            body |= {"values": dict(self.values), "names": self.names}
        if self.tracked.keys:
            body["tracked"] = asdict(self.tracked)
        if self.walks:
            body["walks"] = self.walks
        if self.lists:
            body["lists"] = self.lists
        if self.unit:
            body["unit"] = self.unit
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Payload":
        body = json.loads(text)
        names = {int(member): name for member, name in body.get("names", {}).items()}
        tracked = Tracked.from_json(body.get("tracked", {}))
        walks = {int(member): values for member, values in body.get("walks", {}).items()}
        lists = {int(member): each for member, each in body.get("lists", {}).items()}
        values, unit = body.get("values", {}), body.get("unit", "")
        return cls(body["messages"], values, names, tracked, walks, lists, unit)


def push_key(batch_key: str, member: int) -> str:
    """The retry key of one push, derived so that it needs no storage and never changes."""
    return str(uuid5(UUID(batch_key), str(member)))
