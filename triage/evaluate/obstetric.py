"""The obstetric protocols alone: danger signs with bleeding after birth, and MEOWS."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.protocols import meows, obstetric
from triage.clinical.protocols.childbirth import AfterBirth
from triage.clinical.signs import facts_of
from triage.evaluate.reading import Vocabulary, read
from triage.exchange.record import Words

VOCABULARY = Vocabulary(
    signs={
        "abdominal_pain": "acute_abdominal_pain",
        "chest_pain_or_breathlessness": "acute_chest_pain",
        "convulsions": "seizures",
        "severe_headache": "severe_headache",
        "severe_abdominal_pain": "severe_abdominal_pain",
        "fever": "fever",
        **{name: name for name in obstetric.SIGNS},
    }
)
TOGETHER = {"severe_headache_with_blurred_vision": ("severe_headache", "visual_changes")}
"""One word of the counselling list for two signs."""
PPH_NEEDS = ("hr", "sbp", "dbp", "blood_loss_ml")
PAIN_0_10 = {0: 0, 1: 2, 2: 5, 3: 8}
"""The middle of each step of MEOWS's pain scale, on the scale of 10."""


def danger_signs(words: Mapping[str, Any]) -> Words:
    """Return the level that the obstetric table gives, and what it says of the two bleedings."""
    told = dict(words)
    if isinstance(told.get("present"), list | tuple):
        told["present"] = [
            one for name in told["present"] for one in TOGETHER.get(str(name), (name,))
        ]
    return read(VOCABULARY.canonical(told), _danger_words)


def _danger_words(findings: Findings) -> Words:
    facts = facts_of(findings, is_child=False)
    opinion = obstetric.judge(findings)
    level = opinion.level if opinion else None
    bleeding = obstetric.HAEMORRHAGE.judge(facts)
    gave_birth = AfterBirth().judge(facts).truth
    first_day = obstetric.FIRST_DAY.judge(facts).truth
    words: Words = {
        "level": level.name if level else "none",
        "fired": [one.id for one in opinion.fired] if opinion else [],
        "pph": None,
        "postnatal_sepsis_rule": None,
        "missing": [],
    }
    if gave_birth:
        words["pph"] = bleeding.truth if first_day else False
        words["postnatal_sepsis_rule"] = obstetric.POSTNATAL_SEPSIS.judge(facts).truth
    if first_day and bleeding.truth is None:
        words["missing"] = [name for name in PPH_NEEDS if name in bleeding.open]
    return words


def warning_score(words: Mapping[str, Any]) -> Words:
    """Return how many measurements are red and yellow, and whether that is a trigger."""
    told = dict(words)
    pain = told.pop("pain", None)
    if pain is not None:
        told["pain_0_10"] = PAIN_0_10.get(pain, pain)
    return read(told, _warning_words)


def _warning_words(findings: Findings) -> Words:
    result = meows.score(facts_of(findings, is_child=False))
    missing = ["pain" if name == "pain_0_10" else name for name in result.missing]
    return {
        "red": result.red,
        "yellow": result.yellow,
        "trigger": result.trigger,
        "missing": missing,
    }
