"""IMCI, sick child from 2 months up to 5 years: the chart, and what it adds to the floor."""

from datetime import date

from triage.clinical.age import YOUNG_INFANT_DAYS, Age
from triage.clinical.findings import Findings
from triage.clinical.protocol import Opinion, Protocol
from triage.clinical.protocols import imci_checks, imci_symptoms
from triage.clinical.protocols.imci import rules_in, said_of
from triage.clinical.signs import UNDER_5_MONTHS, facts_of

NAME = "IMCI_CHILD"

SIGNS = frozenset(
    {
        "cough",
        "chest_indrawing",
        "some_respiratory_distress",
        "drinks_eagerly_thirsty",
        "slow_skin_pinch",
        "blood_in_stool",
        "measles_now",
        "clouding_of_cornea",
        "deep_or_extensive_mouth_ulcers",
        "mouth_ulcers",
        "pus_from_eye",
        "ear_problem",
        "ear_pain",
        "ear_pus",
        "tender_swelling_behind_ear",
        "oedema_both_feet",
        "visible_severe_wasting",
        "medical_complication",
        "fails_appetite_test",
        "some_palmar_pallor",
    }
)

BOXES = (
    imci_symptoms.DANGER_BOX,
    imci_symptoms.COUGH_BOX,
    imci_symptoms.DEHYDRATION_BOX,
    imci_symptoms.PERSISTENT_BOX,
    imci_symptoms.DYSENTERY_BOX,
    imci_symptoms.FEVER_BOX,
    imci_symptoms.LONG_FEVER_BOX,
    imci_checks.MEASLES_BOX,
    imci_checks.EAR_BOX,
    imci_checks.NUTRITION_BOX,
    imci_checks.ANAEMIA_BOX,
)
RULES = rules_in(BOXES)


def applies(age: Age) -> bool | None:
    """Return whether *age* is from day 60 to below 60 months; None where it may be.

    Of a child under 5 years who may be younger than 2 months it is used too: the danger signs
    are the same, and a fever of an unknown week of life must not wait for the date of birth.
    """
    if age.days.high <= YOUNG_INFANT_DAYS or age.months.low >= UNDER_5_MONTHS:
        return False
    return True if age.months.high < UNDER_5_MONTHS else None


def judge(findings: Findings) -> Opinion | None:
    """Return what the chart says of *findings*; None outside its ages."""
    used = applies(findings.age)
    if used is False:
        return None
    return said_of(NAME, RULES, facts_of(findings, is_child=True), applies=used)


PROTOCOL = Protocol(
    name=NAME,
    title="Integrated Management of Childhood Illness, 2 to 59 months",
    version="2014",
    source=imci_symptoms.CHART,
    scope="Children from 2 months to below 5 years",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    signs=SIGNS,
)
