"""SATS: every limit of the three TEWS charts, the charts themselves, and each discriminator."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import SIGN_NAMES, findings
from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings, Vitals
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.clinical.protocols import sats, sats_adult, sats_child, tews
from triage.clinical.protocols.tews import Chart, Inputs
from triage.clinical.signs import facts_of
from triage.evaluate import evaluate
from triage.intake.fields import chart_signs

ADULT, OLDER, YOUNGER = Chart.ADULT, Chart.OLDER_CHILD, Chart.YOUNGER_CHILD
WELL = Vitals(
    mobility="walking", rr=12, hr=80, sbp=120, temp_c=37.0, avpu="A", spo2=98, height_cm=170
)
WELL_CHILD = Vitals(mobility="normal_for_age", rr=19, hr=90, temp_c=37.0, avpu="A", spo2=98)


def points(chart: Chart, **measured: object) -> int | None:
    """Return the points of the one component that was measured."""
    return tews.component(next(iter(measured)), Inputs(**measured), chart)


def fired(patient: Findings) -> dict[str, Level]:
    """Return what fires, with the level it gives."""
    opinion = sats.judge(patient)
    return {one.id: one.level for one in opinion.fired} if opinion else {}


def adult(**more: object) -> Findings:
    """Return a well adult of 40, but for *more*."""
    return Findings(**({"age": age_from(years=40), "vitals": WELL} | more))


def child(**more: object) -> Findings:
    """Return a well child of 6, but for *more*."""
    return Findings(**({"age": age_from(years=6), "vitals": WELL_CHILD} | more))


EDGES = [
    (ADULT, "rr", [(8, 2), (9, 0), (14, 0), (15, 1), (20, 1), (21, 2), (29, 2), (30, 3)]),
    (ADULT, "hr", [(40, 2), (41, 1), (50, 1), (51, 0), (100, 0), (101, 1), (110, 1), (111, 2)]),
    (ADULT, "hr", [(129, 2), (130, 3)]),
    (ADULT, "sbp", [(70, 3), (71, 2), (80, 2), (81, 1), (100, 1), (101, 0), (199, 0), (200, 2)]),
    (OLDER, "rr", [(14, 3), (15, 2), (16, 2), (17, 0), (21, 0), (22, 1), (26, 1), (27, 2)]),
    (OLDER, "hr", [(59, 3), (60, 2), (79, 2), (80, 0), (99, 0), (100, 1), (129, 1), (130, 2)]),
    (YOUNGER, "rr", [(19, 3), (20, 2), (25, 2), (26, 0), (39, 0), (40, 2), (49, 2), (50, 3)]),
    (YOUNGER, "hr", [(69, 3), (70, 2), (79, 2), (80, 0), (130, 0), (131, 2), (159, 2), (160, 3)]),
    *((chart, "temp_c", [(34.9, 2), (35.0, 0), (38.4, 0), (38.5, 2)]) for chart in Chart),
    *((chart, "trauma", [(False, 0), (True, 1)]) for chart in Chart),
    (ADULT, "avpu", [("A", 0), ("V", 1), ("C", 2), ("P", 2), ("U", 3)]),
    (OLDER, "avpu", [("A", 0), ("V", 1), ("C", 2), ("P", 2), ("U", 3)]),
    (YOUNGER, "avpu", [("A", 0), ("V", 1), ("C", None), ("P", 2), ("U", 3)]),
    (ADULT, "mobility", [("walking", 0), ("with_help", 1), ("stretcher", 2)]),
    (OLDER, "mobility", [("normal_for_age", 0), ("unable_as_normal", 2)]),
    (YOUNGER, "mobility", [("normal_for_age", 0), ("unable_as_normal", 2)]),
    (OLDER, "sbp", [(60, None)]),
]


@pytest.mark.parametrize(("chart", "name", "edges"), EDGES)
def test_each_band_of_tews_ends_where_the_chart_says(chart, name, edges):
    assert [points(chart, **{name: value}) for value, _ in edges] == [one for _, one in edges]
    assert points(chart, **{name: None}) is None


@pytest.mark.parametrize(
    ("temperature_c", "expected"),
    [(38.44, 0), (38.45, 2), (34.94, 2), (34.95, 0), (38.449999, 0)],
)
def test_a_temperature_is_rounded_half_up_to_a_tenth_before_it_is_scored(temperature_c, expected):
    assert points(ADULT, temp_c=temperature_c) == expected


@pytest.mark.parametrize(
    ("age", "height_cm", "charts"),
    [
        (age_from(years=2), None, (YOUNGER,)),
        (age_from(months=35), None, (YOUNGER,)),
        (age_from(months=36), None, (OLDER,)),
        (age_from(years=3), 90, (OLDER,)),
        (age_from(years=2), 95, (YOUNGER,)),
        (age_from(years=2), 96, (OLDER,)),
        (age_from(years=12), None, (OLDER,)),
        (age_from(years=13), None, (ADULT,)),
        (age_from(years=11), 150, (OLDER,)),
        (age_from(years=11), 151, (ADULT,)),
        (age_from(years=40), 140, (ADULT,)),
        (age_from(group="adult"), None, (ADULT,)),
        (age_from(group="child"), None, (YOUNGER, OLDER)),
        (Age(), None, (YOUNGER, OLDER, ADULT)),
        (Age(), 120, (OLDER, ADULT)),
    ],
)
def test_the_chart_follows_the_age_or_the_height_whichever_is_larger(age, height_cm, charts):
    assert tews.charts_for(age, height_cm) == charts


@pytest.mark.parametrize(
    ("vitals", "level"),
    [
        pytest.param({"rr": 22}, None, id="2"),
        pytest.param({"rr": 22, "hr": 101}, Level.YELLOW, id="3"),
        pytest.param({"rr": 22, "hr": 111}, Level.YELLOW, id="4"),
        pytest.param({"rr": 22, "hr": 130}, Level.ORANGE, id="5"),
        pytest.param({"rr": 30, "hr": 130}, Level.ORANGE, id="6"),
        pytest.param({"rr": 30, "hr": 130, "sbp": 100}, Level.RED, id="7"),
    ],
)
def test_tews_raises_from_3_points_and_never_says_green(vitals, level):
    opinion = sats.judge(adult(vitals=replace(WELL, **vitals), trauma=False))
    assert opinion.level is level
    assert opinion.scores["TEWS"].complete


def test_a_missing_part_scores_nothing_and_is_named():
    opinion = sats.judge(adult(vitals=replace(WELL, mobility=None, sbp=None)))
    assert {"TEWS.mobility", "TEWS.sbp", "TEWS.trauma"} <= set(opinion.unresolved)
    assert not opinion.scores["TEWS"].complete


def test_somebody_of_whom_nothing_is_known_gets_no_opinion():
    assert sats.judge(Findings()) is None


def test_of_several_charts_the_least_score_counts_and_the_age_is_missing():
    opinion = sats.judge(Findings(vitals=Vitals(hr=160, rr=50)))
    assert opinion.scores["TEWS"].points == 4
    assert "TEWS.age" in opinion.unresolved


@pytest.mark.parametrize(
    ("more", "injured"),
    [
        ({"trauma": True}, True),
        ({"trauma": False}, False),
        ({}, None),
        ({"absent": chart_signs("adult")}, False),
        ({"present": {"fall_twice_height"}}, True),
        ({"present": {"closed_fracture"}, "trauma": False}, True),
        ({"burn_bsa_pct": 5}, True),
    ],
)
def test_an_injury_counts_however_it_was_said(more, injured):
    more = {name: frozenset(one) if isinstance(one, set) else one for name, one in more.items()}
    assert tews.inputs_of(facts_of(adult(**more), is_child=False)).trauma is injured


ADULT_SIGNS = [
    ("stridor", "airway_obstructed"),
    ("not_breathing", "airway_obstructed"),
    ("obstructed_breathing", "airway_obstructed"),
    ("cardiac_arrest", "cardiac_arrest"),
    ("active_convulsions", "seizure_current"),
    ("burn_face_or_neck", "burn_facial_inhalation"),
    ("burn_inhalation", "burn_facial_inhalation"),
    ("high_risk_trauma", "high_energy_transfer"),
    ("respiratory_distress", "shortness_of_breath_acute"),
    ("some_respiratory_distress", "shortness_of_breath_acute"),
    ("altered_mental_status", "reduced_consciousness_or_confused"),
    ("confusion", "reduced_consciousness_or_confused"),
    ("coughing_blood", "coughing_blood"),
    ("acute_chest_pain", "chest_pain"),
    ("stabbed_neck", "stabbed_neck"),
    ("heavy_bleeding", "haemorrhage_uncontrolled"),
    ("penetrating_distal_bleeding_uncontrolled", "haemorrhage_uncontrolled"),
    ("seizures", "seizure_post_ictal"),
    ("acute_focal_neuro", "focal_neurology_acute"),
    ("violent_aggressive", "aggression"),
    ("threatened_limb", "threatened_limb"),
    ("eye_injury", "eye_injury"),
    ("suspected_dislocation", "dislocation_large_joint"),
    ("dislocation_large_joint", "dislocation_large_joint"),
    ("open_fracture", "fracture_compound"),
    ("burn_electrical", "burn_electrical"),
    ("burn_circumferential", "burn_circumferential"),
    ("burn_chemical", "burn_chemical"),
    ("poisoning_or_chemical_exposure", "poisoning_overdose"),
    ("vomiting_fresh_blood", "vomiting_fresh_blood"),
    ("severe_pain", "severe_pain"),
    ("haemorrhage_controlled", "haemorrhage_controlled"),
    ("dislocation_finger_toe", "dislocation_finger_toe"),
    ("closed_fracture", "fracture_closed"),
    ("acute_abdominal_pain", "abdominal_pain"),
    ("vomits_everything", "vomiting_persistently"),
    ("persistent_vomiting", "vomiting_persistently"),
    ("moderate_pain", "moderate_pain"),
]
PREGNANT_SIGNS = [
    ("abdominal_trauma", "pregnancy_abdominal_trauma"),
    ("acute_abdominal_pain", "pregnancy_abdominal_pain"),
    ("severe_abdominal_pain", "pregnancy_abdominal_pain"),
    ("trauma", "pregnancy_trauma"),
    ("heavy_bleeding", "pregnancy_pv_bleed"),
    ("ongoing_bleeding", "pregnancy_pv_bleed"),
]
CHILD_SIGNS = [
    ("obstructed_breathing", "airway_obstructed"),
    ("not_breathing", "not_breathing_or_apnoea"),
    ("apnoea", "not_breathing_or_apnoea"),
    ("central_cyanosis", "cyanosis_or_spo2_under_92"),
    ("respiratory_distress", "severe_respiratory_distress"),
    ("heavy_bleeding", "haemorrhage_uncontrolled"),
    ("active_convulsions", "convulsing_or_postictal_not_alert"),
    ("confusion", "coma_or_confusion"),
    ("unresponsive", "coma_or_confusion"),
    ("burn_inhalation", "burn_facial_inhalation"),
    ("purpuric_rash", "purpuric_rash"),
    ("inconsolable_crying", "inconsolable_crying_or_severe_pain"),
    ("severe_pain", "inconsolable_crying_or_severe_pain"),
    ("lethargy", "more_sleepy_than_normal"),
    ("poisoning_or_chemical_exposure", "poisoning_overdose"),
    ("acute_focal_neuro", "focal_neurology_acute"),
    ("fall_twice_height", "high_energy_transfer"),
    ("burn_circumferential", "burn_circumferential"),
    ("burn_electrical", "burn_electrical"),
    ("burn_chemical", "burn_chemical"),
    ("eye_injury", "eye_injury"),
    ("open_fracture", "open_fracture_or_threatened_limb"),
    ("limb_pulseless", "open_fracture_or_threatened_limb"),
    ("suspected_dislocation", "dislocation_large_joint"),
    ("some_respiratory_distress", "some_respiratory_distress"),
    ("unable_to_feed_or_drink", "unable_to_drink_or_vomits_everything"),
    ("vomits_everything", "unable_to_drink_or_vomits_everything"),
    ("visible_severe_wasting", "visible_severe_wasting"),
    ("oedema_both_feet", "pitting_oedema_both_feet"),
    ("known_diabetes_unwell", "known_diabetes_unwell"),
    ("closed_fracture", "closed_fracture"),
    ("dislocation_finger_toe", "dislocation_finger_toe"),
]


@pytest.mark.parametrize(("sign", "code"), ADULT_SIGNS)
def test_a_sign_sets_a_discriminator_of_adults(sign, code):
    assert sats_adult.PREFIX + code.upper() in fired(adult(present=frozenset({sign})))


@pytest.mark.parametrize(("sign", "code"), PREGNANT_SIGNS)
def test_a_sign_sets_a_discriminator_of_the_pregnant_alone(sign, code):
    name, present = sats_adult.PREFIX + code.upper(), frozenset({sign})
    assert name in fired(adult(present=present, pregnant=True))
    assert name not in fired(adult(present=present, pregnant=False))
    unsaid = sats.judge(adult(age=age_from(years=30), present=present))
    assert name not in {one.id for one in unsaid.fired}
    assert name in unsaid.unresolved


@pytest.mark.parametrize(("sign", "code"), CHILD_SIGNS)
def test_a_sign_sets_a_discriminator_of_children(sign, code):
    assert sats_child.PREFIX + code.upper() in fired(child(present=frozenset({sign})))


NUMBERS = [
    (adult, "glucose_mmol", "A_GLUCOSE_UNDER_3", 3.0, 2.9),
    (adult, "glucose_mmol", "A_GLUCOSE_OVER_17_NO_KETONURIA", 17, 17.1),
    (child, "glucose_mmol", "C_GLUCOSE_UNDER_3", 3.0, 2.9),
    (child, "spo2", "C_CYANOSIS_OR_SPO2_UNDER_92", 92, 91),
    (child, "avpu", "C_COMA_OR_CONFUSION", "V", "C"),
    (child, "avpu", "C_COMA_OR_CONFUSION", "V", "P"),
    (child, "avpu", "C_MORE_SLEEPY_THAN_NORMAL", "A", "V"),
    (adult, "avpu", "A_REDUCED_CONSCIOUSNESS_OR_CONFUSED", "A", "C"),
    (adult, "gcs", "A_REDUCED_CONSCIOUSNESS_OR_CONFUSED", 15, 14),
    (adult, "pain_0_10", "A_SEVERE_PAIN", 6, 7),
]


@pytest.mark.parametrize(("who", "name", "code", "not_yet", "fires"), NUMBERS)
def test_a_number_sets_a_discriminator_beyond_its_limit_and_not_at_it(
    who, name, code, not_yet, fires
):
    vitals = who().vitals
    assert f"SATS_{code}" not in fired(who(vitals=replace(vitals, **{name: not_yet})))
    assert f"SATS_{code}" in fired(who(vitals=replace(vitals, **{name: fires})))
    assert f"SATS_{code}" not in fired(who(vitals=replace(vitals, **{name: None})))


@pytest.mark.parametrize(
    ("who", "burnt_pct", "level"),
    [
        (adult, 0, None),
        (adult, 1, Level.YELLOW),
        (adult, 20, Level.YELLOW),
        (adult, 20.5, Level.ORANGE),
        (child, 9, Level.YELLOW),
        (child, 10, Level.ORANGE),
    ],
)
def test_the_burnt_share_of_the_body_decides_how_urgent_a_burn_is(who, burnt_pct, level):
    burnt = fired(who(burn_bsa_pct=burnt_pct))
    assert max((one for name, one in burnt.items() if "BURN" in name), default=None) is level


@pytest.mark.parametrize(
    ("glucose", "present", "absent", "level"),
    [
        (11, {"ketonuria"}, set(), None),
        (11.1, {"ketonuria"}, set(), Level.ORANGE),
        (11.1, set(), {"ketonuria"}, None),
        (17.1, {"ketonuria"}, set(), Level.ORANGE),
        (17.1, set(), {"ketonuria"}, Level.YELLOW),
        (17.1, set(), set(), Level.YELLOW),
        (None, {"ketonuria"}, set(), None),
    ],
)
def test_ketones_make_a_high_glucose_more_urgent(glucose, present, absent, level):
    patient = adult(
        vitals=replace(WELL, glucose_mmol=glucose),
        present=frozenset(present),
        absent=frozenset(absent),
    )
    assert sats.judge(patient).level is level


def test_a_high_glucose_without_a_test_for_ketones_is_unresolved():
    opinion = sats.judge(adult(vitals=replace(WELL, glucose_mmol=12)))
    assert "SATS_A_GLUCOSE_OVER_11_WITH_KETONURIA" in opinion.unresolved


SHOCK = "SATS_C_COLD_HANDS_PLUS_TWO_SHOCK_SIGNS"
SEVERE_DEHYDRATION = "SATS_C_DIARRHOEA_SEVERE_DEHYDRATION"
SOME_DEHYDRATION = "SATS_C_SOME_DEHYDRATION"
AFTER_A_FIT = "SATS_C_CONVULSING_OR_POSTICTAL_NOT_ALERT"


@pytest.mark.parametrize(
    ("name", "signs", "vitals", "fires"),
    [
        (SHOCK, ["cold_extremities", "weak_fast_pulse"], {}, False),
        (SHOCK, ["cold_extremities", "weak_fast_pulse"], {"cap_refill_s": 3}, False),
        (SHOCK, ["cold_extremities", "weak_fast_pulse"], {"cap_refill_s": 4}, True),
        (SHOCK, ["cold_extremities", "weak_fast_pulse", "lethargy"], {}, True),
        (SHOCK, ["weak_fast_pulse", "lethargy"], {"cap_refill_s": 4}, False),
        (SEVERE_DEHYDRATION, ["ongoing_diarrhoea", "sunken_eyes"], {}, False),
        (SEVERE_DEHYDRATION, ["ongoing_diarrhoea", "sunken_eyes", "lethargy"], {}, True),
        (SEVERE_DEHYDRATION, ["sunken_eyes", "very_slow_skin_pinch"], {}, False),
        (SOME_DEHYDRATION, ["ongoing_diarrhoea"], {}, False),
        (SOME_DEHYDRATION, ["ongoing_diarrhoea", "slow_skin_pinch"], {}, True),
        (SOME_DEHYDRATION, ["persistent_vomiting", "less_urine"], {}, True),
        (SOME_DEHYDRATION, ["vomits_everything", "crying_without_tears"], {}, True),
        (SOME_DEHYDRATION, ["drinks_eagerly_thirsty"], {}, False),
        (AFTER_A_FIT, ["seizures"], {}, False),
        (AFTER_A_FIT, ["seizures"], {"avpu": None}, False),
        (AFTER_A_FIT, ["seizures"], {"avpu": "V"}, True),
    ],
)
def test_signs_of_children_that_count_only_together(name, signs, vitals, fires):
    patient = child(present=frozenset(signs), vitals=replace(WELL_CHILD, **vitals))
    assert (name in fired(patient)) is fires


def test_a_finger_out_of_place_is_no_large_joint_unless_one_is_named_too():
    finger = frozenset({"suspected_dislocation", "dislocation_finger_toe"})
    assert sats.judge(adult(present=finger)).level is Level.YELLOW
    both = finger | {"dislocation_large_joint"}
    assert sats.judge(adult(present=both)).level is Level.ORANGE


@pytest.mark.parametrize(("days", "fires"), [(0, True), (59, True), (60, False)])
def test_a_baby_is_tiny_until_two_months(days, fires):
    ids = fired(Findings(age=age_from(days=days)))
    assert ("SATS_C_TINY_BABY_UNDER_2_MONTHS" in ids) is fires


def test_a_twelve_year_old_is_judged_as_a_child_and_a_tall_one_as_an_adult():
    low = Findings(age=age_from(years=12), vitals=Vitals(spo2=91))
    assert sats.judge(low).level is Level.RED
    tall = replace(low, vitals=Vitals(spo2=91, height_cm=151))
    assert sats.judge(tall) is None


def test_the_floor_takes_chest_pain_from_the_list_of_discriminators():
    patient = adult(
        vitals=Vitals(hr=80, rr=16, temp_c=37.0, spo2=98, avpu="A", sbp=125),
        present=frozenset({"acute_chest_pain"}),
        absent=chart_signs("adult") - {"acute_chest_pain"},
    )
    floor = compose(patient, Conditions())
    assert (floor.level, floor.by["IITT"], floor.by["SATS"]) == (
        Level.ORANGE,
        Level.GREEN,
        Level.ORANGE,
    )


@given(findings(), st.sampled_from(sorted(set(SIGN_NAMES) - {"dislocation_finger_toe"})))
def test_one_more_sign_never_lowers_what_sats_says(patient, sign):
    worse = replace(patient, present=patient.present | {sign}, absent=patient.absent - {sign})
    assert set(fired(patient)) - set(sats.TEWS_ID.values()) <= set(fired(worse))
    before, after = sats.judge(patient), sats.judge(worse)
    assert before is None or before.level is None or after.level >= before.level


@given(findings(), st.sampled_from(["rr", "hr", "sbp", "temp_c", "avpu", "spo2", "mobility"]))
def test_what_is_not_measured_never_fires(patient, name):
    less = replace(patient, vitals=replace(patient.vitals, **{name: None, "gcs": None}))
    known = replace(patient, vitals=replace(patient.vitals, gcs=None))
    assert set(fired(less)) <= set(fired(known)) | set(sats.TEWS_ID.values())
    before, after = sats.judge(known), sats.judge(less)
    assert after is None or after.level is None or after.level <= before.level


@given(findings())
def test_sats_never_says_green_to_the_floor(patient):
    opinion = sats.judge(patient)
    assert opinion is None or opinion.level is None or opinion.level >= Level.YELLOW


@given(findings())
def test_a_score_is_never_more_than_its_chart_can_give(patient):
    opinion = sats.judge(patient)
    charts = tews.charts_for(patient.age, patient.vitals.height_cm)
    if opinion and opinion.scores:
        assert 0 <= opinion.scores["TEWS"].points <= (17 if charts == (ADULT,) else 14)


EVALUATED = {"mobility": "walking", "rr": 12, "hr": 80, "sbp": 120, "temp_c": 37, "avpu": "A"}


def test_evaluate_says_green_only_where_every_part_is_known():
    words = EVALUATED | {"age_years": 40, "trauma": False}
    assert evaluate({"protocol": "SATS", "input": words})["level"] == "GREEN"
    nested = {"age_years": 40, "vitals": EVALUATED | {"trauma": False}}
    assert evaluate({"protocol": "SATS", "input": nested})["level"] == "GREEN"
    nobody = evaluate({"protocol": "SATS", "input": EVALUATED | {"trauma": False}})
    assert (nobody["level"], nobody["chart"], nobody["missing"][0]) == ("UNDETERMINED", None, "age")


@pytest.mark.parametrize(
    ("protocol", "words"),
    [
        ("SATS", {"age_years": 40, "discriminators": ["purpuric_rash"]}),
        ("SATS", {"age_years": 40, "discriminators": "chest_pain"}),
        ("SATS", {"age_years": 40, "discriminators": [["chest_pain"]]}),
        ("SATS", {"age_years": 40, "present": ["acute_chest_pain"]}),
        ("SATS", {"age_years": 40, "pulse": 80}),
        ("SATS", {"age_years": 40, "trauma": True, "vitals": {"trauma": False}}),
        ("SATS_TEWS_COMPONENT", {"chart": "child", "hr": 80}),
        ("SATS_TEWS_COMPONENT", {"chart": ["adult"], "hr": 80}),
        ("SATS_TEWS_COMPONENT", {"chart": "adult"}),
        ("SATS_TEWS_COMPONENT", {"chart": "adult", "hr": 80, "rr": 12}),
    ],
)
def test_evaluate_refuses_what_is_not_on_the_chart(protocol, words):
    assert "problems" in evaluate({"protocol": protocol, "input": words})


def test_a_discriminator_of_two_charts_counts_as_the_more_urgent_where_the_age_is_unknown():
    words = {"discriminators": ["haemorrhage_uncontrolled"]}
    assert evaluate({"protocol": "SATS", "input": words})["level"] == "RED"
    grown = words | {"age_years": 40}
    assert evaluate({"protocol": "SATS", "input": grown})["level"] == "ORANGE"


@pytest.mark.parametrize(
    ("chart", "word", "expected"),
    [
        (ADULT, "normal_for_age", 0),
        (ADULT, "unable_as_normal", 1),
        (OLDER, "walking", 0),
        (OLDER, "with_help", 2),
        (OLDER, "stretcher", 2),
        (YOUNGER, "walking", 0),
        (YOUNGER, "with_help", None),
        (YOUNGER, "stretcher", None),
    ],
)
def test_a_word_of_another_chart_counts_as_the_least_that_it_means(chart, word, expected):
    assert points(chart, mobility=word) == expected


def test_every_discriminator_can_be_named_in_evaluate():
    for years, rules in ((40, sats_adult.RULES), (6, sats_child.RULES)):
        for code, level in sats.codes_for(tews.charts_for(age_from(years=years), None)).items():
            words = {"age_years": years, "discriminators": [code]}
            assert evaluate({"protocol": "SATS", "input": words})["level"] == level.name
        assert len(sats.codes_for((ADULT if years == 40 else OLDER,))) == len(rules)
