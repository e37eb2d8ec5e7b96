"""Push, multicast, broadcast and reply."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator import ids
from simulator.errors import LineError, bad_property, body_errors
from simulator.gate import RETRY_KEY
from simulator.ledger import Entry
from simulator.line_api.bodies import Row, json_body, user_ids
from simulator.platform import Platform
from simulator.units import check_units
from simulator.validation.messages import QUOTABLE, check_messages
from simulator.validation.problems import Problems
from simulator.web import Json, Request, Response, json_response
from simulator.world import BOT

FAILED = "Failed to send messages"
BAD_REPLY_TOKEN = "Invalid reply token"  # noqa: S105
KEY_ACCEPTED = "The retry key is already accepted"


@dataclass(frozen=True, slots=True)
class Recipients:
    named: Sequence[str]
    delivered: Sequence[str]  # chats
    counted: int  # people, of whom the quota counts each


class MessageApi:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._world = platform.world

    def routes(self) -> list[Row]:
        path = "/v2/bot/message"
        return [
            ("POST", f"{path}/push", "push", self.push),
            ("POST", f"{path}/multicast", "multicast", self.multicast),
            ("POST", f"{path}/broadcast", "broadcast", self.broadcast),
            ("POST", f"{path}/reply", "reply", self.reply),
        ]

    def push(self, request: Request) -> Response:
        self._refuse_repeat(request)
        body = json_body(request)
        check_messages(body.get("messages"), len(request.body))
        recipients = self._push_recipients(body.get("to"))
        entry = self._accept("push", request, body, recipients)
        return json_response({"sentMessages": sent_messages(entry)})

    def multicast(self, request: Request) -> Response:
        self._refuse_repeat(request)
        body = json_body(request)
        check_messages(body.get("messages"), len(request.body))
        self._accept("multicast", request, body, self._multicast_recipients(body))
        return Response()

    def broadcast(self, request: Request) -> Response:
        self._refuse_repeat(request)
        body = json_body(request)
        check_messages(body.get("messages"), len(request.body))
        friends = [user.id for user in self._world.users.values() if user.hears_multicast()]
        self._accept("broadcast", request, body, Recipients([], friends, len(friends)))
        return Response()

    def reply(self, request: Request) -> Response:
        body = json_body(request)
        check_messages(body.get("messages"), len(request.body))
        token = body.get("replyToken")
        chat = self._platform.reply_tokens.find(token) if isinstance(token, str) else None
        if chat is None or not isinstance(token, str):
            raise LineError(400, BAD_REPLY_TOKEN)
        self._platform.reply_tokens.use(token)
        entry = self._accept("reply", request, body, self._reply_recipients(chat))
        return json_response({"sentMessages": sent_messages(entry)})

    # -- who gets it ------------------------------------------------------------------

    def _push_recipients(self, to: object) -> Recipients:
        if not isinstance(to, str):
            raise bad_property("'to'")
        user = self._world.users.get(to)
        if user is not None and not user.foreign:
            if user.hears_push(self._platform.clock.now_ms()):
                named = (user.id,)  # not the text of this request, which would be kept for each
                return Recipients(named, named, 1)
            return Recipients((user.id,), (), 0)
        if user is None and ids.GROUP_ID.fullmatch(to):
            group = self._world.groups.get(to)
            if group is not None and group.bot_inside:
                return Recipients((group.id,), (group.id,), len(group.members))
        elif not ids.USER_ID.fullmatch(to):
            raise bad_property("'to'")
        raise LineError(400, FAILED)

    def _multicast_recipients(self, body: Json) -> Recipients:
        to = user_ids(body, "to")
        users = self._world.users
        delivered = []
        for index, user_id in enumerate(to):
            user = users.get(user_id)
            if user is None or user.foreign:
                if self._platform.settings.foreign_ids == "400":
                    raise bad_property(f"to[{index}]")
            elif user.hears_multicast():
                delivered.append(user.id)
        named = delivered if len(delivered) == len(to) else to
        return Recipients(named, delivered, len(delivered))

    def _reply_recipients(self, chat: str) -> Recipients:
        user = self._world.users.get(chat)
        hears = user is None or not (user.blocked or user.deleted)
        return Recipients([chat], [chat] if hears else [], 1 if hears else 0)

    # -- accepting --------------------------------------------------------------------

    def _refuse_repeat(self, request: Request) -> None:
        key = request.headers.get(RETRY_KEY)
        known = self._platform.retry_keys.repeated(key, request.body) if key else None
        if known is None:
            return
        more = {} if known.sent_messages is None else {"sentMessages": known.sent_messages}
        accepted = [("x-line-accepted-request-id", known.request_id)]
        raise LineError(409, KEY_ACCEPTED, headers=accepted, **more)

    def _accept(self, endpoint: str, request: Request, body: Json, recipients: Recipients) -> Entry:
        platform = self._platform
        units = body.get("customAggregationUnits")
        if units is not None:
            _check_units(units)
        counted = recipients.counted
        if endpoint != "reply":
            platform.quota.check(counted)
        posting = self._world.post(
            recipients.delivered, BOT, endpoint, body["messages"], platform.clock.now_ms()
        )
        key = request.headers.get(RETRY_KEY)
        entry = platform.ledger.add(
            real_at=platform.clock.real_ms(),
            endpoint=endpoint,
            retry_key=key,
            to=recipients.named,
            request_id=request.id,
            counted=counted if endpoint != "reply" else 0,
            posting=posting,
            units=platform.units.assign(units) if units else (),
        )
        platform.quota.count(endpoint, counted)
        if key is not None:
            sent = sent_messages(entry) if endpoint == "push" else None
            platform.retry_keys.remember(key, request.id, sent, request.body)
        self._note(recipients.delivered)
        return entry

    def _note(self, chats: Sequence[str]) -> None:
        changes = self._platform.changes
        changes.dirty = True
        if changes.watched:
            for chat in chats:
                changes.note("message", chat)


def sent_messages(entry: Entry) -> list[Json]:
    sent = []
    for place, message in enumerate(entry.posting.messages):
        name = ids.message_id(entry.posting.seq + place)
        if message["type"] in QUOTABLE:
            sent.append({"id": name, "quoteToken": ids.quote_token(name)})
        else:
            sent.append({"id": name})
    return sent


def _check_units(units: object) -> None:
    problems = Problems()
    check_units(units, problems)
    if problems.details:
        raise body_errors(problems.details)
