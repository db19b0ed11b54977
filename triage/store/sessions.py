"""Who is signed in on which browser. The token itself is kept nowhere, only its hash."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, literal_column, select, update

from triage.store.accounts import Account, account_in
from triage.store.clock import moment, stamp
from triage.store.prepared import Prepared
from triage.store.tables import account, web_session

_ALIVE = Prepared(
    select(
        account,
        web_session.c.device_id,
        web_session.c.created_at.label("session_created_at"),
        web_session.c.seen_at,
        web_session.c.expires_at,
    )
    .join(account, account.c.id == web_session.c.account_id)
    .where(
        web_session.c.token_hash == bindparam("mine"),
        web_session.c.expires_at > bindparam("now"),
        account.c.is_disabled == literal_column("0"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A browser that signs in: its token, whose it is now, and the device that it is on."""

    token: str
    account_id: str
    device_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSession:
    """A browser that is signed in."""

    account: Account
    device_id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def open_session(
    connection: Connection, new: NewSession, *, now: datetime, expires_at: datetime
) -> None:
    """Record that the browser with the token belongs to the account until *expires_at*."""
    row = {
        "token_hash": _hash(new.token),
        "account_id": new.account_id,
        "device_id": new.device_id,
        "created_at": stamp(now),
        "seen_at": stamp(now),
        "expires_at": stamp(expires_at),
    }
    connection.execute(insert(web_session).values(row))


def session(connection: Connection, token: str, now: datetime) -> WebSession | None:
    """Return who is signed in with *token*; None if nobody, or no more, or not allowed to."""
    row = _ALIVE.first(connection, {"mine": _hash(token), "now": stamp(now)})
    if row is None:
        return None
    return WebSession(
        account=account_in(row),
        device_id=row.device_id,
        created_at=moment(row.session_created_at),
        seen_at=moment(row.seen_at),
        expires_at=moment(row.expires_at),
    )


def extend_session(
    connection: Connection, token: str, *, now: datetime, expires_at: datetime
) -> None:
    """Record that the browser was seen just now and may stay until *expires_at*."""
    mine = web_session.c.token_hash == _hash(token)
    seen = {"seen_at": stamp(now), "expires_at": stamp(expires_at)}
    connection.execute(update(web_session).where(mine).values(seen))


def close_session(connection: Connection, token: str) -> None:
    """Sign the browser out."""
    connection.execute(delete(web_session).where(web_session.c.token_hash == _hash(token)))


def close_sessions(connection: Connection, account_id: str) -> int:
    """Sign a person out everywhere and return from how many browsers."""
    theirs = web_session.c.account_id == account_id
    return connection.execute(delete(web_session).where(theirs)).rowcount


def close_sessions_on(connection: Connection, device_id: str) -> int:
    """Sign whoever is on the device out and return from how many browsers."""
    theirs = web_session.c.device_id == device_id
    return connection.execute(delete(web_session).where(theirs)).rowcount


def close_every_session(connection: Connection) -> int:
    """Sign everybody out and return from how many browsers."""
    return connection.execute(delete(web_session)).rowcount


def expire(connection: Connection, now: datetime) -> int:
    """Delete the sessions whose time is over and return how many there were."""
    over = web_session.c.expires_at <= stamp(now)
    return connection.execute(delete(web_session).where(over)).rowcount


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
