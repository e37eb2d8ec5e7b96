"""Rich menus: the buttons under the chat."""

from collections.abc import Mapping, Sequence
from typing import Any

from linebot.v3.messaging import (
    MessagingApi,
    MessagingApiBlob,
    RichMenuBulkLinkRequest,
    RichMenuBulkUnlinkRequest,
)
from linebot.v3.messaging.exceptions import NotFoundException

from bot.domain.outcomes import Unavailable, is_sent
from bot.line.answers import json_object
from bot.line.client import LineCalls, line_errors
from bot.line.gateway import LineError, Menu


class LineMenus(LineCalls):
    def create_menu(self, definition: Mapping[str, Any], image: bytes, image_type: str) -> str:
        outcome, answer = self._post("/v2/bot/richmenu", definition)
        if not is_sent(outcome):
            raise LineError(outcome)
        menu_id = json_object(answer).get("richMenuId")
        if not isinstance(menu_id, str):
            raise LineError(Unavailable("LINE named no rich menu"))
        try:
            self._upload(menu_id, image, image_type)
        except LineError:
            self.delete_menu(menu_id)
            raise
        return menu_id

    def _upload(self, menu_id: str, image: bytes, image_type: str) -> None:
        with line_errors():
            MessagingApiBlob(self._client).set_rich_menu_image(
                menu_id,
                body=image,
                _headers={"Content-Type": image_type},
                _request_timeout=self._timeout,
            )

    def set_default_menu(self, menu_id: str) -> None:
        with line_errors():
            MessagingApi(self._client).set_default_rich_menu(
                menu_id, _request_timeout=self._timeout
            )

    def default_menu(self) -> str | None:
        with line_errors():
            try:
                found = MessagingApi(self._client).get_default_rich_menu_id(
                    _request_timeout=self._timeout
                )
            except NotFoundException:
                return None
        return str(found.rich_menu_id)

    def link_menu(self, user_ids: Sequence[str], menu_id: str) -> None:
        line, timeout = MessagingApi(self._client), self._timeout
        with line_errors():
            if len(user_ids) == 1:
                line.link_rich_menu_id_to_user(user_ids[0], menu_id, _request_timeout=timeout)
            else:
                many = RichMenuBulkLinkRequest(richMenuId=menu_id, userIds=list(user_ids))
                line.link_rich_menu_id_to_users(many, _request_timeout=timeout)

    def unlink_menu(self, user_ids: Sequence[str]) -> None:
        line, timeout = MessagingApi(self._client), self._timeout
        with line_errors():
            if len(user_ids) == 1:
                line.unlink_rich_menu_id_from_user(user_ids[0], _request_timeout=timeout)
            else:
                many = RichMenuBulkUnlinkRequest(userIds=list(user_ids))
                line.unlink_rich_menu_id_from_users(many, _request_timeout=timeout)

    def delete_menu(self, menu_id: str) -> None:
        with line_errors():
            MessagingApi(self._client).delete_rich_menu(menu_id, _request_timeout=self._timeout)

    def menus(self) -> tuple[Menu, ...]:
        with line_errors():
            found = MessagingApi(self._client).get_rich_menu_list(_request_timeout=self._timeout)
        entries = [menu.to_dict() for menu in found.richmenus]
        return tuple(Menu(entry.pop("richMenuId"), entry) for entry in entries)
