"""The receipt, reports of wrong advice, and a visit given to the right patient."""

import pytest

from tests.web.person import NORMAL, Person
from tests.web.site import make_site
from triage.exchange.entry import Kind
from triage.store.log import entries
from triage.store.projection import rebuild
from triage.store.visits import by_code

DANGER = {"present": ["stridor"], "none": ["look", "ask", "injury"]}


@pytest.fixture
def site(tmp_path):
    made = make_site(tmp_path)
    yield made
    made.clinic.database.close()


def kinds(site, kind):
    with site.clinic.database.reading() as connection:
        return [one for one in entries(connection) if one.header.kind == kind]


def visit(site, code):
    with site.clinic.database.reading() as connection:
        return by_code(connection, code)


def test_the_receipt_names_inputs_criteria_sources_editions_model_and_engine(site):
    noi = Person(site, "Noi")
    text = noi.get(f"/visits/{noi.code(signs=DANGER)}/receipt").text

    assert "Pulse a minute: 80" in text
    assert "Typed on a page of this site" in text
    assert "(IITT chart age &gt;= 12, 2020 v6)" in text
    assert "IITT, 2020 v6: ■ RED" in text
    assert "Model: low risk." in text
    assert "medicine test" in text
    assert "The level would be" in text


def test_the_receipt_of_an_unfinished_check_names_what_could_raise_it(site):
    noi = Person(site, "Noi")
    code = noi.code(vitals={**NORMAL, "spo2": "", "why_spo2": "refused"})
    text = noi.get(f"/visits/{code}/receipt").text

    assert "patient refused" in text
    assert "could raise the level to" in text


def test_a_level_set_by_hand_stands_in_the_receipt_with_who_and_why(site):
    code = Person(site, "Noi").code()
    dara = Person(site, "Dara")
    dara.send(f"/visits/{code}/level", level="RED", reason="looks grey")
    text = dara.get(f"/visits/{code}/receipt").text

    assert "looks grey" in text
    assert "Dara" in text


def test_a_decision_of_another_engine_that_would_decide_otherwise_promises_nothing(site):
    noi = Person(site, "Noi")
    code = noi.code()
    with site.clinic.database.writing() as connection:
        connection.exec_driver_sql(
            'UPDATE decision SET decision = replace(decision, \'"level":"GREEN"\','
            ' \'"level":"ORANGE"\')'
        )
    assert "Decided by another version" in noi.get(f"/visits/{code}/receipt").text


def test_wrong_advice_is_told_once_and_listed_for_the_supervisor(site):
    noi = Person(site, "Noi")
    code = noi.code()
    path = f"/visits/{code}/wrong"
    refused = noi.send(path, text="was grey")
    words = {"what": "too_low", "text": "was grey", "k": noi.key(path)}
    answers = [noi.post(path, words) for _ in range(2)]

    assert refused.status_code == 422
    assert "was grey" in refused.text
    assert {one.status_code for one in answers} == {303}
    (entry,) = kinds(site, Kind.INCIDENT_REPORTED)
    assert entry.header.place.lane == 2
    assert entry.compartments["decision"]["what"] == "too_low"
    listed = Person(site, "Suda").get("/incidents").text
    assert code in listed
    assert "was grey" in listed
    assert noi.get("/incidents").status_code == 403


def test_every_result_leads_to_saying_that_it_was_wrong(site):
    noi = Person(site, "Noi")
    code = noi.code()
    assert f"/visits/{code}/wrong" in noi.get(f"/visits/{code}/result").text


def test_a_visit_goes_to_the_patient_of_another_visit_and_back(site):
    noi = Person(site, "Noi")
    wrong = noi.code(who={"full_name": "Wrong Person"})
    other = noi.code(who={"full_name": "Right Person"})
    path = f"/visits/{wrong}/patient"

    assert noi.send(path, right=other.lower()).status_code == 303
    assert visit(site, wrong).patient_id == visit(site, other).patient_id
    assert "Put back to the patient before: Wrong Person" in noi.get(path).text
    assert noi.send(path, back="1").status_code == 303
    assert visit(site, wrong).patient.full_name == "Wrong Person"
    assert len(kinds(site, Kind.VISIT_REASSIGNED)) == 2


def test_a_visit_goes_to_somebody_new_and_the_log_rebuilds_it(site):
    noi = Person(site, "Noi")
    code = noi.code()
    noi.send(f"/visits/{code}/patient", full_name="New Person")
    before = visit(site, code)
    with site.clinic.database.writing() as connection:
        rebuild(connection)

    assert before.patient.full_name == "New Person"
    assert visit(site, code) == before


@pytest.mark.parametrize("typed", [{}, {"right": "222-222"}, {"right": "x"}, {"back": "1"}])
def test_nobody_named_changes_nothing(site, typed):
    noi = Person(site, "Noi")
    code = noi.code()
    assert noi.send(f"/visits/{code}/patient", **typed).status_code == 422
    assert kinds(site, Kind.VISIT_REASSIGNED) == []
