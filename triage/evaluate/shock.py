"""Sepsis and shock alone: qSOFA, the shock index, SIPA, low blood pressure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.pressure import LowPressure
from triage.clinical.protocols import qsofa, shock_index
from triage.clinical.signs import facts_of
from triage.evaluate.reading import Vocabulary, read, refused
from triage.exchange.record import Words
from triage.intake.problems import Code

SEPSIS = Vocabulary(signs={}, flags={"suspected_infection": qsofa.INFECTION})


def quick_score(words: Mapping[str, Any]) -> Words:
    """Return the qSOFA score, or the least it can be."""
    return read(SEPSIS.canonical(words), _quick_words)


def _quick_words(findings: Findings) -> Words:
    facts = facts_of(findings, is_child=False)
    is_old_enough = findings.age.years.high >= qsofa.FROM_YEARS
    applicable = facts.sign(qsofa.INFECTION).truth if is_old_enough else False
    result = qsofa.score(facts)
    return {
        "applicable": applicable,
        "score": None if result.missing else result.points,
        "partial_minimum": result.points if result.missing else None,
        "missing": list(result.missing),
        "positive": result.is_positive if applicable else None,
    }


def index(words: Mapping[str, Any]) -> Words:
    """Return the shock index and the name of its band."""
    told = dict(words)
    is_obstetric = told.pop("obstetric", None)
    if is_obstetric not in (None, True, False):
        return refused("obstetric", Code.NOT_A_CHOICE, is_obstetric)

    def index_words(findings: Findings) -> Words:
        patient = replace(findings, pregnant=True) if is_obstetric else findings
        facts = facts_of(patient, is_child=False)
        return {
            "index": shock_index.shock_index(facts),
            "band": shock_index.band(facts),
            "missing": list(shock_index.missing_for_index(facts)),
        }

    return read(told, index_words)


def child_index(words: Mapping[str, Any]) -> Words:
    """Return whether the index of a child from 4 to 16 years is elevated."""
    return read(words, _child_words)


def _child_words(findings: Findings) -> Words:
    facts = facts_of(findings, is_child=False)
    applies = shock_index.sipa_applies(findings)
    return {
        "applicable": applies,
        "elevated": shock_index.ELEVATED.judge(facts).truth if applies else None,
        "index": shock_index.shock_index(facts),
        "missing": list(shock_index.missing_for_index(facts)),
    }


def low_pressure(words: Mapping[str, Any]) -> Words:
    """Return whether the systolic pressure is below the limit of the age."""
    return read(
        words,
        lambda findings: {
            "hypotension": LowPressure().judge(facts_of(findings, is_child=False)).truth
        },
    )
