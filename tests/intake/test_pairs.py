"""Measurements that only a second one, or the age, shows to be mistaken."""

from datetime import date

import pytest

from triage.assess import assess
from triage.clinical.floor import Conditions
from triage.clinical.level import Level
from triage.evaluate import evaluate
from triage.exchange.record import findings_from, findings_words
from triage.intake.form import read_form
from triage.intake.numbers import read_pressure
from triage.intake.payload import read_words
from triage.intake.problems import Code


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("120/80", (120, 80)),
        ("120 / 80", (120, 80)),
        ("120 80", (120, 80)),
        ("12080", (120, 80)),
        ("160110", (160, 110)),
        ("9060", (90, 60)),
        ("๑๒๐/๘๐", (120, 80)),
        ("120", None),
        ("120/", None),
        ("120/80/60", None),
        ("1208", (12, 8)),
        ("12.5/8", None),
    ],
)
def test_two_pressures_in_one_are_taken_apart(text, pair):
    assert read_pressure(text) == pair


def test_a_joined_pressure_is_used_and_confirmed_only_without_its_stroke():
    for given, confirmed in (("120/80", []), ("120 80", ["convert"]), (12080, ["convert"])):
        read = read_words({"sbp": given})
        assert (read.findings.vitals.sbp, read.findings.vitals.dbp) == (120, 80)
        assert [notice.code for notice in read.confirm] == confirmed
        assert read.problems == ()


def test_a_joined_pressure_that_contradicts_the_lower_one_is_asked_about():
    read = read_words({"sbp": "120/80", "dbp": 90})
    assert [(one.field, one.code) for one in read.problems] == [("dbp", Code.CONTRADICTION)]
    assert (read.findings.vitals.sbp, read.findings.vitals.dbp) == (None, None)
    assert read_words({"sbp": "120/80", "dbp": "80"}).problems == ()


@pytest.mark.parametrize(
    ("sbp", "dbp", "code"),
    [(90, 76, "warn"), (90, 75, None), (200, 80, None), (201, 80, "warn")],
)
def test_an_unusual_difference_of_the_pressures_is_confirmed(sbp, dbp, code):
    read = read_words({"sbp": sbp, "dbp": dbp})
    assert [notice.code for notice in read.confirm] == ([code] if code else [])
    assert read.findings.vitals.sbp == sbp


def test_pressures_in_kpa_are_asked_about_and_held_as_no_sign_of_life():
    read = read_words({"age_years": 30, "sbp": 16, "dbp": 10})
    assert [(p.field, p.code, p.suggest) for p in read.problems] == [("sbp", Code.ASK_UNIT, 120)]
    assert assess(read.findings, Conditions(), None).level is Level.RED


def test_oxygen_above_100_beside_a_pulse_that_could_be_it_is_asked_about():
    read = read_words({"spo2": 110, "hr": 97})
    assert [(p.field, p.code, p.suggest) for p in read.problems] == [("spo2", Code.ASK, 97)]
    assert (read.findings.vitals.spo2, read.findings.vitals.hr) == (None, None)
    assert read_words({"spo2": 110, "hr": 120}).problems[0].code is Code.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("words", "field", "code", "suggest"),
    [
        ({"temp_c": 986}, "temp_c", Code.ASK, 37.0),
        ({"hb_g_dl": 120}, "hb_g_dl", Code.ASK_UNIT, 12.0),
        ({"weight_kg": 3200, "age_days": 3}, "weight_kg", Code.ASK_UNIT, 3.2),
        ({"weight_kg": 3200, "age_years": 30}, "weight_kg", Code.OUT_OF_RANGE, None),
    ],
)
def test_another_unit_is_asked_about(words, field, code, suggest):
    [problem] = read_words(words).problems
    assert (problem.field, problem.code, problem.suggest) == (field, code, suggest)


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ({"age_months": 6, "weight_kg": 7.5}, False),
        ({"age_months": 6, "weight_kg": 3.7}, True),
        ({"age_months": 6, "weight_kg": 15.1}, True),
        ({"age_years": 4, "weight_kg": 32}, False),
        ({"age_years": 4, "weight_kg": 33}, True),
        ({"age_years": 8, "weight_kg": 15}, True),
        ({"age_years": 15, "weight_kg": 90}, False),
        ({"age_years": 30, "weight_kg": 24}, True),
        ({"age_months": 8, "muac_mm": 221}, True),
        ({"age_months": 12, "muac_mm": 221}, False),
        ({"age_years": 30, "rr": 8}, True),
        ({"age_years": 30, "rr": 9}, False),
        ({"age_years": 5, "rr": 8}, False),
        ({"gestation_weeks": 10}, True),
        ({"gestation_weeks": 11}, False),
    ],
)
def test_what_is_unusual_at_an_age_is_used_and_confirmed(words, warned):
    read = read_words(words)
    assert read.problems == ()
    assert bool(read.confirm) is warned


def test_a_refused_measurement_is_kept_by_its_name_and_blocks_green():
    words = {"age_years": 30, "present": [], "absent": "all_others", "glucose_mmol": 20}
    normal = {"hr": 80, "rr": 16, "temp_c": "37,0", "spo2": 98, "avpu": "A"}
    read = read_words(words | normal)
    assert read.findings.refused == ("glucose_mmol",)
    assert findings_from(findings_words(read.findings)) == read.findings
    decision = assess(read.findings, Conditions(), None)
    assert decision.level is Level.UNDETERMINED
    assert "glucose_mmol" in decision.floor.missing


def test_a_birth_year_of_the_buddhist_era_is_converted_and_echoed():
    def notices(given):
        form = {"birth_date": [given]}
        read = read_form(form, today=date(2026, 11, 23), report_id="r", language="th")
        return [(one.code, one.value) for one in read.confirm]

    assert notices("12/3/2530") == [("convert", "1987-03-12")]
    assert notices("๑๒/๓/๒๕๓๐") == [("convert", "1987-03-12")]
    assert notices("12/3/1987") == []
    assert notices("12/3/2581") == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"field": "birth_year", "value": 2530}, {"action": "convert", "parsed": 1987}),
        ({"field": "birth_year", "value": 2439}, {"action": "reject"}),
        ({"field": "birth_year", "value": 1987}, {"action": "accept", "parsed": 1987}),
        ({"field": "bp", "value": "120/80"}, {"action": "accept", "parsed": [120, 80]}),
        ({"field": "bp", "value": "80/120"}, {"action": "ask"}),
        ({"field": "bp", "value": "80/80"}, {"action": "reject"}),
        ({"field": "bp", "value": "12080"}, {"action": "convert", "parsed": [120, 80]}),
        ({"field": "temp_c", "value": "37,5"}, {"action": "accept", "parsed": 37.5}),
        ({"field": "hr", "value": "x"}, {"action": "reject"}),
    ],
)
def test_one_value_is_judged_as_a_report_would(given, expected):
    result = evaluate({"protocol": "VALIDATION", "input": given})
    assert {key: result[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("field", "value", "level"),
    [
        ("hr", 0, "RED"),
        ("hr", 350, "UNDETERMINED"),
        ("glucose_mmol", 20, "UNDETERMINED"),
        ("bp", "80/120", "UNDETERMINED"),
        ("temp_c", 375, "UNDETERMINED"),
    ],
)
@pytest.mark.parametrize("years", [4, 8, 30])
def test_until_it_is_corrected_a_refused_value_is_never_green(field, value, level, years):
    given = {
        "field": field,
        "value": value,
        "age_years": years,
        "others": "all normal, all signs absent",
    }
    result = evaluate({"protocol": "VALIDATION", "input": given})
    assert result["level_until_corrected"] == level
    well = evaluate({"protocol": "VALIDATION", "input": given | {"field": "spo2", "value": 98}})
    assert well["level"] == "GREEN"


@pytest.mark.parametrize(
    ("protocol", "given"),
    [
        ("VALIDATION", {"field": "colour", "value": 1}),
        ("VALIDATION", {"field": "hr", "value": 80, "others": "unknown"}),
        ("FLOOR", {"floor": "BLUE"}),
        ("SHOCK_INDEX", {"obstetric": "maybe", "hr": 80, "sbp": 120}),
        ("OBSTETRIC", {"pregnant": True, "present": ["nonsense"]}),
    ],
)
def test_a_line_with_a_word_that_is_not_known_gives_problems(protocol, given):
    assert "problems" in evaluate({"protocol": protocol, "input": given})
