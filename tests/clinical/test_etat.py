"""ETAT: every limit, what is missing, and how it joins the floor."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import SIGN_NAMES, findings
from triage.clinical.age import age_from
from triage.clinical.findings import Findings, Vitals
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.clinical.protocols import etat
from triage.evaluate import evaluate

TWO_YEARS = age_from(months=24)


def fired(*present, age=TWO_YEARS, **vitals):
    """Return what fires for a child with these signs and measurements."""
    patient = Findings(age=age, present=frozenset(present), vitals=Vitals(**vitals))
    return {one.id for one in etat.judge(patient).fired}


def category(*present, absent="all_others", **more):
    given = {"age_months": 24, "present": list(present), "absent": absent, "avpu": "A"} | more
    return evaluate({"protocol": "ETAT", "input": given})["category"]


@pytest.mark.parametrize(
    ("signs", "refill_s", "shock"),
    [
        (("cold_extremities", "weak_fast_pulse"), 3, False),
        (("cold_extremities", "weak_fast_pulse"), 4, True),
        (("cold_extremities", "weak_fast_pulse"), None, False),
        (("cold_extremities",), 4, False),
        (("weak_fast_pulse",), 4, False),
    ],
)
def test_shock_is_all_three_signs_together(signs, refill_s, shock):
    assert ("E_SHOCK" in fired(*signs, cap_refill_s=refill_s)) is shock


@pytest.mark.parametrize(
    ("avpu", "expected"),
    [
        ("A", set()),
        ("C", {"P_RESTLESS"}),
        ("V", {"P_RESTLESS"}),
        ("P", {"E_COMA"}),
        ("U", {"E_COMA"}),
        (None, set()),
    ],
)
def test_coma_is_pain_or_nothing_and_an_answer_to_voice_is_priority(avpu, expected):
    assert fired(avpu=avpu) == expected


@pytest.mark.parametrize(
    ("temp_c", "fires"), [(38.9, False), (39.0, False), (39.1, True), (None, False)]
)
def test_a_temperature_above_39_is_a_priority(temp_c, fires):
    assert ("P_TEMP" in fired(temp_c=temp_c)) is fires


@pytest.mark.parametrize(("days", "fires"), [(0, True), (58, True), (59, True), (60, False)])
def test_the_tiny_are_a_priority_up_to_day_59(days, fires):
    assert ("P_TINY" in fired(age=age_from(days=days))) is fires


@pytest.mark.parametrize(
    ("signs", "fires"),
    [
        (("sunken_eyes",), False),
        (("sunken_eyes", "lethargy"), True),
        (("sunken_eyes", "very_slow_skin_pinch"), True),
        (("sunken_eyes", "drinks_poorly"), True),
        (("drinks_poorly", "unable_to_feed_or_drink"), False),
        (("lethargy", "unresponsive"), False),
    ],
)
def test_severe_dehydration_is_diarrhoea_and_two_different_signs(signs, fires):
    assert ("E_SEVERE_DEHYDRATION" in fired("ongoing_diarrhoea", *signs)) is fires
    assert "E_SEVERE_DEHYDRATION" not in fired(*signs)


@pytest.mark.parametrize(("years", "applies"), [(0, True), (11, True), (12, False), (40, False)])
def test_it_is_for_children_under_12(years, applies):
    assert (etat.judge(Findings(age=age_from(years=years))) is not None) is applies


def test_a_child_is_non_urgent_only_where_everything_was_asked():
    assert category() == "NON_URGENT"
    assert category(absent="none") == "UNDETERMINED"
    assert category(avpu=None) == "UNDETERMINED"
    assert category(age_months=None) == "UNDETERMINED"
    assert category("cold_hands", "weak_fast_pulse") == "UNDETERMINED"
    assert category("cold_hands", "weak_fast_pulse", cap_refill_s=3) == "NON_URGENT"
    assert category("diarrhoea", "sunken_eyes") == "NON_URGENT"


def test_an_emergency_outweighs_a_priority_and_needs_nothing_else():
    assert category("severe_pallor", "not_breathing", absent="none", avpu=None) == "EMERGENCY"
    assert category("severe_pallor", absent="none", avpu=None) == "PRIORITY"


def test_the_two_degrees_of_respiratory_distress_are_two_signs():
    assert category("respiratory_distress") == "PRIORITY"
    assert category("severe_respiratory_distress") == "EMERGENCY"


def test_outside_its_ages_it_does_not_apply():
    given = {"age_months": 144, "present": [], "absent": "all_others"}
    assert evaluate({"protocol": "ETAT", "input": given})["applicable"] is False


def test_an_unknown_word_is_a_problem():
    given = {"age_months": 24, "present": ["nonsense"], "absent": "none"}
    assert "problems" in evaluate({"protocol": "ETAT", "input": given})


@pytest.mark.parametrize(
    ("sign", "level"),
    [
        ("obstructed_breathing", Level.RED),
        ("urgent_referral_note", Level.YELLOW),
        ("oedema_face", Level.YELLOW),
    ],
)
def test_a_sign_that_no_iitt_chart_lists_raises_the_floor(sign, level):
    floor = compose(Findings(age=TWO_YEARS, present=frozenset({sign})), Conditions())
    assert floor.by["ETAT"] is level
    assert floor.level is level


def test_poisoning_is_a_priority_here_and_red_by_iitt():
    patient = Findings(
        age=age_from(months=40), present=frozenset({"poisoning_or_chemical_exposure"})
    )
    floor = compose(patient, Conditions())
    assert (floor.by["ETAT"], floor.level) == (Level.YELLOW, Level.RED)


def test_major_burns_reach_the_iitt_chart_and_a_measured_burn_reaches_etat():
    said = Findings(age=TWO_YEARS, present=frozenset({"major_burns"}))
    assert compose(said, Conditions()).by["IITT"] is Level.RED
    measured = Findings(age=TWO_YEARS, burn_bsa_pct=16, burn_depth="partial")
    assert "P_BURNS" in {one.id for one in etat.judge(measured).fired}


@given(findings(), st.sampled_from(SIGN_NAMES))
def test_another_sign_never_takes_a_criterion_away(patient, sign):
    worse = replace(patient, present=patient.present | {sign}, absent=patient.absent - {sign})
    before, after = etat.judge(patient), etat.judge(worse)
    assume(before is not None)
    assert {one.id for one in before.fired} <= {one.id for one in after.fired}


@given(findings(), st.sampled_from(SIGN_NAMES))
def test_an_unasked_sign_fires_nothing(patient, sign):
    less = replace(patient, present=patient.present - {sign}, absent=patient.absent - {sign})
    opinion = etat.judge(less)
    assume(opinion is not None)
    assert {one.id for one in opinion.fired} <= {one.id for one in etat.judge(patient).fired}


@given(findings())
def test_it_raises_or_is_silent(patient):
    opinion = etat.judge(patient)
    assert opinion is None or opinion.level in {None, Level.YELLOW, Level.RED}
