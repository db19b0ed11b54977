"""What was seen and measured, each observable once.

``None`` means "not measured", never 0 or "". A sign is present, absent or unknown: a sign in
neither set was not asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from triage.clinical.age import Age


class Sex(StrEnum):
    """Sex as the model and the obstetric rules need it."""

    FEMALE = "F"
    MALE = "M"
    UNKNOWN = "unknown"


class NotMeasured(StrEnum):
    """Why a vital sign is missing."""

    NO_DEVICE = "no_device"
    REFUSED = "refused"
    UNABLE = "unable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """Measurements, in the units of the field table.

    hr: beats a minute. rr: breaths a minute, counted for 60 s. temp_c: degrees Celsius.
    temp_site: axillary, oral, tympanic or rectal. spo2: per cent. on_oxygen: breathes extra
    oxygen. sbp, dbp: mmHg. avpu: A, C (new confusion), V, P or U. gcs: 3 to 15. glucose_mmol:
    mmol/L. cap_refill_s: seconds. muac_mm: mm. pain_0_10: 0 to 10. weight_kg: kg. height_cm: cm.
    mobility: walking, with_help, stretcher, normal_for_age or unable_as_normal.
    """

    hr: float | None = None
    rr: float | None = None
    temp_c: float | None = None
    temp_site: str | None = None
    spo2: float | None = None
    on_oxygen: bool | None = None
    sbp: float | None = None
    dbp: float | None = None
    avpu: str | None = None
    gcs: float | None = None
    glucose_mmol: float | None = None
    cap_refill_s: float | None = None
    muac_mm: float | None = None
    pain_0_10: float | None = None
    weight_kg: float | None = None
    height_cm: float | None = None
    mobility: str | None = None

    def measured(self) -> dict[str, float | str | bool]:
        """Return what was measured, by name, in the order of the fields."""
        values = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: value for name, value in values if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What further questions and tests gave; None is not asked, or not known.

    cough_days, diarrhoea_days, fever_days, ear_discharge_days: days so far. illness_days: since
    the illness began. hours_since_injury: hours. vomits: how often since the injury. age_hours:
    of a newborn. rr_repeat: breaths a minute at the second count. ast_u_l, alt_u_l: U/L.
    hb_g_dl: g/dL. blood_loss_ml: mL since the birth. minutes_since_birth: of the child.
    malaria_test: positive, negative or not_done. malaria_risk: high, low or none. animal: what
    bit or licked. exposure: bite_through_skin, scratch_no_bleeding, lick_broken_skin,
    lick_intact_skin or contact.
    """

    cough_days: float | None = None
    diarrhoea_days: float | None = None
    fever_days: float | None = None
    ear_discharge_days: float | None = None
    illness_days: float | None = None
    hours_since_injury: float | None = None
    vomits: float | None = None
    age_hours: float | None = None
    rr_repeat: float | None = None
    ast_u_l: float | None = None
    alt_u_l: float | None = None
    hb_g_dl: float | None = None
    blood_loss_ml: float | None = None
    minutes_since_birth: float | None = None
    malaria_test: str | None = None
    malaria_risk: str | None = None
    animal: str | None = None
    exposure: str | None = None

    def known(self) -> dict[str, float | str]:
        """Return what is known, by name, in the order of the fields."""
        values = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: value for name, value in values if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """One patient at one moment.

    Attributes:
        age: what is known of the age, as bounds.
        sex: F, M or unknown.
        pregnant: None when not known.
        gestation_weeks: completed weeks.
        postpartum_days: days since the last birth, if within six weeks.
        present: signs seen or told, by canonical name.
        absent: signs asked for and not there.
        vitals: measurements.
        measures: what further questions and tests gave.
        not_measured: why a vital sign is missing, by its name.
        complaints: keypad codes, main complaint first.
        burn_bsa_pct: burnt share of the body surface, per cent.
        burn_depth: superficial, partial or full.
        trauma: whether the patient was injured, when somebody said so.
        no_sign_of_life: names of values typed in that mean no pulse or no breath (P27); they
            are no measurements, and hold RED until they are answered.
        refused: names of measurements that were told but not taken; until they are answered
            nobody is GREEN (P14).
    """

    age: Age = field(default_factory=Age)
    sex: Sex = Sex.UNKNOWN
    pregnant: bool | None = None
    gestation_weeks: int | None = None
    postpartum_days: int | None = None
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    vitals: Vitals = field(default_factory=Vitals)
    measures: Measures = field(default_factory=Measures)
    not_measured: Mapping[str, NotMeasured] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    burn_bsa_pct: float | None = None
    burn_depth: str | None = None
    trauma: bool | None = None
    no_sign_of_life: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
