"""Making a site: its folder, key, database and first people."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from triage.access import Role
from triage.errors import SettingsWrong
from triage.store import accounts, pins
from triage.store.database import Database
from triage.store.nodes import Node, create_node

KEY_BYTES = 32
PIN_DIGITS = 6
OWNER_ONLY_DIRECTORY, OWNER_ONLY_FILE = 0o700, 0o600
FEWEST_DIFFERENT_DIGITS = 4
"""A PIN of fewer different digits, or of neighbours in a row, is guessed first and never given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who shall sign in."""

    name: str
    role: Role
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """Who may sign in and with which PIN; shown once and kept nowhere in the database."""

    name: str
    role: Role
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """A site to be made."""

    name: str
    people: tuple[Person, ...]
    is_demonstration: bool = False


def new_pin() -> str:
    """Return a random PIN that is none of those which people guess first."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
        if is_strong(pin):
            return pin


def is_strong(pin: str) -> bool:
    """Return whether *pin* has six digits, enough different ones, and is no run like 123456."""
    if len(pin) != PIN_DIGITS or not pin.isascii() or not pin.isdigit():
        return False
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return len(set(pin)) >= FEWEST_DIFFERENT_DIGITS and not steps <= {1} and not steps <= {-1}


def read_key(path: Path) -> bytes:
    """Return the node's key.

    Raises:
        SettingsWrong: it is missing or not of the right length.
    """
    try:
        key = path.read_bytes()
    except OSError as error:
        raise SettingsWrong([f"{path} cannot be read; run triage init, or make run"]) from error
    if len(key) != KEY_BYTES:
        raise SettingsWrong([f"{path} is not a node key; restore it from the backup"])
    return key


def make_site(
    directory: Path, database: Database, new: NewSite, now: datetime
) -> tuple[Credential, ...]:
    """Make the site in *directory* and return how its people sign in.

    Raises:
        DatabaseUnusable: there is a site already.
    """
    directory.mkdir(mode=OWNER_ONLY_DIRECTORY, parents=True, exist_ok=True)
    key = _new_key(directory / "node.key")
    database.upgrade()
    given = tuple(Credential(name=p.name, role=p.role, pin=new_pin()) for p in new.people)
    with database.writing() as connection:
        create_node(
            connection,
            Node(
                number=secrets.randbelow(2**31),
                id_key=secrets.token_bytes(KEY_BYTES),
                site_name=new.name,
                is_demonstration=new.is_demonstration,
                created_at=now,
            ),
        )
        for person, one in zip(new.people, given, strict=True):
            account = accounts.NewAccount(
                name=person.name,
                role=str(person.role),
                pin_hash=pins.hash_pin(key, one.pin),
                language=person.language,
            )
            accounts.create_account(connection, account, now=now)
    return given


def _new_key(path: Path) -> bytes:
    key = secrets.token_bytes(KEY_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
