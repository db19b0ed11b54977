"""What operators' programs are told."""

import json

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.api.test_visits import report
from triage.access import Scope
from triage.store import database
from triage.store.database import Database


def numbers(program):
    answer = program.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return {
        (one.name, *one.labels.values()): one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def test_the_numbers_are_those_of_the_tables(program, program_with):
    operator = program_with(Scope.METRICS)
    program.post(report())
    program.post(report(present=["stridor"]))
    program.post(report(present=["stridor"], patient=None))
    told = numbers(operator)
    assert told["triage_visits", "RED", "waiting"] == 2
    assert told["triage_visits", "GREEN", "waiting"] == 1
    assert told["triage_log_entries",] == 5
    assert told["triage_drafts",] == 0
    assert told["triage_model_present",] == 1
    assert told["triage_database_bytes",] > 4096


def test_an_empty_site_has_numbers_too(program_with):
    assert numbers(program_with(Scope.METRICS))["triage_log_entries",] == 0


def test_no_number_says_anything_about_anybody(program, program_with):
    program.post(report())
    assert "Test" not in program_with(Scope.METRICS).get("/metrics").text


def test_it_is_ready_with_a_model_and_without(site, stranger, tmp_path):
    assert stranger.get("/readyz").json == {
        "status": "ready",
        "database": "usable",
        "model": "present",
    }
    site.clinic.slot._directory = tmp_path / "nothing"
    answer = stranger.get("/readyz")
    assert (answer.status_code, answer.json["model"]) == (200, "absent")


def test_looking_whether_it_is_ready_writes_nothing(site, stranger):
    path = site.clinic.database.path
    before = (path.read_bytes(), path.with_name(path.name + "-wal").read_bytes())
    stranger.get("/readyz")
    assert (path.read_bytes(), path.with_name(path.name + "-wal").read_bytes()) == before


def test_it_is_alive_but_not_ready_when_the_disk_is_full(stranger, monkeypatch):
    monkeypatch.setattr(database, "LEAST_FREE_BYTES", 2**63)
    answer = stranger.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.mimetype == "application/problem+json"
    assert stranger.get("/healthz").json == {"status": "alive"}


def test_it_is_not_ready_with_the_tables_of_another_release(site, stranger):
    with site.clinic.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert stranger.get("/readyz").status_code == 503


def test_it_is_not_ready_without_its_database(site, stranger, tmp_path):
    site.clinic.database.close()
    site.clinic.database.path.rename(tmp_path / "away.db")
    assert stranger.get("/readyz").status_code == 503
    assert stranger.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_says_little(stranger, path):
    assert len(json.dumps(stranger.get(path).json)) < 100


def test_a_database_is_ready_until_its_file_may_not_be_written(tmp_path, monkeypatch):
    made = Database(tmp_path / "a.db", synchronous="OFF")
    made.upgrade()
    made.check_ready()
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    with pytest.raises(database.DatabaseUnusable, match="cannot be written"):
        made.check_ready()
    made.close()
