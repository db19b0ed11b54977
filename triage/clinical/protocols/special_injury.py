"""Injuries, bites, burns and drowning: the table.

Each line names its document; most were read at second hand. Not signed off by a clinician.
"""

from triage.clinical.facts import Condition
from triage.clinical.level import Level
from triage.clinical.protocols.special_parts import (
    AIRWAY,
    ALTERED,
    BREATHING_TROUBLE,
    DISABILITY,
    OTHER,
    SHOCK,
    After,
    Told,
    after,
    any_sign,
    rule,
)
from triage.clinical.rules import AgeIs, AllOf, AnyOf, AtLeast, Number, Rule, Said, Sign, Word
from triage.clinical.signs import ANY_BURN, MAJOR_BURN

CARD = "IITT reference card, 2020 v6"
SNAKES = "WHO SEARO, management of snakebites, 2016"
RABIES = "WHO rabies position paper, 2018"
HEAD = "NICE NG232, 2023"
DANGEROUS_SEA = "jellyfish deaths in Thailand (PMC4756446), at second hand"

ADULT_HEAD_YEARS = 16
"""NG232 has one list from 16 years on and another for the younger."""
GCS_COMA, GCS_EARLY_CT, GCS_AWAKE = 8, 12, 15
"""At 8 and less RED; at 12 and less on first assessment, and under 15 after 2 hours, within 1 h."""
GCS_CHILD = 14
HOURS_TO_WAKE = 2
VOMITS_ADULT, VOMITS_CHILD = 1, 3
"""More than one vomit from 16 years on; three or more under 16."""
OLD_HEAD_YEARS = 65
CHILD_OBSERVED, CHILD_SCANNED = 1, 2
"""Of the child's list: one is observed, two are scanned (UNVERIFIED 0.95)."""

ANTIVENOM = after(
    "snake_bite",
    AnyOf(
        (
            any_sign(
                "spontaneous_bleeding_away_from_bite",
                "wbct20_not_clotting",
                "drooping_eyelids",
                "acute_general_weakness",
                "dark_urine",
                "kidney_injury",
                "swelling_over_half_limb",
                "bitten_digit_swollen",
                "rapid_spread_past_wrist_or_ankle",
                "tender_draining_node",
            ),
            SHOCK,
        )
    ),
)
"""The bite needs a hospital with antivenom. Source: WHO SEARO 2016, any one sign."""

ANY_ANIMAL = Told(Word("animal", ("dog", "cat", "bat", "monkey", "other")))


def _exposed(*words: str) -> AnyOf:
    """Return the condition that the exposure is one of *words*; open where only the animal is."""
    exposure = Word("exposure", words)
    return AnyOf((Told(exposure), After(ANY_ANIMAL, (exposure,))))


RABIES_III = AnyOf(
    (Told(Word("animal", ("bat",))), _exposed("bite_through_skin", "lick_broken_skin"))
)
RABIES_II = _exposed("scratch_no_bleeding")
RABIES_I = _exposed("lick_intact_skin", "contact")
RABIES_CATEGORIES = {"III": RABIES_III, "II": RABIES_II, "I": RABIES_I}
"""By name, the highest first: whatever a bat did is category III. Source: WHO 2018."""


_ADULT = AgeIs("years", ">=", ADULT_HEAD_YEARS, unknown=True)
_CHILD = AgeIs("years", "<", ADULT_HEAD_YEARS, unknown=True)
_NOT_AWAKE_LATER = AllOf(
    (Number("gcs", "<", GCS_AWAKE), Number("hours_since_injury", ">=", HOURS_TO_WAKE))
)
_AT_ANY_AGE = any_sign("skull_fracture_sign", "post_traumatic_seizure", "acute_focal_neuro")
_ADULT_1H = AllOf(
    (_ADULT, AnyOf((Number("gcs", "<=", GCS_EARLY_CT), Number("vomits", ">", VOMITS_ADULT))))
)
_CHILD_1H = AllOf(
    (
        _CHILD,
        AnyOf(
            (
                any_sign("suspected_inflicted_injury", "bulging_fontanelle"),
                Number("gcs", "<", GCS_CHILD),
                AllOf(
                    (
                        AgeIs("years", "<", 1),
                        AnyOf((Number("gcs", "<", GCS_AWAKE), Sign("head_wound_over_5cm"))),
                    )
                ),
            )
        ),
    )
)
_CHILD_LIST = (
    Sign("loss_of_consciousness"),
    Sign("lethargy"),
    Number("vomits", ">=", VOMITS_CHILD),
    any_sign("fall_over_3m", "high_speed_crash"),
    Sign("amnesia"),
)
_ADULT_8H = AllOf(
    (
        _ADULT,
        any_sign("loss_of_consciousness", "amnesia", "amnesia_over_30min"),
        AnyOf(
            (
                AgeIs("years", ">=", OLD_HEAD_YEARS),
                any_sign(
                    "pedestrian_or_cyclist_hit",
                    "trapped_or_thrown",
                    "fall_over_1m",
                    "fall_over_3m",
                    "amnesia_over_30min",
                ),
            )
        ),
    )
)


def _head(name: str, level: Level, *parts: Condition, source: str = HEAD, policy: str = "") -> Rule:
    return rule(
        f"HEAD_{name}", level, DISABILITY, source, after("head_injury", *parts), policy=policy
    )


HEAD_RULES: tuple[Rule, ...] = (
    _head("COMA", Level.RED, Number("gcs", "<=", GCS_COMA)),
    _head(
        "BLEEDING_DISORDER",
        Level.RED,
        Said("bleeding_disorder_or_anticoagulant"),
        source=f"{CARD}, high-risk trauma",
    ),
    _head("ONE_HOUR", Level.ORANGE, AnyOf((_AT_ANY_AGE, _NOT_AWAKE_LATER, _ADULT_1H, _CHILD_1H))),
    _head("NOT_AWAKE", Level.ORANGE, Sign("altered_mental_status"), policy="P19"),
    _head("CHILD_TWO", Level.ORANGE, _CHILD, AtLeast(CHILD_SCANNED, _CHILD_LIST)),
    _head("CHILD_ONE", Level.YELLOW, _CHILD, AtLeast(CHILD_OBSERVED, _CHILD_LIST)),
    _head("EIGHT_HOURS", Level.YELLOW, _ADULT_8H),
)
RULES: tuple[Rule, ...] = (
    *HEAD_RULES,
    rule("B_MAJOR", Level.RED, OTHER, f"{CARD}, major burns", Told(MAJOR_BURN)),
    rule("B_OTHER", Level.YELLOW, OTHER, "IITT charts, 2020 v6", Told(ANY_BURN)),
    rule("SB_ANY", Level.RED, OTHER, "IITT charts, 2020 v6", Said("snake_bite")),
    rule("R_III", Level.YELLOW, OTHER, f"{RABIES}; IITT time-sensitive prophylaxis", RABIES_III),
    rule("R_II", Level.YELLOW, OTHER, f"{RABIES}; IITT time-sensitive prophylaxis", RABIES_II),
    rule(
        "R_SYMPT",
        Level.RED,
        DISABILITY,
        f"{RABIES}; project policy",
        AnyOf(
            (
                Said("fear_of_water_or_air"),
                after("animal_bite_weeks_ago", any_sign("agitation", "violent_aggressive")),
            )
        ),
    ),
    rule(
        "BOXJELLY",
        Level.RED,
        AIRWAY,
        f"Project policy P26; {DANGEROUS_SEA}",
        after(
            "jellyfish_sting",
            AnyOf(
                (
                    any_sign("recent_fainting", "loss_of_consciousness"),
                    ALTERED,
                    SHOCK,
                    BREATHING_TROUBLE,
                    AllOf((Sign("severe_pain"), Sign("ladder_marks"))),
                )
            ),
        ),
        policy="P26",
    ),
    rule(
        "DROWN",
        Level.RED,
        AIRWAY,
        "Project policy (UNVERIFIED)",
        after("near_drowning", AnyOf((BREATHING_TROUBLE, Sign("cough"), ALTERED))),
    ),
)
SIGNS = frozenset(
    {
        "head_injury",
        "loss_of_consciousness",
        "amnesia",
        "amnesia_over_30min",
        "fall_over_1m",
        "fall_over_3m",
        "skull_fracture_sign",
        "post_traumatic_seizure",
        "suspected_inflicted_injury",
        "bulging_fontanelle",
        "head_wound_over_5cm",
        "spontaneous_bleeding_away_from_bite",
        "wbct20_not_clotting",
        "drooping_eyelids",
        "dark_urine",
        "kidney_injury",
        "swelling_over_half_limb",
        "bitten_digit_swollen",
        "rapid_spread_past_wrist_or_ankle",
        "tender_draining_node",
        "fear_of_water_or_air",
        "animal_bite_weeks_ago",
        "jellyfish_sting",
        "ladder_marks",
        "near_drowning",
        "some_respiratory_distress",
        "shock",
        "cough",
    }
)
