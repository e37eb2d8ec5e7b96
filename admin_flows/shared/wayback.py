"""A quick reply that leads back, below messages that are shown as they are."""

from typing import Any

from admin_flows.engine.scene import AnyScene
from flex_templates.catalogs import closest
from flex_templates.words import Words


def way_back(scene: AnyScene, target: str) -> dict[str, Any]:
    """`target`: as in `go` data."""
    words = Words(closest(scene.actor.locale), scene.reads.settings().calendar.zone)
    label = words.say("Back")
    return {"type": "postback", "label": label, "data": f"go:{target}", "displayText": label}
