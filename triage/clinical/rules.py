"""The small language in which protocols are written down as tables: conditions and rules."""

from collections.abc import Callable
from dataclasses import dataclass

from triage.clinical.age import Span
from triage.clinical.facts import NO, Condition, Facts, Verdict
from triage.clinical.level import Level


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


@dataclass(frozen=True, slots=True)
class Seen:
    """The sign is present, or a measurement *shows* it; looking is enough to say that it is not."""

    name: str
    shows: Condition | None = None

    def judge(self, facts: Facts) -> Verdict:
        """Return True if either does; NO if somebody looked; else unknown."""
        verdict = facts.sign(self.name)
        if verdict.truth:
            return verdict
        shown = self.shows.judge(facts) if self.shows else NO
        if shown.truth:
            return shown
        return NO if self.name in facts.findings.absent else verdict


def signs_in(condition: object) -> frozenset[str]:
    """Return the names of all signs that *condition* asks for."""
    if isinstance(condition, Sign | Seen):
        return frozenset({condition.name})
    if isinstance(condition, Not | Among):
        return signs_in(condition.part)
    if isinstance(condition, AnyOf | AllOf | AtLeast | Assessed):
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
class Word:
    """A choice is one of *words*."""

    name: str
    words: tuple[str, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Return whether it is; unknown where nothing was chosen."""
        word = facts.word(self.name)
        if word is None:
            return Verdict(truth=None, open=frozenset({self.name}))
        return Verdict(truth=True, value=word, threshold="present") if word in self.words else NO


@dataclass(frozen=True, slots=True)
class Never:
    """Nothing to judge: points decide, and the rule stands in the table for people to read."""

    def judge(self, _facts: Facts) -> Verdict:
        """Return NO."""
        return NO


@dataclass(frozen=True, slots=True)
class Not:
    """*part* is known not to hold."""

    part: Condition

    def judge(self, facts: Facts) -> Verdict:
        """Return the opposite of the part; unknown stays unknown."""
        verdict = self.part.judge(facts)
        if verdict.truth is None:
            return verdict
        return NO if verdict.truth else Verdict(truth=True, value=False, threshold="absent")


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
        verdicts = []
        for part in self.parts:
            verdict = part.judge(facts)
            if verdict.truth:
                return verdict
            if verdict.truth is None:
                verdicts.append(verdict)
        return _open(verdicts) if verdicts else NO


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds. The last part's value is the one to show."""

    parts: tuple[Condition, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Return true if all are; false if one is; else unknown."""
        verdicts = []
        for part in self.parts:
            verdict = part.judge(facts)
            if verdict.truth is False:
                return NO
            verdicts.append(verdict)
        return verdicts[-1] if all(v.truth for v in verdicts) else _open(verdicts)


@dataclass(frozen=True, slots=True)
class Among:
    """*part* holds of somebody whom *scope* is about.

    That the patient is in scope is no danger, so it does not bring the part nearer to holding.
    """

    scope: Condition
    part: Condition

    def judge(self, facts: Facts) -> Verdict:
        """Return what the part says within the scope; NO outside it."""
        if self.scope.judge(facts).truth:
            return self.part.judge(facts)
        return AllOf((self.scope, self.part)).judge(facts)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least *count* of the parts hold; only what is present counts."""

    count: int
    parts: tuple[Condition, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Return true if enough hold; unknown if enough could."""
        verdicts = [part.judge(facts) for part in self.parts]
        holding = [v for v in verdicts if v.truth]
        if len(holding) >= self.count:
            value = "+".join(str(v.value) for v in holding)
            return Verdict(truth=True, value=value, threshold=f"at least {self.count}")
        possible = len(holding) + sum(v.truth is None for v in verdicts)
        return _open(verdicts) if possible >= self.count else NO


@dataclass(frozen=True, slots=True)
class Assessed:
    """Of every part it is known whether it holds."""

    parts: tuple[Condition, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Return True if all are known, else unknown."""
        verdicts = [part.judge(facts) for part in self.parts]
        if any(v.truth is None for v in verdicts):
            return _open(verdicts)
        return Verdict(truth=True, value=True, threshold="assessed")


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
    policy: str = ""
