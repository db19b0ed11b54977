"""IMCI young infant: every limit, what is missing, and how it joins the floor."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import SIGN_NAMES, findings
from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings, Measures, Vitals
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.clinical.protocols import imci_young_infant
from triage.evaluate import evaluate


def opinion(*present, days=30, vitals=None, **measures):
    """Return what the chart says of an infant with these signs and measurements."""
    patient = Findings(
        age=age_from(days=days),
        present=frozenset(present),
        vitals=Vitals(**(vitals or {})),
        measures=Measures(**measures),
    )
    return imci_young_infant.judge(patient)


def fired(*present, **more):
    return {one.id.removeprefix("YI_") for one in opinion(*present, **more).fired}


def words(*present, **more):
    """Return the result of `protocols evaluate` for an infant of 30 days, all else absent."""
    given = {"age_days": 30, "present": list(present), "absent": "all_others"}
    given |= {"rr": 45, "temp_c": 37.0} | more
    return evaluate({"protocol": "IMCI_YOUNG_INFANT", "input": given})


@pytest.mark.parametrize(
    ("temp_c", "expected"),
    [
        (35.4, {"COLD"}),
        (35.5, set()),
        (37.9, set()),
        (38.0, {"FEVER"}),
        (38.1, {"FEVER"}),
        (None, set()),
    ],
)
def test_a_temperature_from_38_0_or_below_35_5_is_very_severe(temp_c, expected):
    assert fired(vitals={"temp_c": temp_c}) == expected


@pytest.mark.parametrize(
    ("days", "first", "second", "expected"),
    [
        (6, 59, None, set()),
        (6, 60, 60, {"FAST_BREATHING"}),
        (6, 60, 59, set()),
        (6, 60, None, set()),
        (6, None, 60, set()),
        (0, 62, 62, {"FAST_BREATHING"}),
        (7, 60, 60, {"PNEUMONIA"}),
        (59, 60, 60, {"PNEUMONIA"}),
        (7, 60, 59, set()),
        (7, 60, None, set()),
    ],
)
def test_fast_breathing_needs_a_second_count_and_is_very_severe_to_day_six(
    days, first, second, expected
):
    assert fired(days=days, vitals={"rr": first}, rr_repeat=second) == expected


@pytest.mark.parametrize(
    "sign",
    [
        "unable_to_feed_or_drink",
        "drinks_poorly",
        "seizures",
        "active_convulsions",
        "severe_chest_indrawing",
        "moves_only_when_stimulated",
        "no_movement",
        "lethargy",
        "unresponsive",
    ],
)
def test_each_sign_of_very_severe_disease_is_red(sign):
    assert opinion(sign).level is Level.RED


@pytest.mark.parametrize(("avpu", "red"), [("A", False), ("V", True), ("P", True), ("U", True)])
def test_an_infant_who_only_reacts_moves_only_when_stimulated(avpu, red):
    assert (opinion(vitals={"avpu": avpu}).level is Level.RED) is red


@pytest.mark.parametrize("sign", ["umbilicus_red_or_pus", "skin_pustules"])
def test_a_local_infection_is_yellow(sign):
    assert opinion(sign).level is Level.YELLOW
    assert words(sign)["classification"] == "LOCAL_BACTERIAL_INFECTION"


@pytest.mark.parametrize(
    ("days", "hours", "severe"),
    [(0, 23, True), (0, None, True), (1, 24, False), (1, None, False), (4, None, False)],
)
def test_jaundice_on_the_first_day_is_severe(days, hours, severe):
    assert ("EARLY_JAUNDICE" in fired("jaundice", days=days, age_hours=hours)) is severe


def test_yellow_palms_or_soles_are_severe_with_or_without_the_word_jaundice():
    assert opinion("yellow_palms_and_soles", days=4).level is Level.RED
    assert words("jaundice", "yellow_palms_and_soles")["jaundice"] == "SEVERE_JAUNDICE"
    assert words("jaundice")["jaundice"] == "JAUNDICE"
    assert words()["jaundice"] is None


@pytest.mark.parametrize(
    ("signs", "row"),
    [
        ((), "NO_DEHYDRATION"),
        (("sunken_eyes",), "NO_DEHYDRATION"),
        (("sunken_eyes", "restless_or_irritable"), "SOME_DEHYDRATION"),
        (("skin_pinch_very_slow", "restless_or_irritable"), "SOME_DEHYDRATION"),
        (("sunken_eyes", "skin_pinch_slow"), "SOME_DEHYDRATION"),
        (("sunken_eyes", "skin_pinch_very_slow"), "SEVERE_DEHYDRATION"),
        (("sunken_eyes", "no_movement"), "SEVERE_DEHYDRATION"),
        (("no_movement", "moves_only_when_stimulated"), "NO_DEHYDRATION"),
    ],
)
def test_dehydration_is_two_signs_with_diarrhoea(signs, row):
    assert words("diarrhoea", *signs)["dehydration"] == row
    assert words(*signs)["dehydration"] is None


@pytest.mark.parametrize(
    ("days", "weight_kg", "low"),
    [(6, 1.9, True), (6, 2.0, False), (7, 1.9, False), (6, None, None)],
)
def test_a_weight_below_2_kg_counts_in_the_first_week(days, weight_kg, low):
    assert words(age_days=days, weight_kg=weight_kg)["very_low_weight"] is low


def test_infection_is_unlikely_only_where_everything_is_known():
    assert words()["classification"] == "INFECTION_UNLIKELY"
    assert words(rr=59)["classification"] == "INFECTION_UNLIKELY"
    assert words(rr=60, rr_repeat=59)["classification"] == "INFECTION_UNLIKELY"
    for missing in ({"rr": None}, {"temp_c": None}, {"absent": "none"}, {"rr": 60}):
        assert words(**missing)["classification"] is None
        assert words(**missing)["colour"] is None


def test_what_is_missing_is_named():
    assert words(rr=None)["missing"] == ["rr"]
    assert words(temp_c=None)["missing"] == ["temp_c"]
    again = words(rr=64)
    assert again["incomplete"] == again["needs"] == ["rr_repeat"]
    assert words(absent="none")["incomplete"] == ["signs"]


def test_very_severe_disease_stands_with_gaps():
    result = words("not_feeding_well", absent="none", rr=None, temp_c=None)
    assert (result["classification"], result["colour"]) == ("PSBI", "PINK")


@pytest.mark.parametrize(
    ("age", "applies"),
    [
        (age_from(days=0), True),
        (age_from(days=59), True),
        (age_from(days=60), False),
        (age_from(months=1), True),
        (age_from(months=2), False),
        (age_from(years=0), None),
        (age_from(years=1), False),
        (Age(), None),
    ],
)
def test_it_is_for_the_first_59_days(age, applies):
    assert imci_young_infant.applies(age) is applies


def test_where_only_the_age_is_open_nothing_fires_and_the_criteria_are_unresolved():
    patient = Findings(vitals=Vitals(temp_c=38.4))
    found = imci_young_infant.judge(patient)
    assert (found.level, found.fired) == (None, ())
    assert "YI_FEVER" in found.unresolved
    unknown = evaluate({"protocol": "IMCI_YOUNG_INFANT", "input": {}})
    assert unknown == {"applicable": None, "missing": ["age"]}


def test_a_fever_of_38_raises_an_infant_whom_iitt_leaves_yellow():
    patient = Findings(age=age_from(days=30), vitals=Vitals(temp_c=38.0))
    floor = compose(patient, Conditions())
    assert floor.by["IITT"] is Level.YELLOW
    assert floor.by["IMCI_YOUNG_INFANT"] is floor.level is Level.RED


young = st.integers(0, 59).map(lambda days: age_from(days=days))


@given(findings(), young, st.sampled_from(SIGN_NAMES))
def test_another_sign_never_takes_a_criterion_away(patient, age, sign):
    infant = replace(patient, age=age)
    worse = replace(infant, present=infant.present | {sign}, absent=infant.absent - {sign})
    before, after = imci_young_infant.judge(infant), imci_young_infant.judge(worse)
    assert {one.id for one in before.fired} <= {one.id for one in after.fired}


@given(findings(), young, st.sampled_from(SIGN_NAMES))
def test_an_unasked_sign_fires_nothing(patient, age, sign):
    infant = replace(patient, age=age)
    less = replace(infant, present=infant.present - {sign}, absent=infant.absent - {sign})
    before, after = imci_young_infant.judge(infant), imci_young_infant.judge(less)
    assert {one.id for one in after.fired} <= {one.id for one in before.fired}


@given(findings(), young, st.sampled_from(["rr", "temp_c", "weight_kg", "avpu"]))
def test_what_was_not_measured_fires_nothing(patient, age, name):
    infant = replace(patient, age=age)
    less = replace(infant, vitals=replace(infant.vitals, **{name: None}))
    before, after = imci_young_infant.judge(infant), imci_young_infant.judge(less)
    assert {one.id for one in after.fired} <= {one.id for one in before.fired}


@given(findings())
def test_it_raises_or_is_silent(patient):
    found = imci_young_infant.judge(patient)
    assume(found is not None)
    assert found.level in {None, Level.YELLOW, Level.RED}
