"""Further questions: everything can be reached, nothing of the chart is hidden, four are enough."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.clinical.age import Age, age_from
from triage.clinical.complaints import KEYPAD
from triage.clinical.findings import Findings, Measures, Sex, Vitals
from triage.clinical.protocols import RAISING
from triage.clinical.protocols.iitt import chart_name
from triage.intake import further
from triage.intake.fields import ASKED_VITALS, FIELDS, GROUPS, SIGNS, signs_asked
from triage.intake.form import read_form
from triage.intake.problems import Code
from triage.intake.questions import ANSWERED_BY, NARROWER, QUESTIONS, Band, Kind
from triage.web.steps import OTHER_VITALS
from triage.wording.fields import name_text
from triage.wording.questions import CHOICES, HEADINGS, TOPICS
from triage.wording.signs import SIGNS as SIGN_WORDS

ASKED_ELSEWHERE = {*ASKED_VITALS, *OTHER_VITALS}
PEOPLE = {
    "baby": {"age": ["20"], "age_unit": ["days"]},
    "child": {"age": ["3"], "age_unit": ["years"]},
    "older child": {"age": ["8"], "age_unit": ["years"]},
    "woman": {"age": ["30"], "sex": ["F"]},
    "pregnant woman": {"age": ["30"], "sex": ["F"], "pregnant": ["yes"]},
    "man": {"age": ["60"], "sex": ["M"]},
    "somebody": {},
}


def read(**typed: list[str]):
    return read_form(typed, today=date(2026, 11, 23), report_id="r", language="en")


def findings(who: str = "woman", **typed: list[str]) -> Findings:
    return read(**PEOPLE[who], **typed).report.findings


def on_the_chart(patient: Findings) -> set[str]:
    groups = signs_asked(chart_name(patient.age), could_be_pregnant=True)
    return {sign for signs in groups.values() for sign in signs}


def reachable(patient: Findings) -> set[str]:
    """Return every sign, field and measurement that the pages let one enter for *patient*."""
    found = on_the_chart(patient) | ASKED_ELSEWHERE
    for topic in further.topics(patient):
        for one in further.of_topic(topic, patient):
            found |= {one.name} if one.kind is not Kind.GROUP else set(further.boxes(one, patient))
    return found


def test_every_sign_of_every_protocol_is_reachable_from_the_form():
    reached = set().union(*(reachable(findings(who)) for who in PEOPLE))
    wanted = SIGNS.union(*(protocol.signs for protocol in RAISING)) - set(ANSWERED_BY)

    assert wanted - reached == set()


def test_what_is_asked_under_another_name_is_reachable_under_it():
    reached = set().union(*(reachable(findings(who)) for who in PEOPLE))

    assert set(ANSWERED_BY) <= SIGNS
    assert set(ANSWERED_BY.values()) <= reached


def test_every_measure_is_reachable_from_the_form():
    reached = set().union(*(reachable(findings(who)) for who in PEOPLE))
    measures = {one.name for kind in (Measures, Vitals) for one in fields(kind)}
    others = {"gestation_weeks", "postpartum_days", "burn_bsa_pct", "burn_depth", "trauma"}

    assert (measures | others) - reached == set()


@pytest.mark.parametrize("who", ["baby", "child", "older child", "woman", "man"])
def test_what_a_protocol_asks_of_a_patient_can_be_entered_for_that_patient(who):
    patient = findings(who)
    narrowed = {sign for sign, bands in NARROWER.items() if not bands & further.bands(patient)}
    asked_of_others = {
        name
        for one in QUESTIONS
        if not one.only & further.bands(patient)
        for name in (one.name, *one.signs)
    }
    charts = on_the_chart(findings("somebody"))
    everything = {sign for protocol in RAISING for sign in protocol.signs} - charts
    unreachable = everything - set(ANSWERED_BY) - reachable(patient)

    assert unreachable <= narrowed | asked_of_others


def test_the_table_names_known_signs_and_fields_only_and_each_once():
    signs = [sign for one in QUESTIONS for sign in one.signs] + list(further.SINGLE_SIGNS)

    assert set(signs) <= SIGNS
    assert max(Counter(signs).values()) == 1
    assert set(further.FIELD_NAMES) <= set(FIELDS)
    assert max(Counter(one.name for one in QUESTIONS).values()) == 1
    assert not set(further.GROUPS) & {*SIGNS, *FIELDS, *GROUPS}
    assert set(NARROWER) <= set(signs)


def test_what_opens_a_question_exists():
    for one in QUESTIONS:
        assert one.complaints <= set(KEYPAD), one.name
        assert one.seen <= SIGNS, one.name


def test_every_question_topic_and_choice_has_words():
    assert set(HEADINGS) == set(further.GROUPS)
    assert set(TOPICS) == set(further.TOPICS)
    assert {sign for one in QUESTIONS for sign in one.signs} <= set(SIGN_WORDS)
    for name in (*further.SINGLE_SIGNS, *further.FIELD_NAMES):
        assert name_text(name, str) != name
    for name in further.FIELD_NAMES:
        assert set(CHOICES.get(name, ())) == set(FIELDS[name].choices)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("complaint", KEYPAD)
def test_a_complaint_opens_four_further_questions_at_most(who, complaint):
    assert len(further.opened(findings(who, complaint=[complaint]))) <= further.MOST == 4


def test_an_ordinary_adult_visit_costs_four_groups_and_five_measurements():
    assert len(GROUPS) == 4
    assert len(ASKED_VITALS) == 5
    assert further.opened(findings(complaint=["94"])) == ()


@given(
    who=st.sampled_from(sorted(PEOPLE)),
    complaint=st.sampled_from(KEYPAD),
    present=st.sets(st.sampled_from(sorted(SIGNS)), max_size=4),
)
def test_nothing_that_is_told_hides_a_sign_of_the_chart_or_asks_for_it_again(
    who, complaint, present
):
    plain = findings(who)
    told = replace(plain, complaints=(complaint,), present=frozenset(present))

    assert on_the_chart(told) == on_the_chart(plain)
    for one in further.opened(told):
        assert not set(further.boxes(one, told)) & on_the_chart(told)


@pytest.mark.parametrize(
    ("age", "bands"),
    [
        (age_from(days=59), {Band.INFANT}),
        (age_from(days=60), {Band.CHILD}),
        (age_from(months=59), {Band.CHILD}),
        (age_from(months=60), {Band.OLDER}),
        (age_from(years=11), {Band.OLDER}),
        (age_from(years=12), {Band.ADULT}),
        (Age(), {Band.INFANT, Band.CHILD, Band.OLDER, Band.ADULT}),
    ],
)
def test_an_age_lies_in_every_band_that_is_possible(age, bands):
    assert further.bands(Findings(age=age, sex=Sex.MALE)) == bands


@pytest.mark.parametrize(("years", "may_be"), [(11, False), (12, True), (50, True), (51, False)])
def test_a_woman_is_asked_about_pregnancy_at_the_ages_at_which_it_is_possible(years, may_be):
    patient = Findings(age=age_from(years=years), sex=Sex.FEMALE)

    assert ("pregnancy" in further.topics(patient)) == may_be


def test_of_somebody_red_only_what_changes_the_first_aid_is_still_asked():
    bitten = findings(complaint=["66"], present=["snake_bite"])

    assert [one.name for one in further.opened(bitten, is_red=True)] == ["snake"]
    assert further.opened(findings(complaint=["10"]), is_red=True) == ()


def test_an_opened_group_that_is_left_empty_is_unknown():
    assert not findings(complaint=["62"]).absent


def test_none_of_these_makes_the_signs_of_a_further_group_absent():
    patient = findings(none=["stroke"])

    assert patient.absent == set(further.boxes(further.GROUPS["stroke"], patient))
    assert "arm_drift" in patient.absent


def test_a_tick_says_that_its_own_group_was_gone_through_and_no_other():
    patient = findings(present=["arm_drift"])

    assert "facial_droop" in patient.absent
    assert patient.absent.isdisjoint(further.GROUPS["head"].signs)
    assert patient.absent.isdisjoint(on_the_chart(patient))


def test_a_further_group_ticked_both_ways_is_a_problem_and_its_ticks_count():
    parsed = read(**PEOPLE["man"], present=["arm_drift"], none=["stroke"])

    assert [(one.field, one.code) for one in parsed.problems] == [("stroke", Code.CONTRADICTION)]
    assert "arm_drift" in parsed.report.findings.present


@pytest.mark.parametrize(
    ("given", "present", "absent"),
    [
        ("yes", True, False),
        ("no", False, True),
        ("unknown", False, False),
        ("", False, False),
    ],
)
def test_a_single_question_is_answered_with_yes_no_or_not_known(given, present, absent):
    patient = findings(moderate_pain=[given])

    assert ("moderate_pain" in patient.present) == present
    assert ("moderate_pain" in patient.absent) == absent


def test_another_answer_to_a_single_question_is_a_problem_and_counts_as_not_asked():
    parsed = read(moderate_pain=["perhaps"])

    assert [(one.field, one.code) for one in parsed.problems] == [
        ("moderate_pain", Code.NOT_A_CHOICE)
    ]
    assert "moderate_pain" not in parsed.report.findings.present | parsed.report.findings.absent


def test_a_number_of_a_further_question_reaches_the_findings():
    assert findings(vomits=["3"]).measures.vomits == 3
    assert findings(vomits=["x"]).measures.vomits is None
