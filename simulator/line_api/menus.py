"""Rich menus: made, drawn, given to all or to one, named by aliases."""

from simulator import ids
from simulator.errors import LineError
from simulator.line_api.bodies import Row, json_body, user_ids
from simulator.menus import ALIASES
from simulator.platform import Platform
from simulator.validation.actions import ALIAS
from simulator.validation.menus import check_image, check_menu
from simulator.web import Json, Request, Response, json_response

NO_MENU = "the user has no richmenu"
NO_ALIAS = "richmenu alias not found"


class MenuApi:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._menus = platform.menus

    def routes(self) -> list[Row]:
        menu, alias = "/v2/bot/richmenu", "/v2/bot/richmenu/alias"
        everyone, person = "/v2/bot/user/all/richmenu", "/v2/bot/user/{user}/richmenu"
        return [
            ("POST", menu, "menu", self.create),
            ("GET", f"{menu}/list", "menu_list", self.list_all),
            ("POST", f"{menu}/bulk/link", "menu_bulk", self.bulk_link),
            ("POST", f"{menu}/bulk/unlink", "menu_bulk", self.bulk_unlink),
            ("POST", alias, "menu_alias", self.create_alias),
            ("GET", f"{alias}/list", "menu_alias", self.list_aliases),
            ("GET", f"{alias}/{{alias}}", "menu_alias", self.get_alias),
            ("POST", f"{alias}/{{alias}}", "menu_alias", self.change_alias),
            ("DELETE", f"{alias}/{{alias}}", "menu_alias", self.delete_alias),
            ("GET", f"{menu}/{{menu}}", "menu", self.get),
            ("DELETE", f"{menu}/{{menu}}", "menu", self.delete),
            ("POST", f"{menu}/{{menu}}/content", "menu_image", self.upload),
            ("GET", f"{menu}/{{menu}}/content", "menu_image", self.download),
            ("GET", everyone, "menu_default", self.get_default),
            ("DELETE", everyone, "menu_default", self.clear_default),
            ("POST", f"{everyone}/{{menu}}", "menu_default", self.set_default),
            ("GET", person, "menu_user", self.get_of_user),
            ("DELETE", person, "menu_user", self.unlink),
            ("POST", f"{person}/{{menu}}", "menu_user", self.link),
        ]

    # -- menus ------------------------------------------------------------------------

    def create(self, request: Request) -> Response:
        menu = json_body(request)
        check_menu(menu)
        known = ("size", "selected", "name", "chatBarText", "areas")
        return json_response(
            {"richMenuId": self._menus.create({name: menu[name] for name in known})}
        )

    def list_all(self, _request: Request) -> Response:
        return json_response({"richmenus": list(self._menus.menus.values())})

    def get(self, request: Request) -> Response:
        return json_response(self._menus.get(request.params[0]))

    def delete(self, request: Request) -> Response:
        self._menus.delete(request.params[0])
        return self._changed()

    def upload(self, request: Request) -> Response:
        menu_id = request.params[0]
        self._menus.get(menu_id)
        content_type = request.headers.get("content-type", "none")
        check_image(content_type, request.body)
        self._menus.set_image(menu_id, content_type, request.body)
        self._platform.content.save(menu_id, content_type, request.body)
        return self._changed()

    def download(self, request: Request) -> Response:
        content_type, data = self._menus.image(request.params[0])
        return Response(body=data, content_type=content_type)

    # -- who sees which ---------------------------------------------------------------

    def set_default(self, request: Request) -> Response:
        self._menus.set_default(request.params[0])
        return self._changed()

    def get_default(self, _request: Request) -> Response:
        if self._menus.default is None:
            raise LineError(404, "no default richmenu")
        return json_response({"richMenuId": self._menus.default})

    def clear_default(self, _request: Request) -> Response:
        self._menus.default = None
        return self._changed()

    def link(self, request: Request) -> Response:
        user_id, menu_id = request.params
        _check_user(user_id)
        self._menus.ready(menu_id)
        self._link_if_friend(user_id, menu_id)
        return self._changed(user_id)

    def get_of_user(self, request: Request) -> Response:
        (user_id,) = request.params
        menu_id = self._menus.of_user.get(user_id)
        if menu_id is None:
            raise LineError(404, NO_MENU)
        return json_response({"richMenuId": menu_id})

    def unlink(self, request: Request) -> Response:
        (user_id,) = request.params
        _check_user(user_id)
        self._menus.unlink(user_id)
        return self._changed(user_id)

    def bulk_link(self, request: Request) -> Response:
        body = json_body(request)
        users = user_ids(body, "userIds")
        menu_id = body.get("richMenuId")
        if not isinstance(menu_id, str):
            raise LineError(400, "The property, 'richMenuId', in the request body is invalid")
        self._menus.ready(menu_id)
        for user_id in users:
            self._link_if_friend(user_id, menu_id)
        return self._changed(status=202)

    def bulk_unlink(self, request: Request) -> Response:
        for user_id in user_ids(json_body(request), "userIds"):
            self._menus.unlink(user_id)
        return self._changed(status=202)

    # -- aliases ----------------------------------------------------------------------

    def create_alias(self, request: Request) -> Response:
        body = json_body(request)
        alias = body.get("richMenuAliasId")
        if not isinstance(alias, str) or not ALIAS.fullmatch(alias):
            raise LineError(400, "The property, 'richMenuAliasId', in the request body is invalid")
        if alias in self._menus.aliases:
            raise LineError(400, "conflict richmenu alias id")
        if len(self._menus.aliases) >= ALIASES:
            raise LineError(400, "The maximum number of rich menu aliases has been reached")
        self._menus.aliases[alias] = self._menu_of_alias(body)
        return self._changed()

    def change_alias(self, request: Request) -> Response:
        alias = self._known_alias(request)
        self._menus.aliases[alias] = self._menu_of_alias(json_body(request))
        return self._changed()

    def get_alias(self, request: Request) -> Response:
        return json_response(self._shown_alias(self._known_alias(request)))

    def list_aliases(self, _request: Request) -> Response:
        return json_response({"aliases": [self._shown_alias(name) for name in self._menus.aliases]})

    def delete_alias(self, request: Request) -> Response:
        del self._menus.aliases[self._known_alias(request)]
        return self._changed()

    # -- inside -----------------------------------------------------------------------

    def _menu_of_alias(self, body: Json) -> str:
        menu_id = body.get("richMenuId")
        if not isinstance(menu_id, str) or menu_id not in self._menus.menus:
            raise LineError(400, "richmenu not found")
        self._menus.ready(menu_id)
        return menu_id

    def _known_alias(self, request: Request) -> str:
        (alias,) = request.params
        if alias not in self._menus.aliases:
            raise LineError(404, NO_ALIAS)
        return alias

    def _shown_alias(self, alias: str) -> Json:
        return {"richMenuAliasId": alias, "richMenuId": self._menus.aliases[alias]}

    def _link_if_friend(self, user_id: str, menu_id: str) -> None:
        user = self._platform.world.users.get(user_id)
        if user is not None and user.hears_multicast():
            self._menus.link(user_id, menu_id)

    def _changed(self, user_id: str | None = None, status: int = 200) -> Response:
        self._platform.changes.note("menu", user_id)
        return Response(status)


def _check_user(user_id: str) -> None:
    if not ids.USER_ID.fullmatch(user_id):
        raise LineError(400, "The value for the 'userId' parameter is invalid")
