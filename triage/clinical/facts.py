"""One patient's facts as the protocols see them, and what a condition says of them.

A verdict is True, False or None. None means that what is missing could decide it: unknown never
fires and never counts as normal (Kleene's three values).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Protocol

from triage.clinical.age import Span
from triage.clinical.findings import Findings, Measures, Sex, Vitals

MEASURES = frozenset(one.name for one in fields(Measures))
FERTILE_YEARS = Span(12, 50)
"""A female of this age may be pregnant unless somebody said no. Source: obstetric policy."""
AVPU_ORDER = "ACVPU"
"""From awake to unresponsive; C is new confusion."""
GCS_AWAKE = 15
GCS_COMA = 8
"""GCS 9 to 14 counts as V, 8 and less as P. Project policy P21."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a condition says of a patient.

    Attributes:
        truth: True, False, or None where something unknown could decide.
        value: what was found, where it is true.
        threshold: what it was held against.
        open: names of what is unknown and could decide.
        partly: a part is true, so that only the unknown stands between it and firing.
    """

    truth: bool | None
    value: float | str | bool | None = None
    threshold: str = ""
    open: frozenset[str] = frozenset()
    partly: bool = False


NO = Verdict(truth=False)


class Condition(Protocol):
    """Anything that can judge facts."""

    def judge(self, facts: "Facts") -> Verdict:
        """Return what this condition says of *facts*."""


@dataclass(frozen=True)
class Facts:
    """Findings as the protocols see them: details rolled up, GCS read as AVPU.

    rollup: criterion sign -> what makes it present besides somebody saying so.
    is_child: which chart's words apply.
    """

    findings: Findings
    rollup: Mapping[str, Condition]
    is_child: bool

    @cached_property
    def avpu(self) -> str | None:
        """AVPU as recorded or as GCS implies it; the worse one counts (P21)."""
        recorded, gcs = self.findings.vitals.avpu, self.findings.vitals.gcs
        implied = None
        if gcs is not None:
            implied = "A" if gcs >= GCS_AWAKE else "P" if gcs <= GCS_COMA else "V"
        known = [level for level in (recorded, implied) if level is not None]
        return max(known, key=AVPU_ORDER.index) if known else None

    @cached_property
    def pregnant(self) -> bool | None:
        """Whether pregnant; None where it was not said and is possible."""
        findings = self.findings
        if findings.pregnant is not None:
            return findings.pregnant
        if findings.sex is Sex.MALE or not findings.age.years.meets(FERTILE_YEARS):
            return False
        return None

    @cached_property
    def _signs(self) -> dict[str, Verdict]:
        return {}

    def number(self, name: str) -> float | None:
        """Return a measured number, None if it was not measured."""
        if name == "burn_bsa_pct":
            return self.findings.burn_bsa_pct
        value: float | None = getattr(self._holder(name), name)
        return value

    def word(self, name: str) -> str | None:
        """Return a choice that was made, None if none was."""
        value: str | None = getattr(self._holder(name), name)
        return value

    def _holder(self, name: str) -> Vitals | Measures:
        return self.findings.measures if name in MEASURES else self.findings.vitals

    def sign(self, name: str) -> Verdict:
        """Return whether the sign *name* is there: said, or implied by details and numbers."""
        if name not in self._signs:
            self._signs[name] = self._look_for(name)
        return self._signs[name]

    def _look_for(self, name: str) -> Verdict:
        if name in self.findings.present:
            return Verdict(truth=True, value=name, threshold="present")
        implied = self.rollup[name].judge(self) if name in self.rollup else NO
        if implied.truth:
            return implied
        if name in self.findings.absent:
            # An unmeasured number could still show what nobody saw (fever, stupor).
            # Nor does it outweigh a number that only an unknown age keeps from counting.
            still = implied.open & (MEASURABLE | {"age"} if implied.partly else MEASURABLE)
            return Verdict(truth=None, open=still, partly=implied.partly) if still else NO
        return Verdict(truth=None, open=frozenset({name}), partly=implied.partly)


FIVE = ("hr", "rr", "temp_c", "spo2", "avpu")
"""What must be measured before GREEN. Source: IITT missing-input rule, project policy P8."""
MEASURABLE = frozenset(FIVE)
