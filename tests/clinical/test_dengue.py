"""Dengue: whom it speaks of, its groups, and every limit."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import SIGN_NAMES, findings
from triage.clinical.age import age_from
from triage.clinical.findings import Findings, Measures, Vitals
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.clinical.protocols import dengue
from triage.evaluate import evaluate
from triage.intake.fields import SIGNS

SUSPECTED = Findings(
    age=age_from(years=25),
    pregnant=False,
    present=frozenset({"suspected_dengue"}),
    absent=SIGNS - {"suspected_dengue"},
)


def with_signs(*names: str, patient: Findings = SUSPECTED) -> Findings:
    """Return *patient* with the signs present."""
    return replace(
        patient,
        present=patient.present.union(names),
        absent=patient.absent.difference(names),
    )


def without(*names: str) -> Findings:
    """Return the suspected patient who was not asked for the signs."""
    return replace(SUSPECTED, absent=SUSPECTED.absent.difference(names))


def group(patient: Findings) -> str | None:
    """Return the group that *patient*'s flag names."""
    flags = dengue.judge(patient).flags
    return flags[0].removeprefix("dengue_group_").upper() if flags else None


def fired(patient: Findings) -> set[str]:
    opinion = dengue.judge(patient)
    return {one.id for one in opinion.fired} if opinion else set()


def test_it_is_silent_about_somebody_who_is_not_suspected():
    assert dengue.judge(with_signs("persistent_vomiting", patient=Findings())) is None


def test_it_speaks_where_fever_the_area_and_two_features_make_it_probable():
    probable = Findings(
        present=frozenset({"reported_fever", "dengue_area", "rash", "aches_and_pains"})
    )
    assert dengue.judge(probable) is not None
    for sign in probable.present:
        assert dengue.judge(replace(probable, present=probable.present - {sign})) is None


def test_all_warning_signs_together_are_one_feature():
    one = Findings(
        present=frozenset(
            {"reported_fever", "dengue_area", "mucosal_bleeding", "persistent_vomiting"}
        )
    )
    assert dengue.judge(one) is None
    assert dengue.judge(with_signs("rash", patient=one)).level is Level.ORANGE


def test_group_a_gives_no_level_to_the_floor():
    assert group(SUSPECTED) == "A"
    assert dengue.judge(SUSPECTED).level is None
    assert "DENGUE" not in compose(SUSPECTED, Conditions()).by


@pytest.mark.parametrize(
    "sign",
    [
        "abdominal_pain_or_tenderness",
        "persistent_vomiting",
        "clinical_fluid_accumulation",
        "mucosal_bleeding",
        "lethargy_or_restlessness",
        "liver_enlarged_over_2cm",
        "cannot_keep_fluids_down",
        "no_urine_6h",
        "altered_mental_status",
        "heavy_bleeding",
        "diabetes",
        "lives_alone",
    ],
)
def test_a_clinical_sign_that_was_not_asked_blocks_group_a(sign):
    assert group(without(sign)) is None
    assert dengue.judge(without(sign)).level is None


def test_the_laboratory_is_optional():
    assert group(without("hct_rise_with_rapid_platelet_fall")) == "A"


def test_an_unknown_pregnancy_or_age_blocks_group_a():
    assert group(replace(SUSPECTED, pregnant=None)) is None
    assert group(replace(SUSPECTED, age=age_from())) is None


@pytest.mark.parametrize(
    ("sign", "expected", "level"),
    [
        ("acute_abdominal_pain", "B", Level.ORANGE),
        ("vomits_everything", "B", Level.ORANGE),
        ("restless_or_irritable", "B", Level.ORANGE),
        ("hct_rise_with_rapid_platelet_fall", "B", Level.ORANGE),
        ("obesity", "B", Level.YELLOW),
        ("unable_to_feed_or_drink", "B", Level.YELLOW),
        ("no_urine_6h", "B", Level.YELLOW),
        ("cold_extremities", "C", Level.RED),
        ("weak_fast_pulse", "C", Level.RED),
        ("shock", "C", Level.RED),
        ("confusion", "C", Level.RED),
        ("heart_or_other_organ_failure", "C", Level.RED),
    ],
)
def test_a_sign_gives_its_group_and_level(sign, expected, level):
    patient = with_signs(sign)
    assert group(patient) == expected
    assert dengue.judge(patient).level is level


def test_fluid_is_a_warning_and_with_respiratory_distress_severe():
    assert group(with_signs("clinical_fluid_accumulation")) == "B"
    assert group(with_signs("clinical_fluid_accumulation", "respiratory_distress")) == "C"


@pytest.mark.parametrize(
    ("name", "not_yet", "fires", "rule"),
    [
        ("ast_u_l", 999, 1000, "DEN_S_LIVER"),
        ("alt_u_l", 999, 1000, "DEN_S_LIVER"),
    ],
)
def test_a_measure_fires_at_its_limit(name, not_yet, fires, rule):
    assert rule not in fired(replace(SUSPECTED, measures=Measures(**{name: not_yet})))
    assert rule in fired(replace(SUSPECTED, measures=Measures(**{name: fires})))
    assert rule not in fired(SUSPECTED)


@pytest.mark.parametrize(
    ("vitals", "rule", "fires"),
    [
        (Vitals(sbp=100, dbp=79), "DEN_S_PULSE_PRESSURE", False),
        (Vitals(sbp=100, dbp=80), "DEN_S_PULSE_PRESSURE", True),
        (Vitals(sbp=100), "DEN_S_PULSE_PRESSURE", False),
        (Vitals(cap_refill_s=3), "DEN_S_SHOCK", False),
        (Vitals(cap_refill_s=4), "DEN_S_SHOCK", True),
        (Vitals(sbp=90, dbp=60), "DEN_S_SHOCK", False),
        (Vitals(sbp=89, dbp=60), "DEN_S_SHOCK", True),
        (Vitals(avpu="V"), "DEN_S_CNS", True),
        (Vitals(gcs=14), "DEN_S_CNS", True),
        (Vitals(gcs=15), "DEN_S_CNS", False),
    ],
)
def test_a_vital_sign_fires_beyond_its_limit(vitals, rule, fires):
    assert (rule in fired(replace(SUSPECTED, vitals=vitals))) is fires


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (age_from(months=11), "B"),
        (age_from(months=12), "A"),
        (age_from(years=64), "A"),
        (age_from(years=65), "B"),
    ],
)
def test_infants_and_the_old_are_watched(age, expected):
    assert group(replace(SUSPECTED, age=age)) == expected


def test_a_limp_child_is_a_warning_and_not_yet_impaired_consciousness():
    child = with_signs("lethargy", patient=replace(SUSPECTED, age=age_from(years=3)))
    assert (group(child), dengue.judge(child).level) == ("B", Level.ORANGE)


SUSPECTS = findings().map(lambda one: with_signs("suspected_dengue", patient=one))


@given(SUSPECTS, st.sampled_from(SIGN_NAMES))
def test_another_sign_never_lowers_the_group(patient, sign):
    before, after = dengue.judge(patient), dengue.judge(with_signs(sign, patient=patient))
    assert {one.id for one in before.fired} <= {one.id for one in after.fired}
    assert (after.level or Level.GREEN) >= (before.level or Level.GREEN)


@given(SUSPECTS)
def test_what_was_not_asked_never_fires_and_never_gives_group_a(patient):
    unasked = replace(patient, absent=frozenset())
    assert fired(unasked) == fired(patient)
    assert group(unasked) != "A"


def test_pregnancy_among_the_conditions_is_the_pregnancy():
    words = {
        "suspected_dengue": True,
        "age_years": 25,
        "absent": "all_others",
        "tolerates_oral_fluids": True,
        "urine_last_6h": True,
        "present": [],
    }
    conditions = {**words, "conditions": ["pregnancy"]}
    assert evaluate({"protocol": "DENGUE", "input": conditions})["group"] == "B"
    assert evaluate({"protocol": "DENGUE", "input": words})["group"] is None
    assert evaluate({"protocol": "DENGUE", "input": {**words, "sex": "M"}})["group"] == "A"


def test_an_answer_that_was_not_given_leaves_the_group_open():
    words = {"suspected_dengue": True, "age_years": 8, "absent": "all_others", "present": []}
    result = evaluate({"protocol": "DENGUE", "input": words})
    assert (result["group"], result["level"], result["queue_as"]) == (
        None,
        "UNDETERMINED",
        "YELLOW",
    )


def test_a_word_that_no_vocabulary_knows_is_a_problem():
    result = evaluate({"protocol": "DENGUE", "input": {"present": ["nonsense"]}})
    assert [one["field"] for one in result["problems"]] == ["present"]
