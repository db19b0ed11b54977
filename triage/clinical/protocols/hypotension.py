"""Low blood pressure by age, with the signs of shock beside it.

Sources: children, PALS limits, restated (secondary, twice); adults below 90 UNVERIFIED 0.99.
What they mean for the level is project policy P23: low pressure is a late sign in a child.
"""

from datetime import date

from triage.clinical.age import ADULT_YEARS
from triage.clinical.facts import Condition
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.pressure import LOW_SBP_MMHG, LowPressure
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.rules import AgeIs, AllOf, Among, AnyOf, Number, Rule, Sign
from triage.clinical.signs import facts_of

NAME = "HYPOTENSION"
VERY_LOW_SBP = 80
"""Below this an adult is RED without any other sign. Project policy P23."""
SLOW_REFILL_S = 3
SHOCK_SIGNS: tuple[Condition, ...] = (
    Number("cap_refill_s", ">", SLOW_REFILL_S),
    Sign("weak_fast_pulse"),
    Sign("cold_extremities"),
    Sign("heavy_bleeding"),
    Sign("altered_mental_status"),
)
"""Any one of them. Project policy P23."""
CHILD_SOURCE = "PALS limits of systolic pressure, restated (secondary); project policy P23"
ADULT_SOURCE = "systolic pressure below 90, UNVERIFIED 0.99; project policy P23"

ADULT = AgeIs("years", ">=", ADULT_YEARS, unknown=True)
LOW = Number("sbp", "<", LOW_SBP_MMHG)

RULES = (
    Rule(
        id="HYPOTENSION_CHILD",
        level=Level.RED,
        group="circulation",
        source=CHILD_SOURCE,
        condition=Among(AgeIs("years", "<", ADULT_YEARS), LowPressure()),
        policy="P23",
    ),
    Rule(
        id="HYPOTENSION_SHOCK",
        level=Level.RED,
        group="circulation",
        source=ADULT_SOURCE,
        condition=Among(ADULT, AllOf((AnyOf(SHOCK_SIGNS), LOW))),
        policy="P23",
    ),
    Rule(
        id="HYPOTENSION_VERY_LOW",
        level=Level.RED,
        group="circulation",
        source=ADULT_SOURCE,
        condition=Among(ADULT, Number("sbp", "<", VERY_LOW_SBP)),
        policy="P23",
    ),
    Rule(
        id="HYPOTENSION_LOW",
        level=Level.ORANGE,
        group="circulation",
        source=ADULT_SOURCE,
        condition=Among(ADULT, LOW),
        policy="P23",
    ),
)


def judge(findings: Findings) -> Opinion | None:
    """Return what the pressure says of *findings*; None if it was not measured."""
    if findings.vitals.sbp is None:
        return None
    is_child = findings.age.years.high < ADULT_YEARS
    return judged(NAME, RULES, facts_of(findings, is_child=is_child))


PROTOCOL = Protocol(
    name=NAME,
    title="Low blood pressure",
    version="2026-11",
    source="PALS limits (secondary); adult limit UNVERIFIED; project policy P23",
    scope="Everybody whose blood pressure was measured",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
)
