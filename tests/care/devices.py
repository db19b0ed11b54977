"""An enrolled device, for tests of what people do on one."""

from datetime import datetime

from triage.care.sign_in import Attempt, SignedIn, look, sign_in
from triage.store import devices
from triage.store.database import Database
from triage.store.devices import NewDevice


def enrolled(database: Database, secret: str, now: datetime) -> str:
    """Return the id of the device with *secret*, made when it is first asked for."""
    with database.writing() as connection:
        found = devices.find(connection, secret)
        new = NewDevice(secret=secret, name="", enrolled_by="")
        return (found or devices.create(connection, new, now)).id


def enter(database: Database, key: bytes, now: datetime, **typed: str) -> SignedIn:
    """Sign in on the device that is called as its browser's token is."""
    device_id = enrolled(database, typed["token"], now)
    return sign_in(database, key, Attempt(device_id=device_id, **typed), now)


def who(database: Database, browser: str, now: datetime) -> SignedIn | None:
    """Return who sits at the browser whose device and session have the same secret."""
    return look(database, browser, browser, now).signed_in
