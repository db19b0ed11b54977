"""Reports in JSON words: what is used, what is asked about, and that danger is never hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import findings
from triage.assess import assess
from triage.clinical.findings import NotMeasured, Sex
from triage.clinical.floor import Conditions
from triage.clinical.level import Level
from triage.exchange.record import decision_from, decision_words, findings_from, findings_words
from triage.intake.fields import chart_signs
from triage.intake.payload import read_words
from triage.intake.problems import Code


def codes(words: dict) -> list[tuple[str, str]]:
    return [(problem.field, str(problem.code)) for problem in read_words(words).problems]


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("temp_c", 25, 45),
        ("hr", 20, 300),
        ("rr", 3, 120),
        ("spo2", 40, 100),
        ("sbp", 40, 300),
        ("dbp", 20, 200),
        ("gcs", 3, 15),
        ("pain_0_10", 0, 10),
        ("cap_refill_s", 0, 60),
        ("age_years", 0, 120),
    ],
)
def test_a_number_is_taken_up_to_its_limits_and_refused_beyond(name, low, high):
    assert codes({name: low}) == []
    assert codes({name: high}) == []
    assert len(codes({name: high + 1})) == 1
    if low > 0:
        assert len(codes({name: low - 1})) == 1


@pytest.mark.parametrize(
    ("name", "value", "warned"),
    [
        ("temp_c", 33.9, True),
        ("temp_c", 34.0, False),
        ("temp_c", 41.5, False),
        ("temp_c", 41.6, True),
        ("hr", 39, True),
        ("hr", 40, False),
        ("hr", 200, False),
        ("hr", 201, True),
        ("rr", 7, True),
        ("rr", 50, False),
        ("rr", 51, True),
        ("spo2", 79, True),
        ("spo2", 80, False),
        ("sbp", 69, True),
        ("sbp", 220, False),
        ("sbp", 221, True),
    ],
)
def test_an_extreme_value_is_used_at_once_and_listed_to_be_confirmed(name, value, warned):
    read = read_words({"age_years": 30, name: value})
    assert getattr(read.findings.vitals, name) == value
    assert [notice.field for notice in read.confirm] == ([name] if warned else [])
    assert read.problems == ()


@pytest.mark.parametrize(
    ("name", "value", "code", "suggest"),
    [
        ("temp_c", 98.6, "ask_unit", 37.0),
        ("temp_c", 375, "ask", 37.5),
        ("temp_c", 45.1, "out_of_range", None),
        ("glucose_mmol", 90, "ask_unit", 5.0),
        ("glucose_mmol", 35, "ask_unit", None),
        ("glucose_mmol", 10, "ask_unit", None),
        ("muac_mm", 11.4, "ask_unit", 114),
        ("weight_kg", 3200, "ask_unit", 3.2),
        ("spo2", 0.94, "ask_unit", 94),
        ("height_cm", 1.6, "ask_unit", 160),
        ("hr", 80.5, "ask", None),
        ("hr", "8O", "not_a_number", None),
        ("hr", True, "not_a_number", None),
        ("hr", float("nan"), "not_a_number", None),
        ("hr", [80], "not_a_number", None),
        ("avpu", "X", "not_a_choice", None),
    ],
)
def test_a_value_that_is_not_clear_is_asked_about_and_counts_as_not_measured(
    name, value, code, suggest
):
    read = read_words({name: value})
    [problem] = read.problems
    assert (problem.field, problem.code, problem.suggest) == (name, code, suggest)
    assert getattr(read.findings.vitals, name) is None


@pytest.mark.parametrize(
    ("name", "value"), [("hr", 0), ("hr", 19), ("rr", 2), ("sbp", 39), ("spo2", 39)]
)
def test_a_value_without_life_is_refused_and_holds_red(name, value):
    read = read_words({"age_years": 30, "absent": "all_others", name: value})
    assert [problem.code for problem in read.problems] == [Code.NO_SIGN_OF_LIFE]
    assert assess(read.findings, Conditions(), None).level is Level.RED


def test_a_problem_never_hides_danger():
    read = read_words({"age_years": "x", "present": ["stridor", "?"], "hr": "fast", "foo": 1})
    assert assess(read.findings, Conditions(), None).level is Level.RED
    assert {problem.field for problem in read.problems} == {"age_years", "present", "hr", "foo"}


def test_every_problem_is_named_at_once():
    words = {
        "sex": "W",
        "vitals": {"hr": "a", "rr": "b", "zz": 1},
        "complaints": ["1"],
        "absent": ["x"],
    }
    assert codes(words) == [
        ("sex", "not_a_choice"),
        ("vitals.zz", "unknown_key"),
        ("hr", "not_a_number"),
        ("rr", "not_a_number"),
        ("absent", "not_a_choice"),
        ("complaints", "not_a_choice"),
    ]


@pytest.mark.parametrize(
    ("ages", "fits"),
    [
        ({"age_years": 12, "age_months": 145}, True),
        ({"age_years": 0, "age_months": 6, "age_days": 203}, True),
        ({"age_years": 3, "age_months": 49}, True),
        ({"age_years": 3, "age_months": 80}, False),
        ({"age_months": 3, "age_days": 10}, False),
        ({"age_years": 30, "age_group": "adult"}, True),
    ],
)
def test_ages_in_several_units_must_agree_within_one_of_the_coarser(ages, fits):
    assert (codes(ages) == []) is fits


def test_a_sign_both_present_and_absent_is_a_problem_and_counts_as_present():
    read = read_words({"present": ["stridor"], "absent": ["stridor"]})
    assert [(p.field, p.code) for p in read.problems] == [("stridor", Code.CONTRADICTION)]
    assert "stridor" in read.findings.present
    assert "stridor" not in read.findings.absent


@pytest.mark.parametrize(("years", "chart"), [(30, "adult"), (3, "child"), (None, "both")])
def test_all_others_absent_speaks_of_the_patients_own_chart(years, chart):
    read = read_words({"age_years": years, "present": ["fever"], "absent": "all_others"})
    assert read.findings.absent == chart_signs(chart) - {"fever"}


def test_the_upper_pressure_must_be_above_the_lower_and_is_never_swapped():
    read = read_words({"sbp": 80, "dbp": 120})
    assert [(p.field, p.code, p.given) for p in read.problems] == [
        ("sbp", Code.CONTRADICTION, "80/120")
    ]
    assert (read.findings.vitals.sbp, read.findings.vitals.dbp) == (None, None)


def test_glucose_with_its_unit_is_converted_and_echoed():
    read = read_words({"glucose_mmol": 45, "glucose_unit": "mgdl"})
    assert read.findings.vitals.glucose_mmol == 2.5
    assert [(notice.field, notice.code) for notice in read.confirm] == [
        ("glucose_mmol", "warn"),
        ("glucose_mmol", "convert"),
    ]
    known = read_words({"glucose_mmol": 12, "glucose_unit": "mmol"})
    assert known.findings.vitals.glucose_mmol == 12


def test_sex_and_pregnancy_are_unknown_unless_told():
    read = read_words({})
    assert (read.findings.sex, read.findings.pregnant) == (Sex.UNKNOWN, None)
    assert read_words({"pregnant": "unknown"}).problems == ()
    assert codes({"pregnant": True, "sex": "M"}) == [("pregnant", "contradiction")]


def test_why_a_vital_sign_is_missing_is_kept_and_contradicts_a_value():
    read = read_words({"not_measured": {"spo2": "no_device", "hr": "tired"}, "vitals": {"rr": 20}})
    assert read.findings.not_measured == {"spo2": NotMeasured.NO_DEVICE}
    assert [problem.field for problem in read.problems] == ["not_measured.hr"]
    assert codes({"not_measured": {"hr": "refused"}, "hr": 80}) == [
        ("not_measured.hr", "contradiction")
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        "age_years",
        "sex",
        "pregnant",
        "present",
        "absent",
        "vitals",
        "not_measured",
        "complaints",
        "hr",
    ]
)


@given(st.dictionaries(KEYS | st.text(max_size=5), JSON, max_size=6))
def test_any_json_object_gives_findings_and_problems_and_never_an_error(words):
    read = read_words(words)
    assert assess(read.findings, Conditions(), None).level >= Level.GREEN


@given(findings())
def test_findings_come_back_from_their_words(patient):
    assert findings_from(findings_words(patient)) == patient


@given(findings())
def test_decisions_come_back_from_their_words(patient):
    decision = assess(patient, Conditions(), None)
    assert decision_words(decision_from(decision_words(decision))) == decision_words(decision)


def test_a_unit_is_nothing_that_could_not_be_measured():
    read = read_words({"not_measured": {"glucose_unit": "refused"}})
    assert [(one.field, one.code) for one in read.problems] == [
        ("not_measured.glucose_unit", Code.NOT_A_CHOICE)
    ]
