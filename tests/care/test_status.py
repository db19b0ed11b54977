"""What `triage status` says."""

from datetime import timedelta

import pytest

from tests.store.factories import NOW, make_site, new_patient, new_visit
from triage.care.backup import back_up
from triage.care.status import status
from triage.settings import Settings
from triage.store.visits import move, record


@pytest.fixture
def database(tmp_path):
    made = make_site(tmp_path / "triage.db", synchronous="OFF")
    yield made
    made.close()


def look(database, tmp_path, now=NOW, model=("m-1", None)):
    given = {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Example clinic",
        "TRIAGE_DIRECTORY": str(tmp_path),
    }
    settings = Settings.from_env(given)
    return status(settings, database, model, now, synchronized=tmp_path / "synchronized")


def test_a_new_site_has_nothing_and_was_never_backed_up(database, tmp_path):
    found = look(database, tmp_path)
    assert (found.entries, found.newest_entry, found.waiting, found.drafts) == (0, None, 0, 0)
    assert (found.site, found.number, found.epoch, found.node) == ("Example clinic", 7, 1, "edge")
    assert found.backup_age_s is None
    assert found.database_bytes > 0
    assert found.disk_free_bytes > 0


def test_who_waits_and_what_was_recorded_is_counted(database, tmp_path):
    with database.writing() as connection:
        record(connection, new_visit("one", patient=new_patient()))
        visit = record(connection, new_visit("two", patient=new_patient()))
        move(connection, visit.id, "in_care", actor_id="a", now=NOW)
    found = look(database, tmp_path)
    assert (found.entries, found.waiting) == (5, 1)
    assert found.newest_entry == NOW


def test_the_age_of_the_backup_is_that_of_the_newest(database, tmp_path):
    for hours in (0, 5):
        back_up(database, b"k" * 32, tmp_path / "backups", NOW + timedelta(hours=hours))
    assert look(database, tmp_path, NOW + timedelta(hours=7)).backup_age_s == 2 * 3600


def test_a_clock_behind_the_log_is_said_even_if_a_time_server_was_heard(database, tmp_path):
    assert look(database, tmp_path).clock == "unknown"
    (tmp_path / "synchronized").touch()
    assert look(database, tmp_path).clock == "synchronized"
    with database.writing() as connection:
        record(connection, new_visit("one", patient=new_patient()))
    assert look(database, tmp_path, NOW - timedelta(minutes=1)).clock == "behind"


def test_a_model_that_is_away_is_said_with_the_reason(database, tmp_path):
    found = look(database, tmp_path, model=(None, "model.onnx is missing"))
    assert (found.model, found.model_problem) == (None, "model.onnx is missing")
