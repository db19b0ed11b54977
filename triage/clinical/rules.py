"""The small language in which protocols are written down as tables.

A condition judges one patient's facts and answers True, False or None. None means that what is
missing could decide it: unknown never fires and never counts as normal (Kleene's three values).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from triage.clinical.age import Span
from triage.clinical.findings import Findings, Sex
from triage.clinical.level import Level

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
        value: float | None = getattr(self.findings.vitals, name)
        return value

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


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign is present."""

    name: str

    def judge(self, facts: Facts) -> Verdict:
        """Return whether the sign was seen, told or implied."""
        return facts.sign(self.name)


@dataclass(frozen=True, slots=True)
class Said:
    """The detail was named as present; silence about it says nothing."""

    name: str

    def judge(self, facts: Facts) -> Verdict:
        """Return True if it was named, else False."""
        if self.name in facts.findings.present:
            return Verdict(truth=True, value=self.name, threshold="present")
        return NO


def signs_in(condition: object) -> frozenset[str]:
    """Return the names of all signs that *condition* asks for."""
    if isinstance(condition, Sign):
        return frozenset({condition.name})
    if isinstance(condition, AnyOf | AllOf | AtLeast):
        return frozenset[str]().union(*(signs_in(part) for part in condition.parts))
    return frozenset()


COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
}


@dataclass(frozen=True, slots=True)
class Number:
    """A measured number compared with a limit."""

    name: str
    operator: str
    limit: float

    def judge(self, facts: Facts) -> Verdict:
        """Return the comparison, or unknown where it was not measured."""
        value = facts.number(self.name)
        if value is None:
            return Verdict(truth=None, open=frozenset({self.name}))
        if COMPARE[self.operator](value, self.limit):
            return Verdict(truth=True, value=value, threshold=f"{self.operator} {self.limit:g}")
        return NO


@dataclass(frozen=True, slots=True)
class Avpu:
    """Consciousness is one of the given AVPU letters."""

    letters: str

    def judge(self, facts: Facts) -> Verdict:
        """Return whether AVPU, or GCS read as AVPU, is one of the letters."""
        if facts.avpu is None:
            return Verdict(truth=None, open=frozenset({"avpu"}))
        if facts.avpu in self.letters:
            return Verdict(truth=True, value=facts.avpu, threshold="not A")
        return NO


@dataclass(frozen=True, slots=True)
class AgeIs:
    """The age, in completed years or months or in days, compared with a limit.

    unknown says what an undecided age counts as; None leaves it open.
    """

    unit: str
    operator: str
    limit: int
    unknown: bool | None = None

    def judge(self, facts: Facts) -> Verdict:
        """Return the comparison where every possible age gives the same answer."""
        span: Span = getattr(facts.findings.age, self.unit)
        compare = COMPARE[self.operator]
        low, high = compare(span.low, self.limit), compare(span.high, self.limit)
        truth = low if low == high else self.unknown
        if truth is None:
            return Verdict(truth=None, open=frozenset({"age"}))
        if not truth:
            return NO
        threshold = f"{self.operator} {self.limit} {self.unit}"
        return Verdict(truth=True, value=span.low if low else span.high, threshold=threshold)


@dataclass(frozen=True, slots=True)
class Pregnant:
    """The patient is pregnant."""

    def judge(self, facts: Facts) -> Verdict:
        """Return whether she is; unknown where it is possible and was not said."""
        if facts.pregnant is None:
            return Verdict(truth=None, open=frozenset({"pregnant"}))
        return Verdict(truth=True, value="pregnant", threshold="present") if facts.pregnant else NO


def _judged(parts: tuple[Condition, ...], facts: Facts) -> list[Verdict]:
    return [part.judge(facts) for part in parts]


def _open(verdicts: list[Verdict]) -> Verdict:
    """Return "unknown", with everything that could decide it."""
    unknown = frozenset[str]().union(*(v.open for v in verdicts if v.truth is None))
    partly = any(v.truth or v.partly for v in verdicts)
    return Verdict(truth=None, open=unknown, partly=partly)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Return the first true part; unknown if one could still be true."""
        verdicts = _judged(self.parts, facts)
        for verdict in verdicts:
            if verdict.truth:
                return verdict
        return NO if all(v.truth is False for v in verdicts) else _open(verdicts)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds. The last part's value is the one to show."""

    parts: tuple[Condition, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Return true if all are; false if one is; else unknown."""
        verdicts = _judged(self.parts, facts)
        if all(v.truth for v in verdicts):
            return verdicts[-1]
        return NO if any(v.truth is False for v in verdicts) else _open(verdicts)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least *count* of the parts hold; only what is present counts."""

    count: int
    parts: tuple[Condition, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Return true if enough hold; unknown if enough could."""
        verdicts = _judged(self.parts, facts)
        holding = [v for v in verdicts if v.truth]
        if len(holding) >= self.count:
            value = "+".join(str(v.value) for v in holding)
            return Verdict(truth=True, value=value, threshold=f"at least {self.count}")
        possible = len(holding) + sum(v.truth is None for v in verdicts)
        return _open(verdicts) if possible >= self.count else NO


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion of a published chart, or of project policy.

    Attributes:
        id: never changed once released.
        level: what it gives when it holds.
        group: airway_breathing, circulation, disability, general, other or pregnant; the line
            sorts by it.
        source: document, edition and place.
        condition: when it holds.
        optional: not asking for it does not stand in the way of GREEN.
        is_step3: a high-risk vital sign that asks for a clinician's look at once.
        policy: the P-number, where it is the project's decision and not the publication's.
    """

    id: str
    level: Level
    group: str
    source: str
    condition: Condition
    optional: bool = False
    is_step3: bool = False
    policy: str = field(default="")
