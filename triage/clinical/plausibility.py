"""Which numbers can be true: accept, warn, ask, ask_unit or reject. All limits are policy P14.

A value that is refused is never turned into a normal one: it counts as not measured. A value that
is extreme but possible fires its criterion first and is confirmed afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass

from triage.clinical.age import ADULT_YEARS, Age

INFANT_MONTHS = 12
WARN_HR_INFANT = (70, 220)
WARN_RR_INFANT = 80
MGDL_PER_MMOL = 18.016
GLUCOSE_CLEAR_MMOL, GLUCOSE_CLEAR_MGDL = 10, 40
"""From the first to below the second, a bare number may be either unit and is always asked."""
FAHRENHEIT = (77, 113)
WITHOUT_POINT = (250, 450)
FAHRENHEIT_WITHOUT_POINT = (770, 1130)
ADULT_WEIGHT_KG = (25, 180)
GRAMS = (500, 6000)
WARN_RR_ADULT_BELOW = 9
"""So few breaths may be those of 15 seconds; they fire first and are confirmed."""
WARN_MUAC_INFANT_MM = 220
GRAMS_A_LITER = 10
"""A haemoglobin above what is possible in g/dL is one in g/L, ten times as much."""
KPA_TO_MMHG = 7.5006
KPA_SBP, KPA_DBP = (8, 35), (4, 20)
"""A pair of pressures in these ranges is in kPa."""
USUAL_PULSE_PRESSURE = (15, 120)
"""Outside this difference of the pressures, in mmHg, they are confirmed."""
BUDDHIST_YEARS = 543
BUDDHIST_ERA = (2440, 2580)
"""Birth years from here to here are of the Buddhist era, and 543 is taken off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Limits of one measurement: outside *possible* it is refused, outside *usual* confirmed."""

    possible: tuple[float, float]
    usual: tuple[float, float]
    whole: bool = False
    lifeless_below: float | None = None
    """Below this the number means "no pulse, no breath": refused, and RED until answered (P27)."""


def _range(low: float, high: float, warn: tuple[float, float], **more: float | bool) -> Range:
    return Range(possible=(low, high), usual=warn, **more)  # type: ignore[arg-type]


RANGES: dict[str, Range] = {
    "temp_c": _range(25.0, 45.0, (34.0, 41.5)),
    "hr": _range(20, 300, (40, 200), whole=True, lifeless_below=20),
    "rr": _range(3, 120, (8, 50), whole=True, lifeless_below=3),
    "spo2": _range(40, 100, (80, 100), whole=True, lifeless_below=40),
    "sbp": _range(40, 300, (70, 220), lifeless_below=40),
    "dbp": _range(20, 200, (40, 130)),
    "glucose_mmol": _range(0.3, 55, (3.5, 25)),
    "weight_kg": _range(0.4, 350, (0.4, 350)),
    "height_cm": _range(25, 250, (25, 250)),
    "muac_mm": _range(60, 500, (60, 500)),
    "cap_refill_s": _range(0, 60, (0, 10)),
    "pain_0_10": _range(0, 10, (0, 10), whole=True),
    "gcs": _range(3, 15, (3, 15), whole=True),
    "age_years": _range(0, 120, (0, 105), whole=True),
    "age_months": _range(0, 1451, (0, 1451), whole=True),
    "age_days": _range(0, 44000, (0, 44000), whole=True),
    "gestation_weeks": _range(2, 45, (11, 45), whole=True),  # up to 10 it may be months
    "postpartum_days": _range(0, 400, (0, 400), whole=True),
    "burn_bsa_pct": _range(0, 100, (0, 100)),
    "cough_days": _range(0, 3660, (0, 3660)),
    "diarrhoea_days": _range(0, 366, (0, 60)),
    "fever_days": _range(0, 366, (0, 60)),
    "ear_discharge_days": _range(0, 3660, (0, 3660)),
    "illness_days": _range(0, 3660, (0, 3660)),
    "hours_since_injury": _range(0, 8784, (0, 8784)),
    "vomits": _range(0, 100, (0, 50), whole=True),
    "age_hours": _range(0, 1440, (0, 1440), whole=True),
    "rr_repeat": _range(3, 120, (8, 80), whole=True, lifeless_below=3),
    "ast_u_l": _range(1, 50000, (1, 20000)),
    "alt_u_l": _range(1, 50000, (1, 20000)),
    "hb_g_dl": _range(1, 25, (4, 22)),
    "blood_loss_ml": _range(0, 10000, (0, 5000)),
    "minutes_since_birth": _range(0, 60480, (0, 60480), whole=True),
}
"""Project policy P14; no publication sets these. Age and burn limits follow from the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What to do with a number: action, and what may have been meant."""

    action: str
    suggest: float | None = None
    lifeless: bool = False


ACCEPT, WARN, REJECT = Judged(action="accept"), Judged(action="warn"), Judged(action="reject")


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _celsius(fahrenheit: float) -> float:
    return round((fahrenheit - 32) * 5 / 9, 1)


def _temperature(value: float) -> Judged | None:
    if FAHRENHEIT[0] <= value <= FAHRENHEIT[1]:
        return Judged(action="ask_unit", suggest=_celsius(value))
    if WITHOUT_POINT[0] <= value <= WITHOUT_POINT[1] and value.is_integer():
        return Judged(action="ask", suggest=value / 10)
    if _within(value, FAHRENHEIT_WITHOUT_POINT) and value.is_integer():
        return Judged(action="ask", suggest=_celsius(value / 10))
    return None


def _glucose(value: float) -> Judged | None:
    if GLUCOSE_CLEAR_MMOL <= value < GLUCOSE_CLEAR_MGDL:
        return Judged(action="ask_unit")
    if GLUCOSE_CLEAR_MGDL <= value <= RANGES["glucose_mmol"].possible[1] * MGDL_PER_MMOL:
        return Judged(action="ask_unit", suggest=round(value / MGDL_PER_MMOL, 1))
    return None


def _oxygen(value: float) -> Judged | None:
    if 0.5 <= value <= 1.0:  # noqa: PLR2004  a fraction, read as per cent
        return Judged(action="ask_unit", suggest=round(value * 100))
    return None


def _arm(value: float) -> Judged | None:
    if 5.0 <= value <= 40:  # noqa: PLR2004  centimetres
        return Judged(action="ask_unit", suggest=round(value * 10))
    return None


def _height(value: float) -> Judged | None:
    if 0.3 <= value <= 2.5:  # noqa: PLR2004  metres
        return Judged(action="ask_unit", suggest=round(value * 100))
    return None


def _haemoglobin(value: float) -> Judged | None:
    low, high = RANGES["hb_g_dl"].possible
    if high < value and low <= value / GRAMS_A_LITER <= high:
        return Judged(action="ask_unit", suggest=round(value / GRAMS_A_LITER, 1))
    return None


def _weight(value: float, age: Age) -> Judged | None:
    if _within(value, GRAMS) and age.months.low < INFANT_MONTHS:
        return Judged(action="ask_unit", suggest=round(value / 1000, 2))
    return None


UNIT_TRAPS: dict[str, Callable[[float], Judged | None]] = {
    "temp_c": _temperature,
    "glucose_mmol": _glucose,
    "spo2": _oxygen,
    "muac_mm": _arm,
    "height_cm": _height,
    "hb_g_dl": _haemoglobin,
}


def _trap(name: str, value: float, age: Age) -> Judged | None:
    """Return what to ask where *value* looks like another unit, else None."""
    if name == "weight_kg":
        return _weight(value, age)
    return UNIT_TRAPS[name](value) if name in UNIT_TRAPS else None


def _expected_kg(years: int, months: int) -> float:
    """Return the weight of a child by the usual formulas. Project policy P14."""
    if months < INFANT_MONTHS:
        return (months + 9) / 2
    return 2 * years + 8 if years < 6 else 3 * years + 7  # noqa: PLR2004  the formulas' own limits


def _usual_weight(age: Age) -> tuple[float, float]:
    """Return half and double of what a child should weigh; of others the limits of adults."""
    if age.years.low >= 18:  # noqa: PLR2004  adults
        return ADULT_WEIGHT_KG
    if not age.is_known or age.years.high > 12:  # noqa: PLR2004  the formulas end here
        return RANGES["weight_kg"].usual
    least = _expected_kg(age.years.low, age.months.low) / 2
    return least, _expected_kg(age.years.high, age.months.high) * 2


def common_year(year: int) -> int:
    """Return *year* of the common era; a birth year of the Buddhist era is converted."""
    return year - BUDDHIST_YEARS if _within(year, BUDDHIST_ERA) else year


def usual_range(name: str, age: Age) -> tuple[float, float]:
    """Return the limits outside which *name* is confirmed at this age."""
    infant = age.is_known and age.months.high < INFANT_MONTHS
    if name == "hr" and infant:
        return WARN_HR_INFANT
    if name == "rr":
        low, high = RANGES["rr"].usual
        is_adult = age.years.low >= ADULT_YEARS
        return WARN_RR_ADULT_BELOW if is_adult else low, WARN_RR_INFANT if infant else high
    if name == "muac_mm" and infant:
        return RANGES["muac_mm"].usual[0], WARN_MUAC_INFANT_MM
    return _usual_weight(age) if name == "weight_kg" else RANGES[name].usual


def judge(name: str, value: float, age: Age, *, unit_is_known: bool = False) -> Judged:
    """Return what to do with *value* of the measurement *name*.

    Args:
        name: a key of RANGES.
        value: the number as typed.
        age: for the limits of infants.
        unit_is_known: the unit was stated, so no mix-up is suspected.
    """
    limits = RANGES[name]
    trap = None if unit_is_known else _trap(name, value, age)
    if trap is not None:
        return trap
    low, high = limits.possible
    if value < low or value > high:
        lifeless = limits.lifeless_below is not None and value < limits.lifeless_below
        return Judged(action="reject", lifeless=lifeless)
    if limits.whole and not value.is_integer():
        return Judged(action="ask")
    usual_low, usual_high = usual_range(name, age)
    return ACCEPT if usual_low <= value <= usual_high else WARN
