"""The protocols' levels from vital signs alone, for setting the model's thresholds.

The survey holds no consciousness, distress or other signs, so this is less than what
triage.clinical.floor finds in a clinic. It works on columns, so levels come as their numbers.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from triage.clinical.level import Level

# Interagency Integrated Triage Tool, adult chart, poster of 2020-03-26.
IITT_RED_HR = (50, 150)
IITT_REVIEW = {"hr": (60, 130), "rr": (10, 30), "temp_c": (36.0, 39.0), "spo2": (92, None)}

# National Early Warning Score 2, Royal College of Physicians 2017, chart 1, SpO2 scale 1:
# ascending upper bounds (inclusive) and the points up to each, then the points above the last.
NEWS2 = {
    "rr": ((8, 11, 20, 24), (3, 1, 0, 2, 3)),
    "spo2": ((91, 93, 95), (3, 2, 1, 0)),
    "sbp": ((90, 100, 110, 219), (3, 2, 1, 0, 3)),
    "hr": ((40, 50, 90, 110, 130), (3, 1, 0, 1, 2, 3)),
    "temp_c": ((35.0, 36.0, 38.0, 39.0), (3, 1, 0, 1, 2)),
}
NEWS2_RED = 7
NEWS2_ORANGE = 5
NEWS2_SINGLE = 3

# Project policy: heart rate over systolic pressure.
SHOCK_INDEX_ORANGE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class News2:
    """Sum and largest single score of each row; what was not measured scores nothing."""

    points: np.ndarray
    largest: np.ndarray


def levels(rows: pd.DataFrame) -> np.ndarray:
    """Return the highest level that any of the three gives each of *rows*."""
    return np.asarray(np.maximum(np.maximum(iitt(rows), news2_level(rows)), shock_index(rows)))


def iitt(rows: pd.DataFrame) -> np.ndarray:
    """Return RED for the red heart rates, YELLOW for the chart's high-risk vital signs."""
    review = np.zeros(len(rows), dtype=bool)
    for name, (low, high) in IITT_REVIEW.items():
        value = rows[name].to_numpy(float)
        review |= value < low
        if high is not None:
            review |= value > high
    hr = np.asarray(rows["hr"], dtype=float)
    red = (hr < IITT_RED_HR[0]) | (hr > IITT_RED_HR[1])
    return np.asarray(np.where(red, Level.RED, np.where(review, Level.YELLOW, Level.GREEN)))


def news2(rows: pd.DataFrame) -> News2:
    """Return NEWS2 without consciousness and oxygen."""
    scores = []
    for name, (bounds, points) in NEWS2.items():
        value = rows[name].to_numpy(float)
        # Bounds are those of the printed chart: temperature has one decimal, the rest none.
        rounded = np.round(value, 1 if name == "temp_c" else 0)
        scored = np.array(points)[
            np.searchsorted(bounds, rounded, side="left").clip(0, len(bounds))
        ]
        scores.append(np.where(np.isnan(value), 0, scored))
    table = np.vstack(scores)
    return News2(points=table.sum(axis=0), largest=table.max(axis=0))


def news2_level(rows: pd.DataFrame) -> np.ndarray:
    """Return the level that the project gives each NEWS2 response band."""
    score = news2(rows)
    return np.select(
        [
            score.points >= NEWS2_RED,
            score.points >= NEWS2_ORANGE,
            score.largest >= NEWS2_SINGLE,
        ],
        [Level.RED, Level.ORANGE, Level.YELLOW],
        default=Level.GREEN,
    )


def shock_index(rows: pd.DataFrame) -> np.ndarray:
    """Return ORANGE where heart rate reaches the systolic pressure."""
    index = rows["hr"].to_numpy(float) / rows["sbp"].to_numpy(float)
    return np.where(index >= SHOCK_INDEX_ORANGE, Level.ORANGE, Level.GREEN)
