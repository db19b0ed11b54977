"""A site that is encrypted later, or not any more: the same site, or the file as it was."""

import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from tests.durability.whole import dump
from tests.store.factories import DATABASE_KEY, make_site, new_amendment, new_patient, new_visit
from triage.errors import DatabaseUnusable, LogBroken
from triage.store.audit import check
from triage.store.cipher import is_plain
from triage.store.conversion import convert
from triage.store.database import Database
from triage.store.visits import amend, record

ROOT = Path(__file__).parents[2]
FORMS = [None, DATABASE_KEY]


@pytest.fixture(params=FORMS, ids=["to encrypted", "to plain"])
def old(request):
    return request.param


@pytest.fixture
def new(old):
    return DATABASE_KEY if old is None else None


@pytest.fixture
def path(tmp_path, old):
    made = make_site(tmp_path / "triage.db", synchronous="OFF", key=old)
    with made.writing() as connection:
        for number in range(5):
            visit = record(connection, new_visit(f"report {number}", patient=new_patient()))
            amend(connection, new_amendment(visit.id, report_id=f"again {number}"))
    made.close()
    return tmp_path / "triage.db"


def seen(path, key):
    with closing(Database(path, key=key)) as database, database.reading() as connection:
        database.check_version()
        return check(connection), dump(connection)


def files(path):
    return sorted(one.name for one in path.parent.iterdir())


def test_a_converted_site_holds_the_same_log_and_the_same_tables(path, old, new):
    before = seen(path, old)
    assert convert(path, old, new) == 15
    assert seen(path, new) == before
    assert is_plain(path) == (new is None)
    assert (b"Example Person" in path.read_bytes()) == (new is None)
    assert path.stat().st_mode & 0o777 == 0o600
    assert files(path) == ["triage.db", "triage.db.lock"]


def test_there_and_back_it_goes_on_recording(path, old, new):
    for one, other in pairwise([old, new, old]):
        convert(path, one, other)
    with closing(Database(path, key=old)) as database:
        with database.writing() as connection:
            record(connection, new_visit("afterwards"))
        with database.reading() as connection:
            assert check(connection).entries == 16


OTHER_PROCESS = """
import sys
from pathlib import Path
from triage.store.database import Database
Database(Path(sys.argv[1]), key=bytes.fromhex(sys.argv[2]) or None).check_version()
print("open", flush=True)
sys.stdin.read()
"""


def test_while_another_process_has_the_site_open_nothing_is_converted(path, old, new):
    before = seen(path, old)
    arguments = [sys.executable, "-c", OTHER_PROCESS, str(path), (old or b"").hex()]
    with subprocess.Popen(arguments, cwd=ROOT, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(DatabaseUnusable, match="another program"):
            convert(path, old, new)
        other.communicate()
    assert seen(path, old) == before
    assert not [name for name in files(path) if "converted" in name]


def test_a_site_whose_log_is_broken_is_not_converted(path, old, new):
    with closing(Database(path, key=old)) as database, database.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET hash = zeroblob(32) WHERE position = 2")
    with pytest.raises(LogBroken, match="entry 2"):
        convert(path, old, new)
    with closing(Database(path, key=old)) as database:
        database.check_version()
    assert files(path) == ["triage.db", "triage.db.lock"]


def test_a_key_that_is_not_the_sites_converts_nothing(path, old, new):
    before = path.read_bytes()
    with pytest.raises(DatabaseUnusable):
        convert(path, b"w" * 32, new)
    assert path.read_bytes() == before
    assert seen(path, old)[0].entries == 15


def test_what_an_interrupted_conversion_left_is_not_in_the_way(path, old, new):
    for end in ("", "-wal", "-journal"):
        path.with_name(f"triage.db.converted{end}").write_bytes(b"half")
    convert(path, old, new)
    assert files(path) == ["triage.db", "triage.db.lock"]


KILLED = """
import os, signal, sys
from pathlib import Path
from triage.store.conversion import convert
keys = [bytes.fromhex(words) or None for words in sys.argv[2:4]]
convert(Path(sys.argv[1]), *keys)
"""


@pytest.mark.slow
@pytest.mark.parametrize("call", ["pwrite64:signal=SIGKILL:when=3", "rename:signal=SIGKILL:when=1"])
def test_a_conversion_that_is_killed_leaves_a_whole_site(path, old, new, call):
    before = seen(path, old)
    keys = [(key or b"").hex() for key in (old, new)]
    traced = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}"]
    done = subprocess.run(
        [*traced, sys.executable, "-c", KILLED, str(path), *keys], cwd=ROOT, check=False
    )
    assert done.returncode != 0
    whole = old if is_plain(path) == (old is None) else new
    assert seen(path, whole) == before
    if whole == old:
        convert(path, old, new)
    assert seen(path, new) == before


def test_the_plain_file_is_overwritten_when_it_lost_its_name(tmp_path):
    path = tmp_path / "triage.db"
    make_site(path).close()
    size = path.stat().st_size
    with path.open("rb") as old:
        convert(path, None, DATABASE_KEY)
        assert old.read() == bytes(size)
