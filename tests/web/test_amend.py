"""Corrections and re-triage: amendments, decided anew, saying what changed."""

from tests.web.person import NORMAL
from triage.store import visits


def history(site, code):
    with site.clinic.database.reading() as connection:
        return visits.history(connection, visits.by_code(connection, code).id)


def test_a_correction_comes_prefilled(noi):
    code = noi.code(vitals=NORMAL | {"note": "came by boat"})

    vitals = noi.get(f"/visits/{code}/correct/vitals").text
    who = noi.get(f"/visits/{code}/correct/who").text
    signs = noi.get(f"/visits/{code}/correct/signs").text

    assert 'name="temp_c" value="37"' in vitals
    assert "came by boat" in vitals
    assert 'value="Test Patient"' in who
    assert '<option value="F" selected>' in who
    assert signs.count("checked") == 4


def test_a_prefilled_correction_sent_unchanged_changes_no_level(noi, site):
    code = noi.code(vitals=NORMAL | {"rr": "34"})

    noi.send(f"/visits/{code}/correct/vitals", **(NORMAL | {"rr": "34"}))

    first, second = history(site, code)
    assert first.findings == second.findings
    assert first.level == second.level


def test_a_correction_may_be_lower_and_says_what_it_was(noi, site):
    code = noi.code(signs={"present": ["stridor"], "none": ["look", "ask", "injury"]})

    answer = noi.send(f"/visits/{code}/correct/signs", none=["breathe", "look", "ask", "injury"])

    text = noi.get(answer.headers["Location"]).text
    assert "● GREEN" in text
    assert "Was ■ RED" in text
    assert [row.reason for row in history(site, code)][-1] == "corrected"


def test_a_corrected_age_is_decided_by_the_other_chart(noi, site):
    code = noi.code()

    noi.send(
        f"/visits/{code}/correct/who",
        sex="F",
        age="5",
        age_unit="days",
        full_name="Test Patient",
    )

    assert history(site, code)[-1].level.name == "RED"


def test_a_refused_correction_records_nothing_and_keeps_what_was_typed(noi, site):
    code = noi.code()

    answer = noi.send(f"/visits/{code}/correct/vitals", **(NORMAL | {"temp_c": "36,x"}))

    assert answer.status_code == 422
    assert 'value="36,x"' in answer.text
    assert len(history(site, code)) == 1


def test_a_refused_retriage_with_danger_raises_the_place_in_the_line(noi, site):
    code = noi.code()

    answer = noi.send(f"/visits/{code}/retriage", hr="0", temp_c="9999")

    assert answer.status_code == 422
    assert "■ RED" in answer.text
    assert history(site, code)[-1].line_level.name == "RED"


def test_a_retriage_keeps_what_is_not_measured_again(noi, site):
    code = noi.code(vitals=NORMAL | {"spo2": "97"})

    noi.send(f"/visits/{code}/retriage", hr="96")

    vitals = history(site, code)[-1].findings["vitals"]
    assert vitals["hr"] == 96
    assert vitals["spo2"] == 97


def test_a_retriage_that_is_worse_rises_at_once(noi, site):
    code = noi.code()

    answer = noi.send(f"/visits/{code}/retriage", spo2="84", rr="36")

    text = noi.get(answer.headers["Location"]).text
    assert "Was ● GREEN" in text
    assert history(site, code)[-1].line_level > history(site, code)[0].line_level


def test_new_signs_are_entered_at_a_retriage(noi, site):
    code = noi.code()

    noi.send(f"/visits/{code}/retriage/signs", present=["active_convulsions"])

    assert history(site, code)[-1].level.name == "RED"


def test_the_visit_s_page_tells_every_decision(noi):
    code = noi.code()
    noi.send(f"/visits/{code}/retriage", spo2="91")
    noi.send(f"/visits/{code}/level", level="RED", reason="blue")

    text = noi.get(f"/visits/{code}").text

    told = text.split("What was decided")[1]
    assert told.index("Level changed by hand") < told.index("Checked again")
    assert told.index("Checked again") < told.index("Recorded")


def test_a_case_code_is_understood_in_any_writing(noi):
    code = noi.code()

    assert noi.get(f"/visits/{code.lower().replace('-', '')}").status_code == 200


def test_a_retriage_shows_the_earlier_values_beside_empty_inputs(noi):
    code = noi.code(vitals=NORMAL | {"hr": "104"})

    text = noi.get(f"/visits/{code}/retriage").text

    assert "Pulse a minute (before: 104)" in text
    assert "(before: A: awake)" in text
    assert "checked" not in text
    assert "value=104" not in text
    assert f"/visits/{code}/retriage/signs" in text


def test_an_earlier_value_is_written_with_the_mark_of_the_language(noi):
    code = noi.code(vitals=NORMAL | {"temp_c": "38.5"})

    noi.send("/language", language="Bahasa Indonesia")

    assert "(sebelumnya: 38,5)" in noi.get(f"/visits/{code}/retriage").text


def test_a_level_that_is_known_is_not_announced_again(noi):
    code = noi.code(signs={"present": ["stridor"], "none": ["look", "ask", "injury"]})

    assert "■ RED" not in noi.get(f"/visits/{code}/retriage").text
    assert "■ RED" not in noi.get(f"/visits/{code}/correct/signs").text
