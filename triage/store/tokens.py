"""The tokens of programs. A token itself is kept nowhere, only its hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from triage.access import Scope
from triage.errors import NotFound
from triage.store.clock import moment, stamp
from triage.store.prepared import Prepared
from triage.store.tables import api_token

SECRET_BYTES = 32
SHOWN = 4

_BY_SECRET = Prepared(select(api_token).where(api_token.c.secret_hash == bindparam("mine")))
_BY_ID = select(api_token).where(api_token.c.id == bindparam("this"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A program that may call. last_four are the last characters of the secret."""

    id: str
    name: str
    scopes: frozenset[Scope]
    last_four: str
    created_at: datetime
    is_disabled: bool


def new_secret() -> str:
    """Return a random secret; whoever makes a token shows it once and forgets it."""
    return secrets.token_urlsafe(SECRET_BYTES)


def create(
    connection: Connection, secret: str, name: str, scopes: frozenset[Scope], now: datetime
) -> Token:
    """Record and return a new token that *secret* proves."""
    row = {
        "id": str(uuid4()),
        "name": name,
        "secret_hash": _hash(secret),
        "last_four": secret[-SHOWN:],
        "scopes": " ".join(sorted(scopes)),
        "created_at": stamp(now),
        "is_disabled": 0,
    }
    connection.execute(insert(api_token).values(row))
    return by_id(connection, str(row["id"]))


def find(connection: Connection, secret: str) -> Token | None:
    """Return the token that *secret* proves; None if there is none, or it was revoked."""
    # Looked up by its hash: how long that takes says nothing about the secret.
    row = _BY_SECRET.first(connection, {"mine": _hash(secret)})
    return None if row is None or row.is_disabled else _token(row)


def by_id(connection: Connection, token_id: str) -> Token:
    """Return the token.

    Raises:
        NotFound: there is none.
    """
    row = connection.execute(_BY_ID, {"this": token_id}).one_or_none()
    if row is None:
        raise NotFound("no token has this id: triage token list shows them")
    return _token(row)


def every(connection: Connection) -> tuple[Token, ...]:
    """Return all tokens, revoked ones too, the oldest first."""
    return tuple(
        map(_token, connection.execute(select(api_token).order_by(api_token.c.created_at)))
    )


def revoke(connection: Connection, token_id: str) -> Token:
    """Let this token prove nothing any more and return it; its row stays, visits point at it.

    Raises:
        NotFound: there is none.
    """
    this = api_token.c.id == token_id
    connection.execute(update(api_token).where(this).values(is_disabled=1))
    return by_id(connection, token_id)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _token(row: Row[tuple[object, ...]]) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        scopes=frozenset(map(Scope, row.scopes.split())),
        last_four=row.last_four,
        created_at=moment(row.created_at),
        is_disabled=bool(row.is_disabled),
    )
