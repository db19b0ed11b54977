"""The training table's column, the cut points and the allowed shape of each model input.

A new input is one more line here and one more Feature in triage.clinical.features. The complaint
flags come last, one for each group, and have no column of their own: models.training.complaints
reads them.
"""

from dataclasses import dataclass

from triage.clinical.features import FLAGS, Feature
from triage.clinical.features import MEASURED as MEASURED_FEATURES
from triage.risk.shapes import ALLOWED, Falling, Valley


@dataclass(frozen=True, slots=True, kw_only=True)
class Rare:
    """A flag: 0 adds nothing, 1 adds at least *least* log-odds.

    A group of complaints in which the survey saw hardly any event would take off too much.
    """

    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """How one feature is called by the survey, cut into bins and shaped.

    A value equal to a cut point belongs to the bin above it.
    """

    feature: Feature
    column: str
    cuts: tuple[float, ...]
    shape: Valley | Falling | Rare | None = None


def _steps(low: int, high: int, step: int) -> tuple[float, ...]:
    return tuple(float(value) for value in range(low, high + 1, step))


_BY_NAME = {feature.name: feature for feature in MEASURED_FEATURES}

MEASURED: tuple[Input, ...] = (
    Input(
        feature=_BY_NAME["age_years"],
        column="age_years",
        cuts=(14, 16, 18, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85),
    ),
    Input(feature=_BY_NAME["male"], column="sex", cuts=(0.5,)),
    Input(
        feature=_BY_NAME["temp_c"],
        column="temp_c",
        cuts=(34, 35, 35.5, 36, 36.4, 36.8, 37.2, 37.6, 38, 38.5, 39, 39.5, 40, 40.5),
        shape=ALLOWED["temp_c"],
    ),
    Input(
        feature=_BY_NAME["hr"],
        column="heart_rate",
        cuts=(*_steps(40, 130, 5), 140, 150),
        shape=ALLOWED["hr"],
    ),
    Input(
        feature=_BY_NAME["rr"],
        column="resp_rate",
        cuts=(9, 12, 14, 16, 17, 18, 19, 20, 21, 22, 24, 26, 28, 30, 33, 36, 40),
        shape=ALLOWED["rr"],
    ),
    Input(
        feature=_BY_NAME["sbp"],
        column="sbp",
        cuts=(70, 80, 90, 95, *_steps(100, 120, 5), *_steps(130, 200, 10), 220),
        shape=ALLOWED["sbp"],
    ),
    Input(
        feature=_BY_NAME["dbp"],
        column="dbp",
        cuts=(*_steps(40, 100, 5), 110, 120),
        shape=ALLOWED["dbp"],
    ),
    Input(
        feature=_BY_NAME["spo2"],
        column="spo2",
        cuts=(80, 85, 88, 90, 92, 93, 94, 95, 96, 97, 98, 99),
        shape=ALLOWED["spo2"],
    ),
)

LEAST_COMPLAINT_WEIGHT = -1.0

INPUTS: tuple[Input, ...] = (
    *MEASURED,
    *(
        Input(feature=flag, column="", cuts=(0.5,), shape=Rare(least=LEAST_COMPLAINT_WEIGHT))
        for flag in FLAGS
    ),
)

NAMES: tuple[str, ...] = tuple(given.feature.name for given in INPUTS)
