"""Backup and restore: verified when made, verified when used, never over anything.

A backup is one file with everything in the database, encrypted exactly if the database is. The
node's key is not in it: who finds a plain backup without the key reads the records, but cannot
try out the staff's PINs; who finds an encrypted one reads nothing. The key never changes, so one
copy on paper or on another medium serves every backup. Without it a plain backup is restored
with a new key and everybody gets another PIN; an encrypted one is lost.
"""

import hmac
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from triage.care.people import fresh_pin
from triage.care.site import KEY_BYTES, OWNER_ONLY_DIRECTORY, SITE_FILES, Credential
from triage.errors import BackupUnusable, DatabaseUnusable, LogBroken
from triage.store import accounts, copies, sessions
from triage.store.audit import check
from triage.store.cipher import database_key, is_plain
from triage.store.database import Connection, Database
from triage.store.files import replace, sha256_of, sync_directory, sync_file, write_new
from triage.store.nodes import Node, node, set_epoch
from triage.store.projection import rebuild

LAST_BACKUP = "last-backup"
"""The file in the site's folder that says when its newest backup was made."""
TIME_FORMAT = "%Y%m%dT%H%M%SZ"
LARGEST_STEP = 1024
LAST_EPOCH = 2**15 - 1
"""What every holder of the log has room for."""
_PARTS = tuple(
    f"{name}.part{end}" for name in ["triage.db"] for end in ("", "-wal", "-shm", ".lock")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was written and verified; deleted are the older ones that had to go."""

    path: Path
    entries: int
    size_bytes: int
    deleted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A site that was restored; credentials are the new PINs, none if the key was at hand."""

    node: Node
    entries: int
    credentials: tuple[Credential, ...]
    is_encrypted: bool


def back_up(
    database: Database, key: bytes, directory: Path, now: datetime, keep: int | None = None
) -> Backup:
    """Write a backup of *database* into *directory* and return it, verified.

    Args:
        database: of this site; it goes on being used.
        key: the node's; the backup carries a mark of it, not the key.
        directory: another disk, if the backup is to be worth anything.
        now: becomes part of the file's name.
        keep: how many backups of this site stay in the directory, the new one included.

    Raises:
        BackupUnusable: it cannot be written, or what was written is not whole.
        DatabaseUnusable: the database cannot be read.
    """
    with database.reading() as connection:
        number = node(connection).number
    path = directory / f"triage-{number}-{now.astimezone(UTC):{TIME_FORMAT}}.db"
    if path.exists():
        raise BackupUnusable(f"{path} exists: it is not overwritten")
    try:
        directory.mkdir(mode=OWNER_ONLY_DIRECTORY, parents=True, exist_ok=True)
        entries = _write(database, path, key)
        deleted = 0 if keep is None else _delete_older(directory, number, keep)
        when = f"{now.astimezone(UTC).isoformat()}\n"
        replace(database.path.with_name(LAST_BACKUP), when.encode())
        size = path.stat().st_size
    except OSError as error:
        raise BackupUnusable(f"{directory} cannot be written: {error.strerror}") from error
    return Backup(path=path, entries=entries, size_bytes=size, deleted=deleted)


def _write(database: Database, path: Path, key: bytes) -> int:
    """Make the backup *path*, which is there only once it was verified; return its entries."""
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        copies.make(database, part, _mark(key))
        sync_file(part)
        entries = copies.verify(part, database_key(key)).entries or 0
        replace(_sum_of(path), f"{sha256_of(part)}  {path.name}\n".encode())
        part.rename(path)
        sync_directory(path.parent)
    finally:
        part.unlink(missing_ok=True)
    return entries


def last_backup(directory: Path) -> datetime | None:
    """Return when the site in *directory* was backed up last, None if it never was."""
    try:
        return datetime.fromisoformat((directory / LAST_BACKUP).read_text().strip())
    except (OSError, ValueError):
        return None


def _sum_of(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _mark(key: bytes) -> int:
    """Return 31 bits that show whether a key is the one of a backup, and nothing else of it."""
    return int.from_bytes(hmac.digest(key, b"backup", "sha256")[:4], "big") >> 1 or 1


def _delete_older(directory: Path, number: int, keep: int) -> int:
    older = sorted(directory.glob(f"triage-{number}-*Z.db"))[:-keep]
    for path in older:
        path.unlink()
        _sum_of(path).unlink(missing_ok=True)
    return len(older)


def restore(file: Path, directory: Path, key: bytes | None) -> Restored:
    """Make the site of the backup *file* in *directory*, and return it.

    Its log goes on in a later epoch: what was recorded after the backup was made, and may be
    known elsewhere, stands at places that are not used again.

    Args:
        file: what :func:`back_up` made; it is not changed.
        directory: must hold no site; a ``node.key`` may lie there if it is *key*.
        key: the node's; None draws a new one and gives everybody another PIN, which no
            encrypted backup can do without its key.

    Raises:
        BackupUnusable: the file is damaged, or not of this key, or there is something already.
    """
    _check_target(directory, key)
    found = copies.verify(file, database_key(key) if key else None)
    digest = _checked_sum(file)
    if key is not None and found.mark != _mark(key):
        raise BackupUnusable(f"the key is not the one of {file}: give the right one, or none")
    part = directory / _PARTS[0]
    try:
        directory.mkdir(mode=OWNER_ONLY_DIRECTORY, parents=True, exist_ok=True)
        _remove_parts(directory)
        write_new(part, b"")
        shutil.copyfile(file, part)
        if sha256_of(part) != digest:
            raise BackupUnusable(f"{file} could not be read twice alike: copy it to another disk")
        restored = _begin_again(part, key or secrets.token_bytes(KEY_BYTES), is_new=key is None)
        part.rename(directory / "triage.db")
        sync_directory(directory)
    except OSError as error:
        raise BackupUnusable(f"{directory} cannot be written: {error.strerror}") from error
    except (DatabaseUnusable, LogBroken) as error:
        raise BackupUnusable(f"not restored: {error}") from error
    finally:
        _remove_parts(directory)
    return restored


def _check_target(directory: Path, key: bytes | None) -> None:
    for name in SITE_FILES:
        path = directory / name
        if not (path.exists() or path.is_symlink()):
            continue
        if name != "node.key":
            raise BackupUnusable(f"{path} exists: restore into an empty folder, or move it away")
        if key is None or path.read_bytes() != key:
            raise BackupUnusable(f"{path} exists: give it with --key, or move it away")


def _checked_sum(file: Path) -> str:
    """Return the SHA-256 of *file*, which is the one beside it if there is one."""
    digest = sha256_of(file)
    try:
        recorded = _sum_of(file).read_text().split()[:1]
    except OSError:
        return digest
    if recorded != [digest]:
        raise BackupUnusable(f"{file} is damaged: its SHA-256 differs from {_sum_of(file).name}")
    return digest


def _begin_again(part: Path, key: bytes, *, is_new: bool) -> Restored:
    """Bring the copy up to this release and into a later epoch; write its key beside it."""
    is_encrypted = not is_plain(part)
    database = Database(part, key=database_key(key) if is_encrypted else None)
    try:
        database.upgrade()
        with database.writing() as connection:
            check(connection)
            # What the log says is proven by its chain; what stood in the tables is not.
            entries = rebuild(connection)
            sessions.close_every_session(connection)
            restored = set_epoch(connection, _later(node(connection).epoch))
            given = _new_pins(connection, key) if is_new else ()
    finally:
        database.close()
    if part.with_name(part.name + "-wal").exists():
        raise BackupUnusable(f"{part} could not be finished: try again")
    sync_file(part)
    path = part.with_name("node.key")
    if not path.exists():
        write_new(path, key)
    return Restored(node=restored, entries=entries, credentials=given, is_encrypted=is_encrypted)


def _later(epoch: int) -> int:
    """Return an epoch that no other restore of the same backup took: a random step, not one."""
    step = secrets.randbelow(min(LARGEST_STEP, max(1, LAST_EPOCH - epoch))) + 1
    if epoch + step > LAST_EPOCH:
        raise BackupUnusable("this log was restored too often: make a new site")
    return epoch + step


def _new_pins(connection: Connection, key: bytes) -> tuple[Credential, ...]:
    usable = (one for one in accounts.every(connection) if not one.is_disabled)
    return tuple(fresh_pin(connection, key, one) for one in usable)


def _remove_parts(directory: Path) -> None:
    for name in _PARTS:
        (directory / name).unlink(missing_ok=True)
