"""The two IMCI charts alone."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.facts import Facts
from triage.clinical.findings import Findings
from triage.clinical.protocol import judged
from triage.clinical.protocols import imci_checks, imci_child, imci_symptoms, imci_young_infant
from triage.clinical.protocols.imci import DAYS_LONG, Box, Row, overall
from triage.clinical.rules import Number
from triage.clinical.signs import SEVERE_WASTING_MM, facts_of
from triage.evaluate.reading import Vocabulary, read
from triage.exchange.record import Words

SHARED = {
    "diarrhoea": "ongoing_diarrhoea",
    "sunken_eyes": "sunken_eyes",
    "restless_or_irritable": "restless_or_irritable",
    "skin_pinch_slow": "slow_skin_pinch",
    "skin_pinch_very_slow": "very_slow_skin_pinch",
}
CHILD = Vocabulary(
    signs=SHARED
    | {
        "not_able_to_drink_or_breastfeed": "unable_to_feed_or_drink",
        "vomits_everything": "vomits_everything",
        "convulsions_this_illness": "seizures",
        "lethargic_or_unconscious": "lethargy",
        "convulsing_now": "active_convulsions",
        "cough": "cough",
        "chest_indrawing": "chest_indrawing",
        "stridor_in_calm_child": "stridor",
        "drinks_poorly": "drinks_poorly",
        "drinks_eagerly_thirsty": "drinks_eagerly_thirsty",
        "blood_in_stool": "blood_in_stool",
        "fever": "fever",
        "stiff_neck": "stiff_neck",
        "measles_now": "measles_now",
        "clouding_of_cornea": "clouding_of_cornea",
        "deep_or_extensive_mouth_ulcers": "deep_or_extensive_mouth_ulcers",
        "mouth_ulcers": "mouth_ulcers",
        "pus_from_eye": "pus_from_eye",
        "ear_problem": "ear_problem",
        "ear_pain": "ear_pain",
        "ear_pus": "ear_pus",
        "tender_swelling_behind_ear": "tender_swelling_behind_ear",
        "oedema_both_feet": "oedema_both_feet",
        "visible_severe_wasting": "visible_severe_wasting",
        "medical_complication": "medical_complication",
        "fails_appetite_test": "fails_appetite_test",
        "severe_palmar_pallor": "severe_pallor",
        "some_palmar_pallor": "some_palmar_pallor",
    }
)
INFANT = Vocabulary(
    signs=SHARED
    | {
        "not_able_to_feed": "unable_to_feed_or_drink",
        "not_feeding_well": "drinks_poorly",
        "convulsions": "seizures",
        "severe_chest_indrawing": "severe_chest_indrawing",
        "moves_only_when_stimulated": "moves_only_when_stimulated",
        "no_movement": "no_movement",
        "umbilicus_red_or_pus": "umbilicus_red_or_pus",
        "skin_pustules": "skin_pustules",
        "jaundice": "jaundice",
        "yellow_palms_and_soles": "yellow_palms_and_soles",
    }
)

CLASSIFYING = (
    imci_symptoms.COUGH_BOX,
    imci_symptoms.FEVER_BOX,
    imci_symptoms.DANGER_BOX,
    imci_checks.ANAEMIA_BOX,
)
"""The boxes whose row is the classification; the first of the worst color. The other boxes have
keys of their own."""
UNNAMED = {"NO_DANGER_SIGN", "ANAEMIA", "NO_ANAEMIA"}
"""Rows that are no classification: something is absent, or has its own key."""
OPEN = {"EAR_DISCHARGE", "SAM_UNASSESSED"}
"""Rows that have a color and no name yet: which of two it is depends on what was not asked."""
CHILD_KEYS = {
    "dehydration": imci_symptoms.DEHYDRATION_BOX,
    "measles": imci_checks.MEASLES_BOX,
    "ear": imci_checks.EAR_BOX,
    "nutrition": imci_checks.NUTRITION_BOX,
    "anaemia": imci_checks.ANAEMIA_BOX,
}
INFECTION_SIGNS = (
    "unable_to_feed_or_drink",
    "drinks_poorly",
    "seizures",
    "severe_chest_indrawing",
    "moves_only_when_stimulated",
    "no_movement",
    "umbilicus_red_or_pus",
    "skin_pustules",
)
LONG_COUGH = Number("cough_days", ">=", DAYS_LONG)


def _worst(boxes: tuple[Box, ...], facts: Facts) -> Row | None:
    rows = [row for box in boxes if (row := box.classify(facts))]
    return max(
        (row for row in rows if row.name not in UNNAMED), key=lambda row: row.color, default=None
    )


def _boxes(keys: Mapping[str, Box], facts: Facts) -> Words:
    """Return classification and color of each box under its key."""
    words: Words = {}
    for key, box in keys.items():
        row = box.classify(facts)
        words[key] = row.name if row and row.name not in OPEN else None
        words[f"{key}_colour"] = row.color.name if row else None
    return words


def _muac_class(facts: Facts) -> str | None:
    has_age = imci_checks.HAS_MUAC_AGE.judge(facts).truth
    muac = facts.number("muac_mm")
    if has_age is False:
        return "not_applicable"
    if muac is None or has_age is None:
        return None
    if muac < SEVERE_WASTING_MM:
        return "SAM"
    return "MAM" if muac < imci_checks.MODERATE_WASTING_MM else "NORMAL"


def _child(findings: Findings) -> Words:
    applicable = imci_child.applies(findings.age)
    if not applicable:
        return {"applicable": applicable, "missing": [] if applicable is False else ["age"]}
    facts = facts_of(findings, is_child=True)
    worst, color = _worst(CLASSIFYING, facts), overall(imci_child.BOXES, facts)
    persistent = imci_symptoms.PERSISTENT_BOX.classify(facts)
    uncounted = imci_symptoms.COUGH.judge(facts).truth and facts.number("rr") is None
    opinion = judged(imci_child.NAME, imci_child.RULES, facts)
    return {
        "applicable": True,
        "classification": worst.name if worst else None,
        "colour": color.name if color else None,
        "fast_breathing": imci_symptoms.FAST_BREATHING.judge(facts).truth,
        "refer_for_cough_assessment": LONG_COUGH.judge(facts).truth,
        "persistent": persistent.name if persistent else None,
        "dysentery": imci_symptoms.BLOOD.judge(facts).truth,
        "fever": imci_symptoms.FEVER.judge(facts).truth,
        "fever_over_7_days": imci_symptoms.LONG_FEVER.judge(facts).truth,
        "muac_class": _muac_class(facts),
        "missing": ["rr"] if uncounted else [],
        "incomplete": ["rr"] if uncounted else [],
        "fired": [one.id for one in opinion.fired],
        "unresolved": list(opinion.unresolved),
    } | _boxes(CHILD_KEYS, facts)


def child(words: Mapping[str, Any]) -> Words:
    """Return what the chart from 2 months up to 5 years says."""
    return read(CHILD.canonical(words), _child)


def _infant(findings: Findings) -> Words:
    applicable = imci_young_infant.applies(findings.age)
    if not applicable:
        return {"applicable": applicable, "missing": [] if applicable is False else ["age"]}
    facts = facts_of(findings, is_child=True)
    rows = {box: box.classify(facts) for box in imci_young_infant.BOXES}
    names = {box: row.name if row else None for box, row in rows.items()}
    color = overall(imci_young_infant.BOXES, facts)
    jaundice = names[imci_young_infant.JAUNDICE_BOX]
    opinion = judged(imci_young_infant.NAME, imci_young_infant.RULES, facts)
    return {
        "applicable": True,
        "classification": names[imci_young_infant.INFECTION_BOX],
        "colour": color.name if color else None,
        "jaundice": None if jaundice == "NO_JAUNDICE" else jaundice,
        "dehydration": names[imci_young_infant.DEHYDRATION_BOX],
        "very_low_weight": imci_young_infant.VERY_LOW_WEIGHT.judge(facts).truth,
        "missing": [name for name in ("rr", "temp_c") if facts.number(name) is None],
        "incomplete": _incomplete(facts),
        "needs": ["rr_repeat"] if _must_recount(facts) else [],
        "fired": [one.id for one in opinion.fired],
        "unresolved": list(opinion.unresolved),
    }


def _must_recount(facts: Facts) -> bool:
    rr = facts.number("rr")
    fast = rr is not None and rr >= imci_young_infant.FAST_RR
    return fast and facts.number("rr_repeat") is None


def _incomplete(facts: Facts) -> list[str]:
    """Return what keeps the infection box from being decided, besides first measurements."""
    unseen = any(facts.sign(name).truth is None for name in INFECTION_SIGNS)
    return ["rr_repeat"] * _must_recount(facts) + ["signs"] * unseen


def infant(words: Mapping[str, Any]) -> Words:
    """Return what the chart of the first 59 days says."""
    return read(INFANT.canonical(words), _infant)
