"""An encrypted database: nothing of a person can be read, and what does not open says why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.factories import DATABASE_KEY, NODE_KEY, make_site, new_patient, new_visit
from triage.errors import DatabaseUnusable
from triage.store.audit import check
from triage.store.cipher import PLAIN, Opener, database_key, is_plain
from triage.store.database import Database
from triage.store.visits import record

WORDS = (b"Example Person", b"headache", b"+10005550100", b"Example clinic", b"CREATE TABLE")
ROOT = Path(__file__).parents[2]


def written(path):
    """Return every byte that lies beside *path* and in it."""
    return b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())


def take(database, many=1, name="report"):
    for number in range(many):
        with database.writing() as connection:
            record(connection, new_visit(f"{name}-{number}", patient=new_patient()))


def test_nothing_of_a_person_can_be_read_from_the_files_of_an_encrypted_site(database, key):
    take(database, 5)
    journal = database.path.with_name(database.path.name + "-wal")
    assert journal.stat().st_size > 0
    found = [word in written(database.path) for word in WORDS]
    assert found == [key is None] * len(WORDS)
    database.close()
    found = [word in written(database.path) for word in WORDS]
    assert found == [key is None] * len(WORDS)
    assert is_plain(database.path) == (key is None)


def test_the_keys_are_not_in_the_files(database):
    take(database)
    for secret in (NODE_KEY, DATABASE_KEY, DATABASE_KEY.hex().encode()):
        assert secret not in written(database.path)


def test_two_nodes_have_two_database_keys_and_none_shows_the_nodes():
    assert database_key(NODE_KEY) == database_key(NODE_KEY)
    assert len({database_key(NODE_KEY), database_key(b"m" * 32), NODE_KEY}) == 3


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_a_mistake(length):
    with pytest.raises(ValueError, match="32 bytes"):
        Opener(b"k" * length)


@pytest.mark.parametrize(
    ("made_with", "opened_with", "says"),
    [
        (DATABASE_KEY, None, "TRIAGE_DATABASE_ENCRYPTED to yes"),
        (None, DATABASE_KEY, "triage db encrypt"),
        (DATABASE_KEY, b"w" * 32, "node key"),
    ],
    ids=["no key", "not encrypted", "wrong key"],
)
def test_what_does_not_open_says_what_to_do_and_stays_as_it_was(
    tmp_path, capfd, made_with, opened_with, says
):
    made = make_site(tmp_path / "triage.db", synchronous="OFF", key=made_with)
    take(made)
    made.close()
    before = (tmp_path / "triage.db").read_bytes()
    other = Database(tmp_path / "triage.db", key=opened_with)
    with pytest.raises(DatabaseUnusable, match=says) as caught:
        other.check_version()
    other.close()
    assert (tmp_path / "triage.db").read_bytes() == before
    assert capfd.readouterr() == ("", "")
    for secret in filter(None, (made_with, opened_with)):
        assert secret.hex() not in f"{caught.value!r} {caught.value.__cause__!r}"


KILLED = """
import os, sys
from pathlib import Path
from tests.store.factories import DATABASE_KEY
from tests.store.test_cipher import take
from triage.store.database import Database
take(Database(Path(sys.argv[1]), key=DATABASE_KEY), 20, sys.argv[2])
os.kill(os.getpid(), 9)
"""


def test_whoever_tries_the_wrong_form_or_key_after_a_kill_loses_nothing(tmp_path):
    """The journal is not yet in the file then, and closing a database moves it there."""
    path = tmp_path / "triage.db"
    make_site(path, key=DATABASE_KEY).close()
    for number, wrong in enumerate((None, b"w" * 32)):
        subprocess.run(
            [sys.executable, "-c", KILLED, str(path), f"run-{number}"], cwd=ROOT, check=False
        )
        assert path.with_name("triage.db-wal").stat().st_size > 0
        other = Database(path, key=wrong)
        with pytest.raises(DatabaseUnusable):
            other.check_version()
        other.close()
    right = Database(path, key=DATABASE_KEY)
    with right.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM decision").scalar() == 40
        assert check(connection).entries == 80
    right.close()


def test_a_changed_byte_of_an_encrypted_file_is_found_and_never_read_as_something_else(tmp_path):
    path = tmp_path / "triage.db"
    made = make_site(path, synchronous="OFF", key=DATABASE_KEY)
    take(made, 5)
    made.close()
    content = path.read_bytes()
    for at in range(100, len(content), 4096):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        damaged = Database(path, key=DATABASE_KEY)
        with pytest.raises(DatabaseUnusable):
            read_everything(damaged)
        damaged.close()


def read_everything(database):
    with database.reading() as connection:
        if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
            raise DatabaseUnusable("damaged")


def test_a_plain_site_does_not_load_the_library_of_the_other_form(tmp_path):
    make_site(tmp_path / "triage.db").close()
    code = (
        "import sys; from pathlib import Path; from triage.store.database import Database;"
        "Database(Path(sys.argv[1])).check_version(); print('sqlcipher3' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "triage.db")],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"False\n"


def test_a_file_begins_as_its_form_says(database, key):
    database.close()
    with database.path.open("rb") as file:
        assert (os.pread(file.fileno(), len(PLAIN), 0) == PLAIN) == (key is None)
