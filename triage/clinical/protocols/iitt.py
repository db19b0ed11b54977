"""IITT: which chart applies, what fires, and whether GREEN may be said.

GREEN is a positive claim: every red and yellow sign of the chart was asked, and pulse, breathing,
temperature, oxygen and consciousness were measured. Source: IITT charts; project policies P2, P7,
P8.
"""

from dataclasses import dataclass, replace

from triage.clinical.age import ADULT_YEARS, Age, age_from
from triage.clinical.decision import Fired
from triage.clinical.facts import FERTILE_YEARS, FIVE, Facts, Verdict
from triage.clinical.findings import Findings, Sex
from triage.clinical.level import Level
from triage.clinical.protocols import iitt_adult, iitt_child
from triage.clinical.rules import Rule, signs_in
from triage.clinical.signs import facts_of

NAME = "IITT"
VERSION = "2020 v6"

ASK_PREGNANCY_SIGNS = (
    "heavy_bleeding",
    "ongoing_bleeding",
    "acute_abdominal_pain",
    "severe_abdominal_pain",
    "headache",
    "severe_headache",
    "visual_changes",
    "acute_visual_disturbance",
    "seizures",
)
RAISED_SBP, RAISED_DBP = 140, 90
"""With one of these, a woman who may be pregnant is not GREEN until that is known. Source:
obstetric danger signs (WHO PCPNC); project policy."""

NOT_BLOCKING = frozenset({"sbp", "dbp", "cap_refill_s", "glucose_mmol", "muac_mm", "pain_0_10"})
"""Measurements that are taken where they matter and are not needed for GREEN."""


def _to_ask(rules: tuple[Rule, ...], *, of_pregnant: bool) -> tuple[str, ...]:
    chosen = (r for r in rules if not r.optional and (r.group == "pregnant") is of_pregnant)
    return tuple(sorted(frozenset[str]().union(*(signs_in(rule.condition) for rule in chosen))))


TO_ASK = {
    is_child: _to_ask(rules, of_pregnant=False)
    for is_child, rules in ((False, iitt_adult.RULES), (True, iitt_child.RULES))
}
TO_ASK_PREGNANT = _to_ask(iitt_adult.RULES, of_pregnant=True)
"""The signs that must have been asked before GREEN; the second ones where she may be pregnant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Iitt:
    """What one chart, or both, say of a patient."""

    level: Level
    fired: tuple[Fired, ...]
    missing: tuple[str, ...]
    unresolved: tuple[str, ...]
    needs_review_now: bool


def charts_for(age: Age) -> tuple[bool, ...]:
    """Return which charts apply, True for the child's; both where the age leaves it open (P7)."""
    if age.years.low >= ADULT_YEARS:
        return (False,)
    if age.years.high < ADULT_YEARS:
        return (True,)
    return (False, True)


def chart_name(age: Age) -> str:
    """Return which chart applies, in a word: adult, child, or both where the age is open."""
    charts = charts_for(age)
    return "both" if len(charts) > 1 else "child" if charts[0] else "adult"


def rules_of(*, is_child: bool) -> tuple[Rule, ...]:
    """Return the rules of one chart."""
    return iitt_child.RULES if is_child else iitt_adult.RULES


def evaluate(findings: Findings, *, spo2_excused: bool = False) -> Iitt:
    """Return the level of the patient's chart; of both, the higher (P7).

    Args:
        findings: what was seen and measured.
        spo2_excused: the site has no oximeter and the rule for GREEN without one is met.
    """
    charts = charts_for(findings.age)
    if len(charts) == 1:
        return _chart(findings, charts[0], spo2_excused=spo2_excused)
    results = [
        _chart(_as_if(findings, group), is_child, spo2_excused=spo2_excused)
        for group, is_child in (("adult", False), ("child", True))
    ]
    missing = dict.fromkeys(("age", *results[0].missing, *results[1].missing))
    level = max(Level.UNDETERMINED, *(result.level for result in results))
    return Iitt(
        level=level,
        fired=results[0].fired + results[1].fired,
        missing=tuple(missing),
        unresolved=results[0].unresolved + results[1].unresolved,
        needs_review_now=any(result.needs_review_now for result in results),
    )


def _as_if(findings: Findings, group: str) -> Findings:
    """Return *findings* of somebody who is certainly an adult, or certainly a child."""
    of_group = age_from(group=group) or Age()
    age = Age(
        years=findings.age.years.within(of_group.years),
        months=findings.age.months.within(of_group.months),
        days=findings.age.days.within(of_group.days),
    )
    return replace(findings, age=age)


def _chart(findings: Findings, is_child: bool, *, spo2_excused: bool) -> Iitt:
    facts = facts_of(findings, is_child=is_child)
    verdicts = [(rule, rule.condition.judge(facts)) for rule in rules_of(is_child=is_child)]
    fired = [(rule, verdict) for rule, verdict in verdicts if verdict.truth]
    opened = [(rule, verdict) for rule, verdict in verdicts if verdict.truth is None]
    missing = _missing(facts, opened, spo2_excused=spo2_excused)
    level = max((rule.level for rule, _ in fired), default=None)
    return Iitt(
        level=level or (Level.UNDETERMINED if missing else Level.GREEN),
        fired=tuple(_fired(rule, verdict) for rule, verdict in fired),
        missing=missing,
        unresolved=tuple(rule.id for rule, verdict in opened if _could_fire(verdict)),
        needs_review_now=level is not Level.RED and any(rule.is_step3 for rule, _ in fired),
    )


def _fired(rule: Rule, verdict: Verdict) -> Fired:
    return Fired(
        id=rule.id,
        protocol=NAME,
        level=rule.level,
        group=rule.group,
        value=verdict.value,
        threshold=verdict.threshold,
    )


def _could_fire(verdict: Verdict) -> bool:
    """Return whether a part holds already, or only the age leaves it open."""
    return verdict.partly or "age" in verdict.open


def _missing(
    facts: Facts, opened: list[tuple[Rule, Verdict]], *, spo2_excused: bool
) -> tuple[str, ...]:
    """Return what stands between this patient and GREEN: vital signs, then the rest."""
    needed: dict[str, None] = {}
    for rule, verdict in opened:
        if rule.optional:
            continue
        blocking = verdict.open - NOT_BLOCKING
        if not verdict.partly:
            # Pregnancy alone matters only beside something that it would make dangerous.
            blocking -= {"pregnant"}
        needed.update(dict.fromkeys(sorted(blocking)))
    needed.update(dict.fromkeys(_unasked(facts)))
    needed.update(dict.fromkeys(facts.findings.refused))
    if _must_know_pregnancy(facts):
        needed["pregnant"] = None
    vitals = [name for name in FIVE if _unmeasured(facts, name)]
    if spo2_excused:
        vitals = [name for name in vitals if name != "spo2"]
        needed.pop("spo2", None)
    return tuple(dict.fromkeys((*vitals, *needed)))


def _unasked(facts: Facts) -> list[str]:
    """Return the signs of the chart of which nothing is known."""
    signs = TO_ASK[facts.is_child]
    if facts.pregnant:
        signs += TO_ASK_PREGNANT
    return [name for name in signs if name in facts.sign(name).open]


def _unmeasured(facts: Facts, name: str) -> bool:
    return facts.avpu is None if name == "avpu" else facts.number(name) is None


def _must_know_pregnancy(facts: Facts) -> bool:
    findings = facts.findings
    if facts.pregnant is not None or findings.sex is not Sex.FEMALE:
        return False
    if not findings.age.years.meets(FERTILE_YEARS):
        return False
    sbp, dbp = findings.vitals.sbp, findings.vitals.dbp
    raised = (sbp is not None and sbp >= RAISED_SBP) or (dbp is not None and dbp >= RAISED_DBP)
    return raised or any(facts.sign(name).truth for name in ASK_PREGNANCY_SIGNS)
