"""Copies of the database file: made while it is in use, checked before anybody trusts one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from triage.errors import BackupUnusable, DatabaseUnusable, LogBroken
from triage.store.audit import check
from triage.store.database import HEAD, Database
from triage.store.files import write_new
from triage.store.nodes import Node, node

_MAGIC = b"SQLite format 3\0"
_FORMAT = slice(18, 20)
_COMPLETE = b"\x01\x01"
"""Of a file that needs no second one beside it: a plain copy of a database in use has 2, 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a copy was found to hold.

    Attributes:
        version: of its tables.
        mark: the number that :func:`make` was given.
        node: whose it is.
        entries: how many the log has; None if it is older than this release and has to be
            upgraded before its log can be walked.
    """

    version: str
    mark: int
    node: Node
    entries: int | None


def make(database: Database, path: Path, mark: int) -> None:
    """Copy one state of *database* to the new file *path* by SQLite's online backup.

    Nobody waits for it: others read and write meanwhile, and what they write is not in the copy.

    Args:
        database: the one in use.
        path: must not exist.
        mark: a number of 31 bits that the copy carries.

    Raises:
        BackupUnusable: the file cannot be written.
        DatabaseUnusable: the database cannot be read.
    """
    try:
        write_new(path, b"")
        with database.reading() as connection, closing(_plain(path)) as into:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)  # noqa: S101  for the type checker
            source.backup(into)
            into.execute("PRAGMA journal_mode=DELETE")
            into.execute(f"PRAGMA user_version={int(mark)}")
    except (OSError, sqlite3.Error) as error:
        raise BackupUnusable(f"{path} cannot be written: {error}") from error


def _plain(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def verify(path: Path) -> Copy:
    """Return what is in the copy *path*; every page and every entry of its log was looked at.

    The file is not changed.

    Raises:
        BackupUnusable: it is no complete copy, is damaged, or a newer release wrote it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise BackupUnusable(f"{path} cannot be read: {error.strerror}") from error
    if not head.startswith(_MAGIC):
        raise BackupUnusable(f"{path} is no database: use a file that triage backup made")
    if head[_FORMAT] != _COMPLETE:
        raise BackupUnusable(
            f"{path} is the file of a database in use, not a backup: make one with triage backup"
        )
    try:
        with _opened(path) as connection:
            return _looked_through(path, connection)
    except (DBAPIError, DatabaseUnusable, LogBroken) as error:
        raise BackupUnusable(f"{path} is damaged: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return str(error.orig) if isinstance(error, DBAPIError) else str(error)


def _looked_through(path: Path, connection: Connection) -> Copy:
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().first()
    if found != "ok":
        raise BackupUnusable(f"{path} is damaged: {found}")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise BackupUnusable(f"{path} is damaged: a row points at nothing")
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    if version > HEAD:
        raise BackupUnusable(
            f"{path} has version {version}, this release knows {HEAD}: install the release"
            " that wrote it, or a newer one"
        )
    return Copy(
        version=version,
        mark=connection.exec_driver_sql("PRAGMA user_version").scalar_one(),
        node=node(connection),
        entries=check(connection).entries if version == HEAD else None,
    )


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    # immutable: no lock, no second file, no byte of the copy changes.
    address = f"file:{quote(str(path))}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True),
        poolclass=NullPool,
        hide_parameters=True,
    )
    with engine.connect() as connection:
        yield connection
