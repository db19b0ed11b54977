"""Where the model raises, and between which risks it calls itself unsure."""

from dataclasses import dataclass

import numpy as np

SENSITIVITY_SINGLE = 0.90
SENSITIVITY_BAND = 0.85
ORANGE = 0.10
MISS_RATE = 0.05
BANDS: tuple[tuple[int, int], ...] = ((12, 44), (45, 64), (65, 120))
_THRESHOLD_STEP = 1e-4
_RISK_STEP = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """Risks between which neither answer can be ruled out.

    "Critical" is in the conformal set from *critical_from* on, "not critical" up to
    *not_critical_to*; both bounds inclusive.
    """

    critical_from: float
    not_critical_to: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Ages *low* to *high* in completed years, where the model raises them, and how sure it is."""

    low: int
    high: int
    yellow: float
    unsure: Unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """All that turns a risk into a level."""

    single: float
    orange: float
    bands: tuple[Band, ...]


def choose(
    risk: np.ndarray, critical: np.ndarray, floor_raises: np.ndarray, age: np.ndarray
) -> Raise:
    """Return the thresholds that reach the wanted sensitivities of floor and model together.

    Args:
        risk: of each row, by a model that was not fitted to these rows.
        critical: 1 = ICU admission or death.
        floor_raises: whether the floor alone gives YELLOW or more.
        age: completed years.
    """
    bands = []
    for low, high in BANDS:
        here = (age >= low) & (age <= high)
        bands.append(
            Band(
                low=low,
                high=high,
                yellow=yellow(risk[here], critical[here], floor_raises[here], SENSITIVITY_BAND),
                unsure=conformal(risk[here], critical[here]),
            )
        )
    single = yellow(risk, critical, floor_raises, SENSITIVITY_SINGLE)
    return Raise(single=single, orange=ORANGE, bands=tuple(bands))


def yellow(
    risk: np.ndarray, critical: np.ndarray, floor_raises: np.ndarray, sensitivity: float
) -> float:
    """Return the highest risk threshold with which floor or model raise *sensitivity* of events."""
    events = critical == 1
    missed_allowed = int(np.floor((1 - sensitivity) * events.sum() + 1e-9))
    left = np.sort(risk[events & ~floor_raises])
    if missed_allowed >= left.size:
        return ORANGE
    return _down(min(float(left[missed_allowed]), ORANGE), _THRESHOLD_STEP)


def conformal(risk: np.ndarray, critical: np.ndarray) -> Unsure:
    """Return the class-conditional conformal bounds that miss at most MISS_RATE of each class."""
    events = np.sort(risk[critical == 1])
    others = np.sort(risk[critical == 0])[::-1]
    low, high = _outermost(events, 0.0), _outermost(others, 1.0)
    return Unsure(
        critical_from=_down(low, _RISK_STEP),
        not_critical_to=round(_down(high, _RISK_STEP) + _RISK_STEP, 6),
    )


def _outermost(values: np.ndarray, without: float) -> float:
    """Return the k-th of *values* (sorted, the rarest first), or *without* if they are too few.

    Among n exchangeable values a new one falls outside the k-th with a probability of at most
    k / (n + 1), so k is the largest whole number with k <= MISS_RATE * (n + 1).
    """
    k = int(np.floor(MISS_RATE * (values.size + 1) + 1e-9))
    return float(values[k - 1]) if k else without


def _down(value: float, step: float) -> float:
    return float(round(np.floor(value / step + 1e-9) * step, 9))
