"""The browsers that belong to the site. A device's secret is kept nowhere, only its hash."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from triage.errors import NotFound
from triage.store.clock import moment, stamp
from triage.store.tables import device

_BY_SECRET = select(device).where(device.c.secret_hash == bindparam("mine"))
_BY_ID = select(device).where(device.c.id == bindparam("this"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevice:
    """A browser that shall belong to the site. enrolled_by: an account's id, or ""."""

    secret: str
    name: str
    enrolled_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A browser that belongs to the site, or did; seen_on is the day of its last use in UTC."""

    id: str
    name: str
    enrolled_at: datetime
    enrolled_by: str
    seen_on: date
    is_revoked: bool


def create(connection: Connection, new: NewDevice, now: datetime) -> Device:
    """Record and return a new device; without a name it is called by its number."""
    row = {
        "id": str(uuid4()),
        "name": new.name or f"Device {_count(connection) + 1}",
        "secret_hash": _hash(new.secret),
        "enrolled_at": stamp(now),
        "enrolled_by": new.enrolled_by,
        "seen_on": _day(now),
        "is_revoked": 0,
    }
    connection.execute(insert(device).values(row))
    return by_id(connection, str(row["id"]))


def find(connection: Connection, secret: str) -> Device | None:
    """Return the device that *secret* proves; None if there is none, or it was revoked."""
    # Looked up by its hash: how long that takes says nothing about the secret.
    row = connection.execute(_BY_SECRET, {"mine": _hash(secret)}).one_or_none()
    return None if row is None or row.is_revoked else _device(row)


def by_id(connection: Connection, device_id: str) -> Device:
    """Return the device.

    Raises:
        NotFound: there is none.
    """
    row = connection.execute(_BY_ID, {"this": device_id}).one_or_none()
    if row is None:
        raise NotFound("no device has this id: triage device list shows them")
    return _device(row)


def every(connection: Connection) -> tuple[Device, ...]:
    """Return all devices, revoked ones too, the oldest first."""
    ordered = select(device).order_by(device.c.enrolled_at, device.c.id)
    return tuple(map(_device, connection.execute(ordered)))


def see(connection: Connection, device_id: str, now: datetime) -> None:
    """Record that the device was used today."""
    this = device.c.id == device_id
    connection.execute(update(device).where(this).values(seen_on=_day(now)))


def revoke(connection: Connection, device_id: str) -> Device:
    """Let this device belong to the site no more and return it; visits may point at its row.

    Raises:
        NotFound: there is none.
    """
    this = device.c.id == device_id
    connection.execute(update(device).where(this).values(is_revoked=1))
    return by_id(connection, device_id)


def _count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(device)).scalar_one()


def _day(now: datetime) -> int:
    return stamp(now.replace(hour=0, minute=0, second=0, microsecond=0))


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _device(row: Row[tuple[object, ...]]) -> Device:
    return Device(
        id=row.id,
        name=row.name,
        enrolled_at=moment(row.enrolled_at),
        enrolled_by=row.enrolled_by,
        seen_on=moment(row.seen_on).date(),
        is_revoked=bool(row.is_revoked),
    )
