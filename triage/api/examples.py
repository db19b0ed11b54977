"""Reports as programs send them, with what a node without a model answers: computed, not typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.api.problems import REFUSED as REFUSED_STATUS
from triage.api.problems import document, refusal
from triage.assess import assess
from triage.clinical.floor import Conditions
from triage.exchange.record import Words, answer_words
from triage.intake.envelope import read_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A report and what it shows."""

    summary: str
    words: Mapping[str, Any]


REPORTS: Mapping[str, Example] = {
    "well adult": Example(
        summary="Everything was asked and measured",
        words={
            "report_id": "0b0fb3a2-52a3-4f4a-9a67-3f6c6e5f0001",
            "patient": {"full_name": "Example Person", "village": "Example Village"},
            "age_years": 30,
            "sex": "F",
            "pregnant": False,
            "present": ["headache"],
            "absent": "all_others",
            "vitals": {"hr": 80, "rr": 16, "temp_c": 37.0, "spo2": 98, "sbp": 120, "avpu": "A"},
            "complaints": ["10"],
        },
    ),
    "danger": Example(
        summary="Danger was seen before anything was measured or anybody named",
        words={
            "report_id": "0b0fb3a2-52a3-4f4a-9a67-3f6c6e5f0002",
            "age_months": 8,
            "present": ["active_convulsions"],
            "not_measured": {"spo2": "unable"},
        },
    ),
}
REFUSED: Mapping[str, Any] = {
    "report_id": "0b0fb3a2-52a3-4f4a-9a67-3f6c6e5f0003",
    "age_years": 30,
    "present": ["stridor"],
    "vitals": {"hr": 800},
}
"""A value that is not possible beside a sign of danger."""
GIVEN = {
    "case_code": "7KQ-2MD",
    "visit_id": "1.1.1.1",
    "recorded_at": "2026-05-04T12:00:00.000Z",
}
"""Stands for what a node gives each visit."""


def example_answer(words: Mapping[str, Any]) -> Words:
    """Return the answer to a report that is recorded, by the protocols alone."""
    parsed = read_report(words, scope="", site_name="")
    return answer_words(assess(parsed.report.findings, Conditions(), None), ()) | GIVEN


def example_refusal() -> Words:
    """Return the problem document of REFUSED."""
    parsed = read_report(REFUSED, scope="", site_name="")
    decision = assess(parsed.report.findings, Conditions(), None)
    return document(REFUSED_STATUS, refusal(parsed.problems, decision.level))
