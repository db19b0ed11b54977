"""The floor: which protocols apply, and the highest level that any of them gives.

Unknown is never normal. IITT alone decides between GREEN and UNDETERMINED; every other protocol
only raises.
"""

from dataclasses import dataclass

from triage.clinical.complaints import BREATHING
from triage.clinical.decision import Floor, Score
from triage.clinical.findings import Findings, NotMeasured
from triage.clinical.level import Level
from triage.clinical.protocols import RAISING, iitt

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

_VERSIONS = {iitt.NAME: iitt.VERSION} | {one.name: one.version for one in RAISING}


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
    flags: list[str] = []
    for protocol in RAISING:
        opinion = protocol.judge(findings)
        if opinion is None:
            continue
        if opinion.level is not None:
            by[protocol.name] = opinion.level
        fired.extend(opinion.fired)
        scores.update(opinion.scores)
        unresolved.extend(opinion.unresolved)
        flags.extend(opinion.flags)
    level = max(by.values())
    fired.sort(key=lambda one: (-one.level, GROUP_WEIGHT[one.group]))
    return Floor(
        level=level,
        by=by,
        fired=tuple(fired),
        scores=scores,
        missing=chart.missing,
        unresolved=tuple(unresolved),
        flags=tuple(dict.fromkeys(flags)),
        provisional=excused and level is Level.GREEN,
        needs_review_now=chart.needs_review_now and level is not Level.RED,
    )


def group_weight(floor: Floor) -> int:
    """Return where a patient stands within a level: the least is called first."""
    return min(
        (GROUP_WEIGHT[one.group] for one in floor.fired if one.level >= floor.level),
        default=LAST_IN_LEVEL,
    )


def versions(floor: Floor) -> dict[str, str]:
    """Return the edition of each protocol that gave a level."""
    return {name: version for name, version in _VERSIONS.items() if name in floor.by}


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
