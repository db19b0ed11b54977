"""Files that must be there after the power went: made, written and renamed so that they are."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

OWNER_ONLY = 0o600


def sync_directory(path: Path) -> None:
    """Wait until the names in the directory *path* are on the disk."""
    _sync(path)


def sync_file(path: Path) -> None:
    """Wait until what was written to *path* is on the disk."""
    _sync(path)


def write_new(path: Path, content: bytes) -> None:
    """Make *path* with *content*, readable by its owner alone, on the disk when this returns.

    Raises:
        FileExistsError: there is something at *path*; it is left as it is.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_directory(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Give *path* the *content*; whoever reads it meanwhile finds the old one or the new one."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    write_new(part, content)
    part.rename(path)
    sync_directory(path.parent)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock *path*, which one holder has at a time, of all processes of this machine."""
    # Opened each time: a lock file that is open during a fork would be held by both.
    lock = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, OWNER_ONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
