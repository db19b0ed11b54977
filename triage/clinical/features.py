"""The model's inputs: their names, units, order and the range that it was trained on.

The same table serves the model that decides (triage.risk) and the one that is trained
(models.training), so that the two can never disagree about a column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

from triage.clinical.complaint_groups import GROUPS, group_of

LEAST_AGE_YEARS = 12
MEASURED_AT_LEAST = 2
CORE_VITALS = ("temp_c", "hr", "rr")
_FLAG_PREFIX = "complaint_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One input of the model; *low* and *high* bound, inclusively, what it was trained on."""

    name: str
    unit: str
    low: float
    high: float


VITALS: tuple[Feature, ...] = (
    Feature(name="temp_c", unit="Cel", low=30.0, high=43.5),
    Feature(name="hr", unit="/min", low=20.0, high=250.0),
    Feature(name="rr", unit="/min", low=4.0, high=80.0),
    Feature(name="sbp", unit="mm[Hg]", low=40.0, high=290.0),
    Feature(name="dbp", unit="mm[Hg]", low=20.0, high=190.0),
    Feature(name="spo2", unit="%", low=50.0, high=100.0),
)

# No age above 94 stands in the table; the survey seems to write older people down as 94.
AGE = Feature(name="age_years", unit="a", low=float(LEAST_AGE_YEARS), high=120.0)

MEASURED: tuple[Feature, ...] = (
    AGE,
    Feature(name="male", unit="1", low=0.0, high=1.0),
    *VITALS,
)
"""What may be missing (NaN): age, sex and vital signs."""


def flag_name(group: str) -> str:
    """Return the name of the input for one of complaint_groups.GROUPS."""
    return f"{_FLAG_PREFIX}{group}"


def flagged_group(feature: str) -> str | None:
    """Return the complaint group that the input *feature* flags; None if it is no flag."""
    return feature.removeprefix(_FLAG_PREFIX) if feature.startswith(_FLAG_PREFIX) else None


FLAGS: tuple[Feature, ...] = tuple(
    Feature(name=flag_name(group), unit="1", low=0.0, high=1.0) for group in GROUPS
)
"""One flag for each complaint group, 0 or 1 and never NaN: not told is 0."""

FEATURES: tuple[Feature, ...] = (*MEASURED, *FLAGS)

_MALE = {"M": 1.0, "F": 0.0}


def vector(
    *,
    age_years: int | None,
    sex: str,
    vitals: Mapping[str, float | None],
    complaints: Sequence[str] = (),
) -> tuple[float, ...]:
    """Return one value for each of FEATURES, in their order; NaN where nothing was measured.

    Args:
        age_years: completed years, None when unknown.
        sex: "M", "F" or "unknown".
        vitals: by name and unit of VITALS; None, NaN or no key = not measured.
        complaints: codes of triage.clinical.complaints; each sets the flag of its group.
    """
    age = nan if age_years is None else float(age_years)
    measured = (nan if (value := vitals.get(v.name)) is None else float(value) for v in VITALS)
    groups = {group_of(complaint) for complaint in complaints}
    flags = (float(group in groups) for group in GROUPS)
    return (age, _MALE.get(sex, nan), *measured, *flags)


def outside_experience(
    age_years: int | None, vitals: Mapping[str, float | None], complaints: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return why the model has to abstain from this patient; empty when it may speak.

    The reasons are "age_unknown", "age_under_12", "few_vitals", "complaint" (one that belongs to
    no group), and the name of each input whose value lies outside the range that the model was
    trained on. Such a value counts as measured.
    """
    measured = {v.name: value for v in VITALS if _is_measured(value := vitals.get(v.name))}
    reasons = list(_age_reasons(age_years))
    if sum(name in measured for name in CORE_VITALS) < MEASURED_AT_LEAST:
        reasons.append("few_vitals")
    if any(group_of(complaint) is None for complaint in complaints):
        reasons.append("complaint")
    reasons += [v.name for v in VITALS if v.name in measured and not _fits(v, measured[v.name])]
    return tuple(reasons)


def _age_reasons(age_years: int | None) -> tuple[str, ...]:
    if age_years is None:
        return ("age_unknown",)
    if age_years < LEAST_AGE_YEARS:
        return ("age_under_12",)
    return () if age_years <= AGE.high else (AGE.name,)


def _is_measured(value: float | None) -> bool:
    return value is not None and not isnan(value)


def _fits(feature: Feature, value: float | None) -> bool:
    return value is not None and feature.low <= value <= feature.high
