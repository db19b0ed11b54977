"""What the tables of the special conditions share."""

from dataclasses import dataclass

from triage.clinical.facts import NO, Condition, Facts, Verdict
from triage.clinical.level import Level
from triage.clinical.pressure import LowPressure
from triage.clinical.rules import AllOf, AnyOf, Avpu, Number, Rule, Said, Sign

AIRWAY, CIRCULATION, DISABILITY, GENERAL, OTHER = (
    "airway_breathing",
    "circulation",
    "disability",
    "general",
    "other",
)
SLOW_REFILL_S = 3


@dataclass(frozen=True, slots=True)
class Told:
    """*condition* is known to hold; silence about it says nothing."""

    condition: Condition

    def judge(self, facts: Facts) -> Verdict:
        """Return what *condition* says where it holds, else NO."""
        verdict = self.condition.judge(facts)
        return verdict if verdict.truth else NO


def any_sign(*names: str) -> AnyOf:
    """Return the condition that one of the signs is present."""
    return AnyOf(tuple(Sign(name) for name in names))


@dataclass(frozen=True, slots=True)
class After:
    """*topic* was named, and every one of *parts* holds.

    Nobody is asked about a jellyfish who was not stung: silence about the topic leaves nothing
    open, and is all that has to be looked at in most patients.
    """

    topic: Condition
    parts: tuple[Condition, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Return NO where the topic was not named, else what all of it says."""
        if not self.topic.judge(facts).truth:
            return NO
        return AllOf((self.topic, *self.parts)).judge(facts)


def after(topic: str, *parts: Condition) -> After:
    """Return the condition that the sign *topic* was named and every one of *parts* holds."""
    return After(Said(topic), parts)


BREATHING_TROUBLE = any_sign(
    "respiratory_distress", "some_respiratory_distress", "stridor", "wheezing"
)
SHOCK = AnyOf(
    (
        Sign("shock"),
        Sign("weak_fast_pulse"),
        Sign("cold_extremities"),
        Number("cap_refill_s", ">", SLOW_REFILL_S),
        LowPressure(),
    )
)
"""Any one sign of poor circulation. Source: the signs of shock of IITT and ETAT; policy P23."""
ALTERED = AnyOf((Sign("altered_mental_status"), Sign("unresponsive"), Avpu("CVPU")))
"""Not fully awake, or confused."""


def rule(
    name: str, level: Level, group: str, source: str, condition: Condition, policy: str = ""
) -> Rule:
    """Return one criterion."""
    return Rule(
        id=name, level=level, group=group, source=source, condition=condition, policy=policy
    )
