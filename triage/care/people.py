"""Who may sign in: added, given another PIN, shut out and let in again by who runs the box."""

from datetime import datetime

from triage.access import Role
from triage.care import throttling
from triage.care.site import Credential, Person, add_person, new_pin
from triage.errors import SiteRefused
from triage.store import accounts, pins, sessions
from triage.store.accounts import Account
from triage.store.database import Connection, Database


def everybody(database: Database) -> tuple[Account, ...]:
    """Return all accounts in the order of their names."""
    with database.reading() as connection:
        return accounts.every(connection)


def locked(database: Database, now: datetime) -> frozenset[str]:
    """Return the ids of the accounts that are locked on some device."""
    with database.reading() as connection:
        return throttling.locked_accounts(connection, now)


def add(database: Database, key: bytes, person: Person, now: datetime) -> Credential:
    """Let *person* sign in and return how.

    Raises:
        SiteRefused: somebody has this name already.
    """
    with database.writing() as connection:
        return add_person(connection, key, person, now)


def reset_pin(database: Database, key: bytes, name: str) -> Credential:
    """Give the person called *name* another PIN, end the lock and every session; return it.

    Raises:
        SiteRefused: nobody has this name.
    """
    with database.writing() as connection:
        return fresh_pin(connection, key, _found(connection, name))


def fresh_pin(connection: Connection, key: bytes, account: Account) -> Credential:
    """Give *account* another PIN, end the lock and every session, and return it."""
    pin = new_pin()
    accounts.set_pin(connection, account.id, pins.hash_pin(key, pin))
    throttling.forgive_everywhere(connection, account.id)
    sessions.close_sessions(connection, account.id)
    return Credential(name=account.name, role=Role(account.role), pin=pin)


def set_disabled(database: Database, name: str, *, is_disabled: bool) -> Account:
    """Shut the person called *name* out at once, or let this person in again.

    Raises:
        SiteRefused: nobody has this name.
    """
    with database.writing() as connection:
        account = _found(connection, name)
        if is_disabled:
            sessions.close_sessions(connection, account.id)
        return accounts.set_disabled(connection, account.id, is_disabled=is_disabled)


def _found(connection: Connection, name: str) -> Account:
    account = accounts.find(connection, name)
    if account is None:
        raise SiteRefused(f"nobody here is called {name!r}: see triage user list")
    return account
