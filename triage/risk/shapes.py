"""How each vital sign may move the risk, and whether a model keeps to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from triage.clinical.features import FEATURES

SWEEP_STEPS = 80
SAME_RISK = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Valley:
    """Risk falls, then rises; the turn lies anywhere in [low, high]."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Falling:
    """Risk never rises with the value."""


# Project policy; the turns surround what adult charts call normal.
ALLOWED: Mapping[str, Valley | Falling] = {
    "temp_c": Valley(low=36.4, high=37.4),
    "hr": Valley(low=60, high=85),
    "rr": Valley(low=13, high=18),
    "sbp": Valley(low=115, high=165),
    "dbp": Valley(low=65, high=95),
    "spo2": Falling(),
}


def violated(
    risk_of: Callable[[np.ndarray], np.ndarray], patients: np.ndarray, feature: str
) -> np.ndarray:
    """Return, for each patient, whether *feature* moves the risk the wrong way somewhere.

    Args:
        risk_of: risks of rows of values.
        patients: shape (patients, features), in the order of FEATURES; NaN = not measured.
        feature: one of ALLOWED; its value is replaced by steps through its whole range.
    """
    column = [one.name for one in FEATURES].index(feature)
    shape = ALLOWED[feature]
    grid = np.linspace(FEATURES[column].low, FEATURES[column].high, SWEEP_STEPS)
    swept = np.repeat(patients, SWEEP_STEPS, axis=0)
    swept[:, column] = np.tile(grid, len(patients))
    steps = np.diff(risk_of(swept).reshape(len(patients), SWEEP_STEPS), axis=1)
    low, high = (np.inf, np.inf) if isinstance(shape, Falling) else (shape.low, shape.high)
    rises = (steps > SAME_RISK) & (grid[1:] <= low)
    falls = (steps < -SAME_RISK) & (grid[:-1] >= high)
    return np.asarray((rises | falls).any(axis=1))
