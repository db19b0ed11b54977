"""The presenting complaints, as two-digit codes of the keypad.

A complaint alone never sets the level: it opens further questions. The codes are printed on the
clinic's card and travel in text messages, so a code is never given a second meaning.
"""

from dataclasses import dataclass

from triage.clinical.age import Age
from triage.clinical.findings import Sex

_ALL = (
    "10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39"
    " 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 67 68 69 70"
    " 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 99"
)
KEYPAD: tuple[str, ...] = tuple(_ALL.split())
"""Every code that has a key, in the order of the card."""

SURVEY_GROUPS = frozenset(
    [
        "59",
        "ABNTEST",
        "ANAEMIA",
        "ANUS",
        "ARREST",
        "BLEED",
        "CARD",
        "CHRONIC",
        "DIAL",
        "GENM",
        "PAIN",
        "STAB",
        "TUBE",
    ]
)
"""Groups of the training survey without a key; programs may send them."""

CODES = frozenset(KEYPAD) | SURVEY_GROUPS

BREATHING = frozenset(
    ["20", "21", "22", "23", "24", "25", "26", "68", "72", "73", "74", "77", "84"]
)
"""Airway and breathing complaints: with one of these GREEN never stands without SpO2."""

_CHILD_ONLY = frozenset(["15", "16", "91"])
_NEWBORN_ONLY = frozenset({"17"})
_FEMALE_ONLY = frozenset(["50", "51", "52", "53", "54", "55", "56"])
_MALE_ONLY = frozenset({"48"})
_CHILD_YEARS, _NEWBORN_MONTHS, _MENARCHE_YEARS = 12, 2, 8
"""Who is offered a complaint: display only, every code is accepted from everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a page is offering complaints to."""

    age: Age
    sex: Sex


def offered_to(audience: Audience) -> tuple[str, ...]:
    """Return the codes that make sense for a patient of this age and sex, in the card's order."""
    hidden: set[str] = set()
    age, sex = audience.age, audience.sex
    if age.years.low >= _CHILD_YEARS:
        hidden |= _CHILD_ONLY
    if age.months.low >= _NEWBORN_MONTHS:
        hidden |= _NEWBORN_ONLY
    if sex is Sex.MALE or age.years.high < _MENARCHE_YEARS:
        hidden |= _FEMALE_ONLY
    if sex is Sex.FEMALE:
        hidden |= _MALE_ONLY
    return tuple(code for code in KEYPAD if code not in hidden)
