"""The log: entries are appended in the caller's transaction, read in order, never changed.

The bytes, hashes and ids are those of :mod:`triage.exchange.entry`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from os import urandom

from sqlalchemy import Connection, Row, insert, select, text

from triage.errors import DatabaseUnusable
from triage.exchange import cbor
from triage.exchange.entry import (
    COMPARTMENTS,
    CONTEXT,
    HLC_COUNTER_BITS,
    KEY_BYTES,
    Header,
    Kind,
    Place,
    Sealed,
    derived_id,
    first_hash,
    packed,
    recorded_of,
    seal,
    unpacked,
)
from triage.store import tables
from triage.store.clock import moment, stamp
from triage.store.prepared import Prepared

CLOCK_UNKNOWN = "unknown"
_ROWS_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """When, by whom and about what; subjects are ids and codes, never names.

    clock: how good the node's clock is known to be.
    """

    now: datetime
    actor_id: str | None
    subjects: Mapping[str, str] = field(default_factory=dict)
    clock: str = CLOCK_UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What is to be recorded.

    Attributes:
        kind: what the entry says.
        lane: 0 RED and what answers it; 1 ORANGE, YELLOW, UNDETERMINED and amendments; 2 the
            rest; 3 attachments; 4 what never leaves the node.
        context: when, who, about what.
        compartments: words by name of compartment; an empty one is left out.
        points_at: the id of the entry that this one amends or buries.
        subject: the name under which the entry's own id joins the subjects, if any.
    """

    kind: Kind
    lane: int
    context: Context
    compartments: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    points_at: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An entry of the log; compartments that were erased are missing."""

    id: str
    header: Header
    context: Context
    hlc: int
    compartments: Mapping[str, Mapping[str, object]]
    hash: bytes


_HEAD = Prepared(
    text("""
    SELECT n.number, n.epoch, n.id_key, coalesce(e.seq, 0) AS seq, e.hash, b.key,
           coalesce((SELECT hlc FROM entry ORDER BY position DESC LIMIT 1), 0) AS hlc
    FROM node n
    LEFT JOIN entry e ON e.epoch = n.epoch AND e.lane = :lane
        AND e.seq = (SELECT max(seq) FROM entry WHERE epoch = n.epoch AND lane = :lane)
    LEFT JOIN entry_block b ON b.epoch = n.epoch AND b.lane = :lane
        AND b.block = (coalesce(e.seq, 0) + 1) / 64
""")
)
_INSERT_ENTRY = Prepared(
    insert(tables.entry), [column.name for column in tables.entry.c if column.name != "position"]
)
_INSERT_BLOCK = Prepared(insert(tables.entry_block))


def append(connection: Connection, new: NewEntry) -> Stored:
    """Record *new* behind the newest entry of its lane and return it.

    Raises:
        DatabaseUnusable: the database belongs to no node.
    """
    head = _HEAD.first(connection, {"lane": new.lane})
    if head is None:
        raise DatabaseUnusable("this database belongs to no site yet: run triage init")
    place = Place(node=head.number, epoch=head.epoch, lane=new.lane, seq=head.seq + 1)
    own_id = derived_id(head.id_key, place.epoch, place.lane, place.seq)
    context = _dated(new, own_id)
    hlc = max(stamp(context.now) << HLC_COUNTER_BITS, head.hlc + 1)
    compartments = {name: words for name, words in new.compartments.items() if words}
    contents = {name: cbor.encode(packed(words)) for name, words in compartments.items()}
    contents[CONTEXT] = _context_bytes(context, hlc)
    header = Header(
        place=place, kind=new.kind, recorded=frozenset(compartments), points_at=new.points_at
    )
    previous = head.hash or first_hash(place.node, place.epoch, place.lane)
    sealed = seal(header, contents, head.key or _new_block(connection, place), previous)
    _insert(connection, header, hlc, contents, sealed)
    return Stored(
        id=own_id,
        header=header,
        context=context,
        hlc=hlc,
        compartments=compartments,
        hash=sealed.hash,
    )


def _dated(new: NewEntry, own_id: str) -> Context:
    """Return the context as it will be read back: whole milliseconds, its own id included."""
    given = new.context
    own = {new.subject: own_id} if new.subject else {}
    return Context(
        now=moment(stamp(given.now)),
        actor_id=given.actor_id,
        subjects={**given.subjects, **own},
        clock=given.clock,
    )


def _context_bytes(context: Context, hlc: int) -> bytes:
    return cbor.encode(
        {
            "wall_ms": stamp(context.now),
            "hlc": hlc,
            "clock": context.clock,
            "actor": context.actor_id,
            "subjects": dict(context.subjects),
        }
    )


def _new_block(connection: Connection, place: Place) -> bytes:
    key = urandom(KEY_BYTES)
    row = {"epoch": place.epoch, "lane": place.lane, "block": place.block, "key": key}
    _INSERT_BLOCK.run(connection, row)
    return key


def _insert(
    connection: Connection, header: Header, hlc: int, contents: Mapping[str, bytes], sealed: Sealed
) -> None:
    _INSERT_ENTRY.run(
        connection,
        {
            "epoch": header.place.epoch,
            "lane": header.place.lane,
            "seq": header.place.seq,
            "kind": header.kind,
            "schema": header.schema,
            "mask": header.mask,
            "hlc": hlc,
            "points_at": header.points_at,
            "context": contents[CONTEXT],
            **{name: contents.get(name) for name in COMPARTMENTS},
            "commitments": b"".join(sealed.commitments[name] for name in (CONTEXT, *COMPARTMENTS)),
            "hash": sealed.hash,
        },
    )


def entries(connection: Connection) -> Iterator[Stored]:
    """Give every entry in the order in which they were recorded.

    Raises:
        DatabaseUnusable: the database belongs to no node.
        NotCanonical: an entry's bytes are damaged; :func:`triage.store.audit.check` says which.
    """
    number, id_key = identity(connection)
    for row in rows(connection):
        yield read(row, number, id_key)


def newest_of(connection: Connection, kind: Kind) -> Stored | None:
    """Return the newest entry of that kind, None if there is none.

    It looks from the end of the log back: not for what is asked for often.
    """
    ordered = select(tables.entry).where(tables.entry.c.kind == kind)
    row = connection.execute(ordered.order_by(tables.entry.c.position.desc()).limit(1)).first()
    return None if row is None else read(row, *identity(connection))


def identity(connection: Connection) -> tuple[int, bytes]:
    """Return the node's number and its key for ids."""
    found = connection.execute(select(tables.node.c.number, tables.node.c.id_key)).one_or_none()
    if found is None:
        raise DatabaseUnusable("this database belongs to no site yet: run triage init")
    return found.number, found.id_key


def rows(connection: Connection) -> Iterator[Row[tuple[object, ...]]]:
    """Give the rows of the log in the order of recording, few at a time."""
    ordered = select(tables.entry).order_by(tables.entry.c.position)
    yield from connection.execute(ordered.execution_options(yield_per=_ROWS_AT_ONCE))


def header_of(row: Row[tuple[object, ...]], node: int) -> Header:
    """Return the header of the entry in *row*."""
    return Header(
        place=Place(node=node, epoch=row.epoch, lane=row.lane, seq=row.seq),
        kind=row.kind,
        schema=row.schema,
        recorded=recorded_of(row.mask),
        points_at=row.points_at,
    )


def read(row: Row[tuple[object, ...]], node: int, id_key: bytes) -> Stored:
    """Return the entry in *row*.

    Raises:
        NotCanonical: its bytes are damaged.
    """
    contents = {name: getattr(row, name) for name in COMPARTMENTS}
    return Stored(
        id=derived_id(id_key, row.epoch, row.lane, row.seq),
        header=header_of(row, node),
        context=_context_of(row.context),
        hlc=row.hlc,
        compartments={
            name: unpacked(_words(content)) for name, content in contents.items() if content
        },
        hash=row.hash,
    )


def _context_of(content: bytes) -> Context:
    match cbor.decode(content):
        case {
            "wall_ms": int(wall),
            "hlc": int(),
            "clock": str(clock),
            "actor": None | str() as actor,
            "subjects": dict(subjects),
        }:
            return Context(now=moment(wall), actor_id=actor, subjects=subjects, clock=clock)
        case _:
            raise cbor.NotCanonical("a context with other keys")


def _words(content: bytes) -> dict[str, object]:
    words = cbor.decode(content)
    if not isinstance(words, dict):
        raise cbor.NotCanonical("a compartment that is no map")
    return words
