"""The database file: how it is opened, read, written by one at a time, and upgraded.

SQLite in WAL mode with synchronous FULL: a transaction whose commit came back survives a power
cut (tests/durability cuts it). Writers queue at a lock that holds for the threads of a process
and, by ``flock`` on a file beside the database, for all processes: SQLite's own waiting is a
back-off that starves somebody under load.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from triage.errors import DatabaseUnusable
from triage.store.cipher import Opener, cipher_driver, is_plain
from triage.store.files import locked, write_new
from triage.store.prepared import run
from triage.store.writers import Writers

__all__ = ["HEAD", "Connection", "Database"]

HEAD = "0004"
"""The version that this release reads and writes: the newest file in migrations/versions."""

BUSY_TIMEOUT_MS = 5_000
"""How long to wait for a program that does not know the lock, such as the sqlite3 shell."""

LEAST_FREE_BYTES = 4 * 1024 * 1024
"""With less room on the disk the write-ahead log may not grow to its usual size."""

_PRIMARY = 0xFF
_UNKNOWN_OUTCOME = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full: nothing was recorded; free some space",
    sqlite3.SQLITE_BUSY: "another program holds the database: close it and try again",
    sqlite3.SQLITE_READONLY: "the database cannot be written: check its owner and its file system",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened: check its path and its owner",
    sqlite3.SQLITE_IOERR: "the disk failed: stop the program, check the disk, start again",
    sqlite3.SQLITE_CORRUPT: "the database is damaged: restore the newest backup",
}
_ENCRYPTED_OR_FOREIGN = (
    "the file is no database of this program, or it is encrypted:"
    " then set TRIAGE_DATABASE_ENCRYPTED to yes"
)
_NOT_ENCRYPTED = (
    "the file is not encrypted, as TRIAGE_DATABASE_ENCRYPTED asks:"
    " run triage db encrypt, or take the setting away"
)
_WRONG_KEY = (
    "the file does not open with this node key: put the key of this site in its place;"
    " if it is that one, the file is damaged: restore the newest backup"
)


class Database:
    """One database file; safe to share between threads, to be made anew after a fork."""

    def __init__(self, path: Path, *, key: bytes | None = None, synchronous: str = "FULL") -> None:
        """Open *path* when it is first used.

        Args:
            path: of the file; :meth:`upgrade` makes it, nothing else does.
            key: of an encrypted file, from ``cipher.database_key``; None for a plain one.
            synchronous: SQLite's setting. Anything but FULL loses visits when the power goes;
                it can be set so that a test can show this.
        """
        if synchronous not in {"OFF", "NORMAL", "FULL"}:
            raise ValueError(f"synchronous is {synchronous!r}; use one of OFF, NORMAL, FULL")
        self.path = path
        self.opener = Opener(key)
        self._synchronous = synchronous
        self._outcome_unknown = False
        self._readers = self._engine(foreign_keys=True)
        self._writers = self._readers.execution_options(immediate=True)
        self._queue = Writers(self._only_writer)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database; what it writes is undone.

        Raises:
            DatabaseUnusable: the file cannot be opened or read.
        """
        with self._translated(), self._readers.connect() as connection:
            # Begun here, as prepared statements go past what would begin it with the first one.
            connection.begin()
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the only writing connection; undo what the block did if it raises.

        After the block the changes are on the disk, with those of writers that queued meanwhile. A
        thread that asks again within the block waits for itself for ever: hand the connection on
        instead.

        Raises:
            DatabaseUnusable: nothing was recorded; or, when the disk failed, the outcome is
                unknown, and every further write is refused until the file is opened anew.
        """
        with self._translated(), self._queue.writing() as connection:
            yield connection

    @contextmanager
    def _only_writer(self) -> Iterator[Connection]:
        with self._between_processes():
            if self._outcome_unknown:
                raise DatabaseUnusable(_REASONS[sqlite3.SQLITE_IOERR])
            with self._translated(), self._writers.begin() as connection:
                yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Give the only connection to the file, by the driver that writes both forms.

        Until the block ends nobody else can open the file. It is left as one file, without a
        second one beside it.

        Raises:
            DatabaseUnusable: somebody else has it open, or it cannot be read.
        """
        driver = cipher_driver()
        engine = create_engine(
            "sqlite://",
            module=driver,
            creator=lambda: self.opener.open(self.path, driver=driver),
            poolclass=NullPool,
            hide_parameters=True,
        )
        with self._between_processes(), self._translated(), engine.connect() as only:
            # The first fails while somebody has the file open; the others keep everybody out.
            for step in (
                "PRAGMA journal_mode=DELETE",
                "PRAGMA locking_mode=EXCLUSIVE",
                "BEGIN EXCLUSIVE",
                "COMMIT",
            ):
                only.exec_driver_sql(step)
            yield only

    def upgrade(self, revision: str = "head") -> None:
        """Make the file if it is missing and bring its tables to *revision*.

        Args:
            revision: "head"; or "base", which takes every table and all that is in them away.

        Raises:
            DatabaseUnusable: the file cannot be made or changed.
        """
        from alembic import command  # noqa: PLC0415  not in the memory of the running service

        from triage.store.migrations import alembic_config  # noqa: PLC0415  as above

        self._create()
        with self._between_processes(), self._migrating() as connection:
            change = command.downgrade if revision == "base" else command.upgrade
            change(alembic_config(connection), revision)

    def check_version(self) -> None:
        """Return if the tables are those of this release.

        Raises:
            DatabaseUnusable: they are not, or there is no database; the message says what to do.
        """
        if not self.path.exists():
            raise DatabaseUnusable(f"{self.path} does not exist: make the site with triage init")
        found = self._version()
        if found is None:
            raise DatabaseUnusable(f"{self.path} has no tables: run triage db upgrade")
        if found < HEAD:
            raise DatabaseUnusable(
                f"{self.path} has version {found}, this release needs {HEAD}: run triage db upgrade"
            )
        if found > HEAD:
            raise DatabaseUnusable(
                f"{self.path} has version {found}, this release knows {HEAD}:"
                " install the release that wrote it, or a newer one"
            )

    def check_ready(self) -> None:
        """Return if the database can be read and, as far as can be seen, written; write nothing.

        Raises:
            DatabaseUnusable: it cannot; the message says what to do.
        """
        self.check_version()
        if self._outcome_unknown:
            raise DatabaseUnusable(_REASONS[sqlite3.SQLITE_IOERR])
        disk = os.statvfs(self.path.parent)
        if disk.f_flag & os.ST_RDONLY or not os.access(self.path, os.W_OK):
            raise DatabaseUnusable(f"{self.path}: {_REASONS[sqlite3.SQLITE_READONLY]}")
        if disk.f_bavail * disk.f_frsize < LEAST_FREE_BYTES:
            raise DatabaseUnusable(f"{self.path}: {_REASONS[sqlite3.SQLITE_FULL]}")

    def close(self) -> None:
        """Close every connection; the next use opens new ones."""
        self._readers.dispose()

    def _version(self) -> str | None:
        query = "SELECT version_num FROM alembic_version"
        exists = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        with self.reading() as connection:
            if connection.exec_driver_sql(exists).first() is None:
                return None
            found: str | None = connection.exec_driver_sql(query).scalar()
            return found

    def _create(self) -> None:
        if self.path.exists():
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_new(self.path, b"")
        except OSError as error:
            raise DatabaseUnusable(f"{self.path} cannot be made: {error.strerror}") from error

    def _engine(self, *, foreign_keys: bool) -> Engine:
        # hide_parameters: a message of an error must never show what was typed about a patient.
        engine = create_engine(
            "sqlite://",
            module=self.opener.driver,
            creator=self._connect,
            poolclass=QueuePool,
            hide_parameters=True,
        )
        pragmas = (
            "journal_mode=WAL",
            f"synchronous={self._synchronous}",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            "secure_delete=ON",
        )

        def on_connect(connection: sqlite3.Connection, _record: object) -> None:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")

        event.listen(engine, "connect", on_connect)
        event.listen(engine, "begin", _begin)
        return engine

    def _connect(self) -> sqlite3.Connection:
        # mode=rw: a wrong path must not make an empty database.
        return self.opener.open(self.path, "mode=rw", BUSY_TIMEOUT_MS / 1000)

    @contextmanager
    def _migrating(self) -> Iterator[Connection]:
        # SQLite changes a table by copying it, which foreign keys would forbid.
        engine = self._engine(foreign_keys=False).execution_options(immediate=True)
        try:
            with self._translated(), engine.begin() as connection:
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise DatabaseUnusable(
                        f"{len(broken)} rows would point at nothing: not changed"
                    )
        finally:
            engine.dispose()

    @contextmanager
    def _between_processes(self) -> Iterator[None]:
        path = self.path.with_name(self.path.name + ".lock")
        with ExitStack() as held:
            try:
                held.enter_context(locked(path))
            except OSError as error:
                raise DatabaseUnusable(f"{path} cannot be made: {error.strerror}") from error
            yield

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            code = getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY
            if code in _UNKNOWN_OUTCOME:
                self._outcome_unknown = True
            if code == sqlite3.SQLITE_NOTADB:
                raise DatabaseUnusable(f"{self.path}: {self._why_no_database()}") from error
            if code in _REASONS:
                raise DatabaseUnusable(f"{self.path}: {_REASONS[code]}") from error
            raise

    def _why_no_database(self) -> str:
        if not self.opener.is_encrypting:
            return _ENCRYPTED_OR_FOREIGN
        return _NOT_ENCRYPTED if is_plain(self.path) else _WRONG_KEY


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    run(connection, "BEGIN IMMEDIATE" if immediate else "BEGIN")
