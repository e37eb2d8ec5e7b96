"""Keys of the HTTP API: made, shown for a while, and revoked."""

from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.engine.state import State
from admin_flows.ports.commands import MakeApiKey, RevokeApiKey
from admin_flows.ports.facts import ApiKeyFacts
from admin_flows.shared.drafts import error_line
from admin_flows.shared.names import read_name
from admin_flows.shared.where import made_id, nothing
from bot.domain.errors import Problem
from flex_templates.views.owner import ApiCard, ApiList, ApiName, ApiRevoke, KeyRow
from flex_templates.views.parts import Notice

LIST = "api.list"
CARD = "api.card"
NAME = "api.name"
REVOKE = "api.revoke"
SHOWN = 10


@dataclass(frozen=True)
class OfKey(State):
    key_id: int


def _key_of(tap: Tap) -> OfKey:
    return OfKey(tap.number())


def _row(key: ApiKeyFacts) -> KeyRow:
    return KeyRow(id=str(key.id), name=key.name, tail=key.tail, used_at=key.used_at)


def _listed(scene: AnyScene) -> tuple[ApiKeyFacts, ...]:
    return scene.reads.api_keys()


def _list(scene: Scene[Nothing]) -> ApiList:
    keys = _listed(scene)
    return ApiList(
        rows=tuple(_row(key) for key in keys[:SHOWN]),
        more=max(0, len(keys) - SHOWN),
        page=scene.reads.settings().api_page,
    )


def _at(scene: Scene[Nothing], number: int) -> Move | None:
    keys = _listed(scene)[:SHOWN]
    return Goto(CARD, OfKey(keys[number - 1].id)) if 1 <= number <= len(keys) else None


def _found(scene: Scene[OfKey]) -> ApiKeyFacts:
    for key in _listed(scene):
        if key.id == scene.state.key_id:
            return key
    raise Gone(Goto(LIST, Nothing(), Notice("error", "no_such_key")))


def _card(scene: Scene[OfKey]) -> ApiCard:
    """The key itself is for its maker alone."""
    key = _found(scene)
    names = {person.user_id: person.name for person in scene.reads.people()}
    return ApiCard(
        key=_row(key),
        now_at=scene.now,
        made_at=key.made_at,
        made_by=names.get(key.made_by) or None,
        until=key.until,
        whole=key.token if key.made_by == scene.actor.user_id else None,
        page=scene.reads.settings().api_page,
    )


def _named(_: Scene[Nothing], text: str) -> Move:
    name = read_name(text)
    if isinstance(name, Problem):
        return Stay(error_line(name))
    return Run(MakeApiKey(name), then=lambda done: Goto(CARD, OfKey(made_id(done))))


def _revoked(scene: Scene[OfKey], _: Tap) -> Move:
    line = Notice("info", "key_revoked", {"name": _found(scene).name})
    return Run(RevokeApiKey(scene.state.key_id), then=lambda _: Goto(LIST, Nothing(), line))


SCREENS = (
    Screen(
        name=LIST,
        sample=Nothing(),
        view=_list,
        role="owner",
        opens=nothing,
        row=_at,
        back=lambda _: "settings.menu",
        leads=(CARD, NAME, "settings.menu"),
    ),
    Screen(
        name=NAME,
        sample=Nothing(),
        view=lambda _: ApiName(),
        role="owner",
        opens=nothing,
        asks="answer",
        typed=_named,
        back=lambda _: LIST,
        leads=(CARD, LIST),
    ),
    Screen(
        name=CARD,
        sample=OfKey(1),
        view=_card,
        role="owner",
        opens=_key_of,
        back=lambda _: LIST,
        leads=(REVOKE, LIST),
    ),
    Screen(
        name=REVOKE,
        sample=OfKey(1),
        view=lambda scene: ApiRevoke(key=_row(_found(scene))),
        role="owner",
        opens=_key_of,
        actions={"revoke": own(_revoked)},
        back=lambda state: f"{CARD}:{state.key_id}",
        leads=(LIST, CARD),
    ),
)
