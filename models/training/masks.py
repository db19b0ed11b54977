"""Copies of complete rows in which measurements are hidden, as a clinic would lack them.

A model that saw only complete rows misjudges how much a missing value says. The copies teach
it that "not measured" says nothing by itself. Half of the copies keep only the first complaint: a
clinic that writes one complaint must not look like a hospital whose patients have only one.
"""

from dataclasses import dataclass

import numpy as np

from models.training.complaints import FLAG_NAMES
from models.training.inputs import NAMES
from triage.clinical.features import VITALS

COPIES = 3
DROP_PROBABILITY = 0.35
ONE_COMPLAINT_SHARE = 0.5
_FIRST_FLAG = len(NAMES) - len(FLAG_NAMES)
# Blood pressure is one measurement: both values are there or neither.
MEASUREMENTS = (("temp_c",), ("hr",), ("rr",), ("sbp", "dbp"), ("spo2",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """Features hidden together, and how often; *hidden* None = each measurement by chance."""

    name: str
    weight: float
    hidden: tuple[str, ...] | None


ALL_VITALS = tuple(vital.name for vital in VITALS)

MASKS: tuple[Mask, ...] = (
    Mask(name="no_spo2", weight=0.20, hidden=("spo2",)),
    Mask(name="no_bp", weight=0.15, hidden=("sbp", "dbp")),
    Mask(name="no_spo2_no_bp", weight=0.20, hidden=("spo2", "sbp", "dbp")),
    Mask(name="no_rr", weight=0.10, hidden=("rr",)),
    Mask(
        name="temp_only",
        weight=0.20,
        hidden=tuple(name for name in ALL_VITALS if name != "temp_c"),
    ),
    Mask(name="no_vitals", weight=0.15, hidden=ALL_VITALS),
    Mask(name="by_chance", weight=0.25, hidden=None),
)


def masked(values: np.ndarray, mask: Mask, chance: np.random.Generator) -> np.ndarray:
    """Return a copy of *values*, shape (rows, features), with *mask* laid over every row."""
    copy = values.copy()
    if mask.hidden is not None:
        copy[:, [NAMES.index(name) for name in mask.hidden]] = np.nan
        return copy
    for measurement in MEASUREMENTS:
        dropped = chance.random(len(copy)) < DROP_PROBABILITY
        for name in measurement:
            copy[dropped, NAMES.index(name)] = np.nan
    return copy


def only_first(values: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return a copy of *values* in which no complaint but the first is flagged.

    Args:
        values: shape (rows, features).
        first: number of each row's first complaint group; below 0 = none.
    """
    copy = values.copy()
    copy[:, _FIRST_FLAG:] = 0.0
    told = np.flatnonzero(first >= 0)
    copy[told, _FIRST_FLAG + first[told]] = 1.0
    return copy


def no_complaint(values: np.ndarray) -> np.ndarray:
    """Return a copy of *values* without any complaint."""
    return only_first(values, np.full(len(values), -1))


def masked_copy(values: np.ndarray, first: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return a copy of *values* with one mask a row, drawn by weight; half with one complaint."""
    weights = np.array([mask.weight for mask in MASKS])
    drawn = chance.choice(len(MASKS), size=len(values), p=weights / weights.sum())
    copy = values.copy()
    for number, mask in enumerate(MASKS):
        rows = drawn == number
        copy[rows] = masked(values[rows], mask, chance)
    one = chance.random(len(copy)) < ONE_COMPLAINT_SHARE
    copy[one] = only_first(copy[one], first[one])
    return copy


def augmented(values: np.ndarray, first: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return *values* as they are, followed by COPIES masked copies of the whole."""
    return np.vstack([values, *(masked_copy(values, first, chance) for _ in range(COPIES))])
