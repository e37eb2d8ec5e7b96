"""What is in a chat, and what its people do there."""

from simulator import chat_view, ids
from simulator.content import WITHDRAWN
from simulator.control.guard import Row, body_of, number_arg, wanted
from simulator.errors import Refusal
from simulator.people import People
from simulator.platform import Platform
from simulator.tap import Taps
from simulator.web import Json, Request, Response, json_response
from simulator.world import Posting

MESSAGES_A_PAGE = 1000
MEDIA = ("image", "video", "audio", "file")
NO_MENU: Json = {"richMenuId": None}


class ChatControl:
    def __init__(self, platform: Platform, people: People, taps: Taps) -> None:
        self._platform = platform
        self._people = people
        self._taps = taps

    def routes(self) -> list[Row]:
        chat = "/chats/{chat}"
        return [
            ("GET", f"{chat}/messages", self.messages),
            ("POST", f"{chat}/text", self.text),
            ("POST", f"{chat}/sticker", self.sticker),
            ("POST", f"{chat}/location", self.location),
            ("POST", f"{chat}/media", self.media),
            ("POST", f"{chat}/postback", self.postback),
            ("POST", f"{chat}/tap", self.tap),
            ("POST", f"{chat}/unsend", self.unsend),
            ("POST", f"{chat}/watch", self.watch),
            ("GET", f"{chat}/menu", self.menu),
            ("GET", "/menus/{menu}/image", self.menu_image),
            ("GET", "/content/{message}", self.content),
        ]

    def messages(self, request: Request) -> Response:
        """After a seq, or the newest ones when there is none."""
        chat = self._chat(request)
        limit = number_arg(request, "limit") or MESSAGES_A_PAGE
        after = number_arg(request, "after")
        return json_response(chat_view.page(self._platform.world, chat, after, limit))

    def text(self, request: Request) -> Response:
        chat, user, body = self._act(request)
        text = wanted(body, "text")
        if not text:
            raise Refusal(400, "An empty text cannot be sent.")
        return self._said(self._people.say(chat, user, body.get("quote"), type="text", text=text))

    def sticker(self, request: Request) -> Response:
        chat, user, body = self._act(request)
        content = {
            "type": "sticker",
            "packageId": str(wanted(body, "package", (str, int))),
            "stickerId": str(wanted(body, "sticker", (str, int))),
            "stickerResourceType": "STATIC",
        }
        return self._said(self._people.say(chat, user, **content))

    def location(self, request: Request) -> Response:
        chat, user, body = self._act(request)
        place = {name: body[name] for name in ("title", "address") if body.get(name)}
        place["latitude"] = wanted(body, "latitude", (int, float))
        place["longitude"] = wanted(body, "longitude", (int, float))
        return self._said(self._people.say(chat, user, type="location", **place))

    def media(self, request: Request) -> Response:
        chat = self._chat(request)
        kind = request.arg("type") or "image"
        if kind not in MEDIA:
            raise Refusal(400, f"type is one of {', '.join(MEDIA)}, not {kind}.")
        if not request.body:
            raise Refusal(400, "The picture, film or sound itself has to be the body.")
        user = self._people.who(chat, request.arg("user"))
        content_type = request.headers.get("content-type", "application/octet-stream")
        name = request.arg("name") or "file"
        return self._said(
            self._people.send_media(chat, user, kind, content_type, request.body, name=name)
        )

    def postback(self, request: Request) -> Response:
        chat, user, body = self._act(request)
        self._people.postback(
            chat, user, wanted(body, "data"), body.get("params"), body.get("display_text")
        )
        return Response()

    def tap(self, request: Request) -> Response:
        body = body_of(request)
        told = self._taps.tap(
            self._chat(request),
            wanted(body, "label"),
            body.get("user"),
            params=body.get("params"),
            message_id=body.get("message_id"),
            nth=int(body.get("nth", 0)),
        )
        return json_response(told)

    def unsend(self, request: Request) -> Response:
        chat, user, body = self._act(request)
        self._people.unsend(chat, user, wanted(body, "message_id"))
        return Response()

    def watch(self, request: Request) -> Response:
        chat, user, body = self._act(request)
        self._people.watch(chat, user, wanted(body, "message_id"))
        return Response()

    def menu(self, request: Request) -> Response:
        chat = self._chat(request)
        user = self._platform.world.users.get(chat)
        menu = self._platform.menus.shown_to(chat) if user and user.friend else None
        if menu is None or user is None or user.blocked:
            return json_response(NO_MENU)
        menu_id = menu["richMenuId"]
        image = f"/sim/menus/{menu_id}/image"
        return json_response({"richMenuId": menu_id, "menu": menu, "image": image})

    def menu_image(self, request: Request) -> Response:
        content_type, data = self._platform.menus.image(request.params[0])
        return Response(body=data, content_type=content_type)

    def content(self, request: Request) -> Response:
        found = self._platform.content.find(request.params[0])
        if found is None or found[0] == WITHDRAWN:
            raise Refusal(404, "There is no such picture, film or sound.")
        content_type, data = found
        return Response(body=data, content_type=content_type)

    def _chat(self, request: Request) -> str:
        chat = request.params[0]
        if not self._platform.world.chat_exists(chat):
            raise Refusal(404, f"There is no chat {chat}.")
        return chat

    def _act(self, request: Request) -> tuple[str, str, Json]:
        chat, body = self._chat(request), body_of(request)
        return chat, self._people.who(chat, body.get("user")), body

    def _said(self, posting: Posting) -> Response:
        return json_response({"id": ids.message_id(posting.seq), "seq": posting.seq})
