"""Backups: whole, verified, restored into a later epoch, never over anything."""

from contextlib import closing
from datetime import timedelta
from hashlib import sha256

import pytest

from tests.care.devices import enter
from tests.store.factories import (
    ACTOR,
    DATABASE_KEY,
    NODE_KEY,
    NOW,
    make_site,
    new_patient,
    new_visit,
)
from triage.access import Role
from triage.care import people
from triage.care.backup import back_up, last_backup, restore
from triage.care.site import Person
from triage.errors import BackupUnusable, SignInRefused
from triage.store.audit import check
from triage.store.cipher import Opener, is_plain
from triage.store.database import Database
from triage.store.nodes import node
from triage.store.visits import by_report, move, record

BROWSER = "browser"


@pytest.fixture(params=[None, DATABASE_KEY], ids=["plain", "encrypted"])
def form(request):
    """The key of the database, None for a plain one."""
    return request.param


@pytest.fixture
def only_plain(form):
    if form is not None:
        pytest.skip("of plain files")


@pytest.fixture
def database(tmp_path, form):
    made = make_site(tmp_path / "site" / "triage.db", synchronous="OFF", key=form)
    (tmp_path / "site" / "node.key").write_bytes(NODE_KEY)
    yield made
    made.close()


def take(database, report_id):
    with database.writing() as connection:
        visit = record(connection, new_visit(report_id, patient=new_patient()))
        move(connection, visit.id, "in_care", actor_id=ACTOR, now=NOW)
        return visit.id


def opened(directory):
    path = directory / "triage.db"
    return Database(path, key=None if is_plain(path) else DATABASE_KEY, synchronous="OFF")


def test_a_backup_holds_what_was_recorded_and_is_for_its_owner_alone(database, tmp_path):
    take(database, "one")
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    assert made.path.name == "triage-7-20261123T083000Z.db"
    assert made.entries == 3
    assert made.path.stat().st_mode & 0o777 == 0o600
    words = (tmp_path / "backups" / (made.path.name + ".sha256")).read_text()
    assert words == f"{sha256(made.path.read_bytes()).hexdigest()}  {made.path.name}\n"
    assert {path.name for path in (tmp_path / "backups").iterdir()} == {
        made.path.name,
        made.path.name + ".sha256",
    }
    assert NODE_KEY not in made.path.read_bytes()
    assert last_backup(tmp_path / "site") == NOW


def test_a_site_that_was_never_backed_up_says_so(tmp_path):
    assert last_backup(tmp_path) is None


def test_a_backup_is_made_while_somebody_writes(database, form, tmp_path):
    take(database, "one")
    with database.writing() as connection:
        record(connection, new_visit("two", patient=new_patient()))
        other = Database(tmp_path / "site" / "triage.db", key=form, synchronous="OFF")
        made = back_up(other, NODE_KEY, tmp_path / "backups", NOW)
        other.close()
    assert made.entries == 3


def test_a_backup_is_never_overwritten(database, tmp_path):
    before = back_up(database, NODE_KEY, tmp_path / "backups", NOW).path.read_bytes()
    take(database, "one")
    with pytest.raises(BackupUnusable, match="exists"):
        back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    assert next((tmp_path / "backups").glob("*.db")).read_bytes() == before


def test_older_backups_of_this_site_go_and_those_of_others_stay(database, tmp_path):
    other = tmp_path / "triage-70-20200101T000000Z.db"
    other.write_bytes(b"")
    made = [
        back_up(database, NODE_KEY, tmp_path, NOW + timedelta(days=day), keep=2) for day in range(4)
    ]
    assert [one.deleted for one in made] == [0, 0, 1, 1]
    left = sorted(path.name for path in tmp_path.glob("triage-7-*"))
    assert left == sorted(
        name for one in made[2:] for name in (one.path.name, one.path.name + ".sha256")
    )
    assert other.exists()


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_noted(database, tmp_path):
    (tmp_path / "backups").write_bytes(b"a file")
    with pytest.raises(BackupUnusable, match="cannot be written"):
        back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    assert last_backup(tmp_path / "site") is None


def test_a_database_that_is_damaged_gives_no_backup(database, tmp_path):
    take(database, "one")
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET hash = zeroblob(32) WHERE position = 1")
    with pytest.raises(BackupUnusable, match="damaged: entry 1"):
        back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    assert list((tmp_path / "backups").iterdir()) == []
    assert last_backup(tmp_path / "site") is None


def test_a_restored_site_has_every_visit_and_the_old_pins_if_the_key_is_given(database, tmp_path):
    visit = take(database, "one")
    given = people.add(database, NODE_KEY, Person(name="Noi", role=Role.WORKER), NOW)
    enter(database, NODE_KEY, NOW, name="Noi", pin=given.pin, token=BROWSER)
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    before = made.path.read_bytes()
    restored = restore(made.path, tmp_path / "new", NODE_KEY)
    assert (restored.entries, restored.credentials) == (3, ())
    again = opened(tmp_path / "new")
    with again.reading() as connection:
        assert by_report(connection, "one", "form").id == visit
        assert connection.exec_driver_sql("SELECT count(*) FROM web_session").scalar() == 0
    enter(again, NODE_KEY, NOW, name="Noi", pin=given.pin, token=BROWSER)
    again.close()
    assert made.path.read_bytes() == before
    assert (tmp_path / "new" / "node.key").read_bytes() == NODE_KEY
    assert {path.name for path in (tmp_path / "new").iterdir()} >= {"triage.db", "node.key"}
    assert not list((tmp_path / "new").glob("*.part*"))


@pytest.mark.usefixtures("only_plain")
def test_without_the_key_everybody_who_may_sign_in_gets_another_pin(database, tmp_path):
    old = people.add(database, NODE_KEY, Person(name="Noi", role=Role.WORKER), NOW)
    people.add(database, NODE_KEY, Person(name="Gone", role=Role.WORKER), NOW)
    people.set_disabled(database, "Gone", is_disabled=True)
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    restored = restore(made.path, tmp_path / "new", None)
    key = (tmp_path / "new" / "node.key").read_bytes()
    assert key != NODE_KEY
    [fresh] = restored.credentials
    again = opened(tmp_path / "new")
    enter(again, key, NOW, name="Noi", pin=fresh.pin, token=BROWSER)
    with pytest.raises(SignInRefused):
        enter(again, key, NOW, name="Noi", pin=old.pin, token=BROWSER)
    again.close()


def test_no_place_in_the_log_is_used_twice_after_a_restore(database, tmp_path):
    take(database, "one")
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    take(database, "lost")
    places = []
    for name in ("a", "b"):
        restored = restore(made.path, tmp_path / name, NODE_KEY)
        assert restored.node.epoch > 1
        again = opened(tmp_path / name)
        take(again, f"after in {name}")
        with again.reading() as connection:
            assert check(connection).entries == 6
            places.append(places_of(connection))
        again.close()
    with database.reading() as connection:
        original = places_of(connection)
    assert len(places[0] & original) == len(places[1] & original) == 3
    assert all(epoch < 2**15 for epoch, _, _ in places[0] | places[1])


def places_of(connection):
    return {tuple(row) for row in connection.exec_driver_sql("SELECT epoch, lane, seq FROM entry")}


def test_a_demonstration_stays_one(database, tmp_path):
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    assert restore(made.path, tmp_path / "new", NODE_KEY).node.is_demonstration
    again = opened(tmp_path / "new")
    with again.reading() as connection:
        assert node(connection).is_demonstration
    again.close()


@pytest.mark.parametrize("name", ["triage.db", "triage.db-wal", "node.key"])
def test_nothing_is_restored_over_what_is_there(database, tmp_path, name):
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    target = tmp_path / "new"
    target.mkdir()
    (target / name).write_bytes(b"somebody's")
    with pytest.raises(BackupUnusable, match="exists"):
        restore(made.path, target, NODE_KEY)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {name: b"somebody's"}


def test_the_right_key_may_lie_where_the_site_goes(database, tmp_path):
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "node.key").write_bytes(NODE_KEY)
    restore(made.path, tmp_path / "new", NODE_KEY)
    assert (tmp_path / "new" / "triage.db").exists()


def test_another_sites_key_is_refused(database, tmp_path):
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    with pytest.raises(BackupUnusable, match=r"key is not the one|not open with this node key"):
        restore(made.path, tmp_path / "new", b"x" * 32)
    assert not (tmp_path / "new").exists()


def changed(path, at, to=b"\xff\xff\xff\xff"):
    content = bytearray(path.read_bytes())
    content[at : at + len(to)] = to
    path.write_bytes(content)


def cut(path, _form):
    path.write_bytes(path.read_bytes()[: -3 * 4096])


def text_of_a_visit(path, form):
    text = b'"headache"' if form is None else path.read_bytes()[-9999:-9989]
    changed(path, path.read_bytes().index(text), b'"tirednes"')


def an_entry(path, form):
    with closing(Opener(form).open(path)) as connection:
        connection.execute("UPDATE entry SET kind = 'visit.amended' WHERE position = 2")


def without_an_entry(path, form):
    with closing(Opener(form).open(path)) as connection:
        connection.execute("DELETE FROM entry WHERE position = 1")


def from_the_future(path, form):
    with closing(Opener(form).open(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("damage", "with_sum"),
    [
        (cut, False),
        (lambda path, _: changed(path, 4096), False),
        (lambda path, _: path.write_bytes(b""), False),
        (lambda path, _: path.write_bytes(b"no database" * 1000), False),
        (an_entry, False),
        (without_an_entry, False),
        (from_the_future, False),
        (text_of_a_visit, True),
        (lambda path, _: path.unlink(), False),
    ],
    ids=["cut", "page", "empty", "other", "entry", "gone", "newer", "text", "missing"],
)
def test_a_damaged_backup_is_not_restored_and_leaves_nothing(
    database, form, tmp_path, damage, with_sum
):
    take(database, "one")
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    if not with_sum:
        made.path.with_name(made.path.name + ".sha256").unlink()
    damage(made.path, form)
    with pytest.raises(BackupUnusable):
        restore(made.path, tmp_path / "new", NODE_KEY)
    assert not (tmp_path / "new").exists()


def test_a_table_that_differs_from_the_log_is_made_anew_from_it(database, tmp_path):
    take(database, "one")
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE patient SET full_name = 'Somebody Else'")
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    restore(made.path, tmp_path / "new", NODE_KEY)
    again = opened(tmp_path / "new")
    with again.reading() as connection:
        name = connection.exec_driver_sql("SELECT full_name FROM patient").scalar()
    again.close()
    assert name == "Example Person"


def test_the_file_of_a_database_in_use_is_no_backup(database, tmp_path):
    take(database, "one")
    with pytest.raises(BackupUnusable, match="not a backup"):
        restore(tmp_path / "site" / "triage.db", tmp_path / "new", NODE_KEY)


def test_what_an_interrupted_restore_left_is_not_in_the_way(database, tmp_path):
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    (tmp_path / "new").mkdir()
    for name in ("triage.db.part", "triage.db.part-wal"):
        (tmp_path / "new" / name).write_bytes(b"half")
    restore(made.path, tmp_path / "new", NODE_KEY)
    assert not list((tmp_path / "new").glob("*.part*"))


def test_an_encrypted_backup_holds_nothing_that_can_be_read_and_needs_the_node_key(tmp_path):
    database = make_site(tmp_path / "site" / "triage.db", synchronous="OFF", key=DATABASE_KEY)
    take(database, "one")
    made = back_up(database, NODE_KEY, tmp_path / "backups", NOW)
    database.close()
    content = made.path.read_bytes()
    for word in (b"Example Person", b"headache", b"CREATE TABLE", NODE_KEY, DATABASE_KEY):
        assert word not in content
    with pytest.raises(BackupUnusable, match="give the node key"):
        restore(made.path, tmp_path / "new", None)
    assert not (tmp_path / "new").exists()
    restored = restore(made.path, tmp_path / "new", NODE_KEY)
    assert restored.is_encrypted
    assert b"Example Person" not in (tmp_path / "new" / "triage.db").read_bytes()
