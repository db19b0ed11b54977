"""ETAT alone."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.protocols import etat
from triage.clinical.signs import facts_of
from triage.evaluate.reading import Vocabulary, read
from triage.exchange.record import Words

VOCABULARY = Vocabulary(
    signs={
        "obstructed_breathing": "obstructed_breathing",
        "not_breathing": "not_breathing",
        "central_cyanosis": "central_cyanosis",
        "severe_respiratory_distress": "respiratory_distress",
        "cold_hands": "cold_extremities",
        "weak_fast_pulse": "weak_fast_pulse",
        "active_convulsions": "active_convulsions",
        "diarrhoea": "ongoing_diarrhoea",
        "lethargy": "lethargy",
        "sunken_eyes": "sunken_eyes",
        "very_slow_skin_pinch": "very_slow_skin_pinch",
        "skin_pinch_very_slow": "very_slow_skin_pinch",
        "unable_to_drink": "unable_to_feed_or_drink",
        "drinks_poorly": "drinks_poorly",
        "temperature_very_high": "temperature_very_high",
        "trauma": "trauma",
        "urgent_surgical_condition": "urgent_surgical_diagnosis",
        "severe_pallor": "severe_pallor",
        "poisoning": "poisoning_or_chemical_exposure",
        "severe_pain": "severe_pain",
        "respiratory_distress": "some_respiratory_distress",
        "restless": "restless_or_irritable",
        "continuously_irritable": "restless_or_irritable",
        "urgent_referral_note": "urgent_referral_note",
        "visible_severe_wasting": "visible_severe_wasting",
        "oedema_both_feet": "oedema_both_feet",
        "oedema_face": "oedema_face",
        "major_burns": "major_burns",
    }
)


def _etat(findings: Findings) -> Words:
    opinion = etat.judge(findings)
    if opinion is None:
        return {"applicable": False}
    return {
        "category": etat.category(facts_of(findings, is_child=True)),
        "fired": [one.id for one in opinion.fired],
        "unresolved": list(opinion.unresolved),
    }


def category(words: Mapping[str, Any]) -> Words:
    """Return the category, and which signs gave it."""
    return read(VOCABULARY.canonical(words), _etat)
