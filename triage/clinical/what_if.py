"""What would change a level: one finding at a time tried another way, and decided anew.

Two findings that only together change a level are not found; nothing here is a new decision.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.plausibility import RANGES

TRIED_VITALS = ("avpu", "spo2", "rr", "hr", "temp_c", "sbp", "glucose_mmol")
"""Measurements that are tried at both ends of what is possible (P14) where they are missing."""
WORST_AVPU = "U"
NOT_TRIED = frozenset({"age", "sex"})
MOST_TRIALS = 120
"""Decisions at the most for one side: the cost is bounded whatever was left out."""

Judge = Callable[[Findings], Level]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The finding that would change the level, by name, and the level then."""

    finding: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is not known and could raise the level; without which finding it would be lower."""

    raising: tuple[Change, ...]
    lowering: tuple[Change, ...]


def changes(findings: Findings, missing: Iterable[str], judge: Judge) -> Changes:
    """Return what one finding more, or one less, would change.

    Args:
        findings: as decided.
        missing: names of what the decision named as missing.
        judge: decides anew.
    """
    now = judge(findings)
    return Changes(
        raising=_raising(findings, missing, judge, now), lowering=_lowering(findings, judge, now)
    )


def _raising(
    findings: Findings, missing: Iterable[str], judge: Judge, now: Level
) -> tuple[Change, ...]:
    if now is max(Level):
        return ()
    found: dict[str, Level] = {}
    for number, (name, tried) in enumerate(_further(findings, missing)):
        if number >= MOST_TRIALS:
            break
        level = judge(tried)
        if level.queue_as > now.queue_as:
            found[name] = max(level, found.get(name, level))
    return _ordered(found)


def _further(findings: Findings, missing: Iterable[str]) -> Iterator[tuple[str, Findings]]:
    """Give *findings* with each thing that is not known at its worst."""
    measured = findings.vitals.measured()
    for name in TRIED_VITALS:
        if name not in measured:
            worst = (WORST_AVPU,) if name not in RANGES else RANGES[name].possible
            for value in worst:
                yield name, _measured(findings, name, value)
    for name in missing:
        if name == "pregnant":
            yield name, replace(findings, pregnant=True)
        elif name not in NOT_TRIED and name not in RANGES and name not in TRIED_VITALS:
            yield name, replace(findings, present=findings.present | {name})


def _measured(findings: Findings, name: str, value: Any) -> Findings:
    return replace(findings, vitals=replace(findings.vitals, **{name: value}))


def _lowering(findings: Findings, judge: Judge, now: Level) -> tuple[Change, ...]:
    found: dict[str, Level] = {}
    for number, (name, tried) in enumerate(_fewer(findings)):
        if number >= MOST_TRIALS:
            break
        level = judge(tried)
        if level.queue_as < now.queue_as:
            found[name] = level
    return _ordered(found)


def _fewer(findings: Findings) -> Iterator[tuple[str, Findings]]:
    """Give *findings* with each sign not there, and each measurement not taken."""
    for name in sorted(findings.present):
        yield (
            name,
            replace(findings, present=findings.present - {name}, absent=findings.absent | {name}),
        )
    for name in findings.vitals.measured():
        yield name, _measured(findings, name, None)
    for name in findings.measures.known():
        yield name, replace(findings, measures=replace(findings.measures, **{name: None}))


def _ordered(found: dict[str, Level]) -> tuple[Change, ...]:
    """Return what was found, the most urgent level first."""
    each = sorted(found.items(), key=lambda one: -one[1])
    return tuple(Change(finding=name, level=level) for name, level in each)
