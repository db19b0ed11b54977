"""The floor: which protocols apply, and the highest level that any of them gives.

Unknown is never normal. IITT alone decides between GREEN and UNDETERMINED; every other protocol
only raises.
"""

from dataclasses import dataclass

from triage.clinical.complaints import BREATHING
from triage.clinical.decision import Fired, Floor, Score
from triage.clinical.findings import Findings, NotMeasured
from triage.clinical.level import Level
from triage.clinical.protocols import iitt, news2
from triage.clinical.signs import facts_of

GROUP_WEIGHT = {
    "airway_breathing": 0,
    "circulation": 1,
    "general": 2,
    "disability": 2,
    "pregnant": 3,
    "other": 3,
}
"""Airway first, then breathing, circulation, consciousness: the order within a level."""
LAST_IN_LEVEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What the site has and has chosen, as far as a decision depends on it."""

    has_oximeter: bool = True
    age_band_thresholds: bool = True


def compose(findings: Findings, conditions: Conditions) -> Floor:
    """Return the floor of *findings* at a site with *conditions*."""
    excused = _spo2_excused(findings, conditions)
    chart = iitt.evaluate(findings, spo2_excused=excused)
    by = {iitt.NAME: chart.level}
    fired = list(chart.fired)
    scores: dict[str, Score] = {}
    unresolved = list(chart.unresolved)
    _news2(findings, by, fired, scores, unresolved)
    if findings.no_sign_of_life:
        by["SAFETY_NET"] = Level.RED
        fired.append(_no_sign_of_life(findings))
    level = max(by.values())
    fired.sort(key=lambda one: (-one.level, GROUP_WEIGHT[one.group]))
    return Floor(
        level=level,
        by=by,
        fired=tuple(fired),
        scores=scores,
        missing=chart.missing,
        unresolved=tuple(unresolved),
        provisional=excused and level is Level.GREEN,
        needs_review_now=chart.needs_review_now and level is not Level.RED,
    )


def group_weight(floor: Floor) -> int:
    """Return where a patient stands within a level: the least is called first."""
    return min(
        (GROUP_WEIGHT[one.group] for one in floor.fired if one.level >= floor.level),
        default=LAST_IN_LEVEL,
    )


def _spo2_excused(findings: Findings, conditions: Conditions) -> bool:
    """Return whether GREEN may stand without SpO2, marked as provisional.

    Only at a site without an oximeter, where that is the reason given, and where nothing about
    airway or breathing is complained of; breathing out of range fires by itself. Source: IITT
    missing-input rule, project policy P8.
    """
    return (
        not conditions.has_oximeter
        and findings.vitals.spo2 is None
        and findings.not_measured.get("spo2") is NotMeasured.NO_DEVICE
        and not BREATHING.intersection(findings.complaints)
    )


def _news2(
    findings: Findings,
    by: dict[str, Level],
    fired: list[Fired],
    scores: dict[str, Score],
    unresolved: list[str],
) -> None:
    """Add what NEWS2 says, where it applies, to the parts of a floor."""
    facts = facts_of(findings, is_child=False)
    if not news2.applies(findings.age, pregnant=facts.pregnant):
        return
    result = news2.score(news2.inputs_of(facts))
    if not result.points:
        return
    scores["NEWS2"] = Score(points=result.total, complete=not result.missing)
    unresolved.extend(f"NEWS2.{name}" for name in result.missing)
    if result.level is not None:
        by["NEWS2"] = result.level
        fired.append(
            Fired(
                id=news2.RISK_ID[result.risk],
                protocol="NEWS2",
                level=result.level,
                group="general",
                value=result.total,
                threshold=news2.RISK_THRESHOLD[result.risk],
            )
        )


def _no_sign_of_life(findings: Findings) -> Fired:
    return Fired(
        id="NO_SIGN_OF_LIFE",
        protocol="SAFETY_NET",
        level=Level.RED,
        group="airway_breathing",
        value=findings.no_sign_of_life[0],
        threshold="no pulse or no breath?",
    )
