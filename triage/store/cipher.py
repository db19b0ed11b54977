"""The two forms of the database file: plain SQLite, and SQLCipher under a key of this node.

The key is derived from the node's once per process and handed over as it is. A passphrase would
be stretched 256,000 times for each connection, which protects a weak secret; ours is 32 random
bytes.
"""

import hmac
import sqlite3
from pathlib import Path
from types import ModuleType
from typing import cast
from urllib.parse import quote

DATABASE_KEY_BYTES = 32
LABEL = b"triage database 1"
"""What else is made from the node's key has another label or another length."""

PLAIN = b"SQLite format 3\0"
"""How a plain file begins; an encrypted one begins with random bytes."""


def database_key(node_key: bytes) -> bytes:
    """Return the key of the database of the node with *node_key*."""
    return hmac.digest(node_key, LABEL, "sha256")


def is_plain(path: Path) -> bool:
    """Return whether the file *path* is an unencrypted database.

    To be asked only of a file that this process has not open: closing it here would take away
    the locks that SQLite holds on it for the whole process.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN)) == PLAIN
    except OSError:
        return False


class Opener:
    """Opens database files of one form."""

    def __init__(self, key: bytes | None = None) -> None:
        """Open plain files, or encrypted ones.

        Args:
            key: of 32 bytes, from :func:`database_key`; None for plain files.
        """
        if key is not None and len(key) != DATABASE_KEY_BYTES:
            raise ValueError(f"a database key has {DATABASE_KEY_BYTES} bytes")
        self._key = key

    @property
    def is_encrypting(self) -> bool:
        """Whether the files are encrypted."""
        return self._key is not None

    @property
    def driver(self) -> ModuleType:
        """The module by which files are opened; its errors are no subclasses of sqlite3's."""
        if self._key is None:
            return sqlite3
        return cipher_driver()

    @property
    def words(self) -> str:
        """The key as SQLCipher reads it; "" for none. For bound parameters alone, never shown."""
        return "" if self._key is None else f"x'{self._key.hex()}'"

    def open(
        self,
        path: Path,
        options: str = "mode=rw",
        timeout_s: float = 0,
        driver: ModuleType | None = None,
    ) -> sqlite3.Connection:
        """Return a connection to the file *path* without transactions of its own.

        Args:
            path: of the file; it is not made unless the options say so.
            options: of SQLite's address of a file.
            timeout_s: how long to wait for a program that holds the file.
            driver: another one than that of this form.
        """
        connection: sqlite3.Connection = (driver or self.driver).connect(
            f"file:{quote(str(path))}?{options}",
            uri=True,
            timeout=timeout_s,
            isolation_level=None,
            check_same_thread=False,
        )
        if self._key is not None:
            # Else a wrong key writes lines to standard error.
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f'PRAGMA key="{self.words}"')
        return connection


def cipher_driver() -> ModuleType:
    """Return the module of the encrypted form, which opens plain files too."""
    from sqlcipher3 import dbapi2  # noqa: PLC0415  7 MB that only an encrypted site loads

    return cast(ModuleType, dbapi2)
