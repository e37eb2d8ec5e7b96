"""What a staff group was told, read from the cards that LINE brought to it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from simulator.client import SimulatorClient

# A card of its own says it in its notice; a digest has a line: when, who or which step, and what.
OF_STEP = re.compile(r"(送信|完走|失敗|保留).*」([\d-]+(?:[A-Z][\d-]+)*)\D+(\d+)人")
OF_FRIEND = re.compile(r"(.+?)さんが(.+?)。")
LINES = {"人に送信": "送信", "人が終えた": "完走", "人に失敗": "失敗", "人を保留": "保留"}
STEP_LINE = re.compile(rf"(\d+)({'|'.join(LINES)})")

Told = Counter[tuple[str, str]]
"""How many people, by who (or the step's number) and what."""


def told(sim: SimulatorClient, group: str) -> Told:
    found = Told()
    for entry in sim.ledger():
        if entry["endpoint"] == "push" and group in entry["delivered"]:
            for message in entry["messages"]:
                found.update(_card(message) if "altText" in message else {})
    return found


def _card(message: dict[str, Any]) -> Told:
    if found := OF_STEP.match(message["altText"]):
        return Told({(found[2], found[1]): int(found[3])})
    if found := OF_FRIEND.match(message["altText"]):
        return Told({(found[1], found[2]): 1})
    lines = Told()
    for who, what in _lines(message["contents"]):
        if found := STEP_LINE.search(what):
            lines[who.rpartition("」")[2].strip(), LINES[found[2]]] += int(found[1])
        else:
            lines[who, what] += 1
    return lines


def _lines(part: Any) -> Iterator[tuple[str, str]]:
    """Who and what of each line of a digest; what somebody asks stands below who it is."""
    if isinstance(part, list):
        for one in part:
            yield from _lines(one)
    elif isinstance(part, dict):
        # A line that can be tapped ends with a sign of it.
        texts = [one["text"] for one in part.get("contents") or () if "text" in one]
        if part.get("layout") == "baseline" and len(texts) in (3, 4):
            yield texts[1], texts[2]
        elif "friend:" in str(part.get("action")) and part.get("layout") == "vertical":
            yield part["contents"][0]["contents"][1]["text"], texts[0]
        else:
            yield from _lines(part.get("contents"))
            yield from _lines(part.get("body"))
