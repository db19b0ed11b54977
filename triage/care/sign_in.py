"""Signing in by name and PIN, staying signed in, leaving."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from triage.access import Actor, Role
from triage.errors import DatabaseUnusable, SignInRefused
from triage.store import accounts, pins, sessions
from triage.store.accounts import Account
from triage.store.database import Database

log = logging.getLogger(__name__)

STAYS_FOR = timedelta(hours=12)
"""One shift; a shared device does not stay open overnight."""

IDLE_FOR = timedelta(minutes=5)
"""After so long without a request the device asks for the PIN again; what is typed is kept."""

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is recorded when a browser was last seen: each time is a write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What somebody typed, and the token that the browser gets if it is right."""

    name: str
    pin: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who sits at a browser, and the language that this person reads ("" if never chosen)."""

    actor: Actor
    language: str


def names(database: Database) -> tuple[str, ...]:
    """Return the names of everybody who may sign in, in their order."""
    with database.reading() as connection:
        everybody = accounts.every(connection)
    return tuple(one.name for one in everybody if not one.is_disabled)


def sign_in(database: Database, node_key: bytes, attempt: Attempt, now: datetime) -> SignedIn:
    """Return who signed in; the browser with the attempt's token belongs to this person now.

    Raises:
        SignInRefused: wrong (name or PIN), or locked (too many wrong PINs, whatever was typed).
    """
    with database.reading() as connection:
        account = accounts.find(connection, attempt.name)
    if account is not None and account.is_locked(now):
        raise SignInRefused("locked")
    usable = account is not None and not account.is_disabled
    is_right = pins.verify_pin(node_key, attempt.pin, account.pin_hash if account else None)
    if account is None or not usable:
        raise SignInRefused("wrong")
    return _settle(database, account, attempt, now, is_right=is_right)


def _settle(
    database: Database, account: Account, attempt: Attempt, now: datetime, *, is_right: bool
) -> SignedIn:
    """Record how the attempt ended. The lock counts as it is now, not as it was before the PIN."""
    with database.writing() as connection:
        locked = accounts.by_id(connection, account.id).is_locked(now)
        if is_right and not locked:
            accounts.record_success(connection, account.id)
            sessions.expire(connection, now)
            sessions.open_session(
                connection, attempt.token, account.id, now=now, expires_at=now + STAYS_FOR
            )
            return _signed_in(account)
        locked = accounts.record_failure(connection, account.id, now).is_locked(now)
    raise SignInRefused("locked" if locked else "wrong")


def who(database: Database, token: str, now: datetime) -> SignedIn | None:
    """Return who sits at the browser with *token*; None if nobody does, any more or just now."""
    with database.reading() as connection:
        found = sessions.session(connection, token, now)
    if found is None or now - found.seen_at >= IDLE_FOR:
        return None
    if now - found.seen_at >= SEEN_EVERY:
        _note_seen(database, token, now, found.expires_at)
    return _signed_in(found.account)


def _note_seen(database: Database, token: str, now: datetime, expires_at: datetime) -> None:
    """Record that the browser was seen; where nothing can be written, reading goes on."""
    try:
        with database.writing() as connection:
            sessions.extend_session(connection, token, now=now, expires_at=expires_at)
    except DatabaseUnusable as error:
        log.warning("a session cannot be prolonged: %s", error)


def leave(database: Database, token: str) -> None:
    """Sign the browser out; a second time changes nothing."""
    with database.writing() as connection:
        sessions.close_session(connection, token)


def choose_language(database: Database, actor: Actor, code: str) -> None:
    """Remember the language that *actor* reads."""
    with database.writing() as connection:
        accounts.set_language(connection, actor.account_id, code)


def _signed_in(account: Account) -> SignedIn:
    actor = Actor(account_id=account.id, name=account.name, role=Role(account.role))
    return SignedIn(actor=actor, language=account.language)
