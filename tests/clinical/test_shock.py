"""Sepsis, shock, low pressure and the safety net: every limit, and what is not known."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import NORMAL, findings
from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings, Sex, Vitals
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.clinical.protocols import (
    hypotension,
    meows,
    obstetric,
    qsofa,
    safety_net,
    shock_index,
)
from triage.wording.criteria import CRITERIA

MINE = (
    obstetric.PROTOCOL,
    meows.PROTOCOL,
    qsofa.PROTOCOL,
    shock_index.PROTOCOL,
    hypotension.PROTOCOL,
    safety_net.PROTOCOL,
)
RULES = tuple(rule for one in MINE for rule in one.rules)
ADULT = age_from(years=40)


def fired(protocol, patient):
    opinion = protocol.judge(patient)
    return {one.id for one in opinion.fired} if opinion else set()


def level(protocol, patient):
    opinion = protocol.judge(patient)
    return opinion.level if opinion else None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_criterion_has_a_source_words_and_an_id_of_its_own(rule):
    assert rule.source
    assert rule.id in CRITERIA
    assert [one.id for one in RULES].count(rule.id) == 1


INFECTED = Findings(
    age=age_from(years=50),
    present=frozenset({"suspected_infection"}),
    vitals=Vitals(rr=18, sbp=120, avpu="A"),
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"rr": 22, "sbp": 101}, None),
        ({"rr": 21, "sbp": 100}, None),
        ({"rr": 22, "sbp": 100}, Level.ORANGE),
        ({"rr": 22, "gcs": 14}, Level.ORANGE),
        ({"rr": 22, "gcs": 15}, None),
        ({"rr": 22, "avpu": "C"}, Level.ORANGE),
        ({"rr": 22, "sbp": None}, None),
        ({"rr": 22, "sbp": 100, "avpu": None}, Level.ORANGE),
    ],
)
def test_qsofa_is_positive_from_two_points(changed, expected):
    patient = replace(INFECTED, vitals=replace(INFECTED.vitals, **changed))
    assert level(qsofa.PROTOCOL, patient) is expected


@pytest.mark.parametrize(
    ("age", "infection", "expected"),
    [
        (age_from(years=17), True, None),
        (age_from(years=18), True, Level.ORANGE),
        (age_from(group="adult"), True, Level.ORANGE),
        (age_from(years=50), False, None),
        (age_from(years=50), None, None),
    ],
)
def test_qsofa_is_for_adults_with_a_suspected_infection(age, infection, expected):
    sign = frozenset({"suspected_infection"})
    patient = Findings(
        age=age,
        present=sign if infection else frozenset(),
        absent=sign if infection is False else frozenset(),
        vitals=Vitals(rr=30, sbp=90, avpu="A"),
    )
    assert level(qsofa.PROTOCOL, patient) is expected


def test_an_infection_that_was_not_asked_about_is_unresolved():
    patient = replace(INFECTED, present=frozenset(), vitals=Vitals(rr=30, sbp=90, avpu="A"))
    assert qsofa.judge(patient).unresolved == ("QSOFA_POSITIVE",)


@pytest.mark.parametrize(
    ("hr", "sbp", "expected"),
    [
        (89, 100, None),
        (90, 100, Level.YELLOW),
        (81, 90, Level.YELLOW),
        (99, 100, Level.YELLOW),
        (100, 100, Level.ORANGE),
        (150, 100, Level.ORANGE),
        (None, 100, None),
        (100, None, None),
        (100, 0, None),
    ],
)
def test_an_adults_index_is_held_against_nine_tenths_and_one(hr, sbp, expected):
    patient = Findings(age=ADULT, pregnant=False, vitals=Vitals(hr=hr, sbp=sbp))
    assert level(shock_index.PROTOCOL, patient) is expected


@pytest.mark.parametrize(
    ("hr", "sign", "expected"),
    [
        (89, "fever", None),
        (90, "fever", Level.ORANGE),
        (90, "vaginal_bleeding", Level.ORANGE),
        (90, "acute_abdominal_pain", Level.ORANGE),
        (90, "trauma", Level.ORANGE),
        (90, "recent_fainting", Level.ORANGE),
        (119, "headache", None),
        (120, "headache", Level.ORANGE),
        (139, "headache", Level.ORANGE),
        (140, "headache", Level.RED),
    ],
)
def test_a_pregnant_womans_index_alone_needs_more(hr, sign, expected):
    patient = Findings(
        age=age_from(years=28),
        pregnant=True,
        present=frozenset({sign}),
        vitals=Vitals(hr=hr, sbp=100),
    )
    assert level(shock_index.PROTOCOL, patient) is expected


@pytest.mark.parametrize(
    ("days", "expected"), [(42, Level.ORANGE), (43, Level.YELLOW), (None, Level.YELLOW)]
)
def test_after_birth_the_index_counts_from_nine_tenths(days, expected):
    patient = Findings(
        age=age_from(years=28),
        sex=Sex.FEMALE,
        pregnant=False,
        postpartum_days=days,
        vitals=Vitals(hr=90, sbp=100),
    )
    assert level(shock_index.PROTOCOL, patient) is expected


@pytest.mark.parametrize(("years", "expected"), [(12, None), (13, Level.ORANGE)])
def test_the_adult_limits_begin_at_13_years(years, expected):
    patient = Findings(age=age_from(years=years), vitals=Vitals(hr=100, sbp=100))
    assert level(shock_index.PROTOCOL, patient) is expected


@pytest.mark.parametrize(
    ("years", "hr", "flagged"),
    [
        (3, 200, False),
        (4, 122, False),
        (4, 123, True),
        (6, 123, True),
        (7, 100, False),
        (12, 101, True),
        (13, 90, False),
        (16, 91, True),
        (17, 200, False),
    ],
)
def test_an_injured_childs_index_is_flagged_above_the_limit_of_its_age(years, hr, flagged):
    patient = Findings(age=age_from(years=years), trauma=True, vitals=Vitals(hr=hr, sbp=100))
    opinion = shock_index.judge_sipa(patient)
    assert (opinion is not None and opinion.flags == ("SIPA_ELEVATED",)) is flagged
    assert opinion is None or opinion.level is None
    assert shock_index.judge_sipa(replace(patient, trauma=None)) is None


@pytest.mark.parametrize(
    ("age", "limit"),
    [
        (age_from(days=28), 60),
        (age_from(days=29), 70),
        (age_from(months=11), 70),
        (age_from(months=12), 72),
        (age_from(years=5), 80),
        (age_from(years=10), 90),
        (age_from(years=11), 90),
    ],
)
def test_a_childs_pressure_below_the_limit_of_its_age_is_red(age, limit):
    for sbp, expected in ((limit - 1, Level.RED), (limit, None), (limit + 1, None)):
        patient = Findings(age=age, vitals=Vitals(sbp=sbp))
        assert level(hypotension.PROTOCOL, patient) is expected, sbp
    assert hypotension.judge(Findings(age=age)) is None


def test_a_pressure_that_only_the_exact_age_could_judge_is_unresolved():
    baby = Findings(age=age_from(months=0), vitals=Vitals(sbp=65))
    opinion = hypotension.judge(baby)
    assert (opinion.level, opinion.unresolved) == (None, ("HYPOTENSION_CHILD",))


@pytest.mark.parametrize(
    ("sbp", "sign", "refill", "expected"),
    [
        (90, "heavy_bleeding", 4, None),
        (89, None, None, Level.ORANGE),
        (89, None, 3, Level.ORANGE),
        (89, None, 4, Level.RED),
        (89, "weak_fast_pulse", None, Level.RED),
        (89, "cold_extremities", None, Level.RED),
        (89, "heavy_bleeding", None, Level.RED),
        (89, "altered_mental_status", None, Level.RED),
        (80, None, None, Level.ORANGE),
        (79, None, None, Level.RED),
    ],
)
@pytest.mark.parametrize("age", [age_from(years=12), ADULT, age_from(group="adult"), Age()])
def test_an_adults_low_pressure_is_red_with_a_sign_of_shock_or_below_80(
    age, sbp, sign, refill, expected
):
    patient = Findings(
        age=age,
        present=frozenset({sign} if sign else ()),
        vitals=Vitals(sbp=sbp, cap_refill_s=refill),
    )
    assert level(hypotension.PROTOCOL, patient) is expected


NET = [
    ("spo2", {"years": 13}, 90, 89, "N_SPO2"),
    ("spo2", {"years": 13}, 85, 84, "N_SPO2_RED"),
    ("rr", {"years": 12}, 8, 7, "N_RR_SLOW"),
    ("rr", {"years": 11}, 10, 9, "N_RR_SLOW"),
    ("rr", {"years": 12}, 39, 40, "N_RR_FAST"),
    ("rr", {"years": 11}, 49, 50, "N_RR_FAST"),
    ("rr", {"months": 60}, 49, 50, "N_RR_FAST"),
    ("rr", {"months": 59}, 59, 60, "N_RR_FAST"),
    ("rr", {"months": 12}, 59, 60, "N_RR_FAST"),
    ("rr", {"months": 11}, 69, 70, "N_RR_FAST"),
    ("rr", {"days": 60}, 69, 70, "N_RR_FAST"),
    ("hr", {"months": 59}, 60, 59, "N_CHILD_HR_RED"),
    ("hr", {"years": 11}, 60, 59, "N_CHILD_HR"),
    ("hr", {"months": 11}, 219, 220, "N_CHILD_HR"),
    ("hr", {"months": 12}, 179, 180, "N_CHILD_HR"),
    ("hr", {"years": 11}, 179, 180, "N_CHILD_HR"),
    ("temp_c", {"years": 40}, 40.9, 41.0, "N_HOT"),
    ("temp_c", {"years": 40}, 32.0, 31.9, "N_COLD"),
]


@pytest.mark.parametrize(("name", "age", "not_yet", "fires", "rule"), NET)
def test_the_net_holds_from_its_limit_on_and_not_before(name, age, not_yet, fires, rule):
    patient = Findings(age=age_from(**age))
    for value, expected in ((not_yet, False), (fires, True), (None, False)):
        measured = replace(patient, vitals=Vitals(**{name: value}))
        assert (rule in fired(safety_net.PROTOCOL, measured)) is expected, value


@pytest.mark.parametrize(
    ("name", "value", "age"),
    [
        ("rr", 7.9, age_from(years=12)),
        ("rr", 9, age_from(years=12)),
        ("rr", 69, age_from(days=59)),
        ("rr", 80, age_from(days=59)),
        ("hr", 59, age_from(years=12)),
        ("hr", 219, age_from(months=11)),
        ("spo2", 80, age_from(years=12)),
    ],
)
def test_a_limit_is_not_used_for_another_age(name, value, age):
    patient = Findings(age=age, vitals=Vitals(**{name: value}))
    expected = {"N_RR_SLOW"} if value < 8 else set()
    assert fired(safety_net.PROTOCOL, patient) == expected


@pytest.mark.parametrize(
    ("spo2", "on_oxygen", "expected"),
    [
        (89, True, Level.RED),
        (90, True, None),
        (89, False, Level.ORANGE),
        (89, None, Level.ORANGE),
        (84, None, Level.RED),
    ],
)
def test_little_oxygen_in_spite_of_extra_oxygen_is_red(spo2, on_oxygen, expected):
    patient = Findings(age=ADULT, vitals=Vitals(spo2=spo2, on_oxygen=on_oxygen))
    assert level(safety_net.PROTOCOL, patient) is expected


@pytest.mark.parametrize("age", [age_from(days=20), age_from(years=8), ADULT, Age()])
def test_fever_with_a_stiff_neck_is_red_at_any_age(age):
    stiff = Findings(age=age, present=frozenset({"stiff_neck", "reported_fever"}))
    assert level(safety_net.PROTOCOL, stiff) is Level.RED
    unasked = replace(stiff, present=frozenset({"stiff_neck"}))
    assert safety_net.judge(unasked).unresolved == ("N_MENINGITIS",)


@pytest.mark.parametrize("name", ["hr", "glucose_mmol", "sbp"])
def test_a_refused_measurement_blocks_green(name):
    well = Findings(age=ADULT, absent=frozenset(), vitals=NORMAL)
    assert name in compose(replace(well, refused=(name,)), Conditions()).missing
    assert name not in compose(well, Conditions()).missing


@given(findings(), st.sampled_from(MINE), st.sampled_from(["sbp", "spo2"]), st.integers(1, 60))
def test_less_oxygen_or_a_lower_pressure_that_is_low_never_lowers_a_level(
    patient, protocol, name, less
):
    if protocol in (obstetric.PROTOCOL, meows.PROTOCOL):
        return
    value = getattr(patient.vitals, name)
    if value is None or value <= less:
        return
    worse = replace(patient, vitals=replace(patient.vitals, **{name: value - less}))
    before, after = level(protocol, patient), level(protocol, worse)
    assert (after or Level.GREEN) >= (before or Level.GREEN)


@given(findings(), st.sampled_from(MINE))
def test_a_protocol_only_raises_and_what_is_unknown_never_fires(patient, protocol):
    assert level(protocol, patient) not in (Level.GREEN, Level.UNDETERMINED)
    silent = replace(patient, present=frozenset(), absent=frozenset(), vitals=Vitals())
    told = {"OB_PPH"} if silent.measures.blood_loss_ml else set()
    assert fired(protocol, silent) - told - {"OB_PPH_OPEN"} == set()
