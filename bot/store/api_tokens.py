"""Who may call the HTTP API, and what was answered to repeatable requests."""

from dataclasses import dataclass

from bot.store.api_models import ApiAnswer, ApiToken
from bot.store.db import changed, rows, sql


@dataclass(frozen=True, slots=True)
class TokenRow:
    """``used_at`` in epoch seconds, to the minute; None: never. ``nonce``: "" once it was shown."""

    id: int
    name: str
    tail: str
    created_at: int
    created_by: str
    used_at: int | None
    nonce: str
    expires_at: int | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    request: str
    status: int
    body: str


_COLUMNS = "id, name, tail, created_at, created_by, used_at, nonce, expires_at"
_OPENS = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)"
_USED_EVERY_SECONDS = 60


def create(
    name: str,
    hashed: str,
    tail: str,
    *,
    by: str,
    at: int,
    nonce: str = "",
    expires_at: int | None = None,
) -> int:
    row = ApiToken.create(
        name=name,
        hash=hashed,
        tail=tail,
        created_by=by,
        created_at=at,
        nonce=nonce,
        expires_at=expires_at,
    )
    return int(row.id)


def find(hashed: str, *, now: int) -> TokenRow | None:
    found = rows(
        f"SELECT {_COLUMNS} FROM api_token WHERE hash = :hash AND {_OPENS}",
        {"hash": hashed, "now": now},
    )
    return TokenRow(*found[0]) if found else None


def listed(*, now: int) -> list[TokenRow]:
    """Those that open something."""
    found = rows(f"SELECT {_COLUMNS} FROM api_token WHERE {_OPENS} ORDER BY id", {"now": now})
    return [TokenRow(*row) for row in found]


def revoke(token_id: int, *, at: int) -> bool:
    return bool(
        changed(
            "UPDATE api_token SET revoked_at = :at, nonce = ''"
            " WHERE id = :id AND revoked_at IS NULL",
            {"id": token_id, "at": at},
        )
    )


def forget_nonces(before: int) -> None:
    ApiToken.update(nonce="").where(ApiToken.nonce != "", ApiToken.created_at < before).execute()


def used(token: TokenRow, *, at: int) -> None:
    """Noted once a minute: a row that every request writes would make them wait in line."""
    if token.used_at is None or at - token.used_at >= _USED_EVERY_SECONDS:
        sql("UPDATE api_token SET used_at = :at WHERE id = :id", {"id": token.id, "at": at})


def begin(token_id: int, key: str, request: str, *, at: int) -> AnswerRow | None:
    """What was answered before. None: nobody asked this yet, and the row is ours: a second request
    waits until this transaction has ended.
    """
    mine = rows(
        "INSERT INTO api_answer (token_id, key, request, status, body, at)"
        " VALUES (:token, :key, :request, 0, '', :at) ON CONFLICT DO NOTHING RETURNING token_id",
        {"token": token_id, "key": key, "request": request, "at": at},
    )
    if mine:
        return None
    found = rows(
        "SELECT request, status, body FROM api_answer WHERE token_id = :token AND key = :key",
        {"token": token_id, "key": key},
    )
    return AnswerRow(*found[0]) if found else None


def answered(token_id: int, key: str, status: int, body: str) -> None:
    sql(
        "UPDATE api_answer SET status = :status, body = :body"
        " WHERE token_id = :token AND key = :key",
        {"token": token_id, "key": key, "status": status, "body": body},
    )


def forget_answers(before: int) -> None:
    ApiAnswer.delete().where(ApiAnswer.at < before).execute()
