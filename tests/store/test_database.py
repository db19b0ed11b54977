import resource
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.store.factories import make_site, new_visit
from triage.errors import DatabaseUnusable
from triage.store.database import HEAD, Database
from triage.store.visits import by_report, record

COUNT = "SELECT count(*) FROM decision"


def counted(database, query=COUNT):
    with database.reading() as connection:
        return connection.exec_driver_sql(query).scalar()


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_has_the_settings_that_keep_what_was_acknowledged(
    tmp_path, pragma, expected
):
    database = make_site(tmp_path / "a.db")
    with database.writing() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == expected
    with database.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == expected
    database.close()


def test_an_unknown_synchronous_setting_is_refused(tmp_path):
    with pytest.raises(ValueError, match="FULL"):
        Database(tmp_path / "a.db", synchronous="FULL; DROP TABLE entry")


def test_the_file_can_be_read_by_its_owner_alone(database):
    for path in database.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_what_is_written_in_a_block_that_fails_is_undone(database):
    with pytest.raises(IntegrityError), database.writing() as connection:
        record_twice(connection)
    assert counted(database) == 0


def record_twice(connection):
    record(connection, new_visit())
    record(connection, new_visit())


def test_what_is_written_while_reading_is_undone(database):
    with database.reading() as connection:
        connection.exec_driver_sql("UPDATE node SET site_name = 'other'")
    assert counted(database, "SELECT site_name FROM node") == "Example clinic"


def test_a_reader_sees_one_state_while_others_write(database):
    with database.reading() as reader:
        assert reader.execute(text(COUNT)).scalar() == 0
        with database.writing() as connection:
            record(connection, new_visit())
        assert reader.execute(text(COUNT)).scalar() == 0
    assert counted(database) == 1


def test_writers_of_many_threads_take_turns(database):
    def write(name):
        for number in range(10):
            with database.writing() as connection:
                record(connection, new_visit(f"{name}-{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(database) == 60


OTHER_PROCESS = """
import sys
from pathlib import Path
from tests.store.factories import new_visit
from triage.store.database import Database
from triage.store.visits import record
key = bytes.fromhex(sys.argv[3]) or None
database = Database(Path(sys.argv[1]), key=key, synchronous="OFF")
for number in range(25):
    with database.writing() as connection:
        record(connection, new_visit(f"{sys.argv[2]}-{number}"))
"""


def test_writers_of_several_processes_take_turns(database, key):
    def begin(name):
        words = (key or b"").hex()
        arguments = [sys.executable, "-c", OTHER_PROCESS, str(database.path), name, words]
        return subprocess.Popen(arguments, cwd=Path(__file__).parents[2])

    assert [process.wait() for process in [begin(name) for name in "abc"]] == [0, 0, 0]
    assert counted(database) == 75


def test_a_database_that_does_not_exist_is_never_made_by_opening_it(tmp_path):
    database = Database(tmp_path / "missing.db")
    with pytest.raises(DatabaseUnusable, match="triage init"):
        database.check_version()
    with pytest.raises(DatabaseUnusable, match="path"), database.reading():
        pass
    assert not database.path.exists()


def test_a_file_without_tables_asks_for_the_upgrade(tmp_path):
    (tmp_path / "empty.db").touch()
    with pytest.raises(DatabaseUnusable, match="triage db upgrade"):
        Database(tmp_path / "empty.db").check_version()


@pytest.mark.parametrize(
    ("version", "advice"), [("0000", "triage db upgrade"), ("9999", "install the release")]
)
def test_tables_of_another_release_are_refused_with_what_to_do(database, version, advice):
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (version,))
    with pytest.raises(DatabaseUnusable, match=advice):
        database.check_version()


def test_tables_of_this_release_are_accepted(database):
    database.check_version()
    assert counted(database, "SELECT version_num FROM alembic_version") == HEAD


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear colleague, " * 200)
    with pytest.raises(DatabaseUnusable, match="no database"):
        Database(path).check_version()


def test_a_full_disk_refuses_the_visit_and_room_made_for_it_accepts_the_next(database):
    with database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    # The limit holds for one connection only, so it is set on the one that writes next.
    database.close()
    with pytest.raises(DatabaseUnusable, match="free some space"), database.writing() as connection:
        record_many(connection, most_pages=pages)
    assert counted(database) == 0
    database.close()
    with database.writing() as connection:
        record(connection, new_visit())
    assert counted(database) == 1


def record_many(connection, most_pages):
    connection.exec_driver_sql(f"PRAGMA max_page_count = {most_pages}")
    for number in range(1000):
        record(connection, new_visit(f"r{number}", note="x" * 1000))


def test_after_a_disk_error_nothing_is_written_until_the_file_is_opened_anew(database, key):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    written = database.path.with_name(database.path.name + "-wal").stat().st_size
    # A write beyond this size fails with EFBIG, which SQLite takes for a broken disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(written, 1), hard))
    try:
        with (
            pytest.raises(DatabaseUnusable, match="check the disk"),
            database.writing() as connection,
        ):
            record(connection, new_visit(note="x" * 200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with pytest.raises(DatabaseUnusable, match="start again"), database.writing():
        pass
    assert counted(database) == 0

    again = Database(database.path, key=key)
    with again.writing() as connection:
        record(connection, new_visit())
        assert by_report(connection, "report-1", "form") is not None
    again.close()


def test_a_foreign_program_that_holds_the_database_is_named(database, monkeypatch):
    monkeypatch.setattr("triage.store.database.BUSY_TIMEOUT_MS", 10)
    foreign = database.opener.open(database.path)
    foreign.execute("BEGIN IMMEDIATE")
    database.close()
    with pytest.raises(DatabaseUnusable, match="another program"), database.writing():
        pass
    foreign.close()


def test_an_error_never_shows_what_was_typed_about_a_patient(database):
    with pytest.raises(Exception, match="NOT NULL") as caught, database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO patient (id, full_name, village) VALUES (?, ?, ?)",
            ("1", "Secret Person", "Secret Village"),
        )
    assert "Secret" not in str(caught.value)


def test_no_table_takes_a_value_of_another_type(database):
    loose = "SELECT name FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite%'"
    with database.reading() as connection:
        names = connection.exec_driver_sql(loose).scalars().all()
    assert names == ["alembic_version"]
