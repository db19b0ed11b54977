"""IMCI 2 to 59 months: every limit, what is missing, and how it joins the floor."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import SIGN_NAMES, findings
from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings, Measures, Vitals
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.clinical.protocols import imci_child
from triage.evaluate import evaluate
from triage.intake.fields import chart_signs

AGE = age_from(months=20)


def opinion(*present, age=AGE, vitals=None, absent=(), **measures):
    """Return what the chart says of a child with these signs and measurements."""
    patient = Findings(
        age=age,
        present=frozenset(present),
        absent=frozenset(absent),
        vitals=Vitals(**(vitals or {})),
        measures=Measures(**measures),
    )
    return imci_child.judge(patient)


def fired(*present, **more):
    return {one.id.removeprefix("IMCI_") for one in opinion(*present, **more).fired}


def words(*present, **more):
    """Return the result of `protocols evaluate` for a child of 20 months, all else absent."""
    given = {"age_months": 20, "present": list(present), "absent": "all_others"} | more
    return evaluate({"protocol": "IMCI_CHILD", "input": given})


@pytest.mark.parametrize(
    ("months", "rr", "fast"),
    [
        (2, 49, False),
        (2, 50, True),
        (11, 49, False),
        (11, 50, True),
        (12, 39, False),
        (12, 40, True),
        (59, 39, False),
        (59, 40, True),
        (20, None, False),
    ],
)
def test_breathing_is_fast_from_the_limit_of_its_age(months, rr, fast):
    found = fired("cough", age=age_from(months=months), vitals={"rr": rr})
    assert ("PNEUMONIA" in found) is fast
    assert "PNEUMONIA" not in fired(age=age_from(months=months), vitals={"rr": rr})
    assert words(age_months=months, rr=rr)["fast_breathing"] is (None if rr is None else fast)


@pytest.mark.parametrize(("spo2", "severe"), [(89, True), (90, False), (91, False), (None, False)])
def test_oxygen_below_90_with_cough_is_severe(spo2, severe):
    found = fired("cough", vitals={"spo2": spo2})
    assert ("SEVERE_PNEUMONIA_OR_VERY_SEVERE_DISEASE" in found) is severe


@pytest.mark.parametrize(
    "sign", ["unable_to_feed_or_drink", "vomits_everything", "seizures", "active_convulsions",
             "lethargy", "unresponsive"],
)  # fmt: skip
def test_each_general_danger_sign_is_red(sign):
    assert opinion(sign).level is Level.RED


@pytest.mark.parametrize(("avpu", "red"), [("A", False), ("V", False), ("P", True), ("U", True)])
def test_a_child_who_answers_only_to_pain_is_unconscious(avpu, red):
    assert (opinion(vitals={"avpu": avpu}).level is Level.RED) is red


@pytest.mark.parametrize(
    "signs",
    [
        ("cough", "stridor"),
        ("ongoing_diarrhoea", "sunken_eyes", "very_slow_skin_pinch"),
        ("fever", "stiff_neck"),
        ("measles_now", "clouding_of_cornea"),
        ("tender_swelling_behind_ear",),
        ("oedema_both_feet", "medical_complication"),
        ("severe_pallor",),
    ],
)
def test_pink_without_a_danger_sign_is_orange_and_with_one_red(signs):
    assert opinion(*signs).level is Level.ORANGE
    assert opinion(*signs, "vomits_everything").level is Level.RED


@pytest.mark.parametrize(
    ("signs", "severe", "some"),
    [
        (("sunken_eyes",), False, False),
        (("sunken_eyes", "restless_or_irritable"), False, True),
        (("slow_skin_pinch", "drinks_eagerly_thirsty"), False, True),
        (("very_slow_skin_pinch", "restless_or_irritable"), False, True),
        (("drinks_poorly", "slow_skin_pinch"), False, True),
        (("sunken_eyes", "very_slow_skin_pinch"), True, True),
        (("sunken_eyes", "drinks_poorly"), True, True),
        (("slow_skin_pinch", "very_slow_skin_pinch"), False, False),
        (("drinks_eagerly_thirsty", "drinks_poorly"), False, False),
    ],
)
def test_dehydration_counts_each_sign_once_and_a_worse_one_in_the_milder_list(signs, severe, some):
    found = fired("ongoing_diarrhoea", *signs)
    assert ("SEVERE_DEHYDRATION" in found, "SOME_DEHYDRATION" in found) == (severe, some)
    assert not {"SEVERE_DEHYDRATION", "SOME_DEHYDRATION"} & fired(*signs)


@pytest.mark.parametrize(("days", "long"), [(13, False), (14, True), (15, True), (None, False)])
def test_diarrhoea_cough_and_ear_discharge_are_long_from_day_14(days, long):
    diarrhoea = fired("ongoing_diarrhoea", diarrhoea_days=days)
    assert ("PERSISTENT_DIARRHOEA" in diarrhoea) is long
    ear = fired("ear_pus", ear_discharge_days=days)
    assert ("CHRONIC_EAR_INFECTION" in ear) is long
    assert ("ACUTE_EAR_INFECTION" in ear) is (days == 13)
    told = words("cough", cough_days=days)["refer_for_cough_assessment"]
    assert told is (None if days is None else long)


def test_long_diarrhoea_with_dehydration_is_severe():
    result = words("diarrhoea", "sunken_eyes", "restless_or_irritable", diarrhoea_days=14)
    assert (result["persistent"], result["colour"]) == ("SEVERE_PERSISTENT_DIARRHOEA", "PINK")
    assert words("diarrhoea", diarrhoea_days=13)["persistent"] is None


@pytest.mark.parametrize(("days", "long"), [(7, False), (8, True), (None, None)])
def test_fever_is_long_after_seven_days(days, long):
    assert words("fever", fever_days=days)["fever_over_7_days"] is long


@pytest.mark.parametrize(("temp_c", "fever"), [(37.4, False), (37.5, True), (None, False)])
def test_fever_begins_at_37_5_and_is_asked_for_where_nobody_measured(temp_c, fever):
    assert words(temp_c=temp_c)["fever"] is fever


@pytest.mark.parametrize(
    ("test", "risk", "malaria"),
    [
        ("positive", "low", True),
        ("positive", None, True),
        ("not_done", "high", True),
        ("not_done", "low", False),
        (None, "high", False),
        ("negative", "high", False),
        (None, None, False),
    ],
)
def test_malaria_needs_a_test_or_a_place_of_high_risk_without_one(test, risk, malaria):
    found = fired("fever", malaria_test=test, malaria_risk=risk)
    assert ("MALARIA" in found) is malaria


def test_fever_is_no_malaria_only_where_that_is_known():
    assert words("fever", fever_days=2, malaria_test="negative")["colour"] == "GREEN"
    assert words("fever", fever_days=2, malaria_risk="none")["colour"] == "GREEN"
    assert words("fever", fever_days=2)["colour"] is None


@pytest.mark.parametrize(
    ("months", "muac_mm", "name", "row"),
    [
        (20, 114, "SAM", "UNCOMPLICATED_SAM"),
        (20, 115, "MAM", "MODERATE"),
        (20, 124, "MAM", "MODERATE"),
        (20, 125, "NORMAL", "NONE"),
        (6, 114, "SAM", "UNCOMPLICATED_SAM"),
        (5, 114, "not_applicable", None),
        (20, None, None, None),
    ],
)
def test_the_upper_arm_has_three_bands_from_six_months(months, muac_mm, name, row):
    result = words(age_months=months, muac_mm=muac_mm)
    assert (result["muac_class"], result["nutrition"]) == (name, row)


def test_swollen_feet_are_never_green_and_with_a_complication_pink():
    alone = words("oedema_both_feet", muac_mm=130)
    assert (alone["nutrition"], alone["nutrition_colour"]) == ("OEDEMA_UNASSESSED", "YELLOW")
    for complication in ("medical_complication", "fails_appetite_test", "vomits_everything"):
        result = words("oedema_both_feet", complication, muac_mm=130)
        assert (result["nutrition"], result["nutrition_colour"]) == ("COMPLICATED_SAM", "PINK")
    assert words("visible_severe_wasting", muac_mm=130)["nutrition_colour"] is None


def test_a_thin_arm_with_complications_unasked_is_yellow_without_a_name():
    result = words(muac_mm=114, absent="none")
    assert (result["nutrition"], result["nutrition_colour"]) == (None, "YELLOW")


def test_ear_pus_of_unknown_length_is_yellow_without_a_name():
    result = words("ear_problem", "ear_pus")
    assert (result["ear"], result["ear_colour"]) == (None, "YELLOW")
    assert words("ear_problem")["ear"] == "NO_EAR_INFECTION"


def test_measles_has_three_rows():
    assert words("measles_now")["measles_colour"] == "GREEN"
    assert words("measles_now", "pus_from_eye")["measles"] == "MEASLES_EYE_MOUTH"
    assert words("measles_now", "lethargic_or_unconscious")["measles_colour"] == "PINK"
    assert words("mouth_ulcers")["measles"] is None


def test_pallor_has_three_rows():
    assert words("some_palmar_pallor")["anaemia"] == "ANAEMIA"
    both = words("some_palmar_pallor", "severe_palmar_pallor")
    assert (both["classification"], both["anaemia_colour"]) == ("SEVERE_ANAEMIA", "PINK")
    assert words(absent="none")["anaemia"] is None


def test_the_symptom_names_the_disease_that_a_danger_sign_makes_severe():
    severe = "SEVERE_PNEUMONIA_OR_VERY_SEVERE_DISEASE"
    assert words("vomits_everything")["classification"] == "VERY_SEVERE_DISEASE"
    assert words("cough", "convulsing_now", rr=30)["classification"] == severe
    febrile = words("fever", "convulsions_this_illness")["classification"]
    assert febrile == "VERY_SEVERE_FEBRILE_DISEASE"


def test_no_green_without_a_count_or_with_a_sign_unasked():
    uncounted = words("cough")
    assert (uncounted["classification"], uncounted["colour"]) == (None, None)
    assert uncounted["missing"] == uncounted["incomplete"] == ["rr"]
    assert words("cough", rr=30, absent="none")["classification"] is None
    assert words("diarrhoea", absent="none")["dehydration"] is None
    assert words("cough", rr=30)["colour"] == "GREEN"


@pytest.mark.parametrize(
    ("age", "applies"),
    [
        (age_from(days=59), False),
        (age_from(days=60), True),
        (age_from(months=1), False),
        (age_from(months=2), True),
        (age_from(months=59), True),
        (age_from(months=60), False),
        (age_from(years=0), True),
        (age_from(years=4), True),
        (age_from(years=5), False),
        (age_from(group="child"), None),
        (age_from(group="adult"), False),
        (Age(), None),
    ],
)
def test_it_is_for_day_60_to_59_months(age, applies):
    assert imci_child.applies(age) is applies


def test_where_only_the_age_is_open_nothing_fires_and_the_criteria_are_unresolved():
    found = opinion("vomits_everything", age=Age())
    assert (found.level, found.fired) == (None, ())
    assert "IMCI_DANGER_VOMITS_ALL" in found.unresolved
    assert evaluate({"protocol": "IMCI_CHILD", "input": {}})["missing"] == ["age"]


@pytest.mark.parametrize("months", [3, 20])
def test_a_well_child_leaves_nothing_open_that_nobody_would_think_of(months):
    vitals = Vitals(hr=120, rr=30, temp_c=37.0, spo2=98, avpu="A")
    well = Findings(age=age_from(months=months), absent=chart_signs("child"), vitals=vitals)
    assert compose(well, Conditions()).unresolved == ("TEWS.mobility",)


def test_chest_indrawing_is_pneumonia_here_and_red_by_iitt():
    patient = Findings(age=AGE, present=frozenset({"cough", "chest_indrawing"}))
    floor = compose(patient, Conditions())
    assert floor.by["IMCI_CHILD"] is Level.YELLOW
    assert floor.by["IITT"] is floor.level is Level.RED


@pytest.mark.parametrize("sign", ["visible_severe_wasting", "oedema_both_feet"])
def test_wasting_and_swollen_feet_reach_the_iitt_chart(sign):
    floor = compose(Findings(age=AGE, present=frozenset({sign})), Conditions())
    assert "C_Y_MALNUTRITION" in {one.id for one in floor.fired}


under_five = st.integers(2, 59).map(lambda months: age_from(months=months))


@given(findings(), under_five, st.sampled_from(SIGN_NAMES))
def test_another_sign_never_lowers_the_level(patient, age, sign):
    child = replace(patient, age=age)
    worse = replace(child, present=child.present | {sign}, absent=child.absent - {sign})
    before, after = imci_child.judge(child), imci_child.judge(worse)
    assert (after.level or 0) >= (before.level or 0)


@given(findings(), under_five, st.sampled_from(SIGN_NAMES))
def test_an_unasked_sign_fires_nothing(patient, age, sign):
    child = replace(patient, age=age)
    less = replace(child, present=child.present - {sign}, absent=child.absent - {sign})
    before, after = imci_child.judge(child), imci_child.judge(less)
    # Without its complication a thin arm is uncomplicated, or open: another name, no more level.
    names = {one.id for one in after.fired} - {one.id for one in before.fired}
    assert names <= {"IMCI_UNCOMPLICATED_SAM"}
    assert (after.level or 0) <= (before.level or 0)


@given(findings(), under_five, st.sampled_from(["rr", "spo2", "temp_c", "muac_mm"]))
def test_what_was_not_measured_fires_nothing(patient, age, name):
    child = replace(patient, age=age)
    less = replace(child, vitals=replace(child.vitals, **{name: None}))
    before, after = imci_child.judge(child), imci_child.judge(less)
    assert {one.id for one in after.fired} <= {one.id for one in before.fired}


@given(findings())
def test_it_raises_or_is_silent(patient):
    found = imci_child.judge(patient)
    assume(found is not None)
    assert found.level in {None, Level.YELLOW, Level.ORANGE, Level.RED}
