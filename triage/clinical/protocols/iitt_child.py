"""IITT, chart for children under 12: the table.

WHO, ICRC, MSF Interagency Integrated Triage Tool, artwork 60413_OMS-IHS-Poster-Triage-Tool-01-A3-
20200326-v6. The facts of the chart, restated; where the chart prints no number or no sign of
comparison, the policy that sets one is named. Not signed off by a clinician.
"""

from dataclasses import dataclass

from triage.clinical.age import YOUNG_INFANT_DAYS
from triage.clinical.facts import Condition, Facts, Verdict
from triage.clinical.level import Level
from triage.clinical.protocols import iitt_adult
from triage.clinical.rules import AgeIs, AllOf, AnyOf, AtLeast, Avpu, Number, Pregnant, Rule, Sign

CHART = "IITT chart age < 12, 2020 v6"
REFERENCE = iitt_adult.REFERENCE

SLOW_REFILL_S = 3
NEWBORN_DAYS = 7
INFANT_MONTHS = 6
YOUNG_TEMP_LOW_C, YOUNG_TEMP_HIGH_C = 36, 39
TEMP_LOW_C, TEMP_HIGH_C = 36, 39
SPO2_LOW_PCT = 92

BANDS: tuple[tuple[Condition, ...], ...] = (
    (AgeIs("months", "<", 12),),
    (AgeIs("months", ">=", 12), AgeIs("months", "<", 60)),
    (AgeIs("months", ">=", 60),),
)
"""Under 1 year, 1 to 4, 5 to 11 years. Source: step 3 of the chart."""
RR_HIGH = (50, 40, 30)
RR_LOW = (25, 20, 10)
HR_HIGH = (180, 160, 140)
HR_LOW = (90, 80, 70)
"""Limits in the three age bands. The chart prints "High" and "Low" without a sign of comparison
except "<" for the low pulse; high is read as >=, low as <. Project policy P1."""


@dataclass(frozen=True, slots=True)
class ByAge:
    """A number compared with the limit of the patient's age band."""

    name: str
    operator: str
    limits: tuple[int, int, int]

    def judge(self, facts: Facts) -> Verdict:
        """Return the comparison; unknown where the age leaves bands that differ."""
        possible = [
            Number(self.name, self.operator, limit).judge(facts)
            for band, limit in zip(BANDS, self.limits, strict=True)
            if AllOf(band).judge(facts).truth is not False
        ]
        truths = {verdict.truth for verdict in possible}
        if len(truths) == 1:
            return possible[0]
        return Verdict(truth=None, open=frozenset({"age"}), partly=True)


@dataclass(frozen=True, slots=True)
class AnyAdultRed:
    """Any red criterion of the adult chart holds."""

    def judge(self, facts: Facts) -> Verdict:
        """Return the first that holds."""
        return AnyOf(tuple(rule.condition for rule in iitt_adult.RED)).judge(facts)


def _rule(name: str, level: Level, group: str, condition: Condition, **more: str) -> Rule:
    letter = "R" if level is Level.RED else "Y"
    return Rule(
        id=f"C_{letter}_{name}",
        level=level,
        group=group,
        source=more.get("source", CHART),
        condition=condition,
        policy=more.get("policy", ""),
    )


def _red(name: str, group: str, condition: Condition, **more: str) -> Rule:
    return _rule(name, Level.RED, group, condition, **more)


def _yellow(name: str, group: str, *signs: str) -> Rule:
    return _rule(name, Level.YELLOW, group, AnyOf(tuple(Sign(sign) for sign in signs)))


def _step3(name: str, group: str, condition: Condition, policy: str = "P2") -> Rule:
    return Rule(
        id=f"C_V_{name}",
        level=Level.YELLOW,
        group=group,
        source=f"{CHART}, step 3",
        condition=condition,
        is_step3=True,
        policy=policy,
    )


AIRWAY, CIRCULATION, DISABILITY = "airway_breathing", "circulation", "disability"

RED: tuple[Rule, ...] = (
    _red("UNRESPONSIVE", "general", Sign("unresponsive"), policy="P3"),
    _red("STRIDOR", AIRWAY, Sign("stridor")),
    _red("RESP_DISTRESS", AIRWAY, Sign("respiratory_distress"), source=REFERENCE),
    _red("CYANOSIS", AIRWAY, Sign("central_cyanosis")),
    _red("CRT", CIRCULATION, Number("cap_refill_s", ">", SLOW_REFILL_S)),
    _red("WEAK_FAST_PULSE", CIRCULATION, Sign("weak_fast_pulse")),
    _red("HEAVY_BLEEDING", CIRCULATION, Sign("heavy_bleeding")),
    _red("COLD_EXTREMITIES", CIRCULATION, Sign("cold_extremities")),
    _red(
        "DEHYDRATION_TWO",
        CIRCULATION,
        AtLeast(
            2,
            (
                Sign("lethargy"),
                Sign("sunken_eyes"),
                Sign("very_slow_skin_pinch"),
                Sign("drinks_poorly"),
            ),
        ),
    ),
    _red("CONVULSIONS", DISABILITY, Sign("active_convulsions")),
    _red(
        "AMS_PLUS",
        DISABILITY,
        AllOf(
            (
                Sign("altered_mental_status"),
                AnyOf((Sign("stiff_neck"), Sign("hypothermia"), Sign("fever"))),
            )
        ),
        policy="P4",
    ),
    _red("HYPOGLYCAEMIA", DISABILITY, Sign("hypoglycaemia"), policy="P5"),
    _red("INFANT_LT8D", "general", AgeIs("days", "<=", NEWBORN_DAYS)),
    _red(
        "LT2M_TEMP",
        "general",
        AllOf(
            (
                AgeIs("days", "<=", YOUNG_INFANT_DAYS),
                AnyOf(
                    (
                        Number("temp_c", "<", YOUNG_TEMP_LOW_C),
                        Number("temp_c", ">", YOUNG_TEMP_HIGH_C),
                    )
                ),
            )
        ),
    ),
    _red("HIGH_RISK_TRAUMA", "other", Sign("high_risk_trauma"), source=REFERENCE),
    _red("THREATENED_LIMB", "other", Sign("threatened_limb"), source=REFERENCE),
    _red("TESTIS", "other", Sign("acute_testicular_pain_or_priapism")),
    _red("SNAKE_BITE", "other", Sign("snake_bite")),
    _red("POISONING", "other", Sign("poisoning_or_chemical_exposure")),
    _red("PREG_ADULT_RED", "pregnant", AllOf((Pregnant(), AnyAdultRed()))),
)

YELLOW: tuple[Rule, ...] = (
    _yellow("SWELLING", AIRWAY, "mouth_throat_neck_swelling"),
    _yellow("WHEEZE", AIRWAY, "wheezing"),
    _yellow("CANNOT_FEED", CIRCULATION, "unable_to_feed_or_drink"),
    _yellow("VOMITS_ALL", CIRCULATION, "vomits_everything"),
    _yellow("DIARRHOEA", CIRCULATION, "ongoing_diarrhoea"),
    _yellow("DEHYDRATION", CIRCULATION, "dehydration"),
    _yellow("PALLOR", CIRCULATION, "severe_pallor"),
    _yellow("RESTLESS", DISABILITY, "restless_or_irritable", "lethargy"),
    _yellow("SEVERE_PAIN", "other", "severe_pain"),
    _rule(
        "INFANT_8D_6M",
        Level.YELLOW,
        "general",
        AllOf((AgeIs("days", ">", NEWBORN_DAYS), AgeIs("months", "<=", INFANT_MONTHS))),
    ),
    _yellow("MALNUTRITION", "general", "severe_wasting_or_bilateral_oedema"),
    _yellow("TRAUMA_BURN", "other", "other_trauma_or_burn"),
    _yellow("SEXUAL_ASSAULT", "other", "sexual_assault"),
    _yellow("SURGICAL", "other", "urgent_surgical_diagnosis"),
    _yellow("RASH", "other", "rash_worsening_or_peeling"),
    _yellow("PROPHYLAXIS", "other", "time_sensitive_prophylaxis_exposure"),
    _rule("PREGNANCY", Level.YELLOW, "pregnant", Pregnant()),
    _yellow("HEADACHE", DISABILITY, "headache"),
)

NOT_ON_CHART = (
    "seizures",
    "ongoing_bleeding",
    "recent_fainting",
    "acute_general_weakness",
    "acute_focal_neuro",
    "acute_visual_disturbance",
    "open_fracture",
    "unable_to_pass_urine",
    "ecg_acute_ischaemia",
    "violent_aggressive",
)
"""On the adult chart only; YELLOW for a child all the same. Project policy P6."""

POLICY: tuple[Rule, ...] = (
    Rule(
        id="C_P_NOT_ON_CHART",
        level=Level.YELLOW,
        group="other",
        source="project policy",
        condition=AnyOf(tuple(Sign(sign) for sign in NOT_ON_CHART)),
        optional=True,
        policy="P6",
    ),
)

STEP3: tuple[Rule, ...] = (
    _step3(
        "TEMP",
        "general",
        AnyOf((Number("temp_c", "<", TEMP_LOW_C), Number("temp_c", ">", TEMP_HIGH_C))),
    ),
    _step3("SPO2", AIRWAY, Number("spo2", "<", SPO2_LOW_PCT)),
    _step3("AVPU", DISABILITY, Avpu("CVPU")),
    _step3("RR_HIGH", AIRWAY, ByAge("rr", ">=", RR_HIGH), "P1, P2"),
    _step3("RR_LOW", AIRWAY, ByAge("rr", "<", RR_LOW), "P1, P2"),
    _step3("HR_HIGH", CIRCULATION, ByAge("hr", ">=", HR_HIGH), "P1, P2"),
    _step3("HR_LOW", CIRCULATION, ByAge("hr", "<", HR_LOW)),
)

RULES: tuple[Rule, ...] = (*RED, *YELLOW, *POLICY, *STEP3)
