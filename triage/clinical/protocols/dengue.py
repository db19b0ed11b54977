"""Dengue: who may have it, its warning signs, and the three groups of care.

World Health Organization, Dengue: guidelines for diagnosis, treatment, prevention and control,
new edition, Geneva 2009, with what later documents made precise; read at second hand. The wording
of the groups A, B and C is UNVERIFIED 0.95. Group A is no statement about urgency: dengue alone
never makes a patient GREEN.
"""

from dataclasses import dataclass, fields
from datetime import date

from triage.clinical.facts import MEASURES, Condition, Facts, Verdict
from triage.clinical.findings import Findings, Vitals
from triage.clinical.level import Level
from triage.clinical.pressure import LowPressure, PulsePressure
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.rules import AgeIs, AllOf, AnyOf, AtLeast, Number, Pregnant, Rule, Sign
from triage.clinical.signs import facts_of

NAME = "DENGUE"
GUIDE = "WHO dengue guidelines 2009"

FEATURES_NEEDED = 2
"""Of the features, beside fever where dengue lives. Source: WHO dengue guidelines 2009."""
PULSE_PRESSURE_MMHG = 20
"""Up to this, at any age, it is shock. Source: WHO dengue guidelines 2009 p. 40; WHO 2012 p. 14;
Viet Nam 2760/QD-BYT 2023 p. 9."""
SLOW_REFILL_S = 3
TRANSAMINASE_U_L = 1000
"""AST or ALT from this on is severe. Source: WHO dengue guidelines 2009 p. 23; WHO 2012 p. 17."""
INFANT_YEARS = 1
OLD_YEARS = 65
"""The guidelines name old age and print no number: 65 is the project's, UNVERIFIED."""

LABORATORY = frozenset({"hct_rise_with_rapid_platelet_fall"})
"""Of the laboratory: not having it does not stand in the way of group A."""
MEASURED = MEASURES | frozenset(one.name for one in fields(Vitals))


def _rule(
    name: str, level: Level, group: str, condition: Condition, *, source: str = GUIDE
) -> Rule:
    policy = {Level.ORANGE: "P11", Level.YELLOW: "P11"}.get(level, "")
    return Rule(
        id=f"DEN_{name}",
        level=level,
        group=group,
        source=source,
        condition=condition,
        policy=policy,
    )


def _warning(name: str, sign: str, *, source: str = f"{GUIDE}, warning signs") -> Rule:
    return _rule(f"W_{name}", Level.ORANGE, "circulation", Sign(sign), source=source)


WARNING: tuple[Rule, ...] = (
    _warning("ABDO", "abdominal_pain_or_tenderness"),
    _warning(
        "VOMIT",
        "persistent_vomiting",
        source=f"{GUIDE}, warning signs; WHO arboviral guidelines 2025 p. 28 (3 times in 1 h, "
        "or 4 in 6 h)",
    ),
    _warning("FLUID", "clinical_fluid_accumulation"),
    _warning("BLEED", "mucosal_bleeding"),
    _warning("LETHARGY", "lethargy_or_restlessness"),
    _warning("LIVER", "liver_enlarged_over_2cm"),
    _warning("HCT", "hct_rise_with_rapid_platelet_fall"),
)
SEVERE: tuple[Rule, ...] = (
    _rule(
        "S_SHOCK",
        Level.RED,
        "circulation",
        AnyOf(
            (
                Sign("shock"),
                Sign("cold_extremities"),
                Number("cap_refill_s", ">", SLOW_REFILL_S),
                Sign("weak_fast_pulse"),
                LowPressure(),
            )
        ),
        source=f"{GUIDE} p. 40; low pressure for the age: PALS, at second hand",
    ),
    _rule(
        "S_PULSE_PRESSURE",
        Level.RED,
        "circulation",
        PulsePressure(PULSE_PRESSURE_MMHG),
        source=f"{GUIDE} p. 40; Viet Nam 2760/QD-BYT 2023 p. 9",
    ),
    _rule(
        "S_RESP",
        Level.RED,
        "airway_breathing",
        Sign("fluid_accumulation_with_respiratory_distress"),
    ),
    _rule("S_BLEED", Level.RED, "circulation", Sign("heavy_bleeding")),
    _rule(
        "S_LIVER",
        Level.RED,
        "general",
        AnyOf(
            (
                Number("ast_u_l", ">=", TRANSAMINASE_U_L),
                Number("alt_u_l", ">=", TRANSAMINASE_U_L),
            )
        ),
        source=f"{GUIDE} p. 23; WHO 2012 p. 17",
    ),
    _rule("S_CNS", Level.RED, "disability", Sign("altered_mental_status")),
    _rule("S_ORGAN", Level.RED, "circulation", Sign("heart_or_other_organ_failure")),
)
WATCH: tuple[Rule, ...] = (
    _rule(
        "B_CONDITION",
        Level.YELLOW,
        "general",
        AnyOf(
            (
                Pregnant(),
                AgeIs("years", "<", INFANT_YEARS),
                AgeIs("years", ">=", OLD_YEARS),
                Sign("obesity"),
                Sign("diabetes"),
                Sign("renal_failure"),
                Sign("chronic_haemolytic_disease"),
            )
        ),
        source=f"{GUIDE}, group B (UNVERIFIED 0.95)",
    ),
    _rule(
        "B_SOCIAL",
        Level.YELLOW,
        "general",
        AnyOf((Sign("lives_alone"), Sign("far_from_facility_no_transport"))),
        source=f"{GUIDE}, group B (UNVERIFIED 0.95)",
    ),
    _rule(
        "B_FLUIDS",
        Level.YELLOW,
        "circulation",
        Sign("cannot_keep_fluids_down"),
        source=f"{GUIDE}, group A asks for it (UNVERIFIED 0.95)",
    ),
    _rule(
        "B_URINE",
        Level.YELLOW,
        "circulation",
        Sign("no_urine_6h"),
        source=f"{GUIDE}, group A asks for it (UNVERIFIED 0.95)",
    ),
)
RULES: tuple[Rule, ...] = (*SEVERE, *WARNING, *WATCH)

ANY_WARNING = AnyOf(tuple(rule.condition for rule in WARNING))
PROBABLE = AllOf(
    (
        Sign("fever"),
        Sign("dengue_area"),
        AtLeast(
            FEATURES_NEEDED,
            (
                Sign("nausea_or_vomiting"),
                Sign("rash"),
                Sign("aches_and_pains"),
                Sign("positive_tourniquet_test"),
                Sign("leukopenia"),
                ANY_WARNING,
            ),
        ),
    )
)
SUSPECTED = AnyOf((Sign("suspected_dengue"), PROBABLE))

CONDITIONS = ("chronic_haemolytic_disease", "diabetes", "obesity", "renal_failure")
CIRCUMSTANCES = ("far_from_facility_no_transport", "lives_alone")
SIGNS = frozenset(
    {
        "suspected_dengue",
        "dengue_area",
        "nausea_or_vomiting",
        "rash",
        "aches_and_pains",
        "positive_tourniquet_test",
        "leukopenia",
        "abdominal_pain_or_tenderness",
        "persistent_vomiting",
        "clinical_fluid_accumulation",
        "mucosal_bleeding",
        "lethargy_or_restlessness",
        "liver_enlarged_over_2cm",
        "hct_rise_with_rapid_platelet_fall",
        "shock",
        "cold_extremities",
        "fluid_accumulation_with_respiratory_distress",
        "heart_or_other_organ_failure",
        "cannot_keep_fluids_down",
        "no_urine_6h",
        *CONDITIONS,
        *CIRCUMSTANCES,
    }
)
FLAGS = {"A": "dengue_group_a", "B": "dengue_group_b", "C": "dengue_group_c"}
"""How a decision says which group of care it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dengue:
    """What the guidelines say of one patient.

    Attributes:
        opinion: what fired, without the group.
        group: A, B or C; None where something that was not asked could decide.
    """

    opinion: Opinion
    group: str | None


def classify(facts: Facts) -> Dengue:
    """Return the group of a patient who is suspected to have dengue."""
    opinion = judged(NAME, RULES, facts)
    if opinion.level is not None:
        return Dengue(opinion=opinion, group="C" if opinion.level is Level.RED else "B")
    is_open = any(_blocks(rule.condition.judge(facts)) for rule in RULES)
    return Dengue(opinion=opinion, group=None if is_open else "A")


def _blocks(verdict: Verdict) -> bool:
    """Return whether something that was not asked stands between the patient and group A."""
    return verdict.truth is None and not verdict.open <= (MEASURED | LABORATORY)


def judge(findings: Findings) -> Opinion | None:
    """Return what the guidelines say of *findings*; None where dengue is not suspected."""
    facts = dengue_facts(findings)
    if not SUSPECTED.judge(facts).truth:
        return None
    result = classify(facts)
    return Opinion(
        level=result.opinion.level,
        fired=result.opinion.fired,
        unresolved=result.opinion.unresolved,
        flags=(FLAGS[result.group],) if result.group else (),
    )


def dengue_facts(findings: Findings) -> Facts:
    """Return *findings* in the words of these guidelines.

    A limp or restless child is a warning sign here and not yet impaired consciousness, so the
    wider meaning of the chart for children is not used.
    """
    return facts_of(findings, is_child=False)


PROTOCOL = Protocol(
    name=NAME,
    title="Dengue: warning signs and groups of care",
    version="2009",
    source="WHO, Dengue: guidelines for diagnosis, treatment, prevention and control, Geneva 2009",
    scope="Dengue suspected, or fever where dengue lives and two of its features",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    signs=SIGNS,
)
