"""Who may call what."""

import logging

import pytest

from tests.api.conftest import Program
from triage import api
from triage.access import Scope
from triage.api.door import ANYBODY, RULES, door
from triage.errors import DatabaseUnusable
from triage.store import tokens

CLOSED = {"/api/v1/visits/222-222": Scope.VISITS_READ, "/metrics": Scope.METRICS}
OPEN = ("/healthz", "/readyz", "/api/v1/openapi.json")


def alone(site):
    return api.make_programs(site.clinic, None, site.clock)


def test_every_address_has_a_rule_about_who_may_use_it(site):
    assert {rule.endpoint for rule in alone(site).url_map.iter_rules()} == set(RULES)
    assert all(rule == ANYBODY or isinstance(rule, Scope) for rule in RULES.values())


def test_an_address_without_a_rule_is_refused(site):
    app = alone(site)
    app.add_url_rule("/api/v1/forgotten", "forgotten", lambda: str(door()))
    assert app.test_client().get("/api/v1/forgotten").status_code == 403


def test_every_address_of_this_door_is_served_by_it(site):
    for rule in alone(site).url_map.iter_rules():
        assert rule.rule.startswith(api.PREFIX) or rule.rule in api.PATHS


@pytest.mark.parametrize("path", OPEN)
def test_what_is_open_needs_no_token(stranger, path):
    assert stranger.get(path).status_code == 200


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer \xff"])
def test_without_a_token_that_counts_nothing_is_answered(stranger, path, header):
    answer = stranger.get(path, **({"Authorization": header} if header else {}))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.mimetype == "application/problem+json"


def test_nothing_is_recorded_without_a_token(stranger):
    assert stranger.post({}).status_code == 401


@pytest.mark.parametrize("path", CLOSED)
def test_a_token_is_good_for_its_scopes_only(program_with, path):
    other = program_with(*frozenset(Scope) - {CLOSED[path]})
    assert other.get(path).status_code == 403
    assert program_with(CLOSED[path]).get(path).status_code in {200, 404}


def test_a_token_without_the_scope_to_write_records_nothing(program_with):
    assert program_with(Scope.VISITS_READ, Scope.METRICS).post({}).status_code == 403


def test_a_revoked_token_counts_no_more(program, site):
    with site.clinic.database.writing() as connection:
        tokens.revoke(connection, tokens.every(connection)[0].id)
    assert program.get("/api/v1/visits/222-222").status_code == 401


def test_numbers_are_open_to_programs_of_the_machine_itself(site):
    assert Program(site, place={"REMOTE_ADDR": "127.0.0.1"}).get("/metrics").status_code == 200
    assert Program(site, place={"REMOTE_ADDR": "::1"}).get("/metrics").status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_a_request_that_was_passed_on_is_not_of_the_machine_itself(site, header):
    here = Program(site, place={"REMOTE_ADDR": "127.0.0.1"})
    assert here.get("/metrics", **{header: "192.0.2.7"}).status_code == 401


def test_a_socket_without_an_address_is_not_of_the_machine_itself(site):
    assert Program(site, place={"REMOTE_ADDR": ""}).get("/metrics").status_code == 401


def test_a_session_of_a_person_opens_nothing_here(site):
    browser = site.app.test_client()
    browser.set_cookie("s", "x")
    assert browser.get("/api/v1/visits/222-222").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/visits", 405),
        ("DELETE", "/api/v1/visits/222-222", 405),
        ("OPTIONS", "/api/v1/visits", 405),
        ("POST", "/healthz", 405),
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/", 404),
        ("GET", "/api//v1/visits", 404),
        ("GET", "/api/v1/visits/", 404),
    ],
)
def test_an_address_that_is_not_there_has_the_shape_of_every_problem(site, method, path, status):
    answer = site.app.test_client().open(path, method=method)
    assert answer.status_code == status
    assert answer.json.keys() == {"type", "title", "status", "detail"}
    assert (answer.mimetype, answer.json["status"]) == ("application/problem+json", status)
    assert ("Allow" in answer.headers) == (status == 405)


def test_the_pages_of_people_are_not_touched(site):
    assert site.app.test_client().get("/devices/enrol").mimetype == "text/html"
    assert site.app.test_client().get("/nothing").mimetype == "text/html"


def test_answers_are_kept_nowhere_and_guessed_by_nobody(program):
    headers = program.get("/api/v1/visits/222-222").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_database_that_is_away_is_said_with_when_to_try_again(program, site, monkeypatch):
    def away():
        raise DatabaseUnusable("the disk is full")

    monkeypatch.setattr(site.clinic.database, "reading", away)
    answer = program.get("/api/v1/visits/222-222")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.mimetype == "application/problem+json"


def test_a_mistake_of_the_program_is_logged_without_what_was_sent(program, monkeypatch, caplog):
    sent = "Test Person"

    def broken(*_arguments, **_named):
        raise ValueError(sent)

    monkeypatch.setattr("triage.api.visits.take_visit", broken)
    words = {"report_id": "0b0fb3a2-52a3-4f4a-9a67-3f6c6e5f0001", "age_years": 30}
    with caplog.at_level(logging.ERROR):
        answer = program.post(words)
    assert answer.status_code == 500
    assert "unforeseen ValueError" in caplog.text
    assert sent not in caplog.text + answer.text
