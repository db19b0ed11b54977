"""ESI version 4, decision point D: vital signs that may make a level 3 a level 2.

For comparison only: it raises nobody, because ESI asks for more than vital signs before it comes to
them. Source: AHRQ Emergency Severity Index implementation handbook v4 (2012), decision point D.
"""

from datetime import date

from triage.clinical.age import OLDEST_YEARS
from triage.clinical.facts import Condition, Verdict
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.rules import AgeIs, AllOf, AnyOf, Number, Rule
from triage.clinical.signs import facts_of

NAME = "ESI4_DANGER_ZONE"
SOURCE = "AHRQ ESI handbook v4 (2012), decision point D"
BY_AGE = f"{SOURCE}; that 8 years belong to the row 3-8 y is UNVERIFIED (0.7)"

MONTHS = 12
ROW_MONTHS = (0, 3, 3 * MONTHS, 9 * MONTHS, (OLDEST_YEARS + 1) * MONTHS)
"""Where each age row begins: birth, 3 months, 3 years, over 8 years; then the end of all.
The chart prints "3-8 y" and "> 8 y": 8 completed years are read as the first."""
HR_LIMITS = (180, 160, 140, 100)
RR_LIMITS = (50, 40, 30, 20)
"""Above these, beats and breaths a minute, by age row."""
LOW_SPO2_PCT = 92


def _above(name: str, limits: tuple[int, ...]) -> Condition:
    """Return "above the limit of the age"; above the highest limit, the age need not be known."""
    rows = (
        AllOf((AgeIs("months", ">=", start), AgeIs("months", "<", end), Number(name, ">", limit)))
        for start, end, limit in zip(ROW_MONTHS, ROW_MONTHS[1:], limits, strict=False)
    )
    return AnyOf((Number(name, ">", max(limits)), *rows))


def _rule(name: str, group: str, source: str, condition: Condition) -> Rule:
    return Rule(
        id=f"ESI4_{name}", level=Level.ORANGE, group=group, source=source, condition=condition
    )


RULES: tuple[Rule, ...] = (
    _rule("HR", "circulation", BY_AGE, _above("hr", HR_LIMITS)),
    _rule("RR", "airway_breathing", BY_AGE, _above("rr", RR_LIMITS)),
    _rule("SPO2", "airway_breathing", SOURCE, Number("spo2", "<", LOW_SPO2_PCT)),
)


def danger_zone(findings: Findings) -> Verdict:
    """Return whether any limit is exceeded; unknown while something open could exceed one."""
    facts = facts_of(findings, is_child=False)
    return AnyOf(tuple(rule.condition for rule in RULES)).judge(facts)


def judge(findings: Findings) -> Opinion | None:
    """Return which limits are exceeded."""
    return judged(NAME, RULES, facts_of(findings, is_child=False))


PROTOCOL = Protocol(
    name=NAME,
    title="Emergency Severity Index, danger-zone vital signs",
    version="4",
    source=SOURCE,
    scope="Everybody who would be level 3; for comparison only",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
)
