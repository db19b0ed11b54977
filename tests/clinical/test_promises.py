"""What holds for every patient that can be thought of."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.opinion import Opinion
from tests.strategies import NORMAL, SIGN_NAMES, ages, findings, nearly_well
from triage.assess import assess
from triage.clinical.age import ADULT_YEARS, age_from
from triage.clinical.decision import decide
from triage.clinical.facts import FIVE
from triage.clinical.findings import Findings, NotMeasured, Vitals
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.clinical.protocols import iitt
from triage.clinical.protocols.iitt_child import NOT_ON_CHART
from triage.intake.fields import PREGNANCY_SIGNS, chart_signs

SITE = Conditions()
NOT_NEEDED = {
    "ecg_acute_ischaemia",
    *(sign for signs in PREGNANCY_SIGNS.values() for sign in signs),
    "visual_changes",
    "trauma",
}
"""Signs of both charts that matter only beside a pregnancy, or need a device."""


@given(findings(), st.sampled_from([Level.GREEN, Level.YELLOW, Level.ORANGE]))
def test_a_decision_is_never_below_the_floor_and_never_below_any_protocol(patient, opinion):
    decision = assess(patient, SITE, Opinion(opinion))
    assert decision.level >= decision.floor.level
    assert all(decision.floor.level >= level for level in decision.floor.by.values())
    assert all(decision.level >= one.level for one in decision.floor.fired)


@given(findings(), st.sampled_from([Level.GREEN, Level.YELLOW, Level.ORANGE]))
def test_the_model_only_raises_and_never_to_red(patient, opinion):
    alone, helped = assess(patient, SITE, None), assess(patient, SITE, Opinion(opinion))
    assert helped.level >= alone.level
    assert helped.level == alone.level or helped.level is opinion


@given(st.sampled_from(list(Level)), st.none() | st.sampled_from(list(Level)))
def test_deciding_takes_the_higher_of_the_two(floor, risk):
    assert decide(floor, risk) == (floor if risk is None else max(floor, risk))


@given(findings(), st.sampled_from(SIGN_NAMES))
def test_another_danger_sign_never_lowers_the_level(patient, sign):
    worse = replace(patient, present=patient.present | {sign}, absent=patient.absent - {sign})
    before, after = iitt.evaluate(patient), iitt.evaluate(worse)
    # A sign that alone fires nothing may replace "not asked" by an answer, never a level by less.
    fires = after.level if after.fired else max(after.level, Level.UNDETERMINED)
    assert fires >= before.level or (before.level is Level.UNDETERMINED and not before.fired)
    assert {one.id for one in before.fired} <= {one.id for one in after.fired}


@given(findings(), st.sampled_from(SIGN_NAMES))
def test_not_asking_for_a_sign_never_gives_green_instead_of_more(patient, sign):
    unasked = replace(patient, present=patient.present - {sign}, absent=patient.absent - {sign})
    asked = replace(unasked, absent=unasked.absent | {sign})
    assert compose(unasked, SITE).level >= compose(asked, SITE).level


@given(nearly_well(), st.sampled_from(FIVE))
def test_green_stands_only_where_the_five_were_measured_and_every_sign_was_asked(patient, name):
    result = compose(patient, SITE)
    asked = patient.present | patient.absent
    to_ask = iitt.TO_ASK[patient.age.years.high < ADULT_YEARS]
    assert result.level is not Level.GREEN or asked.issuperset(to_ask)
    assume(result.level is Level.GREEN)
    assert not result.missing
    less = replace(patient.vitals, **{name: None})
    assert compose(replace(patient, vitals=less), SITE).level is not Level.GREEN


@given(nearly_well())
def test_whatever_is_green_has_an_age_and_no_criterion(patient):
    result = compose(patient, Conditions(has_oximeter=False))
    assume(result.level is Level.GREEN)
    assert patient.age.is_known
    assert not result.fired
    assert result.provisional is (patient.vitals.spo2 is None)


@given(ages())
def test_nothing_asked_and_nothing_measured_is_never_green(age):
    assert compose(Findings(age=age), SITE).level >= Level.UNDETERMINED


@given(findings())
def test_a_value_that_means_no_life_holds_red(patient):
    lifeless = replace(patient, no_sign_of_life=("hr",))
    assert compose(lifeless, SITE).level is Level.RED


@given(findings(), ages())
def test_an_unknown_age_is_never_less_urgent_than_a_known_one(patient, known):
    assume(known.is_known)
    unknown = replace(patient, age=type(known)())
    somebody = replace(patient, age=known)
    if somebody.pregnant is None:
        somebody = replace(somebody, pregnant=False)
        unknown = replace(unknown, pregnant=False)
    floor = iitt.evaluate(somebody)
    # Rules that depend on the exact age cannot fire without it; they are listed as unresolved.
    decided = {one.id for one in iitt.evaluate(unknown).fired} | set(
        iitt.evaluate(unknown).unresolved
    )
    assert {one.id for one in floor.fired} <= decided


def test_green_without_an_oximeter_is_provisional_and_never_with_a_breathing_complaint():
    patient = Findings(
        age=age_from(years=30),
        absent=chart_signs("adult"),
        vitals=replace(NORMAL, spo2=None),
        not_measured={"spo2": NotMeasured.NO_DEVICE},
        complaints=("10",),
    )
    without = Conditions(has_oximeter=False)
    found = compose(patient, without)
    assert (found.level, found.provisional) == (Level.GREEN, True)
    assert compose(patient, SITE).level is Level.UNDETERMINED
    coughs = replace(patient, complaints=("21",))
    assert compose(coughs, without).level is Level.UNDETERMINED
    refused = replace(patient, not_measured={"spo2": NotMeasured.REFUSED})
    assert compose(refused, without).level is Level.UNDETERMINED
    fast = replace(patient, vitals=Vitals(hr=80, rr=31, temp_c=37.0, avpu="A"))
    assert compose(fast, without).level is Level.YELLOW


def test_green_needs_every_sign_of_the_chart_that_is_not_only_about_pregnancy():
    assert chart_signs("adult") - set(iitt.TO_ASK[False]) == NOT_NEEDED | {"seizures"}
    only_adult = set(NOT_ON_CHART) - {"violent_aggressive"}
    assert chart_signs("child") - set(iitt.TO_ASK[True]) == NOT_NEEDED | only_adult
