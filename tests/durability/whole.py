"""What must be true of a database after its writer was killed or its power was cut."""

from collections.abc import Iterable
from pathlib import Path

from triage.exchange.entry import Kind
from triage.store import tables
from triage.store.audit import check
from triage.store.database import Database
from triage.store.projection import rebuild

RECORDED = (
    "SELECT report_id, code FROM decision d JOIN visit v ON v.id = d.visit_id WHERE d.version = 1"
)


def dump(connection):
    """Return every row of every table that is made from the log."""
    return {
        table.name: connection.execute(table.select().order_by(*table.primary_key)).all()
        for table in tables.PROJECTION
    }


def lost(
    path: Path, acknowledged: Iterable[tuple[str, str]], key: bytes | None = None
) -> list[tuple[str, str]]:
    """Return which (report id, case code) are not there; fail if one is there twice."""
    database = Database(path, key=key)
    with database.reading() as connection:
        found = [(row.report_id, row.code) for row in connection.exec_driver_sql(RECORDED)]
    database.close()
    assert len({report for report, _ in found}) == len(found), "a report is there twice"
    return sorted(set(acknowledged) - set(found))


def assert_whole(path: Path, key: bytes | None = None) -> None:
    """Fail unless the file, the log and the tables are undamaged and agree."""
    database = Database(path, key=key)
    database.check_version()
    with database.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        state = check(connection)
        recorded = tables.entry.select().where(tables.entry.c.kind == Kind.VISIT_RECORDED)
        before = dump(connection)
        assert len(connection.execute(recorded).all()) == len(before["visit"])
        assert rebuild(connection) == state.entries
        assert dump(connection) == before
    database.close()
