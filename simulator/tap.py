"""Finds what a thumb could tap in a chat, and does what LINE does then."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator import chat_view, ids
from simulator.errors import Refusal
from simulator.people import People
from simulator.platform import Platform
from simulator.shown import shown_text
from simulator.validation.actions import picked
from simulator.web import Json
from simulator.world import BOT, Posting

LABELS_TOLD = 60


@dataclass(frozen=True)
class Tappable:
    names: tuple[str, ...]  # what it is called; the first one is shown in lists
    action: Json
    quick_reply: bool = False


class Taps:
    def __init__(self, platform: Platform, people: People) -> None:
        self._platform = platform
        self._people = people
        self._kinds = {
            "postback": self._postback,
            "message": self._message,
            "uri": self._uri,
            "datetimepicker": self._picker,
            "clipboard": self._clipboard,
            "richmenuswitch": self._menu_switch,
        }

    def tap(
        self,
        chat: str,
        label: str,
        user: str | None,
        *,
        params: Json | None = None,
        message_id: str | None = None,
        nth: int = 0,
    ) -> Json:
        """What happened: {"done": kind, ...}; 404 with the labels there are when none fits."""
        who = self._people.who(chat, user)
        fitting = (it for it in self.there(chat, who, message_id) if label in it.names)
        for place, found in enumerate(fitting):
            if place == nth:
                return self._do(chat, who, found, params)
        labels = self._labels(chat, who, message_id)
        raise Refusal(404, f"Nothing here is called {label!r}.", labels=labels)

    def there(self, chat: str, user: str, message_id: str | None) -> Iterator[Tappable]:
        """Quick replies, then messages newest first, then the person's menu."""
        world = self._platform.world
        if message_id is None:
            for item in chat_view.quick_reply_items(world, chat):
                action = item["action"]
                yield Tappable(_names(action), action, quick_reply=True)
        for posting in reversed(world.chats.get(chat, ())):
            if posting.author == BOT:
                yield from _in_posting(posting, message_id)
        menu = self._platform.menus.shown_to(user)
        if menu and message_id is None and chat == user:
            for area in menu["areas"]:
                yield Tappable(_names(area["action"]), area["action"])

    def _labels(self, chat: str, user: str, message_id: str | None) -> list[str]:
        names = dict.fromkeys(it.names[0] for it in self.there(chat, user, message_id) if it.names)
        return list(names)[:LABELS_TOLD]

    def _do(self, chat: str, user: str, tapped: Tappable, params: Json | None) -> Json:
        action = tapped.action
        do = self._kinds.get(action["type"])
        told = do(chat, user, action, params) if do else {}
        if tapped.quick_reply and not told.get("text"):
            self._people.use_quick_reply(chat)
            self._platform.changes.note("message", chat)
        return {"done": action["type"], **told}

    # -- what each kind of action does ------------------------------------------------

    def _postback(self, chat: str, user: str, action: Json, _params: Json | None) -> Json:
        shown = action.get("displayText") or action.get("text")
        self._people.postback(chat, user, action["data"], display_text=shown)
        told = {"data": action["data"], "text": shown, "fill_in": action.get("fillInText")}
        return {name: value for name, value in told.items() if value is not None}

    def _message(self, chat: str, user: str, action: Json, _params: Json | None) -> Json:
        self._people.say(chat, user, type="text", text=action["text"])
        return {"text": action["text"]}

    def _uri(self, _chat: str, _user: str, action: Json, _params: Json | None) -> Json:
        return {"open": action.get("uri") or action["linkUri"]}

    def _clipboard(self, _chat: str, _user: str, action: Json, _params: Json | None) -> Json:
        return {"clipboard": action["clipboardText"]}

    def _picker(self, chat: str, user: str, action: Json, params: Json | None) -> Json:
        mode = action["mode"]
        value = (params or {}).get(mode)
        moment = picked(mode, value)
        if moment is None:
            raise Refusal(400, f'This picker wants params {{"{mode}": ...}}, not {params}.')
        least, most = picked(mode, action.get("min")), picked(mode, action.get("max"))
        if (least and moment < least) or (most and moment > most):
            bounds = f"{action.get('min', '')}..{action.get('max', '')}"
            raise Refusal(400, f"This picker offers {bounds}, and {value} is outside.")
        self._people.postback(chat, user, action["data"], {mode: value})
        return {"data": action["data"], "params": {mode: value}}

    def _menu_switch(self, chat: str, user: str, action: Json, _params: Json | None) -> Json:
        alias = action["richMenuAliasId"]
        menus = self._platform.menus
        menu_id = menus.aliases.get(alias)
        params: Json = {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}
        if menu_id in menus.menus:
            menus.of_user[user] = menu_id
            params = {"newRichMenuAliasId": alias, "status": "SUCCESS"}
            self._platform.changes.note("menu", user)
        elif menu_id:
            params = {"newRichMenuAliasId": alias, "status": "RICHMENU_NOTFOUND"}
        self._people.postback(chat, user, action["data"], params)
        return {"data": action["data"], "params": params}


def _in_posting(posting: Posting, message_id: str | None) -> Iterator[Tappable]:
    """From the last message up to the first."""
    for place in range(len(posting.messages) - 1, -1, -1):
        if message_id in (None, ids.message_id(posting.seq + place)):
            yield from _in_message(posting.messages[place])


def _in_message(part: Any) -> Iterator[Tappable]:
    if isinstance(part, list):
        for item in part:
            yield from _in_message(item)
    elif isinstance(part, dict):
        for key in ("action", "defaultAction"):
            if isinstance(part.get(key), dict):
                yield Tappable(_names(part[key], part), part[key])
        for key, value in part.items():
            if key == "actions":
                yield from (Tappable(_names(action), action) for action in value)
            elif key not in ("action", "defaultAction", "quickReply"):
                yield from _in_message(value)


def _names(action: Json, holder: Json | None = None) -> tuple[str, ...]:
    """Its label, then the words shown on what carries it, then what it says."""
    names = [action.get("label")]
    if holder is not None and holder.get("type") != "button":
        words = shown_text(holder)
        names += [words, *words.split("\n")]
    names += [action.get("displayText"), action.get("text")]
    return tuple(dict.fromkeys(name for name in names if name))
