"""The log as it is exported: each compartment with the one salt that opens it."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from triage.exchange.entry import CONTEXT, KEY_BYTES, compartment_salt, entry_salt
from triage.exchange.export import ALL, Exported
from triage.store import tables
from triage.store.log import header_of, identity, rows


def exported(connection: Connection, without: frozenset[str] = frozenset()) -> Iterator[Exported]:
    """Give every entry in the order of recording; *without* names compartments to be withheld.

    Keys of blocks are never given out: one opens everything in 64 entries.

    Raises:
        DatabaseUnusable: the database belongs to no node.
    """
    number, _ = identity(connection)
    keys = {
        (one.epoch, one.lane, one.block): one.key
        for one in connection.execute(select(tables.entry_block))
    }
    for row in rows(connection):
        header = header_of(row, number)
        place = header.place
        salt = entry_salt(keys[place.epoch, place.lane, place.block], place.seq)
        there = {name: getattr(row, name) for name in ALL if name not in without - {CONTEXT}}
        yield Exported(
            header=header,
            contents={
                name: (compartment_salt(salt, name), content)
                for name, content in there.items()
                if content is not None
            },
            commitments={
                name: row.commitments[at * KEY_BYTES : (at + 1) * KEY_BYTES]
                for at, name in enumerate(ALL)
            },
            hash=row.hash,
        )
