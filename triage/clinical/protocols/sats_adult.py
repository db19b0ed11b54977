"""SATS, discriminators of adults: the table. Over 12 years of age, or taller than 150 cm.

Source: SATS training manual 2012, as two transcriptions give it; the manual's own text was not
read. Which sign or number sets which discriminator is project policy P24, so that nothing is asked
twice; the project accepts that pregnant patients are over-triaged (P15).
"""

from dataclasses import dataclass

from triage.clinical.facts import NO, Condition, Facts, Verdict
from triage.clinical.level import Level
from triage.clinical.rules import AllOf, AnyOf, Number, Pregnant, Rule, Said, Sign
from triage.clinical.signs import ANY_BURN

SOURCE = "SATS training manual 2012, adult discriminators"
PREFIX = "SATS_A_"

LOW_GLUCOSE_MMOL = 3.0
HIGH_GLUCOSE_KETONES_MMOL = 11
HIGH_GLUCOSE_MMOL = 17
BURN_PCT = 20
"""More than this share of the body."""

AIRWAY, CIRCULATION, DISABILITY = "airway_breathing", "circulation", "disability"


@dataclass(frozen=True, slots=True)
class SuspectedDislocation:
    """A joint may be out of place: a large one, unless a finger or toe was named."""

    def judge(self, facts: Facts) -> Verdict:
        """Return NO where a finger or toe was named, else whether the sign is there."""
        if "dislocation_finger_toe" in facts.findings.present:
            return NO
        return facts.sign("suspected_dislocation")


FACE_OR_AIRWAY_BURN = AnyOf((Said("burn_face_or_neck"), Said("burn_inhalation")))
LARGE_JOINT = AnyOf((Said("dislocation_large_joint"), SuspectedDislocation()))


def _rule(code: str, level: Level, group: str, condition: Condition) -> Rule:
    return Rule(
        id=f"{PREFIX}{code.upper()}",
        level=level,
        group=group,
        source=SOURCE,
        condition=condition,
        policy="P24",
    )


def _red(code: str, group: str, condition: Condition) -> Rule:
    return _rule(code, Level.RED, group, condition)


def _orange(code: str, group: str, condition: Condition) -> Rule:
    return _rule(code, Level.ORANGE, group, condition)


def _yellow(code: str, group: str, condition: Condition) -> Rule:
    return _rule(code, Level.YELLOW, group, condition)


def _pregnant(condition: Condition) -> AllOf:
    return AllOf((Pregnant(), condition))


RED: tuple[Rule, ...] = (
    _red(
        "airway_obstructed",
        AIRWAY,
        AnyOf((Sign("stridor"), Said("obstructed_breathing"), Said("not_breathing"))),
    ),
    _red("cardiac_arrest", CIRCULATION, Said("cardiac_arrest")),
    _red("seizure_current", DISABILITY, Sign("active_convulsions")),
    _red("burn_facial_inhalation", AIRWAY, FACE_OR_AIRWAY_BURN),
    _red("glucose_under_3", DISABILITY, Number("glucose_mmol", "<", LOW_GLUCOSE_MMOL)),
)

ORANGE: tuple[Rule, ...] = (
    _orange("high_energy_transfer", "other", Sign("high_risk_trauma")),
    _orange(
        "shortness_of_breath_acute",
        AIRWAY,
        AnyOf((Sign("respiratory_distress"), Said("some_respiratory_distress"))),
    ),
    _orange("reduced_consciousness_or_confused", DISABILITY, Sign("altered_mental_status")),
    _orange("coughing_blood", AIRWAY, Said("coughing_blood")),
    _orange("chest_pain", CIRCULATION, Sign("acute_chest_pain")),
    _orange("stabbed_neck", AIRWAY, Said("stabbed_neck")),
    _orange(
        "haemorrhage_uncontrolled",
        CIRCULATION,
        AnyOf((Sign("heavy_bleeding"), Said("penetrating_distal_bleeding_uncontrolled"))),
    ),
    _orange("seizure_post_ictal", DISABILITY, Sign("seizures")),
    _orange("focal_neurology_acute", DISABILITY, Sign("acute_focal_neuro")),
    _orange("aggression", DISABILITY, Sign("violent_aggressive")),
    _orange("threatened_limb", CIRCULATION, Sign("threatened_limb")),
    _orange("eye_injury", "other", Said("eye_injury")),
    _orange("dislocation_large_joint", "other", LARGE_JOINT),
    _orange("fracture_compound", "other", Sign("open_fracture")),
    _orange("burn_over_20", "other", Number("burn_bsa_pct", ">", BURN_PCT)),
    _orange("burn_electrical", "other", Said("burn_electrical")),
    _orange("burn_circumferential", "other", Said("burn_circumferential")),
    _orange("burn_chemical", "other", Said("burn_chemical")),
    _orange("poisoning_overdose", "other", Sign("poisoning_or_chemical_exposure")),
    _orange(
        "glucose_over_11_with_ketonuria",
        "general",
        AllOf((Sign("ketonuria"), Number("glucose_mmol", ">", HIGH_GLUCOSE_KETONES_MMOL))),
    ),
    _orange("vomiting_fresh_blood", CIRCULATION, Said("vomiting_fresh_blood")),
    _orange("pregnancy_abdominal_trauma", "pregnant", _pregnant(Sign("abdominal_trauma"))),
    _orange(
        "pregnancy_abdominal_pain",
        "pregnant",
        _pregnant(AnyOf((Sign("acute_abdominal_pain"), Sign("severe_abdominal_pain")))),
    ),
    _orange("severe_pain", "other", Sign("severe_pain")),
)

YELLOW: tuple[Rule, ...] = (
    _yellow(
        "haemorrhage_controlled",
        CIRCULATION,
        AnyOf((Said("haemorrhage_controlled"), Said("penetrating_distal_bleeding_controlled"))),
    ),
    _yellow("dislocation_finger_toe", "other", Said("dislocation_finger_toe")),
    _yellow("fracture_closed", "other", Said("closed_fracture")),
    _yellow("burn_other", "other", ANY_BURN),
    _yellow("abdominal_pain", "other", Sign("acute_abdominal_pain")),
    # With ketonuria it is ORANGE already; not asked for, it is still at least this.
    _yellow(
        "glucose_over_17_no_ketonuria", "general", Number("glucose_mmol", ">", HIGH_GLUCOSE_MMOL)
    ),
    _yellow(
        "vomiting_persistently",
        "general",
        AnyOf((Sign("vomits_everything"), Said("persistent_vomiting"))),
    ),
    _yellow(
        "pregnancy_trauma",
        "pregnant",
        _pregnant(AnyOf((Sign("trauma"), Sign("abdominal_trauma"), Sign("other_trauma_or_burn")))),
    ),
    _yellow(
        "pregnancy_pv_bleed",
        "pregnant",
        _pregnant(AnyOf((Sign("heavy_bleeding"), Sign("ongoing_bleeding")))),
    ),
    _yellow("moderate_pain", "other", Said("moderate_pain")),
)

RULES: tuple[Rule, ...] = (*RED, *ORANGE, *YELLOW)
