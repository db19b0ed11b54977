"""The one table of fields: form, JSON words and plausibility checks are made from it."""

from dataclasses import dataclass
from enum import StrEnum

from triage.clinical.complaints import CODES
from triage.clinical.facts import FIVE
from triage.clinical.plausibility import RANGES
from triage.clinical.protocols import FURTHER_SIGNS
from triage.clinical.signs import DETAILS


class Kind(StrEnum):
    """How a field is read."""

    NUMBER = "number"
    CHOICE = "choice"
    FLAG = "flag"
    CODES = "codes"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that can be told.

    Attributes:
        name: the word in JSON and the name of the input: contract, never changed.
        kind: how it is read.
        unit: for people; "" where there is none.
        choices: the words allowed, of a choice.
        is_vital: stands among the vital signs, and can be "not measured" for a reason.
        longest: characters of a text.
    """

    name: str
    kind: Kind
    unit: str = ""
    choices: tuple[str, ...] = ()
    is_vital: bool = False
    longest: int = 0

    @property
    def limits(self) -> tuple[float, float] | None:
        """The least and greatest number that is possible."""
        return RANGES[self.name].possible if self.name in RANGES else None


def _number(name: str, unit: str, *, is_vital: bool = False) -> Field:
    return Field(name=name, kind=Kind.NUMBER, unit=unit, is_vital=is_vital)


def _choice(name: str, *choices: str, is_vital: bool = False) -> Field:
    return Field(name=name, kind=Kind.CHOICE, choices=choices, is_vital=is_vital)


_TABLE: tuple[Field, ...] = (
    _number("age_years", "years"),
    _number("age_months", "months"),
    _number("age_days", "days"),
    _choice("age_group", "adult", "child"),
    Field(name="birth_date", kind=Kind.DATE),
    _choice("sex", "F", "M", "unknown"),
    Field(name="pregnant", kind=Kind.FLAG),
    _number("gestation_weeks", "weeks"),
    _number("postpartum_days", "days"),
    Field(name="complaints", kind=Kind.CODES, choices=tuple(sorted(CODES))),
    Field(name="trauma", kind=Kind.FLAG),
    _number("burn_bsa_pct", "%"),
    _choice("burn_depth", "superficial", "partial", "full"),
    _number("temp_c", "°C", is_vital=True),
    _choice("temp_site", "axillary", "oral", "tympanic", "rectal", is_vital=True),
    _number("hr", "/min", is_vital=True),
    _number("rr", "/min", is_vital=True),
    _number("spo2", "%", is_vital=True),
    Field(name="on_oxygen", kind=Kind.FLAG, is_vital=True),
    _choice("avpu", "A", "C", "V", "P", "U", is_vital=True),
    _number("gcs", "", is_vital=True),
    _number("sbp", "mmHg", is_vital=True),
    _number("dbp", "mmHg", is_vital=True),
    _number("glucose_mmol", "mmol/L", is_vital=True),
    _number("cap_refill_s", "s", is_vital=True),
    _number("muac_mm", "mm", is_vital=True),
    _number("pain_0_10", "", is_vital=True),
    _number("weight_kg", "kg", is_vital=True),
    _number("height_cm", "cm", is_vital=True),
    _choice(
        "mobility",
        "walking",
        "with_help",
        "stretcher",
        "normal_for_age",
        "unable_as_normal",
        is_vital=True,
    ),
    _choice("glucose_unit", "mmol", "mgdl", is_vital=True),
    _number("cough_days", "days"),
    _number("diarrhoea_days", "days"),
    _number("fever_days", "days"),
    _number("ear_discharge_days", "days"),
    _number("illness_days", "days"),
    _number("hours_since_injury", "hours"),
    _number("vomits", ""),
    _number("age_hours", "hours"),
    _number("rr_repeat", "/min"),
    _number("ast_u_l", "U/L"),
    _number("alt_u_l", "U/L"),
    _number("hb_g_dl", "g/dL"),
    _number("blood_loss_ml", "mL"),
    _number("minutes_since_birth", "minutes"),
    _choice("malaria_test", "positive", "negative", "not_done"),
    _choice("malaria_risk", "high", "low", "none"),
    _choice("animal", "dog", "cat", "bat", "monkey", "other"),
    _choice(
        "exposure",
        "bite_through_skin",
        "scratch_no_bleeding",
        "lick_broken_skin",
        "lick_intact_skin",
        "contact",
    ),
    Field(name="full_name", kind=Kind.TEXT, longest=120),
    Field(name="village", kind=Kind.TEXT, longest=80),
    Field(name="phone", kind=Kind.TEXT, longest=30),
    Field(name="note", kind=Kind.TEXT, longest=1000),
)
FIELDS: dict[str, Field] = {field.name: field for field in _TABLE}
"""Every field by name, in the order in which people are asked."""

ASKED_VITALS = FIVE
"""The five that a form asks everybody for; each can carry a reason for not being measured."""

GROUPS = ("breathe", "look", "ask", "injury")
"""The groups of check boxes, most dangerous first; each is closed by its own "none of these"."""

ADULT_SIGNS: dict[str, tuple[str, ...]] = {
    "breathe": (
        "stridor",
        "respiratory_distress",
        "central_cyanosis",
        "wheezing",
        "mouth_throat_neck_swelling",
    ),
    "look": (
        "unresponsive",
        "active_convulsions",
        "altered_mental_status",
        "agitation",
        "violent_aggressive",
        "weak_fast_pulse",
        "heavy_bleeding",
        "ongoing_bleeding",
        "severe_pallor",
        "stiff_neck",
        "rash_worsening_or_peeling",
    ),
    "ask": (
        "fever",
        "headache",
        "severe_pain",
        "acute_chest_pain",
        "acute_abdominal_pain",
        "vomits_everything",
        "ongoing_diarrhoea",
        "unable_to_feed_or_drink",
        "recent_fainting",
        "seizures",
        "acute_general_weakness",
        "acute_focal_neuro",
        "acute_visual_disturbance",
        "unable_to_pass_urine",
        "acute_testicular_pain_or_priapism",
        "hypoglycaemia",
        "urgent_surgical_diagnosis",
    ),
    "injury": (
        "high_risk_trauma",
        "other_trauma_or_burn",
        "threatened_limb",
        "open_fracture",
        "acute_limb_deformity",
        "suspected_dislocation",
        "poisoning_or_chemical_exposure",
        "snake_bite",
        "time_sensitive_prophylaxis_exposure",
        "sexual_assault",
    ),
}
CHILD_SIGNS: dict[str, tuple[str, ...]] = {
    "breathe": ADULT_SIGNS["breathe"],
    "look": (
        "unresponsive",
        "active_convulsions",
        "altered_mental_status",
        "lethargy",
        "restless_or_irritable",
        "weak_fast_pulse",
        "cold_extremities",
        "heavy_bleeding",
        "severe_pallor",
        "sunken_eyes",
        "very_slow_skin_pinch",
        "dehydration",
        "severe_wasting_or_bilateral_oedema",
        "stiff_neck",
        "rash_worsening_or_peeling",
    ),
    "ask": (
        "fever",
        "headache",
        "severe_pain",
        "drinks_poorly",
        "unable_to_feed_or_drink",
        "vomits_everything",
        "ongoing_diarrhoea",
        "seizures",
        "recent_fainting",
        "acute_general_weakness",
        "acute_focal_neuro",
        "acute_visual_disturbance",
        "unable_to_pass_urine",
        "acute_testicular_pain_or_priapism",
        "hypoglycaemia",
        "urgent_surgical_diagnosis",
    ),
    "injury": (
        "high_risk_trauma",
        "other_trauma_or_burn",
        "threatened_limb",
        "open_fracture",
        "ongoing_bleeding",
        "poisoning_or_chemical_exposure",
        "snake_bite",
        "time_sensitive_prophylaxis_exposure",
        "sexual_assault",
    ),
}
PREGNANCY_SIGNS: dict[str, tuple[str, ...]] = {
    "breathe": (),
    "look": (),
    "ask": ("severe_headache", "severe_abdominal_pain"),
    "injury": ("active_labour", "pregnancy_referred_complication"),
}
"""Asked besides, where the patient is or may be pregnant."""

CLOSED_WITH: dict[str, tuple[str, ...]] = {
    "breathe": (),
    "look": ("hypothermia",),
    "ask": ("visual_changes",),
    "injury": ("trauma",),
}
"""Signs of the charts that another line of the group covers (visual_changes, trauma) or that the
thermometer shows (hypothermia): the group's "none of these" answers them too."""

OPTIONAL_SIGNS = ("ecg_acute_ischaemia",)
"""Known only where there is a device; not asked on the page and not needed for GREEN."""


def signs_asked(chart: str, *, could_be_pregnant: bool) -> dict[str, tuple[str, ...]]:
    """Return the signs to ask for, by group, of the *chart* adult, child or both."""
    charts = {"adult": (ADULT_SIGNS,), "child": (CHILD_SIGNS,), "both": (CHILD_SIGNS, ADULT_SIGNS)}
    asked: dict[str, tuple[str, ...]] = {}
    for group in GROUPS:
        names = [name for signs in charts[chart] for name in signs[group]]
        if could_be_pregnant:
            names.extend(PREGNANCY_SIGNS[group])
        asked[group] = tuple(dict.fromkeys(names))
    return asked


def signs_closed(chart: str, group: str) -> frozenset[str]:
    """Return every sign of *chart* that is absent once *group* is answered with "none of these"."""
    asked = signs_asked(chart, could_be_pregnant=True)[group]
    return frozenset((*asked, *CLOSED_WITH[group]))


def chart_signs(chart: str) -> frozenset[str]:
    """Return every sign that *chart* asks for: what "all others absent" speaks of."""
    names = frozenset(OPTIONAL_SIGNS)
    return names.union(*(signs_closed(chart, group) for group in GROUPS))


SIGNS: frozenset[str] = chart_signs("both") | frozenset(DETAILS) | FURTHER_SIGNS
"""Every sign that can be named."""
