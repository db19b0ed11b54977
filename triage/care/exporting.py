"""The log written to a file for somebody who checks it; that this was done is recorded first."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from triage.errors import BackupUnusable
from triage.exchange.entry import CONTEXT, Kind
from triage.exchange.export import ALL, Exported, Opening, written
from triage.store.database import Database
from triage.store.exports import exported
from triage.store.log import Context, NewEntry, append
from triage.store.nodes import node
from triage.store.readings import LANE_LOCAL


def export(database: Database, file: Path, without: frozenset[str], *, release: str) -> int:
    """Write the whole log to *file*, readable for its owner alone, and return its entries.

    The last entry says that this export was made.

    Args:
        database: the site's.
        file: must not be there yet.
        without: names of compartments that stay here.
        release: which program wrote it.

    Raises:
        BackupUnusable: the file is there already, or cannot be written.
    """
    if file.exists():
        raise BackupUnusable(f"{file} is there already: name another file")
    with database.writing() as connection:
        append(connection, _line(without))
    counted = _Counted()
    with database.reading() as connection:
        mine = node(connection)
        opening = Opening(
            node=mine.number, id_key=mine.id_key, release=release, without=without - {CONTEXT}
        )
        _write(file, written(opening, counted.over(exported(connection, without))))
    return counted.count


class _Counted:
    """Counts what passes."""

    count = 0

    def over(self, entries: Iterable[Exported]) -> Iterable[Exported]:
        """Give *entries*, counting them."""
        for entry in entries:
            self.count += 1
            yield entry


def _write(file: Path, items: Iterable[bytes]) -> None:
    beside = file.with_name(file.name + ".part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as opened:
            for item in items:
                opened.write(item)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BackupUnusable(f"{file} cannot be written: {error.strerror}") from error


def _line(without: frozenset[str]) -> NewEntry:
    told = {
        "destination": "file",
        "channel": "file",
        "purpose": "audit",
        "sent": sorted(set(ALL) - without),
        "withheld": sorted(without),
    }
    return NewEntry(
        kind=Kind.TRANSFER_ALLOWED,
        lane=LANE_LOCAL,
        context=Context(now=datetime.now(UTC), actor_id=None),
        compartments={"decision": told},
    )
