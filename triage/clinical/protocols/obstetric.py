"""Obstetric danger signs, blood pressure in pregnancy, bleeding after birth: the table.

Sources: WHO PCPNC counselling lists (secondary), WHO guideline on postpartum haemorrhage 2025
(secondary), a national postnatal-care protocol (secondary), IITT for 160/110 (primary). Bleeding in
pregnancy is project policy P16. What IITT has already fires there and is not repeated here.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from triage.clinical.facts import NO, Condition, Facts, Verdict
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.protocols.childbirth import (
    MINUTES_A_DAY,
    OBSTETRIC,
    AfterBirth,
    Gestation,
    is_obstetric,
)
from triage.clinical.protocols.shock_index import Index
from triage.clinical.rules import AllOf, AnyOf, Number, Pregnant, Rule, Said, Sign
from triage.clinical.signs import FEVER_C, facts_of

NAME = "OBSTETRIC"
PCPNC = "WHO PCPNC, danger signs in pregnancy (secondary)"
PPH = "WHO postpartum haemorrhage 2025 (secondary)"
POSTNATAL = "national postnatal-care protocol, danger signs (secondary)"
POLICY = "project policy"

SEVERE_SBP, SEVERE_DBP = 160, 110
RAISED_SBP, RAISED_DBP = 140, 90
"""From these on, in mmHg. Source: IITT chart (severe); WHO (raised)."""
LATE_WEEKS = 20
"""Bleeding from this week on, or of unknown gestation, is RED. Project policy P16."""
LOSS_ML, LOSS_WITH_SIGN_ML = 500, 300
PPH_HR, PPH_SBP, PPH_DBP = 100, 100, 60
PPH_INDEX = Fraction(1)
"""Pulse above, pressures below, index above: with 300 mL, postpartum haemorrhage."""

SIGNS = frozenset(
    {
        "vaginal_bleeding",
        "heavy_or_increasing_bleeding",
        "fever_too_weak_to_get_up",
        "fast_or_difficult_breathing",
        "feels_ill",
        "swelling_fingers_face_legs",
        "lower_abdominal_pain",
        "upper_abdominal_pain",
        "offensive_lochia",
        "thoughts_of_self_harm_or_harming_baby",
        "calf_pain_or_swelling",
        "breast_infection",
        "cord_prolapse",
        "labour_over_24h",
        "no_fetal_movement",
        "waters_broken_early",
    }
)


@dataclass(frozen=True, slots=True)
class CannotRuleOut:
    """*condition* holds in part, and what is missing could complete it."""

    condition: Condition

    def judge(self, facts: Facts) -> Verdict:
        """Return True where the condition is open and one of its parts holds."""
        verdict = self.condition.judge(facts)
        if verdict.truth is None and verdict.partly:
            missing = "+".join(sorted(verdict.open))
            return Verdict(truth=True, value=missing, threshold="not measured")
        return NO


def _any(*names: str) -> AnyOf:
    return AnyOf(tuple(Sign(name) for name in names))


BREATHLESS = _any("fast_or_difficult_breathing", "respiratory_distress")
SIGHT = _any("visual_changes", "acute_visual_disturbance")
BELLY = _any(
    "acute_abdominal_pain", "severe_abdominal_pain", "lower_abdominal_pain", "upper_abdominal_pain"
)
BLEEDS = _any("vaginal_bleeding", "ongoing_bleeding", "heavy_bleeding")
"""A form that asks only whether she is still bleeding counts too: project policies P16 and P24."""
RAISED = AnyOf((Number("sbp", ">=", RAISED_SBP), Number("dbp", ">=", RAISED_DBP)))
SEVERE = AnyOf((Number("sbp", ">=", SEVERE_SBP), Number("dbp", ">=", SEVERE_DBP)))
SYMPTOMS = AnyOf(
    (_any("severe_headache", "upper_abdominal_pain", "seizures"), SIGHT, BREATHLESS),
)
HAEMORRHAGE = AnyOf(
    (
        Number("blood_loss_ml", ">=", LOSS_ML),
        AllOf(
            (
                Number("blood_loss_ml", ">=", LOSS_WITH_SIGN_ML),
                AnyOf(
                    (
                        Number("hr", ">", PPH_HR),
                        Number("sbp", "<", PPH_SBP),
                        Number("dbp", "<", PPH_DBP),
                        Index(">", PPH_INDEX),
                    )
                ),
            )
        ),
    )
)
FIRST_DAY = AfterBirth(MINUTES_A_DAY)
POSTNATAL_FEVER = AnyOf((Number("temp_c", ">=", FEVER_C), Said("fever"), Said("reported_fever")))
POSTNATAL_SEPSIS = AllOf((POSTNATAL_FEVER, _any("offensive_lochia", "lower_abdominal_pain")))


def _rule(name: str, level: Level, source: str, *parts: Condition, policy: str = "") -> Rule:
    return Rule(
        id=f"OB_{name}",
        level=level,
        group="pregnant",
        source=source,
        condition=AllOf(parts),
        policy=policy,
    )


RED, YELLOW = Level.RED, Level.YELLOW
DURING, AFTER = Pregnant(), AfterBirth()

RULES: tuple[Rule, ...] = (
    _rule("PPH", RED, PPH, FIRST_DAY, HAEMORRHAGE),
    _rule(
        "HEAVY_BLEEDING",
        RED,
        POSTNATAL,
        AFTER,
        _any("heavy_bleeding", "heavy_or_increasing_bleeding"),
    ),
    _rule(
        "BLEEDING_LATE",
        RED,
        f"{PCPNC}; project policy P16",
        DURING,
        BLEEDS,
        AnyOf((BELLY, Sign("recent_fainting"), Gestation(">=", LATE_WEEKS, unknown=True))),
        policy="P16",
    ),
    _rule("BLEEDING", YELLOW, f"{PCPNC}; project policy P16", DURING, BLEEDS, policy="P16"),
    _rule("FIT", RED, PCPNC, OBSTETRIC, Sign("seizures")),
    _rule("HEADACHE_SIGHT", RED, PCPNC, OBSTETRIC, SIGHT, Sign("severe_headache")),
    _rule("FEVER_WEAK", RED, PCPNC, OBSTETRIC, Sign("fever_too_weak_to_get_up")),
    _rule("SEVERE_ABDOMINAL_PAIN", RED, PCPNC, OBSTETRIC, Sign("severe_abdominal_pain")),
    _rule("BREATHING", RED, PCPNC, OBSTETRIC, BREATHLESS),
    _rule("CHEST_PAIN", RED, POSTNATAL, AFTER, Sign("acute_chest_pain")),
    _rule("SEVERE_PRESSURE", RED, "IITT chart age >= 12, 2020 v6", OBSTETRIC, SEVERE),
    _rule(
        "PRESSURE_SYMPTOMS",
        RED,
        "WHO, severe pre-eclampsia (secondary)",
        OBSTETRIC,
        SYMPTOMS,
        RAISED,
    ),
    _rule("POSTNATAL_SEPSIS", RED, POSTNATAL, AFTER, POSTNATAL_SEPSIS),
    _rule("SELF_HARM", RED, POSTNATAL, AFTER, Sign("thoughts_of_self_harm_or_harming_baby")),
    _rule("CORD", RED, POLICY, OBSTETRIC, Sign("cord_prolapse")),
    _rule(
        "LONG_LABOUR", RED, "labour over 24 h, UNVERIFIED 0.9", OBSTETRIC, Sign("labour_over_24h")
    ),
    _rule(
        "PPH_OPEN",
        YELLOW,
        f"{PPH}; blank is not normal: project policy P8",
        FIRST_DAY,
        CannotRuleOut(HAEMORRHAGE),
        policy="P8",
    ),
    _rule("PRESSURE", YELLOW, "WHO, raised pressure; project policy", OBSTETRIC, RAISED),
    _rule("FEVER", YELLOW, PCPNC, OBSTETRIC, Sign("fever")),
    _rule("ABDOMINAL_PAIN", YELLOW, PCPNC, OBSTETRIC, BELLY),
    _rule("FEELS_ILL", YELLOW, PCPNC, OBSTETRIC, Sign("feels_ill")),
    _rule("SWELLING", YELLOW, PCPNC, OBSTETRIC, Sign("swelling_fingers_face_legs")),
    _rule("CALF", YELLOW, POSTNATAL, AFTER, Sign("calf_pain_or_swelling")),
    _rule("BREAST", YELLOW, POSTNATAL, AFTER, Sign("fever"), Sign("breast_infection")),
    _rule("NO_MOVEMENT", YELLOW, POLICY, DURING, Sign("no_fetal_movement")),
    _rule("WATERS", YELLOW, POLICY, DURING, Sign("waters_broken_early")),
)


def judge(findings: Findings) -> Opinion | None:
    """Return what the table says of *findings*; None where no pregnancy or birth is possible.

    Where a woman's pregnancy was not asked about, nothing fires, and what could is unresolved.
    """
    facts = facts_of(findings, is_child=False)
    return None if is_obstetric(facts) is False else judged(NAME, RULES, facts)


PROTOCOL = Protocol(
    name=NAME,
    title="Obstetric danger signs",
    version="2026-11",
    source="WHO PCPNC, WHO PPH 2025, postnatal care (secondary); IITT; project policy P16",
    scope="In pregnancy, in labour and up to 42 days after the birth",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    signs=SIGNS,
)
