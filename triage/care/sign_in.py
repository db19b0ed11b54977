"""Signing in by name and PIN on an enrolled device, staying signed in, leaving."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage.access import Actor, Role
from triage.care import throttling
from triage.care.devices import see
from triage.care.one_time_codes import typed_code
from triage.errors import DatabaseUnusable, SignInRefused, Throttled
from triage.store import accounts, devices, one_time, pins, sessions
from triage.store.accounts import Account
from triage.store.database import Connection, Database
from triage.store.devices import Device
from triage.store.sessions import NewSession, WebSession

log = logging.getLogger(__name__)

STAYS_FOR = timedelta(hours=12)
"""One shift; a shared device does not stay open overnight."""

IDLE_FOR = timedelta(minutes=5)
"""After so long without a request the device asks for the PIN again; what is typed is kept."""

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is recorded when a browser was last seen: each time is a write."""

_unwritten: dict[str, datetime] = {}
"""When the browser of a session was seen, by its token, while the disk refuses to record it: else
signing in again, which needs a write, would be asked of everybody after five minutes. It is as
large as the number of people signed in, and empty again once something could be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What somebody typed on a device, and the token that the browser gets if it is right.

    unlock_code: a supervisor's, which ends this person's lock on this device; "" if none.
    """

    device_id: str
    name: str
    pin: str
    token: str
    unlock_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who sits at a browser, and the language that this person reads ("" if never chosen)."""

    actor: Actor
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """What a browser showed of itself: None for no device of this site, and for nobody."""

    device: Device | None
    signed_in: SignedIn | None


NOBODY = Browser(device=None, signed_in=None)


def names(database: Database) -> tuple[str, ...]:
    """Return the names of everybody who may sign in, in their order."""
    with database.reading() as connection:
        everybody = accounts.every(connection)
    return tuple(one.name for one in everybody if not one.is_disabled)


def sign_in(database: Database, node_key: bytes, attempt: Attempt, now: datetime) -> SignedIn:
    """Return who signed in; the browser with the attempt's token belongs to this person now.

    Raises:
        SignInRefused: wrong (name or PIN), or wrong_code (of a supervisor).
        Throttled: too many wrong tries, by this person or by anybody on this device; then no PIN
            is looked at, and only a supervisor's code or time helps.
    """
    with database.reading() as connection:
        account = accounts.find(connection, attempt.name)
    if attempt.unlock_code.strip():
        _unlock(database, node_key, account, attempt, now)
    with database.reading() as connection:
        _check(connection, account, attempt, now)
    usable = account is not None and not account.is_disabled
    is_right = pins.verify_pin(node_key, attempt.pin, account.pin_hash if account else None)
    return _settle(database, account, attempt, now, is_right=is_right and usable)


def _check(
    connection: Connection, account: Account | None, attempt: Attempt, now: datetime
) -> None:
    if account is not None:
        throttling.check(connection, throttling.pin_of(account.id, attempt.device_id), now)
    throttling.check(connection, throttling.pins_on(attempt.device_id), now)


def _unlock(
    database: Database,
    key: bytes,
    account: Account | None,
    attempt: Attempt,
    now: datetime,
) -> None:
    """Use a supervisor's code up: this person's lock on this device ends, and the device's own."""
    watch = throttling.unlocking_on(attempt.device_id)
    code = typed_code(attempt.unlock_code)
    with database.writing() as connection:
        throttling.check(connection, watch, now)
        found = None
        if account is not None and code is not None:
            found = one_time.use_to_unlock(connection, key, code, account.id, now)
        if found is not None and account is not None:
            pin = throttling.pin_of(account.id, attempt.device_id)
            throttling.forgive(connection, watch, pin, throttling.pins_on(attempt.device_id))
            return
        throttling.count(connection, watch, now)
    raise SignInRefused("wrong_code")


def _settle(
    database: Database,
    account: Account | None,
    attempt: Attempt,
    now: datetime,
    *,
    is_right: bool,
) -> SignedIn:
    """Record how the attempt ended. The locks count as they are now, not as before the PIN."""
    with database.writing() as connection:
        _check(connection, account, attempt, now)
        if account is not None and is_right:
            throttling.forgive(connection, throttling.pin_of(account.id, attempt.device_id))
            sessions.expire(connection, now)
            new = NewSession(
                token=attempt.token, account_id=account.id, device_id=attempt.device_id
            )
            sessions.open_session(connection, new, now=now, expires_at=now + STAYS_FOR)
            return _signed_in(account)
        refusal = _count(connection, account, attempt.device_id, now)
    raise refusal


def _count(
    connection: Connection, account: Account | None, device_id: str, now: datetime
) -> SignInRefused | Throttled:
    """Count a wrong PIN, for the person and for the device, and return how it is refused."""
    watches = [throttling.pins_on(device_id)]
    if account is not None:
        watches.insert(0, throttling.pin_of(account.id, device_id))
    blocks = {watch.code: throttling.count(connection, watch, now) for watch in watches}
    for code, until in blocks.items():
        if until is not None:
            return Throttled(code, until)
    return SignInRefused("wrong")


def look(database: Database, device_secret: str, token: str, now: datetime) -> Browser:
    """Return which device the browser is, and who sits there, if it is still somebody."""
    with database.reading() as connection:
        device = devices.find(connection, device_secret) if device_secret else None
        found = sessions.session(connection, token, now) if token and device else None
    if found is not None:
        found = replace(found, seen_at=max(found.seen_at, _unwritten.get(token, found.seen_at)))
    if found is not None and (device is None or not _goes_on(found, device, now)):
        found = None
    _note(database, device, token if found else "", found, now)
    return Browser(device=device, signed_in=_signed_in(found.account) if found else None)


def _goes_on(found: WebSession, device: Device, now: datetime) -> bool:
    return found.device_id == device.id and now - found.seen_at < IDLE_FOR


def _note(
    database: Database,
    device: Device | None,
    token: str,
    found: WebSession | None,
    now: datetime,
) -> None:
    """Record when the device and the session were seen, no more exactly than is needed."""
    is_new_day = device is not None and device.seen_on != now.date()
    is_due = found is not None and now - found.seen_at >= SEEN_EVERY
    if not (is_new_day or is_due):
        return
    try:
        with database.writing() as connection:
            if device is not None:
                see(connection, device, now)
            if found is not None:
                sessions.extend_session(connection, token, now=now, expires_at=found.expires_at)
        _unwritten.pop(token, None)
    except DatabaseUnusable as error:
        # Where nothing can be written, reading goes on, for who is signed in and not idle.
        _unwritten[token] = now
        log.warning("that a browser was seen cannot be recorded: %s", error)


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
