"""The pages of a visit: what was ticked, typed and left out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.assess import assess
from triage.clinical.findings import Sex
from triage.clinical.floor import Conditions
from triage.clinical.level import Level
from triage.intake.fields import GROUPS, signs_asked
from triage.intake.form import age_on, read_date, read_form, required_problems
from triage.intake.problems import Code

TODAY = date(2026, 11, 23)
WELL = {
    "full_name": ["Test Patient"],
    "sex": ["M"],
    "age": ["30"],
    "age_unit": ["years"],
    "none": list(GROUPS),
    "temp_c": ["37,0"],
    "hr": ["80"],
    "rr": ["16"],
    "spo2": ["98"],
    "avpu": ["A"],
    "complaint": ["10"],
}


def read(**changes: list[str]):
    return read_form({**WELL, **changes}, today=TODAY, report_id="r", language="en")


def level(parsed) -> Level:
    return assess(parsed.report.findings, Conditions(), None).level


def test_a_well_adult_costs_four_ticks_and_five_measurements():
    parsed = read()
    assert parsed.problems == ()
    assert level(parsed) is Level.GREEN


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_that_was_not_answered_is_unknown_and_never_green(group):
    parsed = read(none=[other for other in GROUPS if other != group])
    assert parsed.problems == ()
    assert level(parsed) is Level.UNDETERMINED


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_ticked_both_ways_is_a_problem_and_its_ticks_count(group):
    sign = signs_asked("adult", could_be_pregnant=False)[group][0]
    parsed = read(present=[sign])
    assert [(p.field, p.code) for p in parsed.problems] == [(group, Code.CONTRADICTION)]
    assert sign in parsed.report.findings.present


def test_a_group_with_a_tick_was_gone_through():
    parsed = read(none=["breathe", "look", "injury"], present=["fever"])
    assert parsed.problems == ()
    assert level(parsed) is Level.GREEN
    assert "headache" in parsed.report.findings.absent


@pytest.mark.parametrize("name", ["temp_c", "hr", "rr", "spo2", "avpu"])
def test_each_of_the_five_measurements_is_needed_for_green(name):
    assert level(read(**{name: [""]})) is Level.UNDETERMINED


@pytest.mark.parametrize(
    ("form", "years", "months"),
    [
        ({"age": ["45"], "age_unit": ["years"]}, (45, 45), None),
        ({"age": ["๑๘"], "age_unit": ["months"]}, (1, 1), (18, 18)),
        ({"age": ["6"], "age_unit": ["weeks"]}, (0, 0), (1, 1)),
        ({"age": ["5"], "age_unit": ["days"]}, (0, 0), (0, 0)),
        ({"age": [""], "birth_date": ["23/11/1996"]}, (30, 30), (360, 360)),
        ({"age": [""], "birth_date": ["24.11.2539"]}, (29, 29), (359, 359)),
        ({"age": [""], "birth_date": ["2026-11-03"]}, (0, 0), (0, 0)),
        ({"age": [""], "age_group": ["adult"]}, (12, 120), None),
        ({"age": [""], "age_group": ["child"]}, (0, 11), None),
    ],
)
def test_an_age_is_a_number_with_its_unit_or_a_birth_date_or_only_a_group(form, years, months):
    age = read(**form).report.findings.age
    assert (age.years.low, age.years.high) == years
    assert months is None or (age.months.low, age.months.high) == months


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("1/2/2020", date(2020, 2, 1)),
        ("2020-02-01", date(2020, 2, 1)),
        ("๑/๒/๒๕๖๓", date(2020, 2, 1)),
        ("1 2 2563", date(2020, 2, 1)),
        ("29/2/2024", date(2024, 2, 29)),
        ("29/2/2023", None),
        ("23/11/2026", TODAY),
        ("24/11/2026", None),
        ("1/13/2020", None),
        ("1/1/1906", None),
        ("1/1/1907", date(1907, 1, 1)),
        ("yesterday", None),
        ("1/2", None),
        ("", None),
    ],
)
def test_a_birth_date_is_read_in_any_calendar_and_never_guessed(typed, born):
    assert read_date(typed, TODAY) == born


@pytest.mark.parametrize(
    ("born", "years", "months", "days"),
    [
        (date(2014, 11, 23), 12, 144, 4383),
        (date(2014, 11, 24), 11, 143, 4382),
        (date(2026, 11, 23), 0, 0, 0),
        (date(2026, 9, 24), 0, 1, 60),
    ],
)
def test_ages_count_completed_years_and_months(born, years, months, days):
    assert age_on(born, TODAY) == {"age_years": years, "age_months": months, "age_days": days}


def test_the_first_page_asks_for_an_age_and_for_who_it_is():
    assert {p.field for p in required_problems({})} == {"age", "full_name"}
    assert required_problems({"age_group": ["adult"], "unknown_patient": ["1"]}) == ()


def test_every_wrong_field_is_named_at_once_with_what_was_typed():
    parsed = read(
        age=["old"],
        hr=["1280"],
        temp_c=["98.6"],
        complaint=["xx"],
        pregnant=["maybe"],
        why_rr=["refused"],
        note=["x" * 1001],
    )
    assert {(p.field, p.given[:4]) for p in parsed.problems} == {
        ("age", "old"),
        ("hr", "1280"),
        ("temp_c", "98.6"),
        ("complaint", "xx"),
        ("pregnant", "mayb"),
        ("why_rr", "refu"),
        ("note", "xxxx"),
    }


def test_an_unknown_patient_has_no_name_and_a_name_outweighs_the_tick():
    unknown = read(full_name=[""], unknown_patient=["1"]).report.patient
    assert (unknown.is_unknown, unknown.full_name) == (True, "")
    assert read(unknown_patient=["1"]).report.patient.is_unknown is False


def test_pregnancy_and_sex_come_from_their_choices():
    found = read(sex=["F"], pregnant=["yes"]).report.findings
    assert (found.sex, found.pregnant) == (Sex.FEMALE, True)
    assert read(pregnant=["unknown"]).report.findings.pregnant is None


NAMES = st.sampled_from(
    [*WELL, "present", "why_hr", "birth_date", "age_group", "pregnant", "note", "zz"]
)


@given(st.dictionaries(NAMES, st.lists(st.text(max_size=12), max_size=3), max_size=8))
def test_anything_typed_gives_a_report_and_problems_and_never_an_error(form):
    parsed = read_form(form, today=TODAY, report_id="r", language="en")
    assert level(parsed) >= Level.UNDETERMINED
