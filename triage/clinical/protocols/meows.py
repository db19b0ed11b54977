"""MEOWS, the modified early obstetric warning score: one red or two yellow trigger.

Source: Singh and others 2012, as an open implementation and an audit restate it (secondary).
What a trigger means for the level, and C counting as V, is project policy. IITT's limit of 160
mmHg is lower by one than MEOWS's "above 160" and wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from triage.clinical.facts import Condition, Facts
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.protocols.childbirth import OBSTETRIC
from triage.clinical.rules import AllOf, AnyOf, AtLeast, Avpu, Number, Rule
from triage.clinical.signs import facts_of

NAME = "MEOWS"
SOURCE = "MEOWS, Singh 2012, restated (secondary)"
MODERATE_PAIN = 4
"""From this on a scale of 10: the published 2 of 3, moderate. Project policy, UNVERIFIED."""
YELLOW_TRIGGER = 2


def _within(name: str, low: float, high: float) -> AllOf:
    return AllOf((Number(name, ">=", low), Number(name, "<=", high)))


def _outside(name: str, low: float, high: float) -> AnyOf:
    return AnyOf((Number(name, "<", low), Number(name, ">", high)))


RED: Mapping[str, Condition] = {
    "rr": _outside("rr", 10, 30),
    "spo2": Number("spo2", "<", 95),
    "temp_c": _outside("temp_c", 35, 38),
    "sbp": _outside("sbp", 90, 160),
    "dbp": Number("dbp", ">", 100),
    "hr": _outside("hr", 40, 120),
    "avpu": Avpu("PU"),
}
YELLOW: Mapping[str, Condition] = {
    "rr": AllOf((Number("rr", ">", 20), Number("rr", "<=", 30))),
    "temp_c": AllOf((Number("temp_c", ">=", 35), Number("temp_c", "<", 36))),
    "sbp": AnyOf((_within("sbp", 90, 100), _within("sbp", 150, 160))),
    "dbp": _within("dbp", 90, 100),
    "hr": AnyOf((_within("hr", 40, 50), _within("hr", 100, 120))),
    "avpu": Avpu("CV"),
    "pain_0_10": Number("pain_0_10", ">=", MODERATE_PAIN),
}
"""Published bands by measurement, in the units of the field table."""
ANY_RED = AtLeast(1, tuple(RED.values()))
TWO_YELLOW = AtLeast(YELLOW_TRIGGER, tuple(YELLOW.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meows:
    """How many measurements are red and yellow, and which are missing.

    trigger is None where what is missing could decide.
    """

    red: int
    yellow: int
    missing: tuple[str, ...]
    trigger: bool | None


def score(facts: Facts) -> Meows:
    """Return the score of *facts*."""
    red = {name: condition.judge(facts).truth for name, condition in RED.items()}
    yellow = {name: condition.judge(facts).truth for name, condition in YELLOW.items()}
    either = red | yellow
    return Meows(
        red=sum(truth is True for truth in red.values()),
        yellow=sum(truth is True for truth in yellow.values()),
        missing=tuple(name for name, truth in either.items() if truth is None),
        trigger=AnyOf((ANY_RED, TWO_YELLOW)).judge(facts).truth,
    )


RULES = (
    Rule(
        id="MEOWS_RED",
        level=Level.ORANGE,
        group="general",
        source=f"{SOURCE}; level: project policy P15",
        condition=AllOf((OBSTETRIC, ANY_RED)),
        policy="P15",
    ),
    Rule(
        id="MEOWS_TWO_YELLOW",
        level=Level.YELLOW,
        group="general",
        source=f"{SOURCE}; level: project policy P15",
        condition=AllOf((OBSTETRIC, TWO_YELLOW)),
        policy="P15",
    ),
)


def judge(findings: Findings) -> Opinion | None:
    """Return what MEOWS says of *findings*; None where no pregnancy or birth is known."""
    facts = facts_of(findings, is_child=False)
    if not OBSTETRIC.judge(facts).truth:
        return None
    opinion = judged(NAME, RULES, facts)
    return Opinion(
        level=opinion.level,
        fired=opinion.fired,
        unresolved=tuple(f"{NAME}.{name}" for name in score(facts).missing),
    )


PROTOCOL = Protocol(
    name=NAME,
    title="Modified early obstetric warning score",
    version="2012",
    source=SOURCE,
    scope="In pregnancy and up to 42 days after the birth",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
)
