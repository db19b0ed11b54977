"""Who this node is: its number, its epoch and the key from which its ids are derived."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from triage.errors import DatabaseUnusable
from triage.store import tables
from triage.store.clock import moment, stamp

FIRST_EPOCH = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """This node.

    Attributes:
        number: its short id.
        epoch: grows whenever the database was restored or cloned, so that no place in the log is
            ever used for two contents.
        id_key: 32 random bytes.
        site_name: as people call the clinic.
        is_demonstration: made to be tried out; it never becomes a real site.
        created_at: when its database was made.
    """

    number: int
    id_key: bytes
    site_name: str
    is_demonstration: bool
    created_at: datetime
    epoch: int = FIRST_EPOCH


def create_node(connection: Connection, node: Node) -> None:
    """Record who this node is, once.

    Raises:
        DatabaseUnusable: the database belongs to a node already.
    """
    if connection.execute(select(tables.node.c.number)).first() is not None:
        raise DatabaseUnusable("this database belongs to a site already: use another file")
    connection.execute(
        insert(tables.node).values(
            only=1,
            number=node.number,
            epoch=node.epoch,
            id_key=node.id_key,
            site_name=node.site_name,
            is_demonstration=int(node.is_demonstration),
            created_at=stamp(node.created_at),
        )
    )


def node(connection: Connection) -> Node:
    """Return this node.

    Raises:
        DatabaseUnusable: the database has its tables but belongs to no site yet.
    """
    row = connection.execute(select(tables.node)).one_or_none()
    if row is None:
        raise DatabaseUnusable("this database belongs to no site yet: run triage init")
    return Node(
        number=row.number,
        epoch=row.epoch,
        id_key=row.id_key,
        site_name=row.site_name,
        is_demonstration=bool(row.is_demonstration),
        created_at=moment(row.created_at),
    )


def set_epoch(connection: Connection, epoch: int) -> Node:
    """Let the log go on in *epoch*, where no place was ever used, and return the node.

    Raises:
        ValueError: it is not later than the epoch of now.
    """
    if epoch <= node(connection).epoch:
        raise ValueError("an epoch that was used may hold other entries at the same places")
    connection.execute(update(tables.node).values(epoch=epoch))
    return node(connection)
