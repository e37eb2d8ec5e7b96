"""The shop's own ids of its friends."""

from collections.abc import Collection

from bot.store.db import Value, rows, sql
from bot.store.sets import strings, texts


def friend_of(customer_id: str) -> int | None:
    found = rows(
        "SELECT friend_id FROM customer WHERE customer_id = :customer", {"customer": customer_id}
    )
    return found[0][0] if found else None


def customer_of(friend_id: int) -> str | None:
    found = rows(
        "SELECT customer_id FROM customer WHERE friend_id = :friend", {"friend": friend_id}
    )
    return found[0][0] if found else None


def friends_of(customer_ids: Collection[str]) -> dict[str, int]:
    """Those there are."""
    found = rows(
        f"SELECT customer_id, friend_id FROM customer WHERE customer_id{strings(':customers')}",
        {"customers": texts(customer_ids)},
    )
    return dict(found)


def link(customer_id: str, friend_id: int) -> None:
    """From now on it is theirs alone; what either stood for before is forgotten."""
    params: dict[str, Value] = {"customer": customer_id, "friend": friend_id}
    sql("DELETE FROM customer WHERE customer_id = :customer OR friend_id = :friend", params)
    sql("INSERT INTO customer (customer_id, friend_id) VALUES (:customer, :friend)", params)
