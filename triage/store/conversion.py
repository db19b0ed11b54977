"""The database from one form into the other: a new file, compared, then in the old one's place.

Nobody else may have the file open, and nobody can open it meanwhile. Until the new file has
taken the name of the old one, a power cut leaves the old one as it was.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Connection

from triage.errors import DatabaseUnusable
from triage.store import tables
from triage.store.audit import check
from triage.store.cipher import Opener
from triage.store.database import Database
from triage.store.files import sync_directory, sync_file, write_new

BLOCK_BYTES = 1 << 20
_BESIDE = ("", "-wal", "-shm", "-journal", ".lock")


def convert(path: Path, old: bytes | None, new: bytes | None) -> int:
    """Give the database *path* the other form and return how many entries its log has.

    Args:
        path: of the file; no other program may have it open.
        old: the key that it has, None if it is plain.
        new: the key that it gets, None to make it plain.

    Raises:
        DatabaseUnusable: somebody uses it, the disk is full, or what was written differs;
            the file is as it was.
        LogBroken: the log is damaged; the file is as it was.
    """
    part = path.with_name(path.name + ".converted")
    before = Database(path, key=old)
    try:
        before.check_version()
        before.close()
        with before.alone() as source:
            _remove(part)
            _export(source, part, Opener(new))
            entries = _compared(source, part, new)
            sync_file(part)
            with _overwritten_after(path, is_needed=new is not None):
                part.rename(path)
                sync_directory(path.parent)
    except OSError as error:
        raise DatabaseUnusable(f"{part} cannot be written: {error.strerror}") from error
    finally:
        before.close()
        _remove(part)
    return entries


def _export(source: Connection, part: Path, opener: Opener) -> None:
    write_new(part, b"")
    # Bound, so that no statement that might be shown holds the key.
    source.exec_driver_sql("ATTACH DATABASE ? AS converted KEY ?", (str(part), opener.words))
    source.exec_driver_sql("SELECT sqlcipher_export('converted')")
    source.exec_driver_sql("DETACH DATABASE converted")


def _compared(source: Connection, part: Path, key: bytes | None) -> int:
    """Return how many entries the log of *part* has, if it holds exactly what *source* holds."""
    with closing(Database(part, key=key)) as made, made.reading() as copy:
        if copy.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            raise DatabaseUnusable(f"{part} is damaged: check the disk")
        _same(_schema(source), _schema(copy), "its tables are others")
        for table in tables.metadata.sorted_tables:
            rows = table.select().order_by(*table.primary_key)
            _same(source.execute(rows), copy.execute(rows), f"{table.name} has other rows")
        return check(copy).entries


def _schema(connection: Connection) -> list[tuple[object, ...]]:
    found = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")
    return [tuple(row) for row in found]


def _same(old: Iterable[object], new: Iterable[object], what: str) -> None:
    if any(a != b for a, b in zip_longest(old, new)):
        raise DatabaseUnusable(f"not converted, {what}: check the disk and try again")


@contextmanager
def _overwritten_after(path: Path, *, is_needed: bool) -> Iterator[None]:
    """Overwrite the file that has the name *path* now, once it has lost it."""
    if not is_needed:
        yield
        return
    with path.open("r+b", buffering=0) as old:
        size = path.stat().st_size
        yield
        for at in range(0, size, BLOCK_BYTES):
            os.pwrite(old.fileno(), bytes(min(BLOCK_BYTES, size - at)), at)
        os.fsync(old.fileno())


def _remove(part: Path) -> None:
    for end in _BESIDE:
        part.with_name(part.name + end).unlink(missing_ok=True)
