"""The safety net: holes that open when the published tools are put together; project policy.

Each rule only raises. Oxygen, breathing, a child's pulse and temperature: policy P20 (limits of
children's breathing are WHO's cut-off and 20 more, secondary; of their pulse PALS, UNVERIFIED
0.95). Low blood pressure of children has a protocol of its own.
"""

from dataclasses import dataclass
from datetime import date

from triage.clinical.age import ADULT_YEARS, YOUNG_INFANT_DAYS
from triage.clinical.facts import NO, Condition, Facts, Verdict
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.rules import AgeIs, AllOf, Among, AnyOf, Number, Rule, Sign
from triage.clinical.signs import facts_of

NAME = "SAFETY_NET"
SPO2_FROM_YEARS = 13
"""Under this age SATS makes less than 92 % RED."""
LOW_SPO2, VERY_LOW_SPO2 = 90, 85
SLOW_RR, SLOW_RR_CHILD = 8, 10
"""Below these, in breaths a minute."""
FAST_RR = 40
FAST_RR_INFANT = 70
"""From 2 months, before the first birthday."""
FAST_RR_MONTHS = ((12, 60, 60), (60, 144, 50))
"""From which month, before which month, and from how many breaths a minute on."""
SLOW_HR = 60
FAST_HR_INFANT, FAST_HR_CHILD = 220, 180
INFANT_MONTHS, UNDER_5_MONTHS = 12, 60
HOT_C, FREEZING_C = 41.0, 32.0


@dataclass(frozen=True, slots=True)
class OnOxygen:
    """The patient breathes extra oxygen."""

    def judge(self, facts: Facts) -> Verdict:
        """Return whether; unknown where it was not said."""
        given = facts.findings.vitals.on_oxygen
        if given is None:
            return Verdict(truth=None, open=frozenset({"on_oxygen"}))
        return Verdict(truth=True, value="on_oxygen", threshold="present") if given else NO


@dataclass(frozen=True, slots=True)
class NoSignOfLife:
    """A number was typed that means no pulse or no breath; it waits for an answer (P27)."""

    def judge(self, facts: Facts) -> Verdict:
        """Return the name of the first such number."""
        names = facts.findings.no_sign_of_life
        if not names:
            return NO
        return Verdict(truth=True, value=names[0], threshold="no pulse or no breath?")


def _rule(name: str, level: Level, group: str, condition: Condition, policy: str = "P20") -> Rule:
    return Rule(
        id=name,
        level=level,
        group=group,
        source=f"project policy {policy}",
        condition=condition,
        policy=policy,
    )


def _months(low: int, high: int) -> AllOf:
    return AllOf((AgeIs("months", ">=", low), AgeIs("months", "<", high)))


INFANT = AllOf((AgeIs("days", ">", YOUNG_INFANT_DAYS), AgeIs("months", "<", INFANT_MONTHS)))


ADULT = AgeIs("years", ">=", ADULT_YEARS, unknown=True)
CHILD = AgeIs("years", "<", ADULT_YEARS)
FROM_13 = AgeIs("years", ">=", SPO2_FROM_YEARS, unknown=True)
AIRWAY, CIRCULATION, DISABILITY = "airway_breathing", "circulation", "disability"

RULES: tuple[Rule, ...] = (
    _rule("NO_SIGN_OF_LIFE", Level.RED, AIRWAY, NoSignOfLife(), "P27"),
    _rule(
        "N_SPO2_RED",
        Level.RED,
        AIRWAY,
        Among(
            FROM_13,
            AnyOf(
                (
                    Number("spo2", "<", VERY_LOW_SPO2),
                    AllOf((OnOxygen(), Number("spo2", "<", LOW_SPO2))),
                )
            ),
        ),
    ),
    _rule("N_SPO2", Level.ORANGE, AIRWAY, Among(FROM_13, Number("spo2", "<", LOW_SPO2))),
    _rule(
        "N_RR_SLOW",
        Level.RED,
        AIRWAY,
        AnyOf((Number("rr", "<", SLOW_RR), Among(CHILD, Number("rr", "<", SLOW_RR_CHILD)))),
    ),
    _rule(
        "N_RR_FAST",
        Level.RED,
        AIRWAY,
        AnyOf(
            (
                Among(ADULT, Number("rr", ">=", FAST_RR)),
                Among(INFANT, Number("rr", ">=", FAST_RR_INFANT)),
                *(
                    Among(_months(low, high), Number("rr", ">=", limit))
                    for low, high, limit in FAST_RR_MONTHS
                ),
            )
        ),
    ),
    _rule(
        "N_CHILD_HR_RED",
        Level.RED,
        CIRCULATION,
        Among(AgeIs("months", "<", UNDER_5_MONTHS), Number("hr", "<", SLOW_HR)),
    ),
    _rule(
        "N_CHILD_HR",
        Level.ORANGE,
        CIRCULATION,
        Among(
            CHILD,
            AnyOf(
                (
                    Number("hr", "<", SLOW_HR),
                    Number("hr", ">=", FAST_HR_INFANT),
                    Among(
                        AgeIs("months", ">=", INFANT_MONTHS),
                        Number("hr", ">=", FAST_HR_CHILD),
                    ),
                )
            ),
        ),
    ),
    _rule("N_COLD", Level.RED, DISABILITY, Number("temp_c", "<", FREEZING_C)),
    _rule("N_HOT", Level.ORANGE, DISABILITY, Number("temp_c", ">=", HOT_C)),
    _rule("N_MENINGITIS", Level.RED, DISABILITY, AllOf((Sign("fever"), Sign("stiff_neck"))), "P22"),
)


def judge(findings: Findings) -> Opinion | None:
    """Return what the safety net says of *findings*."""
    is_child = findings.age.years.high < ADULT_YEARS
    return judged(NAME, RULES, facts_of(findings, is_child=is_child))


PROTOCOL = Protocol(
    name=NAME,
    title="Safety net",
    version="2026-11",
    source="Project policies P20, P22 and P27",
    scope="Everybody",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    is_policy=True,
)
