"""IMCI, sick young infant of 0 to 59 days: its boxes, and what they add to the floor.

Source: WHO sick young infant chart booklet 2019, read in restatements. Every pink row is RED.
Not signed off by a clinician.
"""

from datetime import date

from triage.clinical.age import YOUNG_INFANT_DAYS, Age
from triage.clinical.facts import Condition
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol
from triage.clinical.protocols.imci import (
    Box,
    Color,
    Row,
    fewer_than_two_of,
    green,
    none_of,
    rules_in,
    said_of,
    two_of,
)
from triage.clinical.rules import AgeIs, AllOf, AnyOf, Avpu, Number, Rule, Said, Seen, Sign
from triage.clinical.signs import facts_of

NAME = "IMCI_YOUNG_INFANT"
CHART = "WHO sick young infant chart booklet 2019 (SECONDARY)"

FEVER_C, COLD_C = 38.0, 35.5
"""Axillary: from the first, or below the second, very severe disease."""
FAST_RR = 60
"""Breaths a minute from which breathing is fast, if the second count says so too."""
FIRST_WEEK_DAYS = 6
"""Up to this day of life fast breathing is very severe disease, later pneumonia."""
EARLY_JAUNDICE_HOURS = 24
"""Jaundice seen at a younger age is severe."""
VERY_LOW_WEIGHT_KG = 2
"""Below this in the first week: very low weight."""

AIRWAY, CIRCULATION, DISABILITY = "airway_breathing", "circulation", "disability"

SIGNS = frozenset(
    {
        "severe_chest_indrawing",
        "moves_only_when_stimulated",
        "no_movement",
        "slow_skin_pinch",
        "umbilicus_red_or_pus",
        "skin_pustules",
        "jaundice",
        "yellow_palms_and_soles",
    }
)

MOVES_LITTLE = AnyOf(
    (
        Seen("no_movement", Avpu("VPU")),
        Sign("moves_only_when_stimulated"),
        Said("lethargy"),
        Said("unresponsive"),
    )
)
"""Moves only when stimulated, or not at all. Lethargic (older editions) and answering only to
voice are read as the same: the safe reading."""
FAST_TWICE = AllOf((Number("rr", ">=", FAST_RR), Number("rr_repeat", ">=", FAST_RR)))


def _rule(name: str, level: Level, group: str, condition: Condition, policy: str = "") -> Rule:
    return Rule(
        id=f"YI_{name}", level=level, group=group, source=CHART, condition=condition, policy=policy
    )


def _red(name: str, group: str, condition: Condition, policy: str = "") -> Rule:
    return _rule(name, Level.RED, group, condition, policy)


def _yellow(name: str, group: str, condition: Condition, policy: str = "") -> Row:
    rule = _rule(name, Level.YELLOW, group, condition, policy)
    return Row(name=name, color=Color.YELLOW, rules=(rule,))


PSBI: tuple[Rule, ...] = (
    _red("FEEDING", CIRCULATION, AnyOf((Sign("unable_to_feed_or_drink"), Sign("drinks_poorly")))),
    _red("CONVULSIONS", DISABILITY, Sign("seizures")),
    _red("INDRAWING", AIRWAY, Sign("severe_chest_indrawing")),
    _red("FEVER", "general", Number("temp_c", ">=", FEVER_C)),
    _red("COLD", "general", Number("temp_c", "<", COLD_C)),
    _red("MOVEMENT", DISABILITY, MOVES_LITTLE),
    _red("FAST_BREATHING", AIRWAY, AllOf((AgeIs("days", "<=", FIRST_WEEK_DAYS), FAST_TWICE))),
)
"""Possible serious bacterial infection or very severe disease: any one of these."""
PSBI_SIGNS = tuple(rule.condition for rule in PSBI)
LOCAL_INFECTION = AnyOf((Sign("umbilicus_red_or_pus"), Sign("skin_pustules")))

INFECTION_BOX = Box(
    rows=(
        Row(name="PSBI", color=Color.PINK, rules=PSBI),
        _yellow(
            "PNEUMONIA",
            AIRWAY,
            AllOf((AgeIs("days", ">", FIRST_WEEK_DAYS, unknown=True), FAST_TWICE)),
        ),
        _yellow("LOCAL_BACTERIAL_INFECTION", "other", LOCAL_INFECTION),
        green("INFECTION_UNLIKELY", CHART, none_of(*PSBI_SIGNS, FAST_TWICE, LOCAL_INFECTION)),
    )
)

JAUNDICE = Sign("jaundice")
EARLY = AnyOf((Number("age_hours", "<", EARLY_JAUNDICE_HOURS), AgeIs("days", "<", 1)))
YELLOW_PALMS = Sign("yellow_palms_and_soles")
"""Either palms or soles is enough: project policy, the safe reading."""
JAUNDICE_BOX = Box(
    rows=(
        Row(
            name="SEVERE_JAUNDICE",
            color=Color.PINK,
            rules=(
                _red("EARLY_JAUNDICE", "general", AllOf((EARLY, JAUNDICE))),
                _red("YELLOW_PALMS", "general", YELLOW_PALMS),
            ),
        ),
        _yellow("JAUNDICE", "general", JAUNDICE),
        green("NO_JAUNDICE", CHART, none_of(JAUNDICE, YELLOW_PALMS)),
    )
)

DIARRHOEA = Sign("ongoing_diarrhoea")
SEVERE_DEHYDRATION = (MOVES_LITTLE, Sign("sunken_eyes"), Sign("very_slow_skin_pinch"))
SOME_DEHYDRATION = (
    AnyOf((Sign("restless_or_irritable"), MOVES_LITTLE)),
    Sign("sunken_eyes"),
    AnyOf((Sign("slow_skin_pinch"), Sign("very_slow_skin_pinch"))),
)
"""A worse sign counts in the milder list too: project policy P17."""
DEHYDRATION_BOX = Box(
    gate=DIARRHOEA,
    rows=(
        Row(
            name="SEVERE_DEHYDRATION",
            color=Color.PINK,
            rules=(_red("SEVERE_DEHYDRATION", CIRCULATION, two_of(DIARRHOEA, SEVERE_DEHYDRATION)),),
        ),
        _yellow("SOME_DEHYDRATION", CIRCULATION, two_of(DIARRHOEA, SOME_DEHYDRATION), "P17"),
        green("NO_DEHYDRATION", CHART, fewer_than_two_of(SOME_DEHYDRATION)),
    ),
)

VERY_LOW_WEIGHT = AllOf(
    (AgeIs("days", "<=", FIRST_WEEK_DAYS), Number("weight_kg", "<", VERY_LOW_WEIGHT_KG))
)
WEIGHT_RULE = _rule("VERY_LOW_WEIGHT", Level.YELLOW, "general", VERY_LOW_WEIGHT)
"""The chart refers such a newborn and gives no color."""

BOXES = (INFECTION_BOX, JAUNDICE_BOX, DEHYDRATION_BOX)
RULES = (*rules_in(BOXES), WEIGHT_RULE)


def applies(age: Age) -> bool | None:
    """Return whether *age* is 0 to 59 days; None where it may be."""
    if age.days.low > YOUNG_INFANT_DAYS:
        return False
    return True if age.days.high <= YOUNG_INFANT_DAYS else None


def judge(findings: Findings) -> Opinion | None:
    """Return what the chart says of *findings*; None outside its ages."""
    used = applies(findings.age)
    if used is False:
        return None
    return said_of(NAME, RULES, facts_of(findings, is_child=True), applies=used)


PROTOCOL = Protocol(
    name=NAME,
    title="Integrated Management of Childhood Illness, sick young infant",
    version="2019",
    source=CHART,
    scope="Infants of 0 to 59 days",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    signs=SIGNS,
)
