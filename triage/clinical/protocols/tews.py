"""TEWS, the Triage Early Warning Score of SATS: three charts, points, and what they give.

Source: SATS training manual 2012, TEWS charts for adult, older child and younger child, as three
transcriptions give them number for number; the manual's own text was not read. The adult chart's
bands are those of MEWS (Subbe 2001).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

from triage.clinical.age import ADULT_YEARS, OLDEST_YEARS, Age
from triage.clinical.facts import Facts
from triage.clinical.level import Level
from triage.clinical.rules import AnyOf, Said, Sign

NAME = "TEWS"
SOURCE = "SATS training manual 2012, TEWS charts"
COMPONENTS = ("mobility", "rr", "hr", "sbp", "temp_c", "avpu", "trauma")


class Chart(IntEnum):
    """The three charts, by size of the patient."""

    YOUNGER_CHILD = 0
    OLDER_CHILD = 1
    ADULT = 2


ADULT_OVER_YEARS = 12
"""Over this the adult chart: 12 years is an older child, 13 an adult. Source: SATS 2012."""
YOUNGER_UNDER_YEARS = 3
"""Under this the younger child's chart; exactly 3 years is an older child: project policy."""
ADULT_OVER_CM = 150
OLDER_FROM_CM = 96
"""Heights in cm that call for a chart, whatever the age. Source: SATS 2012."""

Band = tuple[float, int]
"""Up to and including this value, so many points. The last band has no upper end."""
NO_END = float("inf")

TEMPERATURE: tuple[Band, ...] = ((34.9, 2), (38.4, 0), (NO_END, 2))
BANDS: Mapping[Chart, Mapping[str, tuple[Band, ...]]] = {
    Chart.ADULT: {
        "rr": ((8, 2), (14, 0), (20, 1), (29, 2), (NO_END, 3)),
        "hr": ((40, 2), (50, 1), (100, 0), (110, 1), (129, 2), (NO_END, 3)),
        "sbp": ((70, 3), (80, 2), (100, 1), (199, 0), (NO_END, 2)),
        "temp_c": TEMPERATURE,
    },
    Chart.OLDER_CHILD: {
        "rr": ((14, 3), (16, 2), (21, 0), (26, 1), (NO_END, 2)),
        "hr": ((59, 3), (79, 2), (99, 0), (129, 1), (NO_END, 2)),
        "temp_c": TEMPERATURE,
    },
    Chart.YOUNGER_CHILD: {
        "rr": ((19, 3), (25, 2), (39, 0), (49, 2), (NO_END, 3)),
        "hr": ((69, 3), (79, 2), (130, 0), (159, 2), (NO_END, 3)),
        "temp_c": TEMPERATURE,
    },
}
"""Breaths and beats a minute, mmHg, degrees Celsius. Blood pressure is not scored in children."""

AVPU_YOUNGER = {"A": 0, "V": 1, "P": 2, "U": 3}
AVPU = AVPU_YOUNGER | {"C": 2}
"""The younger child's chart has no column for confusion."""
MOBILITY: Mapping[Chart, Mapping[str, int]] = {
    Chart.ADULT: {
        "walking": 0,
        "with_help": 1,
        "stretcher": 2,
        "normal_for_age": 0,
        "unable_as_normal": 1,
    },
    Chart.OLDER_CHILD: {
        "normal_for_age": 0,
        "unable_as_normal": 2,
        "walking": 0,
        "with_help": 2,
        "stretcher": 2,
    },
    Chart.YOUNGER_CHILD: {"normal_for_age": 0, "unable_as_normal": 2, "walking": 0},
}
"""Each chart's own words first; then the other charts' words, read as the least that they mean: at
12 years IITT asks as for an adult, this chart for a child. A small child that is carried may be as
it always is, so that is not scored. Project policy (age edges)."""
TRAUMA = {False: 0, True: 1}

ANY_INJURY = AnyOf(
    (
        Sign("trauma"),
        Sign("high_risk_trauma"),
        Sign("other_trauma_or_burn"),
        Sign("open_fracture"),
        Said("closed_fracture"),
        Said("stabbed_neck"),
        Said("abdominal_trauma"),
        Said("eye_injury"),
        Said("dislocation_large_joint"),
        Said("dislocation_finger_toe"),
        Said("burn_electrical"),
        Said("burn_chemical"),
    )
)

COLOURS: tuple[tuple[int, Level], ...] = ((7, Level.RED), (5, Level.ORANGE), (3, Level.YELLOW))
"""From so many points on, the level. Source: SATS 2012."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the score is made of; None is not measured."""

    mobility: str | None = None
    rr: float | None = None
    hr: float | None = None
    sbp: float | None = None
    temp_c: float | None = None
    avpu: str | None = None
    trauma: bool | None = None


def inputs_of(facts: Facts) -> Inputs:
    """Return what the score needs of *facts*; consciousness is AVPU, or GCS read as AVPU."""
    vitals = facts.findings.vitals
    return Inputs(
        mobility=vitals.mobility,
        rr=vitals.rr,
        hr=vitals.hr,
        sbp=vitals.sbp,
        temp_c=vitals.temp_c,
        avpu=facts.avpu,
        trauma=_injured(facts),
    )


def _injured(facts: Facts) -> bool | None:
    """Return whether there is any injury or burn; None where nobody said."""
    truth = ANY_INJURY.judge(facts).truth
    return facts.findings.trauma if truth is None else truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Tews:
    """The score: points by component, and which components are missing."""

    points: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The sum; the least possible one where something is missing."""
        return sum(self.points.values())

    @property
    def level(self) -> Level | None:
        """The level it gives, None under 3 points."""
        return next((level for least, level in COLOURS if self.total >= least), None)


def charts_for(age: Age, height_cm: float | None) -> tuple[Chart, ...]:
    """Return which charts may apply: the one of the age or of the height, whichever is larger.

    Somebody of whom only "adult" is known counts as over 12: project policy (age edges).
    """
    low, high = age.years.low, age.years.high
    if low == ADULT_YEARS and high == OLDEST_YEARS:
        low = ADULT_OVER_YEARS + 1
    by_height = _chart_of_height(height_cm)
    possible = range(_chart_of_years(low), _chart_of_years(high) + 1)
    return tuple(dict.fromkeys(max(Chart(one), by_height) for one in possible))


def _chart_of_years(years: int) -> Chart:
    if years > ADULT_OVER_YEARS:
        return Chart.ADULT
    return Chart.YOUNGER_CHILD if years < YOUNGER_UNDER_YEARS else Chart.OLDER_CHILD


def _chart_of_height(height_cm: float | None) -> Chart:
    if height_cm is None or height_cm < OLDER_FROM_CM:
        return Chart.YOUNGER_CHILD
    return Chart.ADULT if height_cm > ADULT_OVER_CM else Chart.OLDER_CHILD


def component(name: str, inputs: Inputs, chart: Chart) -> int | None:
    """Return the points of one component; None if not measured, or not on the chart."""
    value = getattr(inputs, name)
    if value is None:
        return None
    if name == "mobility":
        return MOBILITY[chart].get(value)
    if name == "avpu":
        return (AVPU_YOUNGER if chart is Chart.YOUNGER_CHILD else AVPU).get(value)
    if name == "trauma":
        return TRAUMA[value]
    if name not in BANDS[chart]:
        return None
    rounded = _tenths(value) if name == "temp_c" else value
    return next(points for end, points in BANDS[chart][name] if rounded <= end)


def _tenths(value: float) -> float:
    """Return *value* with one decimal, half up: 38.45 is 38.5, as the charts are written."""
    return float(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def score(inputs: Inputs, chart: Chart) -> Tews:
    """Return the score of *inputs* on *chart*; a missing part scores 0 and is named."""
    names = [name for name in COMPONENTS if name != "sbp" or name in BANDS[chart]]
    points = {name: component(name, inputs, chart) for name in names}
    return Tews(
        points={name: value for name, value in points.items() if value is not None},
        missing=tuple(name for name, value in points.items() if value is None),
    )


def least(inputs: Inputs, charts: tuple[Chart, ...]) -> Tews:
    """Return the lowest of the scores on *charts*; it lacks the age where they are several."""
    scores = [score(inputs, chart) for chart in charts]
    lowest = min(scores, key=lambda one: one.total)
    if len(charts) == 1:
        return lowest
    missing = dict.fromkeys(name for one in scores for name in one.missing)
    return Tews(points=lowest.points, missing=("age", *missing))
