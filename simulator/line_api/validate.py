"""Checks messages and rich menus without sending or keeping them."""

from simulator.line_api.bodies import Row, json_body
from simulator.validation.menus import check_menu
from simulator.validation.messages import check_messages
from simulator.web import Request, Response

KINDS = ("reply", "push", "multicast", "narrowcast", "broadcast")


class ValidateApi:
    def routes(self) -> list[Row]:
        path = "/v2/bot/message/validate"
        rows: list[Row] = [
            ("POST", f"{path}/{kind}", f"validate_{kind}", self.messages) for kind in KINDS
        ]
        return [*rows, ("POST", "/v2/bot/richmenu/validate", "validate_menu", self.menu)]

    def messages(self, request: Request) -> Response:
        check_messages(json_body(request).get("messages"), len(request.body))
        return Response()

    def menu(self, request: Request) -> Response:
        check_menu(json_body(request))
        return Response()
