"""Pregnancy, birth and the weeks after it: every limit of the tables, and what is not known."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import findings
from triage.clinical.age import age_from
from triage.clinical.findings import Findings, Measures, Sex, Vitals
from triage.clinical.level import Level
from triage.clinical.protocols import meows, obstetric
from triage.clinical.signs import facts_of

WOMAN = Findings(age=age_from(years=28), sex=Sex.FEMALE)
PREGNANT = replace(WOMAN, pregnant=True, gestation_weeks=32)
MOTHER = replace(WOMAN, pregnant=False, postpartum_days=5)
CALM = Vitals(hr=90, sbp=120, dbp=75)


def after_birth(loss, *, minutes=60, vitals=CALM, **changed):
    """Return a woman who gave birth *minutes* ago and lost *loss* mL."""
    return replace(
        WOMAN,
        vitals=replace(vitals, **changed),
        measures=Measures(blood_loss_ml=loss, minutes_since_birth=minutes),
    )


def fired(patient):
    opinion = obstetric.judge(patient)
    return {one.id for one in opinion.fired} if opinion else set()


def level(patient):
    opinion = obstetric.judge(patient)
    return opinion.level if opinion else None


@pytest.mark.parametrize(
    ("loss", "changed", "fires"),
    [
        (299, {"hr": 110}, False),
        (300, {}, False),
        (300, {"hr": 100}, False),
        (300, {"hr": 101}, True),
        (300, {"sbp": 100}, False),
        (300, {"sbp": 99}, True),
        (300, {"dbp": 60}, False),
        (300, {"dbp": 59}, True),
        (300, {"hr": 100, "sbp": 100}, False),
        (499, {}, False),
        (500, {}, True),
        (500, {"hr": None, "sbp": None, "dbp": None}, True),
    ],
)
def test_haemorrhage_after_birth_is_300_ml_with_a_sign_or_500_ml(loss, changed, fires):
    assert ("OB_PPH" in fired(after_birth(loss, **changed))) is fires


@pytest.mark.parametrize(("minutes", "fires"), [(1440, True), (1441, False)])
def test_the_rule_of_the_first_day_ends_with_it(minutes, fires):
    assert ("OB_PPH" in fired(after_birth(600, minutes=minutes))) is fires


@pytest.mark.parametrize(("days", "fires"), [(0, True), (1, True), (2, False), (None, True)])
def test_days_since_birth_and_a_loss_of_unknown_time_count_for_the_first_day(days, fires):
    patient = replace(WOMAN, postpartum_days=days, measures=Measures(blood_loss_ml=600))
    assert ("OB_PPH" in fired(patient)) is fires


@pytest.mark.parametrize(
    ("loss", "vitals", "open_"),
    [
        (350, Vitals(), True),
        (350, Vitals(hr=90, dbp=75), True),
        (350, CALM, False),
        (299, Vitals(), False),
        (None, CALM, False),
        (None, replace(CALM, hr=110), True),
        (None, Vitals(), False),
    ],
)
def test_a_haemorrhage_that_cannot_be_ruled_out_is_yellow(loss, vitals, open_):
    patient = after_birth(loss, vitals=vitals)
    assert ("OB_PPH_OPEN" in fired(patient)) is open_
    assert level(patient) is (Level.YELLOW if open_ else None)


@pytest.mark.parametrize("woman", [PREGNANT, MOTHER])
@pytest.mark.parametrize(
    ("sbp", "dbp", "expected"),
    [
        (139, 89, None),
        (140, 89, Level.YELLOW),
        (139, 90, Level.YELLOW),
        (159, 109, Level.YELLOW),
        (160, 100, Level.RED),
        (150, 110, Level.RED),
        (160, None, Level.RED),
        (None, None, None),
    ],
)
def test_high_pressure_is_yellow_and_severe_pressure_red(woman, sbp, dbp, expected):
    assert level(replace(woman, vitals=Vitals(sbp=sbp, dbp=dbp))) is expected


@pytest.mark.parametrize(
    "sign",
    [
        "severe_headache",
        "visual_changes",
        "upper_abdominal_pain",
        "fast_or_difficult_breathing",
        "seizures",
    ],
)
def test_raised_pressure_with_a_symptom_is_red(sign):
    raised = replace(MOTHER, present=frozenset({sign}), vitals=Vitals(sbp=140, dbp=80))
    normal = replace(raised, vitals=Vitals(sbp=139, dbp=80))
    assert "OB_PRESSURE_SYMPTOMS" in fired(raised)
    assert "OB_PRESSURE_SYMPTOMS" not in fired(normal)


@pytest.mark.parametrize(
    ("weeks", "also", "expected"),
    [
        (19, None, Level.YELLOW),
        (20, None, Level.RED),
        (None, None, Level.RED),
        (8, "acute_abdominal_pain", Level.RED),
        (8, "lower_abdominal_pain", Level.RED),
        (8, "recent_fainting", Level.RED),
    ],
)
def test_bleeding_in_pregnancy_is_red_late_painful_with_fainting_or_of_unknown_week(
    weeks, also, expected
):
    signs = frozenset({"vaginal_bleeding", *([also] if also else [])})
    assert level(replace(PREGNANT, gestation_weeks=weeks, present=signs)) is expected


@pytest.mark.parametrize(
    ("woman", "signs", "expected"),
    [
        (PREGNANT, {"seizures"}, Level.RED),
        (PREGNANT, {"severe_headache", "visual_changes"}, Level.RED),
        (PREGNANT, {"fever_too_weak_to_get_up"}, Level.RED),
        (PREGNANT, {"severe_abdominal_pain"}, Level.RED),
        (PREGNANT, {"fast_or_difficult_breathing"}, Level.RED),
        (PREGNANT, {"cord_prolapse"}, Level.RED),
        (PREGNANT, {"labour_over_24h"}, Level.RED),
        (PREGNANT, {"fever"}, Level.YELLOW),
        (PREGNANT, {"acute_abdominal_pain"}, Level.YELLOW),
        (PREGNANT, {"feels_ill"}, Level.YELLOW),
        (PREGNANT, {"swelling_fingers_face_legs"}, Level.YELLOW),
        (PREGNANT, {"no_fetal_movement"}, Level.YELLOW),
        (PREGNANT, {"waters_broken_early"}, Level.YELLOW),
        (PREGNANT, {"cough_that_nobody_asked"}, None),
        (MOTHER, {"heavy_or_increasing_bleeding"}, Level.RED),
        (MOTHER, {"heavy_bleeding"}, Level.RED),
        (MOTHER, {"acute_chest_pain"}, Level.RED),
        (MOTHER, {"thoughts_of_self_harm_or_harming_baby"}, Level.RED),
        (MOTHER, {"calf_pain_or_swelling"}, Level.YELLOW),
        (MOTHER, {"breast_infection", "fever"}, Level.YELLOW),
        (MOTHER, {"vaginal_bleeding"}, None),
        (MOTHER, {"offensive_lochia"}, None),
    ],
)
def test_a_danger_sign_has_the_level_of_its_list(woman, signs, expected):
    assert level(replace(woman, present=frozenset(signs))) is expected


@pytest.mark.parametrize(
    ("temp_c", "signs", "fires"),
    [
        (37.9, {"lower_abdominal_pain"}, False),
        (38.0, {"lower_abdominal_pain"}, True),
        (38.0, {"offensive_lochia"}, True),
        (38.0, set(), False),
        (None, {"offensive_lochia"}, False),
        (None, {"offensive_lochia", "fever"}, True),
    ],
)
def test_fever_after_birth_is_red_with_pain_or_foul_discharge(temp_c, signs, fires):
    patient = replace(MOTHER, present=frozenset(signs), vitals=Vitals(temp_c=temp_c))
    assert ("OB_POSTNATAL_SEPSIS" in fired(patient)) is fires


@pytest.mark.parametrize(("days", "applies"), [(42, True), (43, False)])
def test_obstetric_rules_end_42_days_after_the_birth(days, applies):
    patient = replace(MOTHER, postpartum_days=days, vitals=Vitals(sbp=170, dbp=100))
    assert (level(patient) is Level.RED) is applies
    assert (meows.judge(patient) is not None) is applies


def test_pregnancy_unknown_leaves_the_rules_unresolved_and_fires_none():
    patient = replace(WOMAN, present=frozenset({"vaginal_bleeding"}), vitals=Vitals(sbp=170))
    opinion = obstetric.judge(patient)
    assert opinion.level is None
    assert {"OB_BLEEDING", "OB_BLEEDING_LATE", "OB_SEVERE_PRESSURE"} <= set(opinion.unresolved)


@pytest.mark.parametrize(
    "somebody",
    [
        replace(WOMAN, pregnant=False),
        Findings(age=age_from(years=28), sex=Sex.MALE, postpartum_days=3),
        Findings(age=age_from(days=1), measures=Measures(minutes_since_birth=600)),
        Findings(age=age_from(years=60), sex=Sex.FEMALE),
    ],
)
def test_nobody_else_is_judged_by_obstetric_rules(somebody):
    assert obstetric.judge(somebody) is None
    assert meows.judge(somebody) is None


WELL = Vitals(rr=16, spo2=98, temp_c=37.0, sbp=120, dbp=75, hr=85, avpu="A", pain_0_10=0)


@pytest.mark.parametrize(
    ("name", "red", "yellow", "white"),
    [
        ("rr", [9, 31], [21, 30], [10, 20]),
        ("spo2", [94], [], [95]),
        ("temp_c", [34.9, 38.1], [35.0, 35.9], [36.0, 38.0]),
        ("sbp", [89, 161], [90, 100, 150, 160], [101, 149]),
        ("dbp", [101], [90, 100], [89]),
        ("hr", [39, 121], [40, 50, 100, 120], [51, 99]),
        ("avpu", ["P", "U"], ["V", "C"], ["A"]),
        ("pain_0_10", [], [4, 10], [3]),
    ],
)
def test_meows_bands_change_where_the_chart_says(name, red, yellow, white):
    for values, expected in ((red, (1, 0)), (yellow, (0, 1)), (white, (0, 0))):
        for value in values:
            patient = replace(PREGNANT, vitals=replace(WELL, **{name: value}))
            result = meows.score(facts_of(patient, is_child=False))
            assert (result.red, result.yellow) == expected, value
    missing = replace(PREGNANT, vitals=replace(WELL, **{name: None}))
    assert meows.score(facts_of(missing, is_child=False)).missing == (name,)


@pytest.mark.parametrize(
    ("changed", "trigger", "expected"),
    [
        ({}, False, None),
        ({"rr": 25}, False, None),
        ({"rr": 25, "hr": 110}, True, Level.YELLOW),
        ({"rr": 31}, True, Level.ORANGE),
        ({"sbp": None}, None, None),
        ({"rr": 31, "sbp": None}, True, Level.ORANGE),
        ({"pain_0_10": None}, False, None),
        ({"pain_0_10": None, "rr": 25}, None, None),
    ],
)
def test_meows_is_triggered_by_one_red_or_two_yellow(changed, trigger, expected):
    patient = replace(PREGNANT, vitals=replace(WELL, **changed))
    assert meows.score(facts_of(patient, is_child=False)).trigger is trigger
    assert meows.judge(patient).level is expected


@given(findings(), st.sampled_from(sorted(obstetric.SIGNS)))
def test_another_obstetric_sign_never_takes_a_criterion_away(patient, sign):
    worse = replace(patient, present=patient.present | {sign}, absent=patient.absent - {sign})
    assert fired(patient) <= fired(worse)


@given(findings(), st.integers(0, 1500), st.integers(0, 1500))
def test_more_blood_lost_never_lowers_the_level(patient, loss, more):
    def lost(ml):
        measures = Measures(blood_loss_ml=ml, minutes_since_birth=30)
        return level(replace(patient, measures=measures)) or Level.GREEN

    assert lost(loss + more) >= lost(loss)


@given(findings())
def test_what_was_not_asked_or_measured_never_fires(patient):
    silent = replace(
        patient, present=frozenset(), absent=frozenset(), vitals=Vitals(), measures=Measures()
    )
    assert fired(silent) == set()
    opinion = meows.judge(silent)
    assert opinion is None or opinion.level is None
