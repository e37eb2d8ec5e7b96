"""Rich menus made at LINE, and who should see which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.store.db import rows, sql
from bot.store.models import RichMenu
from bot.store.sets import among, ids, lines, strings, text_table, texts


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
    sql("UPDATE user_menu SET stale = TRUE WHERE wanted = :name", {"name": name})


# Before the name of a menu of the shop's own.
OWN = "own:"


def own_names() -> frozenset[str]:
    return frozenset(name.removeprefix(OWN) for name in made() if name.startswith(OWN))


def want(user_id: str, name: str, *, own_first: bool = False) -> None:
    """`own_first`: what a scenario gave them goes before it."""
    own = "CASE WHEN user_menu.own = '' THEN :name ELSE user_menu.own END" if own_first else ":name"
    sql(
        "INSERT INTO user_menu (user_id, wanted, linked, retry_at) VALUES (:user, :name, '', 0)"
        f" ON CONFLICT (user_id) DO UPDATE SET wanted = {own}, retry_at = 0, stale = TRUE",
        {"user": user_id, "name": name},
    )


def greet(names: Mapping[str, str], default: str) -> None:
    """Friends who came, by user id: the name of the menu in their language. Everybody's needs no
    row; who had another menu before sees the right one again. Members keep theirs.

    LINE is told again of who comes back: nobody knows what it kept while they were away.
    """
    sql(
        "INSERT INTO user_menu (user_id, wanted, linked, retry_at)"
        f" SELECT t.a, t.b, '', 0 {text_table(2)}"
        " LEFT JOIN user_menu u ON u.user_id = t.a"
        " WHERE (t.b <> :default OR u.user_id IS NOT NULL)"
        " AND t.a NOT IN (SELECT user_id FROM member)"
        " ORDER BY t.a ON CONFLICT (user_id) DO UPDATE SET retry_at = 0, stale = TRUE,"
        " wanted = CASE WHEN user_menu.own = '' THEN excluded.wanted ELSE user_menu.wanted END,"
        " linked = CASE WHEN excluded.wanted = :default THEN user_menu.linked ELSE '' END",
        {"lines": lines(names.items()), "default": default},
    )


def wanted(user_id: str) -> str:
    """The name of the menu that they should see; "": everybody's."""
    found = rows("SELECT wanted FROM user_menu WHERE user_id = :user", {"user": user_id})
    return str(found[0][0]) if found else ""


def give(friend_ids: Sequence[int], name: str) -> None:
    """From now on they see the shop's own menu of that name; "": everybody's. Who has stopped
    the messages goes on seeing how to take them up again; members keep theirs.
    """
    sql(
        "INSERT INTO user_menu (user_id, wanted, own, linked, retry_at)"
        " SELECT f.user_id, :name, :name, '', 0 FROM friend f"
        f" WHERE f.id{among(':friends')} AND f.user_id NOT IN (SELECT user_id FROM member)"
        " ORDER BY f.user_id ON CONFLICT (user_id) DO UPDATE SET own = :name,"
        " retry_at = 0, stale = TRUE, wanted = CASE WHEN user_menu.wanted LIKE :stopped"
        " THEN user_menu.wanted ELSE :name END",
        {
            "friends": ids(friend_ids),
            "name": OWN + name if name else "",
            "stopped": "friend-stopped-%",
        },
    )


@dataclass(frozen=True, slots=True)
class ToLink:
    """``menu_id`` is empty where the person should see everybody's menu."""

    user_id: str
    wanted: str
    menu_id: str


_MENU = "CASE WHEN u.wanted IN (:default, '') THEN '' ELSE m.menu_id END"


def to_link(default: str, *, real: float, limit: int) -> list[ToLink]:
    """Whose menu differs from the one they should see; ``default`` is what everybody sees.

    A menu that was never made waits until it is.
    """
    found = rows(
        f"SELECT u.user_id, u.wanted, {_MENU}"
        " FROM user_menu u LEFT JOIN rich_menu m ON m.name = u.wanted"
        f" WHERE u.linked <> {_MENU}"
        " AND u.stale AND u.retry_at <= :real"
        " ORDER BY u.user_id LIMIT :limit",
        {"default": default, "real": real, "limit": limit},
    )
    return [ToLink(*row) for row in found]


def linked(name: str, links: Sequence[ToLink]) -> None:
    """All want the menu of that name; unless somebody should see another one by now."""
    sql(
        "UPDATE user_menu SET linked = :menu, stale = FALSE"
        f" WHERE user_id{strings(':users')} AND wanted = :wanted",
        {"menu": links[0].menu_id, "users": _users(links), "wanted": name},
    )


def retry_later(links: Sequence[ToLink], at: float) -> None:
    sql(
        f"UPDATE user_menu SET retry_at = :at WHERE user_id{strings(':users')}",
        {"at": at, "users": _users(links)},
    )


def _users(links: Sequence[ToLink]) -> str:
    return texts(link.user_id for link in links)
