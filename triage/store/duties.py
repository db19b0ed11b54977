"""When the second process did last what it does again and again."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from triage.store.clock import moment, stamp
from triage.store.tables import duty

ALIVE = "alive"
"""The duty that shows that the second process runs."""

_FRESH = insert(duty)
_DONE = _FRESH.on_conflict_do_update(
    index_elements=["name"], set_={"done_at": _FRESH.excluded.done_at}
)


def record_done(connection: Connection, name: str, now: datetime) -> None:
    """Record that the duty *name* was done just now."""
    connection.execute(_DONE, {"name": name, "done_at": stamp(now)})


def done(connection: Connection) -> Mapping[str, datetime]:
    """Return when each duty was done last; one that never was is missing."""
    return {row.name: moment(row.done_at) for row in connection.execute(select(duty))}
