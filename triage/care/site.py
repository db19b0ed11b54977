"""Making a site: its folder, key, database and first people."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from triage.access import Role
from triage.errors import SettingsWrong, SiteRefused
from triage.settings import Settings
from triage.store import accounts, pins
from triage.store.cipher import database_key
from triage.store.database import Connection, Database
from triage.store.files import write_new
from triage.store.nodes import Node, create_node

KEY_BYTES = 32
PIN_DIGITS = 6
OWNER_ONLY_DIRECTORY = 0o700
SITE_FILES = ("triage.db", "triage.db-wal", "triage.db-shm", "triage.db.lock", "node.key")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeKey:
    """A key of a node and the file that it lies in, or will."""

    path: Path
    key: bytes = field(default_factory=lambda: secrets.token_bytes(KEY_BYTES), repr=False)


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
        what = (
            f"{path} cannot be read; bring the node key there, name its place in"
            " TRIAGE_NODE_KEY, or make a new site with triage init or make run"
        )
        raise SettingsWrong([what]) from error
    if len(key) != KEY_BYTES:
        raise SettingsWrong([f"{path} is not a node key; restore it from the backup"])
    return key


def database_of(settings: Settings) -> Database:
    """Return the database of the site that *settings* name, in the form that they name.

    Raises:
        SettingsWrong: it is encrypted and the node's key cannot be read.
    """
    if not settings.database_encrypted:
        return Database(settings.database)
    return Database(settings.database, key=database_key(read_key(settings.node_key)))


def new_database(path: Path, node_key: NodeKey, *, is_encrypted: bool) -> Database:
    """Return the database *path* of a site that is to be made."""
    return Database(path, key=database_key(node_key.key) if is_encrypted else None)


def check_free(directory: Path) -> None:
    """Return if a new site may be made in *directory*.

    Raises:
        SiteRefused: something is there, which may be a site's only copy of its records.
    """
    for name in SITE_FILES:
        path = directory / name
        if path.exists() or path.is_symlink():
            raise SiteRefused(
                f"{directory} holds a site already, or what is left of one ({name}):"
                " choose another folder, or move that one away"
            )


def make_site(
    directory: Path,
    database: Database,
    new: NewSite,
    now: datetime,
    node_key: NodeKey | None = None,
) -> tuple[Credential, ...]:
    """Make the site in *directory* and return how its people sign in.

    If it cannot be made whole, nothing of it stays.

    Args:
        directory: must hold no site.
        database: in the directory.
        new: name and people.
        now: when its log begins.
        node_key: the key that an encrypted database was given; None draws one into the directory.

    Raises:
        SiteRefused: there is a site already, or two people share a name.
        DatabaseUnusable: the database cannot be made.
    """
    check_free(directory)
    node_key = node_key or NodeKey(path=directory / "node.key")
    try:
        directory.mkdir(mode=OWNER_ONLY_DIRECTORY, parents=True, exist_ok=True)
        # Made first and only where there is none: of two who make a site here, one goes on.
        write_new(node_key.path, node_key.key)
    except OSError as error:
        raise SiteRefused(f"{error.filename} cannot be made: {error.strerror}") from error
    try:
        return _made(node_key.key, database, new, now)
    except BaseException:
        database.close()
        node_key.path.unlink(missing_ok=True)
        for name in SITE_FILES:
            (directory / name).unlink(missing_ok=True)
        raise


def _made(key: bytes, database: Database, new: NewSite, now: datetime) -> tuple[Credential, ...]:
    database.upgrade()
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
        return tuple(add_person(connection, key, person, now) for person in new.people)


def add_person(connection: Connection, key: bytes, person: Person, now: datetime) -> Credential:
    """Let *person* sign in and return how.

    Raises:
        SiteRefused: somebody has this name already.
    """
    given = Credential(name=person.name, role=person.role, pin=new_pin())
    account = accounts.NewAccount(
        name=person.name,
        role=str(person.role),
        pin_hash=pins.hash_pin(key, given.pin),
        language=person.language,
    )
    try:
        accounts.create_account(connection, account, now=now)
    except accounts.NameTaken as error:
        raise SiteRefused(f"{person.name}: {error}") from error
    return given
