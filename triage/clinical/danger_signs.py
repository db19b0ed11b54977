"""When to come back at once: the danger signs that a patient takes home, by age and pregnancy.

Sources: WHO IMCI chart booklet 2014 and sick young infant 2019, when to return immediately
(SECONDARY); WHO PCPNC, danger signs in pregnancy and after birth (SECONDARY). The list for
everybody else is the project's (UNVERIFIED), from the red signs of IITT that people at home see.
"""

from triage.clinical.age import YOUNG_INFANT_DAYS
from triage.clinical.findings import Findings

UNDER_5_MONTHS = 60

EVERYBODY = (
    "hard_breathing",
    "not_awake",
    "fit",
    "bleeding",
    "keeps_nothing_down",
    "severe_pain",
    "worse",
)
CHILD = (
    "child_cannot_drink",
    "hard_breathing",
    "not_awake",
    "fit",
    "child_vomits_all",
    "child_fever",
    "blood_in_stool",
    "worse",
)
YOUNG_INFANT = (
    "infant_feeds_badly",
    "infant_hot_or_cold",
    "hard_breathing",
    "infant_moves_little",
    "fit",
    "infant_yellow",
    "worse",
)
PREGNANT = (
    "preg_bleeding",
    "preg_head_sight",
    "preg_belly",
    "preg_fever",
    "preg_baby_still",
    "fit",
    "hard_breathing",
    "not_awake",
    "worse",
)
AFTER_BIRTH = (
    "birth_bleeding",
    "preg_head_sight",
    "birth_fever",
    "preg_belly",
    "fit",
    "hard_breathing",
    "not_awake",
    "worse",
)


def come_back(findings: Findings) -> tuple[str, ...]:
    """Return the codes of the danger signs for this patient, the most specific first."""
    if findings.pregnant:
        return PREGNANT
    if findings.postpartum_days is not None:
        return AFTER_BIRTH
    if findings.age.days.high <= YOUNG_INFANT_DAYS:
        return YOUNG_INFANT
    return CHILD if findings.age.months.high < UNDER_5_MONTHS else EVERYBODY


PRIVATE = (
    "SEXUAL_ASSAULT",
    "VIOLENT",
    "AGGRESSION",
    "SELF_HARM",
    "POISONING",
    "TESTIS",
    "PREG",
    "NUTRITION",
    "WASTING",
    "SAM",
)
PRIVATE_FAMILIES = ("M_", "OB_", "MEOWS_", "SHOCK_INDEX_OB_", "YI_VERY_LOW", "IMCI_MODERATE")
"""Parts and beginnings of criteria that no paper tells: others at home may read it."""


def may_be_told(criterion: str) -> bool:
    """Return whether *criterion* may stand on a paper that others at home can read."""
    return not criterion.startswith(PRIVATE_FAMILIES) and not any(
        part in criterion for part in PRIVATE
    )
