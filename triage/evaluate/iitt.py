"""The two IITT charts alone."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocols import iitt
from triage.evaluate.reading import read, refused
from triage.exchange.record import Words
from triage.intake.problems import Code


def _iitt(findings: Findings, *, is_child: bool) -> Words:
    """Return what the chart says; of both charts the higher where no age is known at all (P7)."""
    group = age_from(group="child" if is_child else "adult") or Age()
    if not findings.age.years.meets(group.years):
        given = "child" if is_child else "adult"
        return refused("age", Code.CONTRADICTION, given)
    result = iitt.evaluate(findings)
    return {
        "level": result.level.name,
        "queue_as": result.level.queue_as.name if result.level is Level.UNDETERMINED else None,
        "needs_review_now": result.needs_review_now,
        "fired": [one.id for one in result.fired],
        "missing": list(result.missing),
        "unresolved": list(result.unresolved),
    }


def adult(words: Mapping[str, Any]) -> Words:
    """Return what the chart from 12 years on says."""
    return read(words, lambda findings: _iitt(findings, is_child=False))


def child(words: Mapping[str, Any]) -> Words:
    """Return what the chart under 12 years says."""
    return read(words, lambda findings: _iitt(findings, is_child=True))
