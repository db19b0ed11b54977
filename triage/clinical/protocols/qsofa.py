"""qSOFA, the quick score for sepsis: it rules in and never lowers anything.

Source: Singer and others, JAMA 2016 (Sepsis-3), restated; numbers UNVERIFIED 0.99. What a
positive score means for the level is project policy P9.
"""

from dataclasses import dataclass
from datetime import date

from triage.clinical.decision import Score
from triage.clinical.facts import Condition, Facts
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.rules import AgeIs, AllOf, AnyOf, AtLeast, Avpu, Number, Rule, Said, Sign
from triage.clinical.signs import facts_of

NAME = "QSOFA"
FROM_YEARS = 18
FAST_RR = 22
LOW_SBP = 100
POSITIVE = 2
"""Points from which it is positive."""
INFECTION = "suspected_infection"
SOURCE = "Sepsis-3, JAMA 2016, restated (UNVERIFIED 0.99)"

POINTS: dict[str, Condition] = {
    "rr": Number("rr", ">=", FAST_RR),
    "sbp": Number("sbp", "<=", LOW_SBP),
    "avpu": AnyOf((Avpu("CVPU"), Said("altered_mental_status"), Said("confusion"))),
}
"""One point each, by what has to be known for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qsofa:
    """The points that are certain, and what was missing."""

    points: int
    missing: tuple[str, ...]

    @property
    def is_positive(self) -> bool | None:
        """Whether it is positive; None where what is missing could decide."""
        if self.points >= POSITIVE:
            return True
        return None if self.points + len(self.missing) >= POSITIVE else False


def score(facts: Facts) -> Qsofa:
    """Return the score of *facts*."""
    truths = {name: condition.judge(facts).truth for name, condition in POINTS.items()}
    return Qsofa(
        points=sum(truth is True for truth in truths.values()),
        missing=tuple(name for name, truth in truths.items() if truth is None),
    )


RULES = (
    Rule(
        id="QSOFA_POSITIVE",
        level=Level.ORANGE,
        group="general",
        source=f"{SOURCE}; project policy P9",
        condition=AllOf(
            (
                AgeIs("years", ">=", FROM_YEARS, unknown=True),
                Sign(INFECTION),
                AtLeast(POSITIVE, tuple(POINTS.values())),
            )
        ),
        policy="P9",
    ),
)


def judge(findings: Findings) -> Opinion | None:
    """Return what qSOFA says of an adult with a suspected infection, or who may have one."""
    facts = facts_of(findings, is_child=False)
    suspected = facts.sign(INFECTION).truth
    if findings.age.years.high < FROM_YEARS or suspected is False:
        return None
    result = score(facts)
    opinion = judged(NAME, RULES, facts)
    if not suspected:
        could_be = RULES[0].id if result.is_positive else None
        return Opinion(unresolved=(could_be,)) if could_be else None
    return Opinion(
        level=opinion.level,
        fired=opinion.fired,
        unresolved=tuple(f"{NAME}.{name}" for name in result.missing),
        scores={NAME: Score(points=result.points, complete=not result.missing)},
    )


PROTOCOL = Protocol(
    name=NAME,
    title="qSOFA",
    version="Sepsis-3, 2016",
    source=SOURCE,
    scope="18 years and over with a suspected infection",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    signs=frozenset({INFECTION}),
)
