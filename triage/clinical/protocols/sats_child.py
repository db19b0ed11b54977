"""SATS, discriminators of children: the table. Up to 12 years and not taller than 150 cm.

Source: SATS training manual 2012, as two transcriptions give it; the manual's own text was not
read. Which sign or number sets which discriminator is project policy P24.
"""

from triage.clinical.age import YOUNG_INFANT_DAYS
from triage.clinical.facts import Condition
from triage.clinical.level import Level
from triage.clinical.protocols.sats_adult import (
    FACE_OR_AIRWAY_BURN,
    LARGE_JOINT,
    LOW_GLUCOSE_MMOL,
)
from triage.clinical.rules import AgeIs, AllOf, AnyOf, AtLeast, Avpu, Number, Rule, Said, Sign
from triage.clinical.signs import ANY_BURN

SOURCE = "SATS training manual 2012, paediatric discriminators"
PREFIX = "SATS_C_"

LOW_SPO2_PCT = 92
SLOW_REFILL_S = 3
BURN_PCT = 10
"""This share of the body, or more."""
OTHER_SIGNS_NEEDED = 2
"""Of shock beside cold hands, of dehydration beside diarrhoea."""

AIRWAY, CIRCULATION, DISABILITY = "airway_breathing", "circulation", "disability"


def _rule(code: str, level: Level, group: str, condition: Condition) -> Rule:
    return Rule(
        id=f"{PREFIX}{code.upper()}",
        level=level,
        group=group,
        source=SOURCE,
        condition=condition,
        policy="P24",
    )


def _red(code: str, group: str, condition: Condition) -> Rule:
    return _rule(code, Level.RED, group, condition)


def _orange(code: str, group: str, condition: Condition) -> Rule:
    return _rule(code, Level.ORANGE, group, condition)


def _yellow(code: str, group: str, condition: Condition) -> Rule:
    return _rule(code, Level.YELLOW, group, condition)


LETHARGIC = AnyOf((Sign("lethargy"), Avpu("VPU")))

RED: tuple[Rule, ...] = (
    _red("airway_obstructed", AIRWAY, Said("obstructed_breathing")),
    _red("not_breathing_or_apnoea", AIRWAY, AnyOf((Said("not_breathing"), Said("apnoea")))),
    _red(
        "cyanosis_or_spo2_under_92",
        AIRWAY,
        AnyOf((Sign("central_cyanosis"), Number("spo2", "<", LOW_SPO2_PCT))),
    ),
    _red("severe_respiratory_distress", AIRWAY, Sign("respiratory_distress")),
    _red(
        "cold_hands_plus_two_shock_signs",
        CIRCULATION,
        AllOf(
            (
                Sign("cold_extremities"),
                AtLeast(
                    OTHER_SIGNS_NEEDED,
                    (
                        Sign("weak_fast_pulse"),
                        Number("cap_refill_s", ">", SLOW_REFILL_S),
                        LETHARGIC,
                    ),
                ),
            )
        ),
    ),
    _red("haemorrhage_uncontrolled", CIRCULATION, Sign("heavy_bleeding")),
    _red(
        "convulsing_or_postictal_not_alert",
        DISABILITY,
        AnyOf((Sign("active_convulsions"), AllOf((Sign("seizures"), Avpu("CVPU"))))),
    ),
    _red(
        "coma_or_confusion",
        DISABILITY,
        AnyOf((Avpu("CPU"), Sign("unresponsive"), Said("confusion"))),
    ),
    _red(
        "diarrhoea_severe_dehydration",
        CIRCULATION,
        AllOf(
            (
                Sign("ongoing_diarrhoea"),
                AtLeast(
                    OTHER_SIGNS_NEEDED,
                    (LETHARGIC, Sign("sunken_eyes"), Sign("very_slow_skin_pinch")),
                ),
            )
        ),
    ),
    _red("burn_facial_inhalation", AIRWAY, FACE_OR_AIRWAY_BURN),
    _red("glucose_under_3", DISABILITY, Number("glucose_mmol", "<", LOW_GLUCOSE_MMOL)),
    _red("purpuric_rash", "general", Said("purpuric_rash")),
)

ORANGE: tuple[Rule, ...] = (
    _orange("tiny_baby_under_2_months", "general", AgeIs("days", "<=", YOUNG_INFANT_DAYS)),
    _orange(
        "inconsolable_crying_or_severe_pain",
        "other",
        AnyOf((Said("inconsolable_crying"), Sign("severe_pain"))),
    ),
    _orange("more_sleepy_than_normal", DISABILITY, AnyOf((Sign("lethargy"), Avpu("V")))),
    _orange("poisoning_overdose", "other", Sign("poisoning_or_chemical_exposure")),
    _orange("focal_neurology_acute", DISABILITY, Sign("acute_focal_neuro")),
    _orange("high_energy_transfer", "other", Sign("high_risk_trauma")),
    _orange("burn_10_percent_or_more", "other", Number("burn_bsa_pct", ">=", BURN_PCT)),
    _orange("burn_circumferential", "other", Said("burn_circumferential")),
    _orange("burn_electrical", "other", Said("burn_electrical")),
    _orange("burn_chemical", "other", Said("burn_chemical")),
    _orange("eye_injury", "other", Said("eye_injury")),
    _orange(
        "open_fracture_or_threatened_limb",
        "other",
        AnyOf((Sign("open_fracture"), Sign("threatened_limb"))),
    ),
    _orange("dislocation_large_joint", "other", LARGE_JOINT),
)

YELLOW: tuple[Rule, ...] = (
    _yellow("some_respiratory_distress", AIRWAY, Said("some_respiratory_distress")),
    _yellow(
        "some_dehydration",
        CIRCULATION,
        AllOf(
            (
                AnyOf(
                    (
                        Sign("ongoing_diarrhoea"),
                        Sign("vomits_everything"),
                        Said("persistent_vomiting"),
                    )
                ),
                AnyOf(
                    (
                        Sign("restless_or_irritable"),
                        Said("drinks_eagerly_thirsty"),
                        Said("less_urine"),
                        Said("crying_without_tears"),
                        Said("slow_skin_pinch"),
                        Said("very_slow_skin_pinch"),
                    )
                ),
            )
        ),
    ),
    _yellow(
        "unable_to_drink_or_vomits_everything",
        CIRCULATION,
        AnyOf((Sign("unable_to_feed_or_drink"), Sign("vomits_everything"))),
    ),
    _yellow("visible_severe_wasting", "general", Said("visible_severe_wasting")),
    _yellow("pitting_oedema_both_feet", "general", Said("oedema_both_feet")),
    _yellow("known_diabetes_unwell", "general", Said("known_diabetes_unwell")),
    _yellow("burn_other", "other", ANY_BURN),
    _yellow("closed_fracture", "other", Said("closed_fracture")),
    _yellow("dislocation_finger_toe", "other", Said("dislocation_finger_toe")),
)

RULES: tuple[Rule, ...] = (*RED, *ORANGE, *YELLOW)
