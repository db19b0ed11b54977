"""IMCI 2 to 59 months, the main symptoms: danger signs, breathing, diarrhoea, fever.

Source: WHO IMCI chart booklet 2014, read in restatements. A pink row asks for urgent referral: it
is RED with a general danger sign, otherwise ORANGE (project policy P10). Not signed off by a
clinician.
"""

from triage.clinical.facts import Condition
from triage.clinical.level import Level
from triage.clinical.protocols.imci import (
    DAYS_LONG,
    Box,
    Color,
    Row,
    fewer_than_two_of,
    green,
    none_of,
    two_of,
)
from triage.clinical.rules import (
    AgeIs,
    AllOf,
    AnyOf,
    Avpu,
    Not,
    Number,
    Rule,
    Said,
    Seen,
    Sign,
    Word,
)

CHART = "WHO IMCI chart booklet 2014 (SECONDARY)"

FAST_RR_INFANT, FAST_RR = 50, 40
"""Breaths a minute from which breathing is fast: 2 to 11 months, 12 to 59 months."""
FAST_RR_CHANGES_MONTHS = 12
LOW_SPO2_PCT = 90
"""Below this, with cough or difficult breathing, the pneumonia is severe."""
FEVER_LONG_DAYS = 7
"""Fever for more days than this is referred."""

AIRWAY, CIRCULATION, DISABILITY = "airway_breathing", "circulation", "disability"

LETHARGIC = AnyOf((Seen("lethargy", Avpu("PU")), Said("unresponsive")))
DRINKS_BADLY = AnyOf((Sign("unable_to_feed_or_drink"), Sign("drinks_poorly")))
FAST_BREATHING = AnyOf(
    (
        AllOf(
            (AgeIs("months", "<", FAST_RR_CHANGES_MONTHS), Number("rr", ">=", FAST_RR_INFANT)),
        ),
        AllOf((AgeIs("months", ">=", FAST_RR_CHANGES_MONTHS), Number("rr", ">=", FAST_RR))),
    )
)
FEVER = Seen("fever")


def pink(name: str, group: str, condition: Condition, source: str = CHART) -> Row:
    """Return the row of a box that asks for urgent referral: ORANGE by itself (policy P10)."""
    rule = Rule(
        id=f"IMCI_{name}",
        level=Level.ORANGE,
        group=group,
        source=source,
        condition=condition,
        policy="P10",
    )
    return Row(name=name, color=Color.PINK, rules=(rule,))


def yellow(name: str, group: str, condition: Condition, **more: str) -> Row:
    """Return the row of a box that asks for treatment at the clinic."""
    rule = Rule(
        id=f"IMCI_{name}",
        level=Level.YELLOW,
        group=group,
        source=more.get("source", CHART),
        condition=condition,
        policy=more.get("policy", ""),
    )
    return Row(name=name, color=Color.YELLOW, rules=(rule,))


def _danger(name: str, group: str, condition: Condition) -> Rule:
    return Rule(
        id=f"IMCI_DANGER_{name}",
        level=Level.RED,
        group=group,
        source=f"{CHART}, general danger signs",
        condition=condition,
        policy="P10",
    )


DANGER_SIGNS: tuple[Rule, ...] = (
    _danger("CANNOT_DRINK", CIRCULATION, Sign("unable_to_feed_or_drink")),
    _danger("VOMITS_ALL", CIRCULATION, Sign("vomits_everything")),
    _danger("CONVULSIONS", DISABILITY, Sign("seizures")),
    _danger("LETHARGIC", DISABILITY, LETHARGIC),
)
DANGER = AnyOf(tuple(rule.condition for rule in DANGER_SIGNS))
DANGER_BOX = Box(
    rows=(
        Row(name="VERY_SEVERE_DISEASE", color=Color.PINK, rules=DANGER_SIGNS),
        green("NO_DANGER_SIGN", CHART, Not(DANGER)),
    )
)

COUGH = AnyOf(
    (
        Sign("cough"),
        Said("some_respiratory_distress"),
        Said("respiratory_distress"),
        Said("chest_indrawing"),
        Said("stridor"),
    )
)
"""Cough or difficult breathing; indrawing and stridor are difficult breathing by themselves."""
SEVERE_BREATHING = AnyOf((Sign("stridor"), Number("spo2", "<", LOW_SPO2_PCT)))
COUGH_BOX = Box(
    gate=COUGH,
    rows=(
        pink(
            "SEVERE_PNEUMONIA_OR_VERY_SEVERE_DISEASE",
            AIRWAY,
            AllOf((COUGH, AnyOf((SEVERE_BREATHING, DANGER)))),
        ),
        yellow(
            "PNEUMONIA",
            AIRWAY,
            AllOf((COUGH, AnyOf((FAST_BREATHING, Sign("chest_indrawing"))))),
        ),
        green(
            "COUGH_OR_COLD",
            CHART,
            none_of(DANGER, Sign("stridor"), Sign("chest_indrawing"), FAST_BREATHING),
        ),
    ),
)

DIARRHOEA = Sign("ongoing_diarrhoea")
SEVERE_DEHYDRATION = (LETHARGIC, Sign("sunken_eyes"), DRINKS_BADLY, Sign("very_slow_skin_pinch"))
SOME_DEHYDRATION = (
    AnyOf((Sign("restless_or_irritable"), LETHARGIC)),
    Sign("sunken_eyes"),
    AnyOf((Sign("drinks_eagerly_thirsty"), DRINKS_BADLY)),
    AnyOf((Sign("slow_skin_pinch"), Sign("very_slow_skin_pinch"))),
)
"""A worse sign counts in the milder list too: project policy P17 (UNVERIFIED 0.85)."""
IS_DEHYDRATED = two_of(DIARRHOEA, SOME_DEHYDRATION)
DEHYDRATION_BOX = Box(
    gate=DIARRHOEA,
    rows=(
        pink("SEVERE_DEHYDRATION", CIRCULATION, two_of(DIARRHOEA, SEVERE_DEHYDRATION)),
        yellow("SOME_DEHYDRATION", CIRCULATION, IS_DEHYDRATED, policy="P17"),
        green("NO_DEHYDRATION", CHART, fewer_than_two_of(SOME_DEHYDRATION)),
    ),
)
LONG_DIARRHOEA = AllOf((DIARRHOEA, Number("diarrhoea_days", ">=", DAYS_LONG)))
PERSISTENT_BOX = Box(
    gate=LONG_DIARRHOEA,
    rows=(
        pink(
            "SEVERE_PERSISTENT_DIARRHOEA",
            CIRCULATION,
            AllOf((IS_DEHYDRATED, LONG_DIARRHOEA)),
        ),
        yellow("PERSISTENT_DIARRHOEA", CIRCULATION, LONG_DIARRHOEA),
    ),
)
BLOOD = Sign("blood_in_stool")
DYSENTERY_BOX = Box(
    gate=BLOOD,
    rows=(yellow("DYSENTERY", CIRCULATION, BLOOD),),
)

MALARIA = AnyOf(
    (
        Word("malaria_test", ("positive",)),
        AllOf((Word("malaria_risk", ("high",)), Word("malaria_test", ("not_done",)))),
    )
)
FEBRILE_DANGER = AnyOf((Sign("stiff_neck"), DANGER))
FEVER_BOX = Box(
    gate=FEVER,
    rows=(
        pink("VERY_SEVERE_FEBRILE_DISEASE", DISABILITY, AllOf((FEVER, FEBRILE_DANGER))),
        yellow("MALARIA", "other", AllOf((FEVER, MALARIA))),
        green(
            "FEVER_NO_MALARIA",
            CHART,
            AllOf(
                (
                    Not(FEBRILE_DANGER),
                    AnyOf((Word("malaria_test", ("negative",)), Word("malaria_risk", ("none",)))),
                )
            ),
        ),
    ),
)
LONG_FEVER = AllOf((FEVER, Number("fever_days", ">", FEVER_LONG_DAYS)))
LONG_FEVER_BOX = Box(gate=LONG_FEVER, rows=(yellow("FEVER_OVER_7_DAYS", "other", LONG_FEVER),))
