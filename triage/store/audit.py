"""The whole log checked: every commitment computed anew, every chain walked."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DBAPIError

from triage.errors import LogBroken
from triage.exchange import cbor
from triage.exchange.entry import (
    ABSENT,
    COMPARTMENTS,
    CONTEXT,
    KEY_BYTES,
    Header,
    Kind,
    commitments,
    derived_id,
    entry_hash,
    first_hash,
)
from triage.exchange.export import Head
from triage.store import tables
from triage.store.log import header_of, identity, rows

_ALL = (CONTEXT, *COMPARTMENTS)
Lane = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogState:
    """A log that was found whole: its entries, the erased compartments, its heads by lane."""

    entries: int
    erased: int
    heads: tuple[Head, ...]


def check(connection: Connection) -> LogState:
    """Return the state of the log if every entry is what was recorded, in its place.

    Raises:
        LogBroken: names the first entry that is not, and what is wrong with it.
        DatabaseUnusable: the database belongs to no node.
    """
    walk = _Walk(connection)
    try:
        for row in rows(connection):
            walk.step(row)
    except DBAPIError as error:
        if hasattr(error.orig, "sqlite_errorcode"):
            raise
        # Not SQLite but Python's reader of it failed: a text column holds what is no text.
        raise LogBroken(f"an entry behind entry {walk.entries} cannot be read") from error
    return walk.state()


class _Walk:
    """What has to be remembered from one entry to the next."""

    def __init__(self, connection: Connection) -> None:
        self.node, self.id_key = identity(connection)
        self.keys: dict[tuple[int, int, int], bytes] = {
            (b.epoch, b.lane, b.block): b.key
            for b in connection.execute(select(tables.entry_block))
        }
        tombstones = tables.entry.c.kind == Kind.TOMBSTONE
        self.buried = set(
            connection.execute(select(tables.entry.c.points_at).where(tombstones)).scalars()
        )
        self.heads: dict[Lane, Head] = {}
        self.hlc = 0
        self.entries = 0
        self.erased = 0

    def state(self) -> LogState:
        heads = tuple(self.heads[lane] for lane in sorted(self.heads))
        return LogState(entries=self.entries, erased=self.erased, heads=heads)

    def step(self, row: Row[tuple[object, ...]]) -> None:
        header = header_of(row, self.node)
        place = header.place
        lane = (place.epoch, place.lane)
        before = self.heads.get(lane)
        if place.seq != (before.seq + 1 if before else 1):
            raise _broken(row, "an entry before it is missing")
        self._check_order(row)
        self._check_contents(row, header)
        previous = before.hash if before else first_hash(self.node, *lane)
        if entry_hash(previous, header, _committed(row)) != row.hash:
            raise _broken(row, "its hash does not follow from the entry before it")
        self.heads[lane] = Head(epoch=place.epoch, lane=place.lane, seq=place.seq, hash=row.hash)
        self.entries += 1

    def _check_order(self, row: Row[tuple[object, ...]]) -> None:
        try:
            context = cbor.decode(row.context)
        except cbor.NotCanonical as error:
            raise _broken(row, "its context cannot be read") from error
        if not isinstance(context, dict) or context.get("hlc") != row.hlc:
            raise _broken(row, "its time is not the one in its context")
        if row.hlc <= self.hlc:
            raise _broken(row, "its time is not later than that of the entry recorded before it")
        self.hlc = row.hlc

    def _check_contents(self, row: Row[tuple[object, ...]], header: Header) -> None:
        place = header.place
        key = self.keys.get((place.epoch, place.lane, place.block))
        if key is None:
            raise _broken(row, "the key of its block is missing")
        contents = {name: getattr(row, name) for name in _ALL}
        there = {name: content for name, content in contents.items() if content is not None}
        computed, committed = commitments(key, place.seq, there), _committed(row)
        for name in COMPARTMENTS:
            if (committed[name] != ABSENT) != (name in header.recorded):
                raise _broken(row, f"its header and its commitment to {name} disagree")
        for name in there:
            if computed[name] != committed[name]:
                raise _broken(row, f"its {name} is not what was recorded")
        self._count_erased(row, header.recorded - there.keys())

    def _count_erased(self, row: Row[tuple[object, ...]], gone: frozenset[str]) -> None:
        if not gone:
            return
        if derived_id(self.id_key, row.epoch, row.lane, row.seq) not in self.buried:
            raise _broken(row, f"its {min(gone)} is gone and no tombstone says why")
        self.erased += len(gone)


def _committed(row: Row[tuple[object, ...]]) -> Mapping[str, bytes]:
    if len(row.commitments) != KEY_BYTES * len(_ALL):
        raise _broken(row, "its commitments have another length")
    parts = enumerate(_ALL)
    return {name: row.commitments[i * KEY_BYTES : (i + 1) * KEY_BYTES] for i, name in parts}


def _broken(row: Row[tuple[object, ...]], what: str) -> LogBroken:
    where = f"epoch {row.epoch}, lane {row.lane}, seq {row.seq}"
    return LogBroken(f"entry {row.position} ({where}, {row.kind}): {what}")
