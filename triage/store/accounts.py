"""The people who sign in."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from triage.errors import NotFound
from triage.store.clock import moment, stamp
from triage.store.tables import account

_BY_ID = select(account).where(account.c.id == bindparam("this"))


class NameTaken(ValueError):
    """Another account has this name, perhaps in other letters' case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """A person who shall sign in; role is a value of access.Role, pin_hash of pins.hash_pin."""

    name: str
    role: str
    pin_hash: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who signs in."""

    id: str
    name: str
    role: str
    pin_hash: str
    language: str
    is_disabled: bool
    created_at: datetime


def create_account(connection: Connection, new: NewAccount, *, now: datetime) -> Account:
    """Record and return a new account.

    Raises:
        NameTaken: there is an account of this name.
    """
    name = " ".join(unicodedata.normalize("NFC", new.name).split())
    row = {
        "id": str(uuid4()),
        "name": name,
        "name_key": name_key(name),
        "role": new.role,
        "pin_hash": new.pin_hash,
        "language": new.language,
        "is_disabled": 0,
        "created_at": stamp(now),
    }
    try:
        connection.execute(insert(account).values(row))
    except IntegrityError as error:
        raise NameTaken("another account has this name: choose one that differs") from error
    return by_id(connection, str(row["id"]))


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: case, spaces, composed letters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def find(connection: Connection, name: str) -> Account | None:
    """Return the account of this name, however it is spelled; None if there is none."""
    found = select(account).where(account.c.name_key == name_key(name))
    row = connection.execute(found).one_or_none()
    return None if row is None else account_in(row)


def by_id(connection: Connection, account_id: str) -> Account:
    """Return the account.

    Raises:
        NotFound: there is none.
    """
    row = connection.execute(_BY_ID, {"this": account_id}).one_or_none()
    if row is None:
        raise NotFound("no account has this id")
    return account_in(row)


def every(connection: Connection) -> tuple[Account, ...]:
    """Return all accounts in the order of their names."""
    return tuple(map(account_in, connection.execute(select(account).order_by(account.c.name_key))))


def set_pin(connection: Connection, account_id: str, pin_hash: str) -> Account:
    """Give the account another PIN and return it."""
    return _set(connection, account_id, pin_hash=pin_hash)


def set_language(connection: Connection, account_id: str, language: str) -> Account:
    """Remember the language that this person reads and return the account."""
    return _set(connection, account_id, language=language)


def set_disabled(connection: Connection, account_id: str, *, is_disabled: bool) -> Account:
    """Let this person sign in no more, or again, and return the account."""
    return _set(connection, account_id, is_disabled=int(is_disabled))


def _set(connection: Connection, account_id: str, **values: object) -> Account:
    connection.execute(update(account).where(account.c.id == account_id).values(**values))
    return by_id(connection, account_id)


def account_in(row: Row[tuple[object, ...]]) -> Account:
    """Return the account in a row that has its columns."""
    return Account(
        id=row.id,
        name=row.name,
        role=row.role,
        pin_hash=row.pin_hash,
        language=row.language,
        is_disabled=bool(row.is_disabled),
        created_at=moment(row.created_at),
    )
