"""IITT, chart for age 12 and over: the table.

WHO, ICRC, MSF Interagency Integrated Triage Tool, artwork 60413_OMS-IHS-Poster-Triage-Tool-01-A3-
20200326-v6. The facts of the chart, restated; where the chart prints no number, the policy that
sets one is named. Not signed off by a clinician.
"""

from triage.clinical.facts import Condition
from triage.clinical.level import Level
from triage.clinical.rules import AgeIs, AllOf, AnyOf, AtLeast, Avpu, Number, Pregnant, Rule, Sign

CHART = "IITT chart age >= 12, 2020 v6"
REFERENCE = "IITT reference card, 2020 v6"

SLOW_REFILL_S = 3
HR_RED_LOW, HR_RED_HIGH = 50, 150
HR_LOW, HR_HIGH = 60, 130
RR_LOW, RR_HIGH = 10, 30
TEMP_LOW_C, TEMP_HIGH_C = 36, 39
SPO2_LOW_PCT = 92
PREGNANT_SBP, PREGNANT_DBP = 160, 110
PAIN_OVER_YEARS = 50


def _red(
    name: str, group: str, condition: Condition, *, source: str = CHART, policy: str = ""
) -> Rule:
    return Rule(
        id=f"A_R_{name}",
        level=Level.RED,
        group=group,
        source=source,
        condition=condition,
        policy=policy,
        optional=name == "ECG",
    )


def _pregnant_red(name: str, condition: Condition) -> Rule:
    return _red(f"PREG_{name}", "pregnant", AllOf((Pregnant(), condition)))


def _yellow(name: str, group: str, *signs: str) -> Rule:
    condition = AnyOf(tuple(Sign(sign) for sign in signs))
    return Rule(
        id=f"A_Y_{name}", level=Level.YELLOW, group=group, source=CHART, condition=condition
    )


def _step3(name: str, group: str, condition: Condition) -> Rule:
    return Rule(
        id=f"A_V_{name}",
        level=Level.YELLOW,
        group=group,
        source=f"{CHART}, step 3",
        condition=condition,
        is_step3=True,
        policy="P2",
    )


def _outside(name: str, low: float, high: float) -> AnyOf:
    return AnyOf((Number(name, "<", low), Number(name, ">", high)))


AIRWAY, CIRCULATION, DISABILITY = "airway_breathing", "circulation", "disability"

RED: tuple[Rule, ...] = (
    _red("UNRESPONSIVE", "general", Sign("unresponsive"), policy="P3"),
    _red("STRIDOR", AIRWAY, Sign("stridor")),
    _red("RESP_DISTRESS", AIRWAY, Sign("respiratory_distress"), source=REFERENCE),
    _red("CYANOSIS", AIRWAY, Sign("central_cyanosis")),
    _red("CRT", CIRCULATION, Number("cap_refill_s", ">", SLOW_REFILL_S)),
    _red("WEAK_FAST_PULSE", CIRCULATION, Sign("weak_fast_pulse")),
    _red("HEAVY_BLEEDING", CIRCULATION, Sign("heavy_bleeding")),
    _red("HR", CIRCULATION, _outside("hr", HR_RED_LOW, HR_RED_HIGH)),
    _red("CONVULSIONS", DISABILITY, Sign("active_convulsions")),
    _red(
        "TWO_OF_NEURO",
        DISABILITY,
        AtLeast(
            2,
            (
                Sign("altered_mental_status"),
                Sign("stiff_neck"),
                AnyOf((Sign("fever"), Sign("hypothermia"))),
                Sign("headache"),
            ),
        ),
        policy="P4",
    ),
    _red("HYPOGLYCAEMIA", DISABILITY, Sign("hypoglycaemia"), policy="P5"),
    _red("HIGH_RISK_TRAUMA", "other", Sign("high_risk_trauma"), source=REFERENCE),
    _red("POISONING", "other", Sign("poisoning_or_chemical_exposure")),
    _red("THREATENED_LIMB", "other", Sign("threatened_limb"), source=REFERENCE),
    _red("SNAKE_BITE", "other", Sign("snake_bite")),
    _red(
        "CHEST_ABDO_PAIN_OVER50",
        "other",
        AllOf(
            (
                # An adult of unknown age counts as over 50: project policy (age edges).
                AgeIs("years", ">", PAIN_OVER_YEARS, unknown=True),
                AnyOf((Sign("acute_chest_pain"), Sign("acute_abdominal_pain"))),
            )
        ),
    ),
    _red("ECG", "other", Sign("ecg_acute_ischaemia")),
    _red("VIOLENT", "other", Sign("violent_aggressive")),
    _pregnant_red("BLEEDING", Sign("heavy_bleeding")),
    _pregnant_red("ABDO", Sign("severe_abdominal_pain")),
    _pregnant_red(
        "SEIZURE_AMS",
        AnyOf((Sign("seizures"), Sign("active_convulsions"), Sign("altered_mental_status"))),
    ),
    _pregnant_red("HEADACHE", Sign("severe_headache")),
    _pregnant_red("VISUAL", AnyOf((Sign("visual_changes"), Sign("acute_visual_disturbance")))),
    _pregnant_red(
        "BP", AnyOf((Number("sbp", ">=", PREGNANT_SBP), Number("dbp", ">=", PREGNANT_DBP)))
    ),
    _pregnant_red("LABOUR", Sign("active_labour")),
    _pregnant_red(
        "TRAUMA",
        AnyOf((Sign("trauma"), Sign("other_trauma_or_burn"), Sign("high_risk_trauma"))),
    ),
)

YELLOW: tuple[Rule, ...] = (
    _yellow("SWELLING", AIRWAY, "mouth_throat_neck_swelling"),
    _yellow("WHEEZE", AIRWAY, "wheezing"),
    _yellow("VOMIT_DIARRHOEA", CIRCULATION, "vomits_everything", "ongoing_diarrhoea"),
    _yellow("CANNOT_DRINK", CIRCULATION, "unable_to_feed_or_drink"),
    _yellow("PALLOR", CIRCULATION, "severe_pallor"),
    _yellow("BLEEDING", CIRCULATION, "ongoing_bleeding"),
    _yellow("FAINTING", CIRCULATION, "recent_fainting"),
    _yellow("AMS_AGITATION", DISABILITY, "altered_mental_status", "agitation"),
    _yellow("WEAKNESS", DISABILITY, "acute_general_weakness"),
    _yellow("FOCAL_NEURO", DISABILITY, "acute_focal_neuro"),
    _yellow("VISUAL", DISABILITY, "acute_visual_disturbance"),
    _yellow("SEVERE_PAIN", "other", "severe_pain"),
    _yellow("RASH", "other", "rash_worsening_or_peeling"),
    _yellow("LIMB_DEFORMITY", "other", "acute_limb_deformity"),
    _yellow("OPEN_FRACTURE", "other", "open_fracture"),
    _yellow("DISLOCATION", "other", "suspected_dislocation"),
    _yellow("TRAUMA_BURN", "other", "other_trauma_or_burn"),
    _yellow("SURGICAL", "other", "urgent_surgical_diagnosis"),
    _yellow("SEXUAL_ASSAULT", "other", "sexual_assault"),
    _yellow("TESTIS", "other", "acute_testicular_pain_or_priapism"),
    _yellow("RETENTION", "other", "unable_to_pass_urine"),
    _yellow("PROPHYLAXIS", "other", "time_sensitive_prophylaxis_exposure"),
    Rule(
        id="A_Y_PREG_REFERRED",
        level=Level.YELLOW,
        group="pregnant",
        source=CHART,
        condition=AllOf((Pregnant(), Sign("pregnancy_referred_complication"))),
    ),
)

STEP3: tuple[Rule, ...] = (
    _step3("HR", CIRCULATION, _outside("hr", HR_LOW, HR_HIGH)),
    _step3("RR", AIRWAY, _outside("rr", RR_LOW, RR_HIGH)),
    _step3("TEMP", "general", _outside("temp_c", TEMP_LOW_C, TEMP_HIGH_C)),
    _step3("SPO2", AIRWAY, Number("spo2", "<", SPO2_LOW_PCT)),
    _step3("AVPU", DISABILITY, Avpu("CVPU")),
)

RULES: tuple[Rule, ...] = (*RED, *YELLOW, *STEP3)
