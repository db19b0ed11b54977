"""How many wrong tries are open, and whose they are: one line for everything that can be guessed.

A PIN is locked for one person on one device, so that nobody can lock a colleague out elsewhere;
over all names a device has a limit of its own. See docs/decisions/0010.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from triage.errors import Throttled
from triage.store import throttle
from triage.store.database import Connection
from triage.store.throttle import Limit

A_QUARTER = timedelta(minutes=15)

LIMITS: Mapping[str, Limit] = {
    "locked": Limit(most_tries=5, blocked_for=A_QUARTER),
    "device": Limit(most_tries=20, blocked_for=A_QUARTER, within=A_QUARTER),
    "unlock": Limit(most_tries=10, blocked_for=A_QUARTER, within=A_QUARTER),
    "enrol": Limit(most_tries=20, blocked_for=A_QUARTER, within=A_QUARTER),
    "token": Limit(most_tries=60, blocked_for=timedelta(minutes=1), within=timedelta(minutes=1)),
}
"""By the code under which a refusal is told. locked: wrong PINs in a row of one person on one
device; device: wrong PINs of any name on one device; unlock: wrong supervisor codes on one device;
enrol: wrong codes of all browsers that do not belong to the site; token: wrong tokens of all
programs, where a right one is always taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One thing that is guarded: the code of its limit, and whose tries it counts."""

    code: str
    whose: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The name under which the store counts."""
        return ":".join((self.code, *self.whose))


def pin_of(account_id: str, device_id: str) -> Watch:
    """Return the watch over one person's PIN on one device."""
    return Watch(code="locked", whose=(device_id, account_id))


def pins_on(device_id: str) -> Watch:
    """Return the watch over all PINs tried on one device."""
    return Watch(code="device", whose=(device_id,))


def unlocking_on(device_id: str) -> Watch:
    """Return the watch over supervisor codes tried on one device."""
    return Watch(code="unlock", whose=(device_id,))


ENROLLING = Watch(code="enrol")
TOKENS = Watch(code="token")


def check(connection: Connection, watch: Watch, now: datetime) -> None:
    """Return if another try may be looked at.

    Raises:
        Throttled: there were too many wrong ones.
    """
    until = throttle.blocked_until(connection, watch.subject, now)
    if until is not None:
        raise Throttled(watch.code, until)


def count(connection: Connection, watch: Watch, now: datetime) -> datetime | None:
    """Count a wrong try; return until when nothing is looked at, None if another try is open."""
    return throttle.count(connection, watch.subject, LIMITS[watch.code], now)


def forgive(connection: Connection, *watches: Watch) -> None:
    """Forget the wrong tries of *watches*, and end their blocks."""
    for watch in watches:
        throttle.forgive(connection, watch.subject)


def forgive_everywhere(connection: Connection, account_id: str) -> None:
    """Forget one person's wrong PINs on every device."""
    throttle.forgive_ending(connection, f":{account_id}")


def locked_accounts(connection: Connection, now: datetime) -> frozenset[str]:
    """Return the ids of the accounts that are locked on some device."""
    subjects = throttle.blocked_subjects(connection, now)
    return frozenset(one.rpartition(":")[2] for one in subjects if one.startswith("locked:"))
