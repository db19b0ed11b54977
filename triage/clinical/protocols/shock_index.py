"""The shock index, pulse divided by systolic pressure: of adults, in obstetrics, of children.

Sources: adult limits 0.9 and 1.0 UNVERIFIED; obstetric limits restated from the literature on
shock in obstetrics (secondary), upper limit after birth 0.89 (Nathan 2016, Nwafor 2020,
abstracts); in healthy pregnancy the mean is 0.76 to 0.83 with SD 0.14 (Borovac-Pinheiro 2016,
abstract), so the adult limits are not used there: project policy P25. Children: SIPA (Acker
2015, secondary), derived in blunt trauma; it supports and gives no level.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from triage.clinical.facts import NO, Facts, Verdict
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.protocols.childbirth import OBSTETRIC, AfterBirth, NotKnownObstetric
from triage.clinical.rules import COMPARE, AgeIs, AllOf, Among, AnyOf, Not, Rule, Sign
from triage.clinical.signs import facts_of

NAME, SIPA_NAME = "SHOCK_INDEX", "SIPA"
RAISED, HIGH = Fraction("0.9"), Fraction("1.0")
REFER, ALONE, URGENT, HIGH_ADVERSE = (Fraction(one) for one in ("0.9", "1.2", "1.4", "1.7"))
"""Obstetric limits; ALONE is for a pregnant woman without any of BESIDE (policy P25)."""
FROM_YEARS = 13
"""The adult limits are used from here on; younger ones have SIPA's. Project policy."""
SIPA_LIMITS = ((4, 6, Fraction("1.22")), (7, 12, Fraction("1.0")), (13, 16, Fraction("0.9")))
"""First and last completed year, and the greatest index that is not elevated."""
BESIDE = (
    "vaginal_bleeding",
    "heavy_bleeding",
    "ongoing_bleeding",
    "heavy_or_increasing_bleeding",
    "acute_abdominal_pain",
    "lower_abdominal_pain",
    "upper_abdominal_pain",
    "severe_abdominal_pain",
    "trauma",
    "other_trauma_or_burn",
    "high_risk_trauma",
    "fever",
    "recent_fainting",
)
"""Bleeding, abdominal pain, injury, fever or faintness: beside one of them 0.9 counts (P25)."""
ADULT_SOURCE = "adult shock index, UNVERIFIED 0.9; project policy P9"
OBSTETRIC_SOURCE = "obstetric shock index, secondary; project policy P25"


def missing_for_index(facts: Facts) -> tuple[str, ...]:
    """Return what the index still needs; a number that is not above 0 is no measurement."""
    return tuple(name for name in ("hr", "sbp") if (facts.number(name) or 0) <= 0)


def shock_index(facts: Facts) -> float | None:
    """Return pulse divided by systolic pressure, to two places; None if one is missing."""
    hr, sbp = facts.number("hr"), facts.number("sbp")
    if hr is None or sbp is None or missing_for_index(facts):
        return None
    return round(hr / sbp, 2)


@dataclass(frozen=True, slots=True)
class Index:
    """The shock index compared with a limit, exactly: nothing is divided or rounded."""

    operator: str
    limit: Fraction

    def judge(self, facts: Facts) -> Verdict:
        """Return the comparison, or unknown where pulse or pressure is missing."""
        hr, sbp = facts.number("hr"), facts.number("sbp")
        missing = missing_for_index(facts)
        if hr is None or sbp is None or missing:
            return Verdict(truth=None, open=frozenset(missing))
        compare = COMPARE[self.operator]
        if not compare(hr * self.limit.denominator, sbp * self.limit.numerator):
            return NO
        threshold = f"{self.operator} {float(self.limit):g}"
        return Verdict(truth=True, value=shock_index(facts), threshold=threshold)


def _from(limit: Fraction, *, below: Fraction | None = None) -> AllOf:
    top = () if below is None else (Not(Index(">=", below)),)
    return AllOf((*top, Index(">=", limit)))


ADULT = AllOf((AgeIs("years", ">=", FROM_YEARS, unknown=True), NotKnownObstetric()))
MAY_BLEED = AnyOf((AfterBirth(), *(Sign(name) for name in BESIDE)))

RULES = (
    Rule(
        id="SHOCK_INDEX_OB_URGENT",
        level=Level.RED,
        group="circulation",
        source=OBSTETRIC_SOURCE,
        condition=AllOf((OBSTETRIC, _from(URGENT))),
        policy="P25",
    ),
    Rule(
        id="SHOCK_INDEX_OB_REFER",
        level=Level.ORANGE,
        group="circulation",
        source=OBSTETRIC_SOURCE,
        condition=AllOf((OBSTETRIC, MAY_BLEED, _from(REFER, below=URGENT))),
        policy="P25",
    ),
    Rule(
        id="SHOCK_INDEX_OB_ALONE",
        level=Level.ORANGE,
        group="circulation",
        source=OBSTETRIC_SOURCE,
        condition=AllOf((OBSTETRIC, _from(ALONE, below=URGENT))),
        policy="P25",
    ),
    Rule(
        id="SHOCK_INDEX_HIGH",
        level=Level.ORANGE,
        group="circulation",
        source=ADULT_SOURCE,
        condition=Among(ADULT, _from(HIGH)),
        policy="P9",
    ),
    Rule(
        id="SHOCK_INDEX_RAISED",
        level=Level.YELLOW,
        group="circulation",
        source=ADULT_SOURCE,
        condition=Among(ADULT, _from(RAISED, below=HIGH)),
        policy="P9",
    ),
)


def judge(findings: Findings) -> Opinion | None:
    """Return what the shock index says of *findings*; None without pulse and pressure."""
    facts = facts_of(findings, is_child=False)
    return None if missing_for_index(facts) else judged(NAME, RULES, facts)


def band(facts: Facts) -> str | None:
    """Return the published name of the band that the index lies in; None if it is not known."""
    adult = ((HIGH, "high"), (RAISED, "raised"), (Fraction(0), "normal_or_borderline"))
    obstetric = (
        (HIGH_ADVERSE, "high_adverse"),
        (URGENT, "urgent"),
        (REFER, "refer"),
        (Fraction(0), "reassuring"),
    )
    bands = obstetric if OBSTETRIC.judge(facts).truth else adult
    return next((name for limit, name in bands if Index(">=", limit).judge(facts).truth), None)


ELEVATED = AnyOf(
    tuple(
        AllOf((AgeIs("years", ">=", low), AgeIs("years", "<=", high), Index(">", limit)))
        for low, high, limit in SIPA_LIMITS
    )
)
"""The pediatric age-adjusted index is above the limit of the child's age."""
SIPA_FLAG = "SIPA_ELEVATED"
INJURED_AND_ELEVATED = AllOf((Sign("trauma"), ELEVATED))


def sipa_applies(findings: Findings) -> bool:
    """Return whether SIPA knows the patient's age."""
    years = findings.age.years
    return years.low >= SIPA_LIMITS[0][0] and years.high <= SIPA_LIMITS[-1][1]


def judge_sipa(findings: Findings) -> Opinion | None:
    """Return the flag of an injured child whose index is elevated; SIPA gives no level."""
    facts = facts_of(findings, is_child=False)
    if not sipa_applies(findings) or not INJURED_AND_ELEVATED.judge(facts).truth:
        return None
    return Opinion(flags=(SIPA_FLAG,))


PROTOCOL = Protocol(
    name=NAME,
    title="Shock index",
    version="2026-11",
    source="Adult limits UNVERIFIED; obstetric limits secondary; project policies P9 and P25",
    scope="13 years and over, and every pregnancy up to 42 days after the birth",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
)
SIPA_PROTOCOL = Protocol(
    name=SIPA_NAME,
    title="Shock index, pediatric age-adjusted",
    version="2015",
    source="Acker 2015, restated (secondary); derived in blunt trauma",
    scope="Injured children from 4 to 16 years; a supporting flag only",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=(),
    judge=judge_sipa,
)
