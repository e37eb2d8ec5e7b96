"""People and groups, made and moved about."""

from simulator import ids
from simulator.control.guard import Row, body_of, wanted
from simulator.errors import Refusal
from simulator.people import People
from simulator.platform import Platform
from simulator.web import Json, Request, Response, json_response
from simulator.world import Group, User

BULK = 1_000_000


class PeopleControl:
    def __init__(self, platform: Platform, people: People) -> None:
        self._platform = platform
        self._people = people
        self._world = platform.world

    def routes(self) -> list[Row]:
        return [
            ("POST", "/users", self.add),
            ("POST", "/bulk/users", self.add_many),
            ("POST", "/users/{user}", self.change),
            ("POST", "/users/{user}/follow", self.follow),
            ("POST", "/users/{user}/block", self.block),
            ("POST", "/users/{user}/unblock", self.unblock),
            ("POST", "/users/{user}/delete-account", self.delete_account),
            ("POST", "/groups", self.add_group),
            ("POST", "/groups/{group}/invite-bot", self.invite_bot),
            ("POST", "/groups/{group}/kick-bot", self.kick_bot),
            ("POST", "/groups/{group}/members", self.change_members),
        ]

    def add(self, request: Request) -> Response:
        body = body_of(request)
        user = User(
            id=body.get("id") or ids.user_id(),
            name=wanted(body, "name"),
            language=body.get("language", "ja"),
            picture=body.get("picture"),
            friend=bool(body.get("friend", False)),
            foreign=bool(body.get("foreign", False)),
        )
        self._world.add_user(user)
        self._platform.changes.note("user", user.id)
        return json_response(shown_user(user))

    def add_many(self, request: Request) -> Response:
        body = body_of(request)
        count, name = wanted(body, "count", int), str(body.get("name", "友だち{n}"))
        if not 1 <= count <= BULK:
            raise Refusal(400, f"count has to be 1 to {BULK}, not {count}.")
        made = [self._one_of_many(name, number) for number in range(1, count + 1)]
        if body.get("follow"):
            for user in made:
                self._people.follow(user)
        else:
            for user in made:
                user.friend = bool(body.get("friend", False))
        self._platform.changes.note("state")
        return json_response({"ids": [user.id for user in made]})

    def _one_of_many(self, name: str, number: int) -> User:
        user = User(ids.user_id(), name.replace("{n}", str(number)), "ja")
        return self._world.add_user(user)

    def change(self, request: Request) -> Response:
        user, body = self._user(request), body_of(request)
        user.name = str(body.get("name") or user.name)
        user.language = body.get("language", user.language)
        user.picture = body.get("picture", user.picture)
        self._platform.changes.note("user", user.id)
        return json_response(shown_user(user))

    def follow(self, request: Request) -> Response:
        user = self._user(request)
        self._people.follow(user)
        return json_response(shown_user(user))

    def block(self, request: Request) -> Response:
        user = self._user(request)
        self._people.block(user)
        return json_response(shown_user(user))

    def unblock(self, request: Request) -> Response:
        user = self._user(request)
        self._people.unblock(user)
        return json_response(shown_user(user))

    def delete_account(self, request: Request) -> Response:
        user = self._user(request)
        self._people.delete_account(user)
        return json_response(shown_user(user))

    def add_group(self, request: Request) -> Response:
        body = body_of(request)
        members = wanted(body, "members", list)
        for member in members:
            self._world.user(member)
        group = Group(body.get("id") or ids.group_id(), wanted(body, "name"), list(members))
        if not ids.GROUP_ID.fullmatch(group.id) or group.id in self._world.groups:
            raise Refusal(400, f"A group id is C and 32 hex digits and new, not {group.id}.")
        self._world.groups[group.id] = group
        self._platform.changes.note("group", group.id)
        return json_response(shown_group(group))

    def invite_bot(self, request: Request) -> Response:
        group = self._group(request)
        self._people.invite_bot(group)
        return json_response(shown_group(group))

    def kick_bot(self, request: Request) -> Response:
        group = self._group(request)
        self._people.kick_bot(group)
        return json_response(shown_group(group))

    def change_members(self, request: Request) -> Response:
        group, body = self._group(request), body_of(request)
        self._people.change_members(group, body.get("add", []), body.get("remove", []))
        return json_response(shown_group(group))

    def _user(self, request: Request) -> User:
        return self._world.user(request.params[0])

    def _group(self, request: Request) -> Group:
        return self._world.group(request.params[0])


def shown_user(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "language": user.language,
        "picture": user.picture,
        "friend": user.friend,
        "blocked": user.blocked,
        "bot_known": user.bot_known,
        "foreign": user.foreign,
        "deleted": user.deleted,
    }


def shown_group(group: Group) -> Json:
    return {
        "id": group.id,
        "name": group.name,
        "members": group.members,
        "bot_inside": group.bot_inside,
    }
