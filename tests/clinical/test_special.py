"""The special conditions: every line of the tables, and every limit."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import SIGN_NAMES, findings
from triage.clinical.age import age_from
from triage.clinical.findings import Findings, Measures, Vitals
from triage.clinical.level import Level
from triage.clinical.protocols import special
from triage.evaluate import evaluate

MEASURE_NAMES = set(Measures.__dataclass_fields__)
VITAL_NAMES = set(Vitals.__dataclass_fields__)


def patient(*signs: str, years: int | None = 30, **more: object) -> Findings:
    """Return somebody with the signs, and with measurements by their names."""
    measures = {name: more.pop(name) for name in MEASURE_NAMES & set(more)}
    vitals = {name: more.pop(name) for name in VITAL_NAMES & set(more)}
    age = more.pop("age", age_from(years=years))
    return Findings(
        age=age,
        present=frozenset(signs),
        vitals=Vitals(**vitals),
        measures=Measures(**measures),
        **more,
    )


def fired(who: Findings) -> dict[str, Level]:
    opinion = special.judge(who)
    return {one.id: one.level for one in opinion.fired} if opinion else {}


def said(**words: object) -> dict:
    return evaluate({"protocol": "SPECIAL", "input": words})


ALONE = [
    ("SB_ANY", Level.RED, patient("snake_bite")),
    ("B_MAJOR", Level.RED, patient("burn_face_or_neck")),
    ("B_MAJOR", Level.RED, patient(burn_bsa_pct=16)),
    ("B_OTHER", Level.YELLOW, patient(burn_bsa_pct=15)),
    ("R_SYMPT", Level.RED, patient("fear_of_water_or_air")),
    ("R_SYMPT", Level.RED, patient("animal_bite_weeks_ago", "agitation")),
    ("BOXJELLY", Level.RED, patient("jellyfish_sting", "recent_fainting")),
    ("BOXJELLY", Level.RED, patient("jellyfish_sting", "wheezing")),
    ("BOXJELLY", Level.RED, patient("jellyfish_sting", "ladder_marks", pain_0_10=7)),
    ("DROWN", Level.RED, patient("near_drowning", "cough")),
    ("DROWN", Level.RED, patient("near_drowning", avpu="V")),
    ("ST_FAST", Level.ORANGE, patient("facial_droop")),
    ("ST_FAST", Level.ORANGE, patient("arm_drift")),
    ("ST_FAST", Level.ORANGE, patient("abnormal_speech")),
    ("H_STROKE", Level.RED, patient("heat_exposure", "confusion")),
    ("H_STROKE", Level.RED, patient("heat_exposure", "active_convulsions")),
    ("H_EXHAUSTION", Level.YELLOW, patient("heat_exposure", "headache")),
    ("H_EXHAUSTION", Level.YELLOW, patient("heat_exposure", temp_c=40.0)),
    ("M_ACT", Level.RED, patient("self_harm_act", "poisoning_or_chemical_exposure")),
    ("M_ACT", Level.RED, patient("self_harm_act", "ongoing_bleeding")),
    ("M_ACT", Level.RED, patient("self_harm_act", "loss_of_consciousness")),
    ("M_ACT", Level.RED, patient("self_harm_act", "lethargy")),
    ("M_IMMINENT", Level.RED, patient("self_harm_thoughts", "agitation")),
    ("M_IMMINENT", Level.RED, patient("self_harm_act", "distressed_or_silent")),
    ("M_IMMINENT", Level.RED, patient("self_harm_thoughts", "self_harm_plan")),
    ("M_POSTNATAL", Level.RED, patient("self_harm_thoughts", postpartum_days=42)),
    ("M_THOUGHTS", Level.YELLOW, patient("self_harm_thoughts")),
    ("M_THOUGHTS", Level.YELLOW, patient("self_harm_act")),
    ("TETANUS", Level.RED, patient("locked_jaw")),
    ("TETANUS", Level.RED, patient("painful_muscle_spasms")),
    ("METHANOL", Level.RED, patient("unsafe_alcohol", "acute_visual_disturbance")),
    ("METHANOL", Level.RED, patient("unsafe_alcohol", "vomits_everything")),
    ("METHANOL", Level.RED, patient("unsafe_alcohol", rr=31)),
    ("ANAPH", Level.RED, patient("hives", "some_respiratory_distress")),
    ("ANAPH", Level.RED, patient("hives", "recent_fainting")),
    ("ANAPH", Level.RED, patient("mouth_throat_neck_swelling", sbp=89)),
    ("DEHYD_SEVERE", Level.RED, patient("severe_dehydration")),
    ("DEHYD_SEVERE", Level.RED, patient("acute_watery_diarrhoea", "weak_fast_pulse")),
    ("DEHYD_SEVERE", Level.RED, patient("ongoing_diarrhoea", "lethargy", years=12)),
    ("DEHYD_SEVERE", Level.RED, patient("ongoing_diarrhoea", "sunken_eyes", "drinks_poorly")),
    ("MAL_POSITIVE", Level.YELLOW, patient(malaria_test="positive")),
]


@pytest.mark.parametrize(("rule", "level", "who"), ALONE)
def test_a_line_of_the_table_gives_its_level(rule, level, who):
    assert fired(who)[rule] is level


@pytest.mark.parametrize(
    "who",
    [
        patient("jellyfish_sting"),
        patient("jellyfish_sting", "ladder_marks"),
        patient("near_drowning"),
        patient("unsafe_alcohol"),
        patient("unsafe_alcohol", rr=30),
        patient("hives"),
        patient("mouth_throat_neck_swelling", sbp=90),
        patient("animal_bite_weeks_ago"),
        patient("body_stiffness"),
        patient("ongoing_diarrhoea", "sunken_eyes"),
        patient("heat_exposure", temp_c=39.9),
        patient("acute_watery_diarrhoea", "weak_fast_pulse", years=11),
        patient("acute_visual_disturbance", "recent_fainting", "lethargy", "agitation"),
        patient(malaria_test="negative", glucose_mmol=1.0, hb_g_dl=3.0),
    ],
)
def test_a_topic_alone_and_its_danger_signs_without_the_topic_give_no_level(who):
    assert not fired(who)


def test_silence_about_a_topic_leaves_nothing_open():
    assert special.judge(patient("recent_fainting", "lethargy", avpu="V", glucose_mmol=2.0)) is None


def test_a_topic_that_was_named_says_what_it_still_needs():
    assert special.judge(patient("hives")).unresolved == ("ANAPH",)


@pytest.mark.parametrize(
    ("age", "fires"),
    [
        (age_from(days=2), False),
        (age_from(days=3), True),
        (age_from(days=28), True),
        (age_from(days=29), False),
    ],
)
def test_a_stiff_newborn_that_cannot_suck_is_red_from_day_3_to_day_28(age, fires):
    who = patient("body_stiffness", "unable_to_feed_or_drink", age=age)
    assert ("TETANUS" in fired(who)) is fires


def test_the_days_after_birth_end_with_day_42():
    assert "M_POSTNATAL" not in fired(patient("self_harm_thoughts", postpartum_days=43))


@pytest.mark.parametrize(("temp_c", "fires"), [(40.0, False), (40.1, True), (None, False)])
def test_heat_stroke_without_known_heat_needs_more_than_forty_degrees(temp_c, fires):
    assert ("H_STROKE" in fired(patient("confusion", temp_c=temp_c))) is fires
    assert "H_STROKE" in fired(patient("heat_exposure", "confusion", temp_c=temp_c))
    assert "H_STROKE" not in fired(patient("heat_exposure", temp_c=temp_c))


HEAD = [
    (30, {"gcs": 8}, "RED"),
    (30, {"gcs": 9}, "ORANGE"),
    (30, {"gcs": 12}, "ORANGE"),
    (30, {"gcs": 14}, "ORANGE"),
    (30, {"gcs": 14, "hours_since": 1}, "ORANGE"),
    (30, {"gcs": 14, "hours_since": 2}, "ORANGE"),
    (30, {"gcs": 15, "hours_since": 2}, "none"),
    (30, {"vomits": 1}, "none"),
    (30, {"vomits": 2}, "ORANGE"),
    (16, {"vomits": 2}, "ORANGE"),
    (15, {"vomits": 2}, "none"),
    (16, {"present": ["lethargy"]}, "none"),
    (15, {"vomits": 3}, "YELLOW"),
    (8, {"vomits": 3, "present": ["loss_of_consciousness"]}, "ORANGE"),
    (8, {"vomits": 2, "present": ["loss_of_consciousness"]}, "YELLOW"),
    (8, {"gcs": 14}, "ORANGE"),
    (8, {"present": ["lethargy"]}, "YELLOW"),
    (8, {"present": ["lethargy", "loss_of_consciousness"]}, "ORANGE"),
    (8, {"present": ["fall_over_3m"]}, "YELLOW"),
    (8, {"present": ["suspected_inflicted_injury"]}, "ORANGE"),
    (0, {"present": ["head_wound_over_5cm"]}, "ORANGE"),
    (1, {"present": ["head_wound_over_5cm"]}, "none"),
    (30, {"present": ["skull_fracture_sign"]}, "ORANGE"),
    (30, {"present": ["post_traumatic_seizure"]}, "ORANGE"),
    (30, {"present": ["bleeding_disorder_or_anticoagulant"]}, "RED"),
    (64, {"present": ["loss_of_consciousness"]}, "none"),
    (65, {"present": ["loss_of_consciousness"]}, "YELLOW"),
    (65, {"present": ["amnesia"]}, "YELLOW"),
    (65, {}, "none"),
    (30, {"present": ["loss_of_consciousness", "fall_over_1m"]}, "YELLOW"),
    (30, {"present": ["loss_of_consciousness", "pedestrian_or_cyclist_hit"]}, "YELLOW"),
    (30, {"present": ["amnesia_over_30min"]}, "YELLOW"),
]


@pytest.mark.parametrize(("years", "words", "level"), HEAD)
def test_a_head_injury_is_held_against_the_list_of_its_age(years, words, level):
    result = said(age_years=years, head_injury=True, **words)
    assert result["head_injury_level"] == level


@pytest.mark.parametrize(
    ("years", "found", "fires"),
    [
        (30, {"gcs": 12}, True),
        (30, {"gcs": 13}, False),
        (30, {"gcs": 14, "hours_since_injury": 1}, False),
        (30, {"gcs": 14, "hours_since_injury": 2}, True),
        (30, {"gcs": 15, "hours_since_injury": 2}, False),
        (8, {"gcs": 13}, True),
        (8, {"gcs": 14}, False),
        (0, {"gcs": 14}, True),
        (0, {"gcs": 15}, False),
    ],
)
def test_consciousness_asks_for_a_scan_within_the_hour_at_the_limit_of_the_age(years, found, fires):
    assert ("HEAD_ONE_HOUR" in fired(patient("head_injury", years=years, **found))) is fires


def test_a_head_injury_of_unknown_age_is_held_against_both_lists():
    assert said(head_injury=True, vomits=2)["head_injury_level"] == "ORANGE"
    assert said(head_injury=True, vomits=1)["head_injury_level"] == "none"
    assert "head_injury_level" not in said(head_injury=False, gcs=3)


MALARIA = [
    (30, {"gcs": 11}, {"gcs": 10}),
    (30, {"glucose_mmol": 2.2}, {"glucose_mmol": 2.1}),
    (5, {"glucose_mmol": 2.9}, {"glucose_mmol": 2.1}),
    (4, {"glucose_mmol": 3.0}, {"glucose_mmol": 2.9}),
    (30, {"hb_g_dl": 7.0}, {"hb_g_dl": 6.9}),
    (12, {"hb_g_dl": 7.0}, {"hb_g_dl": 6.9}),
    (11, {"hb_g_dl": 5.1}, {"hb_g_dl": 5.0}),
    (30, {"sbp": 80}, {"sbp": 79}),
    (12, {"sbp": 80}, {"sbp": 79}),
    (8, {"sbp": 70}, {"sbp": 69}),
    (30, {"cap_refill_s": 2}, {"cap_refill_s": 3}),
    (30, {"spo2": 92, "rr": 31}, {"spo2": 91, "rr": 31}),
    (30, {"spo2": 91, "rr": 30}, {"spo2": 91, "rr": 31}),
]


@pytest.mark.parametrize(("years", "not_yet", "severe"), MALARIA)
def test_malaria_is_severe_from_its_limits_on(years, not_yet, severe):
    assert "MAL_SEVERE" not in fired(patient(years=years, malaria_test="positive", **not_yet))
    assert "MAL_SEVERE" in fired(patient(years=years, malaria_test="positive", **severe))
    assert "MAL_SEVERE" not in fired(patient(years=years, malaria_test="positive"))
    assert "MAL_SEVERE" not in fired(patient(years=years, **severe))


@pytest.mark.parametrize(
    "sign",
    ["altered_mental_status", "prostration", "convulsions_3_in_24h", "deep_breathing", "jaundice",
     "significant_bleeding", "heavy_bleeding", "high_parasitaemia", "kidney_injury", "shock"],
)  # fmt: skip
def test_malaria_is_severe_with_any_of_its_signs(sign):
    assert "MAL_SEVERE" in fired(patient(sign, malaria_test="positive"))


def test_two_fits_in_a_day_are_not_yet_severe_malaria():
    given_words = {"malaria_test": "positive", "age_years": 25, "absent": "all_others"}
    two = said(**given_words, present=["convulsions_2_in_24h"])
    assert (two["severe_malaria"], two["level"]) == (False, "YELLOW")


CATEGORIES = [
    ("dog", "contact", "I", "GREEN"),
    ("dog", "lick_intact_skin", "I", "GREEN"),
    ("dog", "scratch_no_bleeding", "II", "YELLOW"),
    ("dog", "lick_broken_skin", "III", "YELLOW"),
    ("dog", "bite_through_skin", "III", "YELLOW"),
    ("bat", "contact", "III", "YELLOW"),
    ("bat", "lick_intact_skin", "III", "YELLOW"),
    ("bat", "scratch_no_bleeding", "III", "YELLOW"),
    ("bat", None, "III", "YELLOW"),
    (None, "bite_through_skin", "III", "YELLOW"),
    ("dog", None, None, "UNDETERMINED"),
]


@pytest.mark.parametrize(("animal", "exposure", "category", "level"), CATEGORIES)
def test_a_rabies_category_follows_from_animal_and_exposure(animal, exposure, category, level):
    result = said(animal=animal, exposure=exposure)
    assert (result["rabies_category"], result["level"]) == (category, level)
    assert result["wash_wound"] is (category is not None)


def test_a_lick_on_whole_skin_is_a_flag_and_never_a_level_in_a_decision():
    opinion = special.judge(patient(exposure="lick_intact_skin"))
    assert (opinion.level, opinion.flags) == (None, ("rabies_i",))


@pytest.mark.parametrize(
    "sign",
    ["spontaneous_bleeding_away_from_bite", "wbct20_not_clotting", "drooping_eyelids", "dark_urine",
     "acute_general_weakness", "shock", "weak_fast_pulse", "rapid_spread_past_wrist_or_ankle",
     "swelling_over_half_limb", "bitten_digit_swollen", "tender_draining_node", "kidney_injury"],
)  # fmt: skip
def test_a_bite_with_any_sign_of_poison_needs_antivenom(sign):
    assert "refer_for_antivenom" in special.judge(patient("snake_bite", sign)).flags
    without_bite = special.judge(patient(sign))
    assert without_bite is None or "refer_for_antivenom" not in without_bite.flags


def test_a_bite_alone_does_not_ask_for_antivenom():
    assert special.judge(patient("snake_bite")).flags == ()


def test_heat_exhaustion_is_named_only_where_the_brain_was_looked_at():
    words = {"heat_exposure": True, "present": ["weakness"]}
    assert said(**words, cns="none")["diagnosis_flag"] == "heat_exhaustion"
    unasked = said(**words)
    assert (unasked["diagnosis_flag"], unasked["level"]) == (None, "YELLOW")


def test_thoughts_of_self_harm_are_yellow_only_in_somebody_calm_without_a_plan():
    thoughts = {"present": ["self_harm_thoughts"]}
    assert said(**thoughts, plan=False, calm=True)["level"] == "YELLOW"
    assert said(**thoughts, plan=False)["level"] == "YELLOW"
    assert said(**thoughts, plan=True, calm=True)["level"] == "RED"
    assert said(**thoughts, plan=False, calm=False)["level"] == "RED"


def test_a_screen_that_found_nothing_asks_for_no_level():
    result = said(fast=[], age_years=60)
    assert (result["fast_positive"], result["level"]) == (False, "none")


def test_fever_with_a_stiff_neck_is_red_when_this_table_is_asked_alone():
    result = said(present=["fever", "stiff_neck"], age_years=7)
    assert (result["meningitis_flag"], result["level"]) == (True, "RED")


@pytest.mark.parametrize("words", [{"rabies_category": "IV"}, {"cns": "odd"}, {"fast": ["odd"]}])
def test_a_word_that_is_not_known_is_a_problem(words):
    assert said(**words)["problems"]


@given(findings(), st.sampled_from(SIGN_NAMES))
def test_another_sign_never_takes_a_criterion_or_a_flag_away(who, sign):
    worse = replace(who, present=who.present | {sign}, absent=who.absent - {sign})
    facts = special.special_facts
    before, after = special.opinion_of(facts(who)), special.opinion_of(facts(worse))
    assert {one.id for one in before.fired} <= {one.id for one in after.fired}
    assert set(before.flags) <= set(after.flags)


@given(findings())
def test_what_was_not_asked_neither_fires_nor_flags(who):
    facts = special.special_facts
    asked = special.opinion_of(facts(who))
    unasked = special.opinion_of(facts(replace(who, absent=frozenset())))
    assert {one.id for one in unasked.fired} == {one.id for one in asked.fired}
    assert unasked.flags == asked.flags
