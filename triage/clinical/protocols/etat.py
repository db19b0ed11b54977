"""ETAT, emergency triage of sick children: emergency signs, priority signs, neither.

Source: WHO Pocket Book of Hospital Care for Children 2013, chart 2, with the ETAT update 2016;
read in restatements, not in the document itself. Not signed off by a clinician.
"""

from datetime import date

from triage.clinical.age import ADULT_YEARS, YOUNG_INFANT_DAYS
from triage.clinical.facts import Condition, Facts
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.rules import (
    AgeIs,
    AllOf,
    AnyOf,
    AtLeast,
    Avpu,
    Number,
    Rule,
    Said,
    Seen,
    Sign,
)
from triage.clinical.signs import MAJOR_BURN, facts_of

NAME = "ETAT"
CHART = "WHO Pocket Book 2013 chart 2, ETAT update 2016 (SECONDARY; sign list UNVERIFIED 0.97)"

SLOW_REFILL_S = 3
"""Above this, seconds; one of the three signs of shock. Source: ETAT 2016."""
VERY_HIGH_TEMP_C = 39
"""Above this: temperature very high. The chart prints no number; the limit is that of the IITT
chart for children. Project policy P4."""

SIGNS = frozenset(
    {
        "obstructed_breathing",
        "not_breathing",
        "some_respiratory_distress",
        "temperature_very_high",
        "urgent_referral_note",
        "visible_severe_wasting",
        "oedema_both_feet",
        "oedema_face",
        "major_burns",
    }
)

AIRWAY, CIRCULATION, DISABILITY = "airway_breathing", "circulation", "disability"

LETHARGIC = AnyOf((Seen("lethargy", Avpu("VPU")), Said("unresponsive")))
"""A child who answers only to voice is lethargic: ETAT manual, UNVERIFIED 0.9; project policy
P18."""
DEHYDRATION = AtLeast(
    2,
    (
        LETHARGIC,
        Sign("sunken_eyes"),
        Sign("very_slow_skin_pinch"),
        AnyOf((Sign("unable_to_feed_or_drink"), Sign("drinks_poorly"))),
    ),
)


def _rule(name: str, group: str, condition: Condition, policy: str = "") -> Rule:
    level = Level.RED if name.startswith("E_") else Level.YELLOW
    return Rule(id=name, level=level, group=group, source=CHART, condition=condition, policy=policy)


EMERGENCY: tuple[Rule, ...] = (
    _rule("E_AIRWAY", AIRWAY, AnyOf((Sign("obstructed_breathing"), Sign("not_breathing")))),
    _rule("E_CYANOSIS", AIRWAY, Sign("central_cyanosis")),
    _rule("E_RESP", AIRWAY, Sign("respiratory_distress")),
    _rule(
        "E_SHOCK",
        CIRCULATION,
        AllOf(
            (
                Sign("cold_extremities"),
                Number("cap_refill_s", ">", SLOW_REFILL_S),
                Sign("weak_fast_pulse"),
            )
        ),
    ),
    _rule("E_COMA", DISABILITY, AnyOf((Said("unresponsive"), Avpu("PU")))),
    _rule("E_CONVULSING", DISABILITY, Sign("active_convulsions")),
    _rule("E_SEVERE_DEHYDRATION", CIRCULATION, AllOf((Sign("ongoing_diarrhoea"), DEHYDRATION))),
)

PRIORITY: tuple[Rule, ...] = (
    _rule("P_TINY", "general", AgeIs("days", "<=", YOUNG_INFANT_DAYS)),
    _rule(
        "P_TEMP",
        "general",
        Seen("temperature_very_high", Number("temp_c", ">", VERY_HIGH_TEMP_C)),
        "P4",
    ),
    _rule(
        "P_TRAUMA",
        "other",
        AnyOf((Sign("trauma"), Said("high_risk_trauma"), Sign("urgent_surgical_diagnosis"))),
    ),
    _rule("P_PALLOR", CIRCULATION, Sign("severe_pallor")),
    _rule("P_POISONING", "other", Sign("poisoning_or_chemical_exposure")),
    _rule("P_PAIN", "other", Sign("severe_pain"), "P4"),
    _rule("P_RESP", AIRWAY, Sign("some_respiratory_distress")),
    _rule(
        "P_RESTLESS",
        DISABILITY,
        AnyOf((Sign("restless_or_irritable"), Sign("lethargy"), Avpu("CV"))),
        "P18",
    ),
    _rule("P_REFERRAL", "other", Sign("urgent_referral_note")),
    _rule(
        "P_MALNUTRITION",
        "general",
        AnyOf((Sign("visible_severe_wasting"), Said("severe_wasting_or_bilateral_oedema"))),
    ),
    _rule("P_OEDEMA", "general", AnyOf((Sign("oedema_both_feet"), Sign("oedema_face")))),
    _rule("P_BURNS", "other", Seen("major_burns", MAJOR_BURN)),
)

RULES: tuple[Rule, ...] = (*EMERGENCY, *PRIORITY)
"""The chart stops asking for priority signs after an emergency sign; here all are judged, so that
the record is whole. The level is the same."""


def category(facts: Facts) -> str:
    """Return EMERGENCY, PRIORITY, NON_URGENT if everything is known, else UNDETERMINED."""
    level = judged(NAME, RULES, facts).level
    if level is not None:
        return "EMERGENCY" if level is Level.RED else "PRIORITY"
    known = all(rule.condition.judge(facts).truth is not None for rule in RULES)
    return "NON_URGENT" if known else "UNDETERMINED"


def judge(findings: Findings) -> Opinion | None:
    """Return what ETAT says of *findings*; None from 12 years on. An open age counts as a child's.

    Source: project policy P7 for the open age.
    """
    if findings.age.years.low >= ADULT_YEARS:
        return None
    return judged(NAME, RULES, facts_of(findings, is_child=True))


PROTOCOL = Protocol(
    name=NAME,
    title="Emergency Triage Assessment and Treatment",
    version="2013, update 2016",
    source="WHO Pocket Book of Hospital Care for Children 2013, chart 2; ETAT update 2016",
    scope="Children under 12 years, at any facility",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    signs=SIGNS,
)
