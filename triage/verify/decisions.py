"""One recorded decision computed again, and what differs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from triage.assess import Scorer, assess
from triage.clinical.advice import advise
from triage.clinical.decision import Decision, Risk, decide
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.exchange.record import decision_from, findings_from

TOLERANCE = 1e-6
"""Probabilities are rounded to six decimals; machines differ in the last one."""

Models = Callable[[str], Scorer | None]
"""The model whose file has this SHA-256, None where it is not at hand."""
Words = Mapping[str, Any]


class Mismatch(ValueError):
    """A decision that does not come out as it was recorded; the message says in what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """What could be computed again: score is None where no model took part, else whether it was."""

    score: bool | None


def engine_of(decided: Words) -> tuple[str, str]:
    """Return which engine decided, and in which release; "" for what was not recorded."""
    recorded = decided.get("decision", {})
    return str(recorded.get("engine", "")), str(recorded.get("release", ""))


def recompute(clinical: Words, decided: Words, models: Models) -> Recomputed:
    """Compute the decision of a visit's entry again.

    Args:
        clinical: the words of its clinical compartment.
        decided: the words of its decision compartment.
        models: finds the model that took part.

    Raises:
        Mismatch: something comes out otherwise, or the words are no decision.
    """
    try:
        recorded, again, score = _again(clinical, decided, models)
        found = next(_differences(recorded, again, decided), None)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise Mismatch(f"it cannot be read: {type(error).__name__}") from error
    if found is not None:
        raise Mismatch(f"{found} comes out otherwise")
    return Recomputed(score=score)


def _again(
    clinical: Words, decided: Words, models: Models
) -> tuple[Decision, Decision, bool | None]:
    """Return the decision as recorded and as computed now, and whether a model scored again."""
    recorded = decision_from(decided["decision"])
    findings = findings_from(clinical["findings"])
    conditions = Conditions(**decided["decision"]["conditions"])
    risk = recorded.risk
    model = models(risk.sha256) if risk else None
    if risk is None or model is not None:
        return recorded, assess(findings, conditions, model), None if risk is None else True
    floor = compose(findings, conditions)
    level = decide(floor.level, risk.level)
    advice = advise(level, floor.fired, findings, floor.flags)
    return recorded, Decision(level=level, floor=floor, risk=None, advice=advice), False


def _differences(recorded: Decision, again: Decision, decided: Words) -> Iterator[str]:
    floor, other = recorded.floor, again.floor
    pairs = {
        "the level": (recorded.level, again.level),
        "the level beside the decision": (decided.get("level"), recorded.level.name),
        "the level of the floor": (floor.level, other.level),
        "the level of a protocol": (dict(floor.by), dict(other.by)),
        "what fired": (_ids(recorded), _ids(again)),
        "a value that fired": (floor.fired, other.fired),
        "a score": (dict(floor.scores), dict(other.scores)),
        "what is missing": (floor.missing, other.missing),
        "what is unresolved": (floor.unresolved, other.unresolved),
        "what has to be done besides": (floor.flags, other.flags),
        "provisional": (floor.provisional, other.provisional),
        "the look that is needed": (floor.needs_review_now, other.needs_review_now),
        "the advice": (recorded.advice, again.advice),
    }
    yield from (name for name, (before, after) in pairs.items() if before != after)
    if recorded.risk is not None:
        yield from _risk_differences(recorded.risk, again.risk)


def _ids(decision: Decision) -> list[tuple[str, str]]:
    return [(one.protocol, one.id) for one in decision.floor.fired]


def _risk_differences(recorded: Risk, again: Risk | None) -> Iterator[str]:
    """Name what is wrong with the model's part; without the model, what contradicts itself."""
    if recorded.level is not _level_of(recorded):
        yield "the level of the model"
    if again is None:
        return
    if not _is_near(recorded.probability, again.probability):
        yield "the probability"
    before = (recorded.level, recorded.outside_experience, dict(recorded.thresholds))
    if before != (again.level, again.outside_experience, dict(again.thresholds)):
        yield "what the model says"


def _level_of(risk: Risk) -> Level:
    """Return the level that a probability means under the thresholds beside it; never RED."""
    if risk.probability is None or risk.probability < risk.thresholds["yellow"]:
        return Level.GREEN
    return Level.ORANGE if risk.probability >= risk.thresholds["orange"] else Level.YELLOW


def _is_near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE
