"""Buttons that somebody may not use are not on their card: taken out of it after it is rendered.

A box that only acts goes with its action. A row of a form or a list that tells something besides
stays, without its action and chevron.
"""

from typing import Any

from admin_flows.engine.flows import Flows
from admin_flows.engine.names import CANCEL
from admin_flows.engine.postback import Do, Go, decode
from admin_flows.engine.screen import RANK
from admin_flows.ports.chat import Role

CHEVRON = "›"
Part = Any
"""JSON of a message."""


class _Card:
    def __init__(self, flows: Flows, role: Role) -> None:
        self.flows, self.rank = flows, RANK[role]

    def may(self, data: str) -> bool:
        """Also what is no data of a screen's own: what it does is not ours to judge."""
        match decode(data):
            case Go(screen=name) if name != CANCEL:
                screen = self.flows.get(name)
                return screen is None or RANK[screen.role] <= self.rank
            case Do(screen=name, action=action):
                screen = self.flows.get(name)
                known = screen.actions.get(action) if screen else None
                needed = max(RANK[screen.role] if screen else 0, RANK[known.role] if known else 0)
                return needed <= self.rank
        return True

    def without(self, part: Part) -> Part:
        """The part as this role sees it; None where nothing is left of it."""
        if not isinstance(part, dict):
            return part
        action = part.get("action")
        if isinstance(action, dict) and not self.may(action.get("data", "")):
            part = _telling(part)
            if part is None:
                return None
        return self._inside(part)

    def _inside(self, part: dict[str, Part]) -> Part:
        """Children that go take along what only stood between them."""
        kept = dict(part)
        for name in ("header", "hero", "body", "footer", "quickReply"):
            if name in kept and (left := self.without(kept[name])) is None:
                del kept[name]
            elif name in kept:
                kept[name] = left
        for name in ("contents", "items"):
            if isinstance(kept.get(name), list):
                kept[name] = self._listed(kept[name])
                if len(kept[name]) < len(part[name]) and not any(map(_says, kept[name])):
                    return None
            elif isinstance(kept.get(name), dict):
                kept[name] = self.without(kept[name])
        return kept

    def _listed(self, parts: list[Part]) -> list[Part]:
        left = [one for part in parts if (one := self.without(part)) is not None]
        return left if len(left) == len(parts) else _well_separated(left)


def without_forbidden(flows: Flows, role: Role, messages: list[Part]) -> list[Part]:
    if role == "owner":
        return messages
    card = _Card(flows, role)
    return [card.without(message) for message in messages]


def _telling(part: dict[str, Part]) -> dict[str, Part] | None:
    """A row that tells something, without its chevron."""
    contents = part.get("contents", [])
    others = [one for one in contents if one.get("text") != CHEVRON]
    if len(others) == len(contents) or len(list(_texts(others))) < 2:
        return None
    return {**{k: v for k, v in part.items() if k != "action"}, "contents": others}


def _texts(parts: list[Part]) -> list[str]:
    found: list[str] = []
    for part in parts:
        found += [part["text"]] if part.get("type") == "text" else []
        found += _texts(part.get("contents", []))
    return found


def _says(part: Part) -> bool:
    return bool(part.get("type") != "separator" and part.get("contents") != [])


def _well_separated(parts: list[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in parts:
        if part.get("type") != "separator" or (kept and kept[-1].get("type") != "separator"):
            kept.append(part)
    while kept and kept[-1].get("type") == "separator":
        kept.pop()
    return kept
