"""Devices: a browser is enrolled once, with a code, and belongs to the site until it is revoked."""

from dataclasses import dataclass
from datetime import datetime

from triage.care import throttling
from triage.care.one_time_codes import typed_code
from triage.errors import SignInRefused, Throttled
from triage.store import devices, one_time, sessions, throttle
from triage.store.database import Connection, Database
from triage.store.devices import Device, NewDevice


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What somebody typed, and the secret that the browser gets if it is right."""

    code: str
    secret: str


def enrol(database: Database, key: bytes, wanted: Enrolment, now: datetime) -> Device:
    """Return the device that was enrolled; its browser keeps the secret.

    Raises:
        SignInRefused: wrong_code, if no code that counts was typed.
        Throttled: too many wrong codes were typed, on any browser.
    """
    with database.writing() as connection:
        throttling.check(connection, throttling.ENROLLING, now)
        code = typed_code(wanted.code)
        found = one_time.use_to_enrol(connection, key, code, now) if code else None
        if found is not None:
            throttle.expire(connection, now)
            new = NewDevice(secret=wanted.secret, name=found.about, enrolled_by=found.made_by)
            return devices.create(connection, new, now)
        until = throttling.count(connection, throttling.ENROLLING, now)
    raise SignInRefused("wrong_code") if until is None else Throttled("enrol", until)


def everything(database: Database) -> tuple[Device, ...]:
    """Return all devices, the oldest first."""
    with database.reading() as connection:
        return devices.every(connection)


def revoke(database: Database, device_id: str) -> Device:
    """Shut the device out, sign out who is there, and return it.

    Raises:
        NotFound: there is none.
    """
    with database.writing() as connection:
        sessions.close_sessions_on(connection, device_id)
        return devices.revoke(connection, device_id)


def see(connection: Connection, device: Device, now: datetime) -> None:
    """Record that *device* was used today; once a day, since each time is a write."""
    if device.seen_on != now.date():
        devices.see(connection, device.id, now)
