"""Rich menus made at LINE, and who should see which."""

from dataclasses import dataclass

from bot.store.db import rows, sql
from bot.store.models import RichMenu


@dataclass(frozen=True, slots=True)
class Made:
    name: str
    menu_id: str
    digest: str


def made() -> dict[str, Made]:
    return {row.name: Made(row.name, row.menu_id, row.digest) for row in RichMenu.select()}


def remember(name: str, menu_id: str, digest: str) -> None:
    RichMenu.insert(name=name, menu_id=menu_id, digest=digest).on_conflict(
        conflict_target=[RichMenu.name], preserve=[RichMenu.menu_id, RichMenu.digest]
    ).execute()


def want(user_id: str, name: str) -> None:
    sql(
        "INSERT INTO user_menu (user_id, wanted, linked, retry_at) VALUES (:user, :name, '', 0)"
        " ON CONFLICT (user_id) DO UPDATE SET wanted = :name, retry_at = 0",
        {"user": user_id, "name": name},
    )


@dataclass(frozen=True, slots=True)
class ToLink:
    """``menu_id`` is empty where the person should see everybody's menu."""

    user_id: str
    wanted: str
    menu_id: str


def to_link(default: str, *, real: float, limit: int) -> list[ToLink]:
    """Whose menu differs from the one they should see; ``default`` is what everybody sees.

    A menu that was never made waits until it is.
    """
    found = rows(
        "SELECT u.user_id, u.wanted, CASE WHEN u.wanted = :default THEN '' ELSE m.menu_id END"
        " FROM user_menu u LEFT JOIN rich_menu m ON m.name = u.wanted"
        " WHERE u.linked <> CASE WHEN u.wanted = :default THEN '' ELSE m.menu_id END"
        " AND u.retry_at <= :real"
        " ORDER BY u.user_id LIMIT :limit",
        {"default": default, "real": real, "limit": limit},
    )
    return [ToLink(*row) for row in found]


def linked(link: ToLink) -> None:
    """Unless the person should see another one by now."""
    sql(
        "UPDATE user_menu SET linked = :menu WHERE user_id = :user AND wanted = :wanted",
        {"menu": link.menu_id, "user": link.user_id, "wanted": link.wanted},
    )


def retry_later(user_id: str, at: float) -> None:
    sql(
        "UPDATE user_menu SET retry_at = :at WHERE user_id = :user",
        {"at": at, "user": user_id},
    )
