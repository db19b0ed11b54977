"""Anybody in care may raise a level, with a reason; only a clinician may lower it."""

import pytest

from tests.web.person import NORMAL, Person, hidden
from tests.web.site import make_site
from triage.store import visits

RED = {"signs": {"present": ["stridor"], "none": ["look", "ask", "injury"]}}


def standing(site, code):
    with site.clinic.database.reading() as connection:
        return visits.by_code(connection, code).line_level.name


def test_a_worker_raises_a_level_with_a_reason(noi, site):
    code = noi.code()

    answer = noi.send(f"/visits/{code}/level", level="ORANGE", reason="looks grey")

    assert answer.status_code == 303
    assert standing(site, code) == "ORANGE"
    text = noi.get(answer.headers["Location"]).text
    assert "◆ ORANGE" in text
    assert "Was ● GREEN" in text


def test_the_reason_stands_in_the_visit_s_history(noi):
    code = noi.code()
    noi.send(f"/visits/{code}/level", level="RED", reason="cold & <grey>")

    text = noi.get(f"/visits/{code}").text

    assert "cold &amp; &lt;grey&gt;" in text
    assert "Level changed by hand, Noi" in text


def test_a_level_is_not_changed_without_a_reason_and_the_choice_is_kept(noi, site):
    code = noi.code()

    answer = noi.send(f"/visits/{code}/level", level="RED", reason=" ")

    assert answer.status_code == 422
    assert '<option value="RED" selected>' in answer.text
    assert 'href="#reason"' in answer.text
    assert standing(site, code) == "GREEN"


def test_a_worker_is_not_offered_a_lower_level_and_cannot_post_one(noi, site):
    code = noi.code()
    noi.send(f"/visits/{code}/level", level="ORANGE", reason="looks grey")

    form = noi.get(f"/visits/{code}/level")
    answer = noi.send(f"/visits/{code}/level", level="GREEN", reason="better")

    assert 'value="RED"' in form.text
    assert 'value="GREEN"' not in form.text
    assert answer.status_code == 422
    assert "Only a clinician lowers a level" in answer.text
    assert standing(site, code) == "ORANGE"


def test_a_supervisor_does_not_lower_a_level_either(noi, site):
    code = noi.code()
    noi.send(f"/visits/{code}/level", level="ORANGE", reason="looks grey")

    answer = Person(site, "Suda").send(f"/visits/{code}/level", level="GREEN", reason="better")

    assert answer.status_code == 422
    assert standing(site, code) == "ORANGE"


def test_a_clinician_lowers_a_level_with_a_reason(noi, dara, site):
    code = noi.code(**RED)

    answer = dara.send(f"/visits/{code}/level", level="YELLOW", reason="examined")

    assert answer.status_code == 303
    assert standing(site, code) == "YELLOW"


def test_nobody_sets_a_level_to_undetermined(dara):
    code = dara.code()

    answer = dara.send(f"/visits/{code}/level", level="UNDETERMINED", reason="x")

    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["/line", "/visits/new", "/visits/222-222"])
def test_an_administrator_sees_no_patients(site, path):
    ana = Person(site, "Ana")

    assert ana.get(path).status_code == 403


def test_a_retriage_that_decides_lower_keeps_its_place_until_confirmed(noi, site):
    suda = Person(site, "Suda")
    code = noi.code(vitals=NORMAL | {"rr": "34"})
    before = standing(site, code)

    noi.send(f"/visits/{code}/retriage", rr="18")

    assert "● GREEN" in noi.get(f"/visits/{code}").text
    assert standing(site, code) == before
    assert "Decided lower: ● GREEN" in noi.get("/line").text
    suda.send(f"/visits/{code}", f"/visits/{code}/confirm")
    assert standing(site, code) == "GREEN"


def test_a_worker_does_not_confirm_where_a_supervisor_works(noi, site):
    code = noi.code(vitals=NORMAL | {"rr": "34"})
    noi.send(f"/visits/{code}/retriage", rr="18")
    before = standing(site, code)
    own = hidden(noi.get(f"/visits/{code}"), f"/visits/{code}/move")

    assert "Confirm the lower place" not in noi.get(f"/visits/{code}").text
    answer = noi.post(f"/visits/{code}/confirm", own | {"reason": "x"})
    assert answer.status_code == 403
    assert standing(site, code) == before


def test_a_worker_alone_confirms_with_a_reason(tmp_path):
    site = make_site(tmp_path, staff={"Noi": "worker"})
    noi = Person(site, "Noi")
    code = noi.code(vitals=NORMAL | {"rr": "34"})
    noi.send(f"/visits/{code}/retriage", rr="18")
    confirm = f"/visits/{code}/confirm"

    noi.send(f"/visits/{code}", confirm, reason="")
    without = standing(site, code)
    noi.send(f"/visits/{code}", confirm, reason="slept, breathes calmly")

    assert without != "GREEN"
    assert standing(site, code) == "GREEN"


def test_a_worker_reads_that_nothing_is_above_red(noi):
    text = noi.get(f"/visits/{noi.code(**RED)}/level").text

    assert "Only a clinician lowers a level." in text
    assert "<form" not in text
