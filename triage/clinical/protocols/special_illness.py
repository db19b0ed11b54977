"""Stroke, malaria, heat, self-harm, tetanus, methanol, anaphylaxis, dehydration: the table.

Each line names its document; most were read at second hand. Not signed off by a clinician.
"""

from dataclasses import dataclass

from triage.clinical.age import ADULT_YEARS
from triage.clinical.facts import NO, Facts, Verdict
from triage.clinical.level import Level
from triage.clinical.protocols.iitt_adult import RR_HIGH
from triage.clinical.protocols.special_parts import (
    AIRWAY,
    ALTERED,
    BREATHING_TROUBLE,
    CIRCULATION,
    DISABILITY,
    GENERAL,
    OTHER,
    SHOCK,
    After,
    Told,
    after,
    any_sign,
    rule,
)
from triage.clinical.rules import AgeIs, AllOf, AnyOf, AtLeast, Avpu, Number, Rule, Said, Sign, Word

FAST = ("facial_droop", "arm_drift", "abnormal_speech")

MALARIA = "WHO severe malaria criteria, at second hand"
MALARIA_GCS = 11
"""Below this, in an adult."""
MALARIA_GLUCOSE_MMOL, MALARIA_GLUCOSE_CHILD_MMOL, MALARIA_CHILD_YEARS = 2.2, 3.0, 5
"""Below the first at any age, below the second under 5 years."""
MALARIA_HB_G_DL, MALARIA_HB_CHILD_G_DL = 7.0, 5.0
"""Below the first from 12 years on; at the second and less under 12."""
MALARIA_SPO2_PCT, MALARIA_RR = 92, 30
MALARIA_REFILL_S = 3
"""From this on: one second earlier than elsewhere, as published."""
MALARIA_SBP_MMHG, MALARIA_SBP_CHILD_MMHG = 80, 70

HEAT = "Bouchama and Knochel, NEJM 2002, at second hand"
HEAT_STROKE_C = 40.0
"""Above this with the brain affected; at 40.0 without, it is exhaustion."""

MHGAP = "WHO mhGAP intervention guide 2.0, self-harm"
POSTNATAL_DAYS = 42

CHOLERA = "GTFCC cholera guidance, at second hand"
DRY_SIGNS_NEEDED = 2
NEWBORN_TETANUS_FROM_DAYS, NEWBORN_TETANUS_TO_DAYS = 3, 28


@dataclass(frozen=True, slots=True)
class AfterBirth:
    """The patient gave birth in the last 42 days."""

    def judge(self, facts: Facts) -> Verdict:
        """Return True where it was said."""
        days = facts.findings.postpartum_days
        if days is None or days > POSTNATAL_DAYS:
            return NO
        return Verdict(truth=True, value=days, threshold=f"<= {POSTNATAL_DAYS}")


POSITIVE = Told(Word("malaria_test", ("positive",)))
_LOW_SUGAR = AnyOf(
    (
        Number("glucose_mmol", "<", MALARIA_GLUCOSE_MMOL),
        AllOf(
            (
                AgeIs("years", "<", MALARIA_CHILD_YEARS),
                Number("glucose_mmol", "<", MALARIA_GLUCOSE_CHILD_MMOL),
            )
        ),
    )
)
_LOW_HB = AnyOf(
    (
        Number("hb_g_dl", "<=", MALARIA_HB_CHILD_G_DL),
        AllOf((AgeIs("years", ">=", ADULT_YEARS), Number("hb_g_dl", "<", MALARIA_HB_G_DL))),
    )
)
_LOW_PRESSURE = AnyOf(
    (
        Number("sbp", "<", MALARIA_SBP_CHILD_MMHG),
        AllOf((AgeIs("years", ">=", ADULT_YEARS), Number("sbp", "<", MALARIA_SBP_MMHG))),
    )
)
SEVERE_MALARIA = After(
    POSITIVE,
    (
        AnyOf(
            (
                Said("altered_mental_status"),
                Said("unresponsive"),
                Number("gcs", "<", MALARIA_GCS),
                Avpu("PU"),
                any_sign(
                    "prostration",
                    "convulsions_3_in_24h",
                    "deep_breathing",
                    "respiratory_distress",
                    "kidney_injury",
                    "jaundice",
                    "significant_bleeding",
                    "high_parasitaemia",
                    "shock",
                    "cold_extremities",
                    "weak_fast_pulse",
                ),
                _LOW_SUGAR,
                _LOW_HB,
                _LOW_PRESSURE,
                Number("cap_refill_s", ">=", MALARIA_REFILL_S),
                AllOf((Number("spo2", "<", MALARIA_SPO2_PCT), Number("rr", ">", MALARIA_RR))),
            )
        ),
    ),
)

BRAIN_AFFECTED = AnyOf((ALTERED, Sign("seizures")))
HEAT_STROKE = AnyOf(
    (
        after("heat_exposure", BRAIN_AFFECTED),
        After(Number("temp_c", ">", HEAT_STROKE_C), (Told(BRAIN_AFFECTED),)),
    )
)
HEAT_EXHAUSTION = after(
    "heat_exposure",
    AnyOf(
        (
            any_sign("acute_general_weakness", "headache", "nausea_or_vomiting", "recent_fainting"),
            Number("temp_c", ">=", HEAT_STROKE_C),
        )
    ),
)

_DISTRESSED = any_sign("agitation", "violent_aggressive", "distressed_or_silent")
_HARM = AnyOf((Said("self_harm_thoughts"), Said("self_harm_plan"), Said("self_harm_act")))
_HARMED = AnyOf(
    (
        any_sign(
            "poisoning_or_chemical_exposure",
            "heavy_bleeding",
            "ongoing_bleeding",
            "significant_bleeding",
            "loss_of_consciousness",
            "lethargy",
        ),
        ALTERED,
    )
)
_VERY_DRY = AnyOf(
    (
        any_sign("lethargy", "unresponsive", "weak_fast_pulse", "respiratory_distress"),
        AtLeast(
            DRY_SIGNS_NEEDED,
            (Sign("sunken_eyes"), Sign("drinks_poorly"), Sign("very_slow_skin_pinch")),
        ),
    )
)
WATERY = AnyOf((Said("acute_watery_diarrhoea"), Said("ongoing_diarrhoea")))
SEVERE_DEHYDRATION = AnyOf(
    (
        Said("severe_dehydration"),
        After(WATERY, (AgeIs("years", ">=", ADULT_YEARS, unknown=True), _VERY_DRY)),
    )
)

RULES: tuple[Rule, ...] = (
    rule(
        "ST_FAST",
        Level.ORANGE,
        DISABILITY,
        "Cincinnati prehospital stroke scale; SATS acute focal neurology",
        any_sign(*FAST),
    ),
    rule("MAL_SEVERE", Level.RED, GENERAL, MALARIA, SEVERE_MALARIA),
    rule("MAL_POSITIVE", Level.YELLOW, GENERAL, MALARIA, POSITIVE),
    rule("H_STROKE", Level.RED, DISABILITY, HEAT, HEAT_STROKE),
    rule("H_EXHAUSTION", Level.YELLOW, GENERAL, HEAT, HEAT_EXHAUSTION),
    rule("M_ACT", Level.RED, GENERAL, MHGAP, after("self_harm_act", _HARMED)),
    rule(
        "M_IMMINENT",
        Level.RED,
        OTHER,
        f"{MHGAP}, imminent risk (UNVERIFIED 0.9)",
        AnyOf(
            (
                After(_HARM, (_DISTRESSED,)),
                after("self_harm_thoughts", Sign("self_harm_plan")),
            )
        ),
    ),
    rule(
        "M_POSTNATAL",
        Level.RED,
        OTHER,
        "WHO postnatal care danger signs, at second hand",
        After(AfterBirth(), (_HARM,)),
    ),
    rule("M_THOUGHTS", Level.YELLOW, OTHER, f"{MHGAP}; project policy", _HARM),
    rule(
        "TETANUS",
        Level.RED,
        AIRWAY,
        "WHO tetanus case definitions (UNVERIFIED 0.95); project policy P26",
        AnyOf(
            (
                Said("locked_jaw"),
                Said("painful_muscle_spasms"),
                after(
                    "body_stiffness",
                    AgeIs("days", ">=", NEWBORN_TETANUS_FROM_DAYS),
                    AgeIs("days", "<=", NEWBORN_TETANUS_TO_DAYS),
                    any_sign("unable_to_feed_or_drink", "drinks_poorly"),
                ),
            )
        ),
        policy="P26",
    ),
    rule(
        "METHANOL",
        Level.RED,
        GENERAL,
        "Project policy P26 (UNVERIFIED 0.95); fast breathing as on the IITT adult chart",
        after(
            "unsafe_alcohol",
            AnyOf(
                (
                    any_sign(
                        "acute_visual_disturbance",
                        "visual_changes",
                        "vomits_everything",
                        "persistent_vomiting",
                        "nausea_or_vomiting",
                        "deep_breathing",
                        "lethargy",
                    ),
                    BREATHING_TROUBLE,
                    Number("rr", ">", RR_HIGH),
                    ALTERED,
                )
            ),
        ),
        policy="P26",
    ),
    rule(
        "ANAPH",
        Level.RED,
        AIRWAY,
        "WAO anaphylaxis guidance 2020 (UNVERIFIED 0.97)",
        After(
            AnyOf((Said("hives"), Said("mouth_throat_neck_swelling"))),
            (AnyOf((BREATHING_TROUBLE, SHOCK, Sign("recent_fainting"))),),
        ),
    ),
    rule("DEHYD_SEVERE", Level.RED, CIRCULATION, CHOLERA, SEVERE_DEHYDRATION),
)
SIGNS = frozenset(
    {
        *FAST,
        "prostration",
        "convulsions_3_in_24h",
        "deep_breathing",
        "kidney_injury",
        "jaundice",
        "significant_bleeding",
        "high_parasitaemia",
        "shock",
        "cold_extremities",
        "heat_exposure",
        "nausea_or_vomiting",
        "self_harm_act",
        "self_harm_thoughts",
        "self_harm_plan",
        "distressed_or_silent",
        "locked_jaw",
        "painful_muscle_spasms",
        "body_stiffness",
        "unsafe_alcohol",
        "persistent_vomiting",
        "hives",
        "acute_watery_diarrhoea",
        "severe_dehydration",
    }
)
