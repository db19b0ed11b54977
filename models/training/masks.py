"""Copies of complete rows in which measurements are hidden, as a clinic would lack them.

A model that saw only complete rows misjudges how much a missing value says. The copies teach
it that "not measured" says nothing by itself.
"""

from dataclasses import dataclass

import numpy as np

from models.training.inputs import NAMES
from triage.clinical.features import VITALS

COPIES = 3
DROP_PROBABILITY = 0.35
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


def masked_copy(values: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return a copy of *values* with one mask a row, drawn by weight."""
    weights = np.array([mask.weight for mask in MASKS])
    drawn = chance.choice(len(MASKS), size=len(values), p=weights / weights.sum())
    copy = values.copy()
    for number, mask in enumerate(MASKS):
        rows = drawn == number
        copy[rows] = masked(values[rows], mask, chance)
    return copy


def augmented(values: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return *values* as they are, followed by COPIES masked copies of the whole."""
    return np.vstack([values, *(masked_copy(values, chance) for _ in range(COPIES))])
