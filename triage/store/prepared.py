"""The few statements that every visit needs, run by the driver itself.

SQLAlchemy makes their text once; then they go to the driver past its machinery for executing and
reading, which costs five to ten times as much as SQLite itself.
They take part in the transaction of the connection that they are given, and what goes wrong comes
back as SQLAlchemy's errors, without a value. For statements that are made as they are needed, use
``Connection.execute``.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

_QUESTION_MARKS = sqlite.dialect(paramstyle="qmark")


class Prepared:
    """A statement with named parameters, every one of them given whenever it is run."""

    def __init__(self, statement: ClauseElement, columns: Sequence[str] | None = None) -> None:
        """Make the text of *statement*; *columns* are those that an insertion gives."""
        compiled = cast(
            SQLCompiler, statement.compile(dialect=_QUESTION_MARKS, column_keys=columns)
        )
        self._text = str(compiled)
        self._names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self._row: Callable[..., Any] | None = None

    def run(self, connection: Connection, words: Mapping[str, object]) -> None:
        """Run the statement with *words*, the values by name."""
        _fetched(connection, self._text, [words[name] for name in self._names])

    def first(self, connection: Connection, words: Mapping[str, object]) -> Any:
        """Return the first row that is found, its columns as attributes; None if there is none."""
        cursor, found = _fetched(connection, self._text, [words[name] for name in self._names])
        if found is None:
            return None
        if self._row is None:
            names = [column[0] for column in cursor.description]
            row: Any = namedtuple("Row", names)  # type: ignore[misc]  # noqa: PYI024
            self._row = row._make
        return self._row(found)


def run(connection: Connection, text: str, values: Sequence[object] = ()) -> None:
    """Run *text* with *values*.

    Raises:
        DBAPIError: what the driver raised, as SQLAlchemy would tell it.
    """
    _fetched(connection, text, values)


def _fetched(connection: Connection, text: str, values: Sequence[object]) -> tuple[Any, Any]:
    """Return the driver's cursor and the first row that it found."""
    driver: Any = connection.connection.dbapi_connection
    kinds = connection.dialect.loaded_dbapi.Error
    try:
        cursor = driver.execute(text, values)
        found = cursor.fetchone()
    except kinds as error:
        raise DBAPIError.instance(
            text, None, error, kinds, hide_parameters=True, dialect=connection.dialect
        ) from error
    return cursor, found
