"""The decision on one patient's findings: floor, score, decide. Whoever needs one calls this."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from triage.clinical.advice import advise
from triage.clinical.decision import Decision, Risk, decide
from triage.clinical.findings import Findings
from triage.clinical.floor import Conditions, compose


class Scorer(Protocol):
    """What scores a patient; the model comes in as an argument, or None."""

    def score(
        self,
        *,
        age_years: int | None,
        sex: str,
        vitals: Mapping[str, float | None],
        complaints: Sequence[str] = (),
        bands: bool = True,
    ) -> Risk:
        """Return what the model says."""


def assess(findings: Findings, conditions: Conditions, model: Scorer | None) -> Decision:
    """Return the decision on *findings*; without a model the floor alone decides."""
    floor = compose(findings, conditions)
    risk = _score(findings, conditions, model) if model else None
    level = decide(floor.level, risk.level if risk else None)
    return Decision(
        level=level,
        floor=floor,
        risk=risk,
        advice=advise(level, floor.fired, findings, floor.flags),
    )


def _score(findings: Findings, conditions: Conditions, model: Scorer) -> Risk:
    vitals = findings.vitals
    return model.score(
        age_years=findings.age.exact_years,
        sex=str(findings.sex),
        vitals={
            "temp_c": vitals.temp_c,
            "hr": vitals.hr,
            "rr": vitals.rr,
            "sbp": vitals.sbp,
            "dbp": vitals.dbp,
            "spo2": vitals.spo2,
        },
        complaints=findings.complaints,
        bands=conditions.age_band_thresholds,
    )
