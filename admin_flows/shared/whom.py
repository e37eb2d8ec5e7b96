"""Whom a card is about, as its buttons and states carry it: `all`, `label-5`, `group-3`."""

import re

from admin_flows.engine.scene import AnyScene, Nonsense
from bot.domain.audience import EVERYBODY, Audience
from flex_templates.views.owner import WhomLine

ALL = "all"
_KEY = re.compile(r"(label|group)-([1-9][0-9]{0,8})")


def key_of(whom: Audience) -> str:
    return ALL if whom.kind == "all" else f"{whom.kind}-{whom.number}"


def whom_of(key: str) -> Audience:
    """Who was picked one by one stands in no button."""
    if key == ALL:
        return EVERYBODY
    found = _KEY.fullmatch(key)
    if found is None:
        raise Nonsense(f"{key!r} means nobody")
    return Audience("label" if found[1] == "label" else "group", int(found[2]))


def line_of(scene: AnyScene, whom: Audience) -> WhomLine:
    """Without a name where the label or group is gone."""
    names: dict[int, str] = {}
    if whom.kind == "label":
        names = {one.id: one.name for one in scene.reads.labels()}
    if whom.kind == "group":
        names = {one.id: one.name for one in scene.reads.user_groups()}
    return WhomLine(kind=whom.kind, name=names.get(whom.number))
