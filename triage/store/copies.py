"""Copies of the database file: made while it is in use, checked before anybody trusts one."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from triage.errors import BackupUnusable, DatabaseUnusable, LogBroken
from triage.store.audit import check
from triage.store.cipher import PLAIN, Opener
from triage.store.database import HEAD, Database
from triage.store.files import write_new
from triage.store.nodes import Node, node

_FORMAT = slice(18, 20)
_COMPLETE = b"\x01\x01"
"""Of a file that needs no second one beside it: a plain copy of a database in use has 2, 2."""
_NO_MARK = 0
"""What the file of a database in use carries; of an encrypted one nothing else can be seen."""


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
    The copy of an encrypted database is encrypted with the same key.

    Args:
        database: the one in use.
        path: must not exist.
        mark: a number of 31 bits, not 0, that the copy carries.

    Raises:
        BackupUnusable: the file cannot be written.
        DatabaseUnusable: the database cannot be read.
    """
    opener = database.opener
    try:
        write_new(path, b"")
        with database.reading() as connection, closing(opener.open(path)) as into:
            source = connection.connection.driver_connection
            assert source is not None  # noqa: S101  for the type checker
            source.backup(into)
            into.execute("PRAGMA journal_mode=DELETE")
            into.execute(f"PRAGMA user_version={int(mark)}")
    except (OSError, opener.driver.Error) as error:
        raise BackupUnusable(f"{path} cannot be written: {error}") from error


def verify(path: Path, key: bytes | None = None) -> Copy:
    """Return what is in the copy *path*; every page and every entry of its log was looked at.

    The file is not changed.

    Args:
        path: of the copy.
        key: of the database; it is needed if the copy is encrypted, and not used if not.

    Raises:
        BackupUnusable: it is no complete copy, is damaged, or a newer release wrote it.
    """
    opener = _opener_for(path, key)
    try:
        with _opened(path, opener) as connection:
            return _looked_through(path, connection)
    except (DBAPIError, DatabaseUnusable, LogBroken) as error:
        if opener.is_encrypting and getattr(error, "orig", None) is not None:
            why = f"does not open with this node key, or is damaged: {_reason(error)}"
            raise BackupUnusable(f"{path} {why}") from error
        raise BackupUnusable(f"{path} is damaged: {_reason(error)}") from error


def _opener_for(path: Path, key: bytes | None) -> Opener:
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise BackupUnusable(f"{path} cannot be read: {error.strerror}") from error
    if not head.startswith(PLAIN):
        if key is None or not head:
            raise BackupUnusable(
                f"{path} is encrypted, or no database: use a file that triage backup made,"
                " and give the node key with it"
            )
        return Opener(key)
    if head[_FORMAT] != _COMPLETE:
        raise _in_use(path)
    return Opener()


def _in_use(path: Path) -> BackupUnusable:
    return BackupUnusable(
        f"{path} is the file of a database in use, not a backup: make one with triage backup"
    )


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
    mark = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if mark == _NO_MARK:
        raise _in_use(path)
    return Copy(
        version=version,
        mark=mark,
        node=node(connection),
        entries=check(connection).entries if version == HEAD else None,
    )


@contextmanager
def _opened(path: Path, opener: Opener) -> Iterator[Connection]:
    engine = create_engine(
        "sqlite://",
        module=opener.driver,
        # immutable: no lock, no second file, no byte of the copy changes.
        creator=lambda: opener.open(path, "mode=ro&immutable=1"),
        poolclass=NullPool,
        hide_parameters=True,
    )
    with engine.connect() as connection:
        yield connection
