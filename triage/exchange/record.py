"""Findings and decisions as words: what is stored, synced, shown to programs and re-computed.

Words are maps of JSON values; what is read back equals what was written.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from triage.clinical.age import ADULT_YEARS, Age, age_from
from triage.clinical.decision import Decision, Fired, Floor, Risk, Score
from triage.clinical.facts import MEASURES
from triage.clinical.findings import Findings, Measures, NotMeasured, Sex, Vitals
from triage.clinical.level import Level

Words = dict[str, Any]


def age_words(age: Age) -> Words:
    """Return *age* in the units that are certain, else as adult or child, else nothing."""
    words: Words = {}
    for name in ("days", "months", "years"):
        span = getattr(age, name)
        if span.low == span.high:
            words[f"age_{name}"] = span.low
    if not words and age.is_known:
        words["age_group"] = "adult" if age.years.low >= ADULT_YEARS else "child"
    return words


def findings_words(findings: Findings) -> Words:
    """Return *findings* in the words of a report; what is not known is left out."""
    words = age_words(findings.age)
    optional = {
        "pregnant": findings.pregnant,
        "gestation_weeks": findings.gestation_weeks,
        "postpartum_days": findings.postpartum_days,
        "burn_bsa_pct": findings.burn_bsa_pct,
        "burn_depth": findings.burn_depth,
        "trauma": findings.trauma,
        "not_measured": {name: str(why) for name, why in findings.not_measured.items()},
        "complaints": list(findings.complaints),
        "no_sign_of_life": list(findings.no_sign_of_life),
        "refused": list(findings.refused),
    }
    words["sex"] = str(findings.sex)
    words["present"] = sorted(findings.present)
    words["absent"] = sorted(findings.absent)
    words.update((name, _tidy(value)) for name, value in findings.measures.known().items())
    words["vitals"] = {name: _tidy(value) for name, value in findings.vitals.measured().items()}
    words.update(
        (name, _tidy(value)) for name, value in optional.items() if value not in (None, {}, [])
    )
    return words


def _tidy(value: Any) -> Any:
    """Return whole numbers as integers, so that equal findings have equal bytes."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def findings_from(words: Mapping[str, Any]) -> Findings:
    """Return the findings in *words* that :func:`findings_words` wrote."""
    age = age_from(
        years=words.get("age_years"),
        months=words.get("age_months"),
        days=words.get("age_days"),
        group=words.get("age_group"),
    )
    reasons = words.get("not_measured", {})
    return Findings(
        age=age or Age(),
        sex=Sex(words["sex"]),
        pregnant=words.get("pregnant"),
        gestation_weeks=words.get("gestation_weeks"),
        postpartum_days=words.get("postpartum_days"),
        present=frozenset(words["present"]),
        absent=frozenset(words["absent"]),
        vitals=Vitals(**words["vitals"]),
        measures=Measures(**{name: words[name] for name in MEASURES & words.keys()}),
        not_measured={name: NotMeasured(why) for name, why in reasons.items()},
        complaints=tuple(words.get("complaints", ())),
        burn_bsa_pct=words.get("burn_bsa_pct"),
        burn_depth=words.get("burn_depth"),
        trauma=words.get("trauma"),
        no_sign_of_life=tuple(words.get("no_sign_of_life", ())),
        refused=tuple(words.get("refused", ())),
    )


def fired_words(fired: Fired) -> Words:
    """Return one criterion that is met, as words."""
    return {
        "id": fired.id,
        "protocol": fired.protocol,
        "level": fired.level.name,
        "group": fired.group,
        "value": _tidy(fired.value),
        "threshold": fired.threshold,
    }


def risk_words(decision: Decision) -> Words | None:
    """Return what the model said, as words; None where there was no model."""
    risk = decision.risk
    if risk is None:
        return None
    return {
        "id": risk.id,
        "sha256": risk.sha256,
        "probability": risk.probability,
        "band": risk.band,
        "level": risk.level.name,
        "raised": decision.raised,
        "unsure": risk.unsure,
        "outside_experience": list(risk.outside_experience),
        "contributions": dict(risk.contributions),
        "thresholds": dict(risk.thresholds),
    }


def decision_words(decision: Decision) -> Words:
    """Return *decision* as words, complete enough to be read back."""
    floor = decision.floor
    return {
        "level": decision.level.name,
        "queue_as": decision.level.queue_as.name,
        "provisional": decision.provisional,
        "needs_review_now": floor.needs_review_now,
        "floor": {
            "level": floor.level.name,
            "by": {name: level.name for name, level in floor.by.items()},
            "fired": [fired_words(one) for one in floor.fired],
        },
        "scores": {
            name: {"points": score.points, "complete": score.complete}
            for name, score in floor.scores.items()
        },
        "model": risk_words(decision),
        "missing": list(floor.missing),
        "unresolved": list(floor.unresolved),
        "flags": list(floor.flags),
        "advice": list(decision.advice),
        "target_minutes": decision.target_minutes,
    }


def answer_words(decision: Decision, confirm: Sequence[Words]) -> Words:
    """Return the object that programs are answered with: the decision, and what to confirm."""
    words = decision_words(decision)
    for fired in words["floor"]["fired"]:
        del fired["group"]
    if words["model"] is not None:
        del words["model"]["level"]
    # Programs find them among the advice.
    del words["flags"]
    return words | {"confirm": list(confirm)}


def decision_from(words: Mapping[str, Any]) -> Decision:
    """Return the decision in *words* that :func:`decision_words` wrote."""
    floor = words["floor"]
    return Decision(
        level=Level[words["level"]],
        floor=Floor(
            level=Level[floor["level"]],
            by={name: Level[level] for name, level in floor["by"].items()},
            fired=tuple(Fired(**{**one, "level": Level[one["level"]]}) for one in floor["fired"]),
            scores={name: Score(**score) for name, score in words["scores"].items()},
            missing=tuple(words["missing"]),
            unresolved=tuple(words["unresolved"]),
            # Decisions recorded before there were flags have none.
            flags=tuple(words.get("flags", ())),
            provisional=words["provisional"],
            needs_review_now=words["needs_review_now"],
        ),
        risk=_risk_from(words["model"]),
        advice=tuple(words["advice"]),
    )


def _risk_from(words: Mapping[str, Any] | None) -> Risk | None:
    if words is None:
        return None
    return Risk(
        id=words["id"],
        sha256=words["sha256"],
        probability=words["probability"],
        band=words["band"],
        level=Level[words["level"]],
        unsure=words["unsure"],
        outside_experience=tuple(words["outside_experience"]),
        contributions=dict(words["contributions"]),
        thresholds=dict(words["thresholds"]),
    )
