"""Rich menus: made, drawn, given to everyone or to one person, and named by aliases."""

from dataclasses import dataclass, field
from typing import Any

from simulator import ids
from simulator.errors import LineError
from simulator.web import Json

MENUS = 1000
ALIASES = 1000
NOT_FOUND = "richmenu not found"
NO_IMAGE = "must upload richmenu image before applying it to user"


@dataclass
class Menus:
    menus: dict[str, Json] = field(default_factory=dict)  # as listed, with richMenuId
    images: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # content type, data
    aliases: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    of_user: dict[str, str] = field(default_factory=dict)

    def create(self, menu: Json) -> str:
        if len(self.menus) >= MENUS:
            raise LineError(400, "The maximum number of rich menus has been reached")
        menu_id = ids.menu_id()
        self.menus[menu_id] = {"richMenuId": menu_id, **menu}
        return menu_id

    def get(self, menu_id: str) -> Json:
        if menu_id not in self.menus:
            raise LineError(404, NOT_FOUND)
        return self.menus[menu_id]

    def delete(self, menu_id: str) -> None:
        self.get(menu_id)
        del self.menus[menu_id]
        self.images.pop(menu_id, None)
        if self.default == menu_id:
            self.default = None
        self.of_user = {user: menu for user, menu in self.of_user.items() if menu != menu_id}

    def set_image(self, menu_id: str, content_type: str, data: bytes) -> None:
        self.get(menu_id)
        if menu_id in self.images:
            raise LineError(400, "An image has already been uploaded to the richmenu")
        self.images[menu_id] = (content_type, data)

    def image(self, menu_id: str) -> tuple[str, bytes]:
        if menu_id not in self.images:
            raise LineError(404, "Not found")
        return self.images[menu_id]

    def ready(self, menu_id: str) -> None:
        """Raises unless the menu exists and has its picture."""
        self.get(menu_id)
        if menu_id not in self.images:
            raise LineError(400, NO_IMAGE)

    def set_default(self, menu_id: str) -> None:
        self.ready(menu_id)
        self.default = menu_id

    def link(self, user_id: str, menu_id: str) -> None:
        self.ready(menu_id)
        self.of_user[user_id] = menu_id

    def unlink(self, user_id: str) -> None:
        self.of_user.pop(user_id, None)

    def shown_to(self, user_id: str) -> Json | None:
        """A person's own menu goes before the default one."""
        menu_id = self.of_user.get(user_id) or self.default
        return self.menus.get(menu_id) if menu_id else None

    def dump(self) -> dict[str, Any]:
        return {
            "menus": self.menus,
            "aliases": self.aliases,
            "default": self.default,
            "of_user": self.of_user,
        }

    def load(self, saved: dict[str, Any]) -> None:
        self.menus, self.aliases = saved["menus"], saved["aliases"]
        self.default, self.of_user = saved["default"], saved["of_user"]
