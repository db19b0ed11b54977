"""Visits sent by programs: recorded once, never lost in a problem, never mixed up."""

import json
from uuid import uuid4

import pytest

from tests.web.person import Person
from triage.access import Scope
from triage.store.audit import check

WELL = {
    "age_years": 30,
    "sex": "F",
    "pregnant": False,
    "present": ["headache"],
    "absent": "all_others",
    "vitals": {"hr": 80, "rr": 16, "temp_c": 37.0, "spo2": 98, "sbp": 120, "avpu": "A"},
}
SOMEBODY = {"full_name": "Test Person", "village": "Test Village", "phone": "000"}


def report(**words):
    return {"report_id": str(uuid4()), "patient": SOMEBODY, **WELL, **words}


def entries(site):
    with site.clinic.database.reading() as connection:
        return check(connection).entries


def fields(answer):
    return [(one["field"], one["code"]) for one in answer.json["problems"]]


def test_a_report_is_recorded_and_answered_with_its_decision(program):
    answer = program.post(report())
    assert answer.status_code == 201
    assert answer.json["level"] == "GREEN"
    assert answer.json["recorded_at"] == "2026-05-04T12:00:00.000Z"
    assert answer.headers["Location"] == f"/api/v1/visits/{answer.json['case_code']}"
    assert list(answer.json)[-4:] == ["confirm", "case_code", "visit_id", "recorded_at"]


def test_the_same_report_again_is_answered_again_and_recorded_once(program, site):
    sent = report(vitals=WELL["vitals"] | {"temp_c": 41.9})
    first = program.post(sent)
    before = entries(site)
    site.clock.turn(hours=1)
    again = program.post(dict(reversed(sent.items())))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert entries(site) == before


def test_other_content_under_a_known_id_is_a_conflict_and_changes_nothing(program, site):
    sent = report()
    code = program.post(sent).json["case_code"]
    before = entries(site)
    answer = program.post(sent | {"present": ["stridor"]})
    assert answer.status_code == 409
    assert answer.mimetype == "application/problem+json"
    assert program.get(f"/api/v1/visits/{code}").json["level"] == "GREEN"
    assert entries(site) == before


def test_a_report_id_is_one_whatever_its_letters_case(program):
    sent = report()
    program.post(sent)
    assert program.post(sent | {"report_id": sent["report_id"].upper()}).status_code == 200


def test_a_report_id_counts_within_its_token(program, program_with):
    sent = report()
    other = program_with(Scope.VISITS_WRITE)
    first, second = program.post(sent), other.post(sent | {"present": ["stridor"]})
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json["case_code"] != second.json["case_code"]


def test_a_refused_report_names_every_field_and_how_urgent_it_is(program, site):
    before = entries(site)
    answer = program.post(
        report(
            present=["stridor", "nonsense"],
            vitals={"hr": 800, "hrr": 1},
            site="elsewhere",
            patient={"village": "x", "born": 1},
            report_id="7",
        )
    )
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert sorted(fields(answer)) == [
        ("hr", "out_of_range"),
        ("patient.born", "unknown_key"),
        ("patient.full_name", "required"),
        ("present", "not_a_choice"),
        ("report_id", "unreadable"),
        ("site", "not_a_choice"),
        ("vitals.hrr", "unknown_key"),
    ]
    assert answer.json["level_so_far"] == "RED"
    assert entries(site) == before


def test_a_refused_report_may_be_sent_again_under_its_id(program):
    sent = report(vitals={"hr": 800})
    assert program.post(sent).status_code == 422
    assert program.post(sent | {"vitals": {"hr": 80}}).status_code == 201


def test_a_value_without_sign_of_life_holds_red(program):
    answer = program.post(report(vitals={"hr": 0}))
    assert (answer.status_code, answer.json["level_so_far"]) == (422, "RED")


def test_a_report_without_an_id_is_refused(program):
    answer = program.post(dict(WELL))
    assert fields(answer) == [("report_id", "required")]
    assert answer.json["level_so_far"] == "GREEN"


@pytest.mark.parametrize(
    ("patient", "problem"),
    [
        pytest.param("Test Person", ("patient", "unreadable"), id="no object"),
        pytest.param({"full_name": 7}, ("patient.full_name", "unreadable"), id="a number"),
        pytest.param({"full_name": "a\ud800"}, ("patient.full_name", "unreadable"), id="half"),
        pytest.param({"full_name": "a\x00"}, ("patient.full_name", "unreadable"), id="NUL"),
        pytest.param({"full_name": "x" * 121}, ("patient.full_name", "too_long"), id="too long"),
        pytest.param({"id": "1", "phone": "2"}, ("patient.id", "contradiction"), id="both"),
        pytest.param({"id": "no-such"}, ("patient.id", "not_a_choice"), id="unknown"),
        pytest.param({"id": "\ud800"}, ("patient.id", "unreadable"), id="half in an id"),
        pytest.param({"id": 7}, ("patient.id", "unreadable"), id="a number as id"),
    ],
)
def test_a_patient_that_cannot_be_taken_is_named(program, patient, problem):
    answer = program.post(report(patient=patient))
    assert answer.status_code == 422
    assert problem in fields(answer)


@pytest.mark.parametrize(
    "patient", [None, {}, {"full_name": "x" * 120}, {"full_name": " ก\u200cข "}]
)
def test_a_patient_may_be_anybody_or_nobody(program, patient):
    assert program.post(report(patient=patient)).status_code == 201


def test_a_known_patient_is_named_by_id(program, site):
    first = program.post(report()).json["case_code"]
    with site.clinic.database.reading() as connection:
        known = connection.exec_driver_sql("SELECT id FROM patient").scalar_one()
    second = program.post(report(patient={"id": known})).json["case_code"]
    assert first != second
    assert "Test Person" in Person(site, "Noi").get(f"/visits/{second}").text


def test_a_visit_that_a_program_sent_stands_in_the_line_and_names_the_program(program, site):
    code = program.post(report(present=["stridor"])).json["case_code"]
    noi = Person(site, "Noi")
    assert code in noi.get("/line").text
    assert "A program" in noi.get(f"/visits/{code}").text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="no JSON"),
        pytest.param(b"[]", 400, id="no object"),
        pytest.param(b"\xff", 400, id="no text"),
        pytest.param(b'{"a":' * 20_000, 413, id="too long"),
        pytest.param(b'{"present":' + b"[" * 30_000, 400, id="without end"),
        pytest.param(b'{"hr":80,"hr":180}', 400, id="told twice"),
        pytest.param(b'{"hr":' + b"9" * 5_000 + b"}", 400, id="an endless number"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(program, body, status):
    answer = program.post(body)
    assert answer.status_code == status
    assert answer.json["status"] == status


@pytest.mark.parametrize("depth", [100, 480, 900, 950, 970, 985, 995])
def test_a_body_of_any_depth_is_refused_in_words(program, depth):
    body = b'{"present":' + b"[" * depth + b"]" * depth + b"}"
    assert program.post(body).status_code in {400, 422}


def test_a_number_that_is_none_is_named_with_the_danger_beside_it(program):
    answer = program.post(b'{"present":["stridor"],"vitals":{"hr":NaN}}')
    assert ("hr", "not_a_number") in fields(answer)
    assert answer.json["level_so_far"] == "RED"


def test_only_json_is_taken(program):
    assert program.post(json.dumps(report()).encode(), content_type="text/plain").status_code == 415


def test_a_visit_is_found_by_its_code_however_it_is_written(program):
    sent = program.post(report()).json
    found = program.get(f"/api/v1/visits/{sent['case_code'].replace('-', '').lower()}")
    standing = {"level": "GREEN", "state": "waiting", "complete": True}
    assert found.json == sent | {"standing": standing}


def test_a_level_set_by_hand_shows_where_the_visit_stands(program, site):
    code = program.post(report()).json["case_code"]
    noi = Person(site, "Noi")
    noi.send(f"/visits/{code}/level", level="RED", reason="looks ill")
    found = program.get(f"/api/v1/visits/{code}").json
    assert (found["level"], found["standing"]["level"]) == ("GREEN", "RED")


@pytest.mark.parametrize("code", ["222-222", "x", "7KQ-2MD", "%00", "a/b"])
def test_a_visit_that_is_not_there_is_not_found(program, code):
    answer = program.get(f"/api/v1/visits/{code}")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_what_was_to_be_confirmed_is_said_again(program):
    sent = program.post(report(vitals=WELL["vitals"] | {"temp_c": 41.9})).json
    assert sent["confirm"][0]["field"] == "temp_c"
    assert program.get(f"/api/v1/visits/{sent['case_code']}").json["confirm"] == sent["confirm"]
