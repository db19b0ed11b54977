"""The signs: what makes a criterion sign present besides somebody saying so.

Sources: IITT reference card (high-risk trauma, major burns, threatened limb, respiratory
distress), and the policies named beside the numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.clinical.age import ADULT_YEARS
from triage.clinical.facts import GCS_AWAKE, GCS_COMA, NO, Condition, Facts, Verdict
from triage.clinical.findings import Findings
from triage.clinical.rules import AgeIs, AllOf, AnyOf, Avpu, Number, Pregnant, Said, Sign

FEVER_C = 38.0
"""Fever from 5 years on. Project policy P4."""
FEVER_UNDER_5_C = 37.5
"""Fever under 5 years, axillary. Source: WHO IMCI chart booklet 2014; project policy P4."""
HYPOTHERMIA_C = 36.0
"""Below this: hypothermia. Project policy P4."""
LOW_GLUCOSE_MMOL = 3.5
"""Below this from 12 years on. Project policy P5 (WHO/ICRC Basic Emergency Care 2018)."""
LOW_GLUCOSE_CHILD_MMOL = 3.0
"""Below this at any age. Project policy P5 (SATS 2012, paediatric)."""
SEVERE_PAIN = 7
"""From this on a scale of 10. Project policy P4."""
BURN_AREA_PCT = 15
"""More than this share of the body is a major burn. Source: IITT reference card."""
BURN_AGE_YOUNG, BURN_AGE_OLD = 2, 70
"""Any burn under 2 or over 70 years is a major one. Source: IITT reference card."""
UNDER_5_MONTHS = 60
SEVERE_WASTING_MM = 115
"""Upper arm below this at 6 to 59 months: severe wasting. Source: WHO; project policy."""
MUAC_FROM_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Injured:
    """Somebody said that there was an injury."""

    def judge(self, facts: Facts) -> Verdict:
        """Return True where it was said."""
        if facts.findings.trauma:
            return Verdict(truth=True, value="trauma", threshold="present")
        return NO


@dataclass(frozen=True, slots=True)
class DeepBurn:
    """*condition* holds of a burn that is not known to be superficial."""

    condition: Condition

    def judge(self, facts: Facts) -> Verdict:
        """Return NO for a superficial burn, else what *condition* says."""
        if facts.findings.burn_depth == "superficial":
            return NO
        return self.condition.judge(facts)


@dataclass(frozen=True, slots=True)
class OnChildChart:
    """The words of the chart for children under 12 apply."""

    def judge(self, facts: Facts) -> Verdict:
        """Return whether they do."""
        return Verdict(truth=True, value="child") if facts.is_child else NO


def _said(*names: str) -> AnyOf:
    return AnyOf(tuple(Said(name) for name in names))


BURNS = ("burn_circumferential", "burn_face_or_neck", "burn_inhalation")
ANY_BURN = AnyOf((_said(*BURNS), Number("burn_bsa_pct", ">", 0)))

MAJOR_BURN = AnyOf(
    (
        DeepBurn(AnyOf((_said(*BURNS), Number("burn_bsa_pct", ">", BURN_AREA_PCT)))),
        DeepBurn(
            AllOf(
                (
                    AnyOf((AgeIs("years", "<", BURN_AGE_YOUNG), AgeIs("years", ">", BURN_AGE_OLD))),
                    ANY_BURN,
                )
            )
        ),
    )
)

HIGH_RISK_INJURIES = (
    "fall_twice_height",
    "penetrating_proximal",
    "penetrating_distal_bleeding_uncontrolled",
    "crush_injury",
    "polytrauma",
    "high_speed_crash",
    "pedestrian_or_cyclist_hit",
    "other_occupant_died",
    "crash_without_seatbelt",
    "trapped_or_thrown",
)
DISTRESS_SIGNS = (
    "rd_very_fast_or_slow_breathing",
    "rd_cannot_talk_or_walk_unaided",
    "rd_confused_sleepy_agitated_with_breathing_trouble",
    "rd_accessory_muscles",
    "rd_very_fast_breathing",
    "rd_cannot_talk_eat_or_breastfeed",
    "rd_nasal_flaring_or_grunting",
    "rd_accessory_muscles_head_nodding_or_chest_indrawing",
)
LIMB_SIGNS = ("limb_pale", "limb_weak", "limb_numb", "limb_massive_swelling_after_trauma")
DETAILS = (
    *HIGH_RISK_INJURIES,
    *BURNS,
    "bleeding_disorder_or_anticoagulant",
    "penetrating_distal_bleeding_controlled",
    "limb_pulseless",
    "limb_painful",
    *LIMB_SIGNS,
    *DISTRESS_SIGNS,
    "reported_fever",
    "confusion",
)
"""Signs that no chart lists by itself: each makes a criterion sign present."""

ROLLUP: Mapping[str, Condition] = {
    "trauma": AnyOf((Injured(), _said(*HIGH_RISK_INJURIES, "head_injury"))),
    "high_risk_trauma": AnyOf(
        (
            _said(*HIGH_RISK_INJURIES),
            AllOf((Sign("trauma"), Said("bleeding_disorder_or_anticoagulant"))),
            AllOf((Pregnant(), Sign("trauma"))),
            MAJOR_BURN,
            Said("major_burns"),
        )
    ),
    "other_trauma_or_burn": AnyOf(
        (Said("penetrating_distal_bleeding_controlled"), Sign("trauma"), ANY_BURN)
    ),
    "threatened_limb": AnyOf(
        (Said("limb_pulseless"), AllOf((Said("limb_painful"), _said(*LIMB_SIGNS))))
    ),
    "respiratory_distress": AnyOf(
        (
            _said(*DISTRESS_SIGNS),
            AllOf((OnChildChart(), _said("chest_indrawing", "severe_chest_indrawing"))),
        )
    ),
    "altered_mental_status": AnyOf(
        (
            Avpu("CVPU"),
            Number("gcs", "<", GCS_AWAKE),
            Said("confusion"),
            AllOf((OnChildChart(), _said("restless_or_irritable", "lethargy"))),
        )
    ),
    "fever": AnyOf(
        (
            Said("reported_fever"),
            Number("temp_c", ">=", FEVER_C),
            AllOf(
                (AgeIs("months", "<", UNDER_5_MONTHS), Number("temp_c", ">=", FEVER_UNDER_5_C)),
            ),
        )
    ),
    "hypothermia": Number("temp_c", "<", HYPOTHERMIA_C),
    "hypoglycaemia": AnyOf(
        (
            Number("glucose_mmol", "<", LOW_GLUCOSE_CHILD_MMOL),
            AllOf(
                (
                    AgeIs("years", ">=", ADULT_YEARS),
                    Number("glucose_mmol", "<", LOW_GLUCOSE_MMOL),
                )
            ),
        )
    ),
    "severe_pain": AnyOf(
        (
            Number("pain_0_10", ">=", SEVERE_PAIN),
            Said("severe_headache"),
            Said("severe_abdominal_pain"),
        )
    ),
    "unresponsive": AnyOf((Avpu("PU"), Number("gcs", "<=", GCS_COMA))),
    "headache": Said("severe_headache"),
    "seizures": _said("active_convulsions", "convulsions_3_in_24h", "post_traumatic_seizure"),
    "acute_focal_neuro": _said("facial_droop", "arm_drift", "abnormal_speech"),
    "ongoing_diarrhoea": Said("acute_watery_diarrhoea"),
    "dehydration": Said("severe_dehydration"),
    "significant_bleeding": Said("heavy_bleeding"),
    "abdominal_pain_or_tenderness": _said("acute_abdominal_pain", "severe_abdominal_pain"),
    "persistent_vomiting": Said("vomits_everything"),
    "cannot_keep_fluids_down": _said("vomits_everything", "unable_to_feed_or_drink"),
    "lethargy_or_restlessness": _said("lethargy", "restless_or_irritable", "agitation"),
    "fluid_accumulation_with_respiratory_distress": AllOf(
        (Said("clinical_fluid_accumulation"), Sign("respiratory_distress"))
    ),
    "severe_wasting_or_bilateral_oedema": AnyOf(
        (
            _said("visible_severe_wasting", "oedema_both_feet"),
            AllOf(
                (
                    AgeIs("months", ">=", MUAC_FROM_MONTHS),
                    AgeIs("months", "<", UNDER_5_MONTHS),
                    Number("muac_mm", "<", SEVERE_WASTING_MM),
                )
            ),
        )
    ),
}


def facts_of(findings: Findings, *, is_child: bool) -> Facts:
    """Return *findings* with their details rolled up for one chart."""
    return Facts(findings=findings, rollup=ROLLUP, is_child=is_child)
