"""The table of further questions: what is asked besides the chart, of whom, and what opens it.

The most dangerous stand first: where more are opened than a page asks, the first ones are asked.
A sign stands in one question only, so that a tick says which question was gone through. Nothing
here hides a sign of the IITT charts; a sign that the patient's own chart asks for is left out.
"""

from dataclasses import dataclass
from enum import StrEnum

from triage.clinical.signs import HIGH_RISK_INJURIES


class Kind(StrEnum):
    """How a question is answered."""

    GROUP = "group"
    SIGN = "sign"
    FIELD = "field"


class Band(StrEnum):
    """Who a question is for; an age that is not certain lies in every band that it may lie in.

    INFANT: under 2 months. CHILD: from 2 months to below 5 years. OLDER: from 5 to 11 years.
    WOMAN: from 12 to 50 years, or of any age when she is pregnant or gave birth.
    """

    INFANT = "infant"
    CHILD = "child"
    OLDER = "older"
    ADULT = "adult"
    WOMAN = "woman"
    PREGNANT = "pregnant"


EVERYBODY = frozenset(Band)
UNDER_5 = frozenset({Band.INFANT, Band.CHILD})
UNDER_12 = frozenset({Band.INFANT, Band.CHILD, Band.OLDER})
ADULTS = frozenset({Band.ADULT})
WOMEN = frozenset({Band.WOMAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One further question.

    Attributes:
        name: of the group, the sign or the field: the name on the wire.
        topic: under which it is found when nothing opens it.
        kind: a group of check boxes, one sign to be answered yes or no, or a field of the table.
        signs: the check boxes of a group.
        complaints: codes of the keypad that open it.
        seen: signs that open it.
        always: bands in which it is opened for everybody.
        only: bands that it is for.
        at_red: asked although the patient is RED already, because the answer says what to do.
    """

    name: str
    topic: str
    kind: Kind
    signs: tuple[str, ...] = ()
    complaints: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    always: frozenset[Band] = frozenset()
    only: frozenset[Band] = EVERYBODY
    at_red: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """What opens a question: codes of complaints and names of signs, with spaces between them."""

    complaints: str = ""
    seen: str = ""
    always: frozenset[Band] = frozenset()
    at_red: bool = False


NOTHING = Opens()


def _ask(
    topic: str,
    name: str,
    opens: Opens = NOTHING,
    *,
    signs: tuple[str, ...] | str = (),
    kind: Kind = Kind.FIELD,
    only: frozenset[Band] = EVERYBODY,
) -> Question:
    names = tuple(signs.split()) if isinstance(signs, str) else signs
    return Question(
        name=name,
        topic=topic,
        kind=Kind.GROUP if names else kind,
        signs=names,
        complaints=frozenset(opens.complaints.split()),
        seen=frozenset(opens.seen.split()),
        always=opens.always,
        only=only,
        at_red=opens.at_red,
    )


INJURIES = "60 61 62 63 64 70"
INJURED = "high_risk_trauma other_trauma_or_burn"
QUESTIONS: tuple[Question, ...] = (
    _ask(
        "breathing",
        "airway",
        Opens(complaints="18 19 20 23 72"),
        signs="cardiac_arrest not_breathing obstructed_breathing apnoea",
    ),
    _ask(
        "infant",
        "young_infant",
        Opens(always=frozenset({Band.INFANT})),
        signs="no_movement moves_only_when_stimulated severe_chest_indrawing umbilicus_red_or_pus"
        " skin_pustules",
        only=frozenset({Band.INFANT}),
    ),
    _ask(
        "infant",
        "yellow_skin",
        Opens(complaints="13 43", always=frozenset({Band.INFANT})),
        signs="jaundice yellow_palms_and_soles",
    ),
    _ask(
        "pregnancy",
        "pregnancy_signs",
        Opens(complaints="50 51 52 53", always=frozenset({Band.PREGNANT})),
        signs="cord_prolapse vaginal_bleeding no_fetal_movement labour_over_24h"
        " waters_broken_early fever_too_weak_to_get_up fast_or_difficult_breathing"
        " upper_abdominal_pain lower_abdominal_pain swelling_fingers_face_legs feels_ill",
        only=WOMEN,
    ),
    _ask(
        "pregnancy",
        "after_birth",
        Opens(complaints="54 57"),
        signs="heavy_or_increasing_bleeding offensive_lochia calf_pain_or_swelling"
        " breast_infection thoughts_of_self_harm_or_harming_baby",
        only=WOMEN,
    ),
    _ask(
        "pregnancy",
        "gestation_weeks",
        Opens(complaints="50 51 52 53", always=frozenset({Band.PREGNANT})),
        only=WOMEN,
    ),
    _ask("pregnancy", "postpartum_days", Opens(complaints="54"), only=WOMEN),
    _ask("pregnancy", "blood_loss_ml", Opens(complaints="54"), only=WOMEN),
    _ask("pregnancy", "minutes_since_birth", only=WOMEN),
    _ask(
        "injury",
        "head",
        Opens(complaints="60 61 62 70"),
        signs="head_injury loss_of_consciousness amnesia amnesia_over_30min"
        " post_traumatic_seizure skull_fracture_sign head_wound_over_5cm"
        " suspected_inflicted_injury",
    ),
    _ask("injury", "gcs", Opens(complaints="62")),
    _ask(
        "injury",
        "mechanism",
        Opens(complaints="60 61 62 70", seen=INJURED),
        signs=(
            *HIGH_RISK_INJURIES,
            "fall_over_1m",
            "fall_over_3m",
            "bleeding_disorder_or_anticoagulant",
        ),
    ),
    _ask("injury", "vomits", Opens(complaints="62")),
    _ask(
        "burns",
        "burn_signs",
        Opens(complaints="65"),
        signs="burn_inhalation burn_face_or_neck burn_circumferential burn_electrical"
        " burn_chemical major_burns",
    ),
    _ask("burns", "burn_bsa_pct", Opens(complaints="65")),
    _ask("burns", "burn_depth", Opens(complaints="65")),
    _ask(
        "bites",
        "snake",
        Opens(complaints="66", seen="snake_bite", at_red=True),
        signs="spontaneous_bleeding_away_from_bite wbct20_not_clotting drooping_eyelids"
        " dark_urine swelling_over_half_limb bitten_digit_swollen"
        " rapid_spread_past_wrist_or_ankle tender_draining_node",
    ),
    _ask(
        "bites",
        "rabies",
        Opens(complaints="67"),
        signs="fear_of_water_or_air animal_bite_weeks_ago",
    ),
    _ask(
        "bites",
        "animal",
        Opens(complaints="67", seen="time_sensitive_prophylaxis_exposure", at_red=True),
    ),
    _ask(
        "bites",
        "exposure",
        Opens(complaints="67", seen="time_sensitive_prophylaxis_exposure", at_red=True),
    ),
    _ask(
        "bites", "sting", Opens(complaints="68 74 75"), signs="jellyfish_sting ladder_marks hives"
    ),
    _ask(
        "mind",
        "exposed_to",
        Opens(complaints="14 18 32 38 69 71 72 80 88"),
        signs="near_drowning heat_exposure unsafe_alcohol",
    ),
    _ask(
        "mind",
        "self_harm",
        Opens(complaints="69 85 86 87 88"),
        signs="self_harm_act self_harm_plan self_harm_thoughts distressed_or_silent",
    ),
    _ask(
        "nerves",
        "stroke",
        Opens(complaints="30 32 33 34 35", seen="acute_focal_neuro"),
        signs="facial_droop arm_drift abnormal_speech flaccid_weakness_acute",
    ),
    _ask(
        "nerves",
        "tetanus",
        Opens(complaints="17 31 36 63 93"),
        signs="locked_jaw painful_muscle_spasms body_stiffness",
    ),
    _ask(
        "nerves",
        "bulging_fontanelle",
        Opens(complaints="10 12 16 17 31 62", seen="fever"),
        kind=Kind.SIGN,
        only=UNDER_5,
    ),
    _ask(
        "heart",
        "ecg_acute_ischaemia",
        Opens(complaints="28 29", seen="acute_chest_pain"),
        kind=Kind.SIGN,
        only=ADULTS,
    ),
    _ask(
        "breathing",
        "chest",
        Opens(complaints="20 21 22 24 26 28 68 72 74", seen="wheezing"),
        signs="some_respiratory_distress chest_indrawing coughing_blood cough",
    ),
    _ask(
        "fever",
        "fever_danger",
        Opens(complaints="10 11 12 13", seen="fever"),
        signs="prostration shock convulsions_3_in_24h deep_breathing significant_bleeding"
        " mucosal_bleeding purpuric_rash abdominal_pain_or_tenderness lethargy_or_restlessness"
        " clinical_fluid_accumulation temperature_very_high",
    ),
    _ask(
        "belly",
        "dryness",
        Opens(complaints="38 39 92", seen="ongoing_diarrhoea vomits_everything dehydration"),
        signs="severe_dehydration lethargy sunken_eyes very_slow_skin_pinch drinks_poorly"
        " cold_extremities restless_or_irritable slow_skin_pinch drinks_eagerly_thirsty"
        " crying_without_tears no_urine_6h less_urine dehydration",
    ),
    _ask(
        "belly",
        "vomiting",
        Opens(complaints="10 13 37 38 41"),
        signs="vomiting_fresh_blood persistent_vomiting cannot_keep_fluids_down nausea_or_vomiting",
    ),
    _ask(
        "belly",
        "stool",
        Opens(complaints="39 40", seen="ongoing_diarrhoea"),
        signs="acute_watery_diarrhoea blood_in_stool outbreak_declared",
    ),
    _ask("belly", "diarrhoea_days", Opens(complaints="39", seen="ongoing_diarrhoea")),
    _ask(
        "fever",
        "fever_clues",
        Opens(complaints="10 11 12 13 44 76", seen="fever"),
        signs="suspected_infection suspected_dengue dengue_area rash aches_and_pains",
    ),
    _ask("fever", "malaria_test", Opens(complaints="10 12 13", seen="fever")),
    _ask("fever", "fever_days", Opens(complaints="10 11 12 13", seen="fever")),
    _ask("fever", "malaria_risk", only=UNDER_5),
    _ask(
        "injury",
        "limb",
        Opens(complaints="60 61 64 70 77 78", seen="open_fracture acute_limb_deformity"),
        signs="limb_pulseless limb_painful limb_pale limb_weak limb_numb"
        " limb_massive_swelling_after_trauma",
    ),
    _ask(
        "injury",
        "injury_kind",
        Opens(complaints=f"{INJURIES} 27 81", seen=INJURED),
        signs="stabbed_neck abdominal_trauma eye_injury penetrating_distal_bleeding_controlled"
        " haemorrhage_controlled dislocation_large_joint closed_fracture dislocation_finger_toe",
    ),
    _ask("injury", "trauma", Opens(complaints="27 79 81")),
    _ask("injury", "hours_since_injury", Opens(complaints="62")),
    _ask(
        "throat",
        "throat_signs",
        Opens(complaints="25 26 83 84", seen="mouth_throat_neck_swelling"),
        signs="grey_membrane bull_neck sore_throat coryza",
    ),
    _ask(
        "spread",
        "spreads_by_air",
        Opens(complaints="21 24", at_red=True),
        signs="tb_contact hiv night_sweats weight_loss poultry_contact needs_admission",
    ),
    _ask("spread", "cough_days", Opens(complaints="20 21 24")),
    _ask("spread", "illness_days"),
    _ask(
        "spread",
        "rash_kind",
        Opens(complaints="11 75", seen="rash_worsening_or_peeling", at_red=True),
        signs="measles_now maculopapular_rash vesicular_rash rash_palms_soles"
        " swollen_lymph_nodes unexplained_bleeding",
    ),
    _ask(
        "ears",
        "eyes_and_mouth",
        Opens(complaints="11 80 83"),
        signs="clouding_of_cornea deep_or_extensive_mouth_ulcers mouth_ulcers pus_from_eye",
    ),
    _ask(
        "ears",
        "ear_signs",
        Opens(complaints="82"),
        signs="tender_swelling_behind_ear ear_problem ear_pain ear_pus",
    ),
    _ask("ears", "ear_discharge_days", Opens(complaints="82")),
    _ask(
        "food",
        "nutrition",
        Opens(complaints="14 15 77 91", seen="severe_wasting_or_bilateral_oedema"),
        signs="visible_severe_wasting oedema_both_feet oedema_face medical_complication"
        " fails_appetite_test some_palmar_pallor",
    ),
    _ask(
        "food",
        "muac_mm",
        Opens(complaints="14 15 39 91", seen="severe_wasting_or_bilateral_oedema"),
        only=frozenset({Band.CHILD}),
    ),
    _ask("food", "weight_kg", Opens(complaints="91", always=frozenset({Band.INFANT}))),
    _ask(
        "infant",
        "rr_repeat",
        Opens(always=frozenset({Band.INFANT})),
        only=frozenset({Band.INFANT}),
    ),
    _ask("infant", "age_hours", only=frozenset({Band.INFANT})),
    _ask("food", "sugar", Opens(complaints="90"), signs="known_diabetes_unwell ketonuria"),
    _ask(
        "pain",
        "moderate_pain",
        Opens(complaints="28 30 37 47 48 49 78 79 83"),
        kind=Kind.SIGN,
    ),
    _ask("pain", "inconsolable_crying", Opens(complaints="16"), kind=Kind.SIGN, only=UNDER_12),
    _ask("pain", "pain_0_10", Opens(always=frozenset({Band.PREGNANT}))),
    _ask("pain", "urgent_referral_note", kind=Kind.SIGN, only=UNDER_12),
    _ask("measured", "mobility"),
    _ask("measured", "cap_refill_s", Opens(complaints="14 18 92")),
    _ask("measured", "temp_site"),
    _ask("measured", "height_cm"),
    _ask(
        "tests",
        "test_results",
        signs="high_parasitaemia kidney_injury liver_enlarged_over_2cm"
        " hct_rise_with_rapid_platelet_fall heart_or_other_organ_failure leukopenia"
        " positive_tourniquet_test",
    ),
    _ask("tests", "hb_g_dl"),
    _ask("tests", "ast_u_l"),
    _ask("tests", "alt_u_l"),
    _ask(
        "tests",
        "at_home",
        signs="chronic_haemolytic_disease renal_failure diabetes obesity"
        " far_from_facility_no_transport lives_alone",
    ),
)
"""Every further question, the most dangerous first."""

NARROWER: dict[str, frozenset[Band]] = {
    "chest_indrawing": UNDER_12,
    "suspected_inflicted_injury": UNDER_12,
    "head_wound_over_5cm": UNDER_5,
    "yellow_palms_and_soles": frozenset({Band.INFANT}),
    "crying_without_tears": UNDER_12,
    "temperature_very_high": UNDER_12,
    "major_burns": UNDER_12,
    "fails_appetite_test": frozenset({Band.CHILD}),
    "medical_complication": frozenset({Band.CHILD}),
    "suspected_infection": ADULTS,
}
"""Signs that are asked in fewer bands than the rest of their group."""

ANSWERED_BY: dict[str, str] = {
    "reported_fever": "fever",
    "confusion": "altered_mental_status",
    "visual_changes": "acute_visual_disturbance",
    "hypothermia": "temp_c",
    "fluid_accumulation_with_respiratory_distress": "clinical_fluid_accumulation",
    "rd_very_fast_or_slow_breathing": "respiratory_distress",
    "rd_cannot_talk_or_walk_unaided": "respiratory_distress",
    "rd_confused_sleepy_agitated_with_breathing_trouble": "respiratory_distress",
    "rd_accessory_muscles": "respiratory_distress",
    "rd_very_fast_breathing": "respiratory_distress",
    "rd_cannot_talk_eat_or_breastfeed": "respiratory_distress",
    "rd_nasal_flaring_or_grunting": "respiratory_distress",
    "rd_accessory_muscles_head_nodding_or_chest_indrawing": "respiratory_distress",
}
"""Words of programs that a page asks for under another name: every rule that reads the word on the
left also holds, or holds with the other answers, for the one on the right."""
