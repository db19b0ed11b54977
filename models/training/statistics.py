"""Figures with intervals: whole hospitals are drawn again, as patients of one are alike."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan

import numpy as np
from sklearn.metrics import roc_auc_score

RESAMPLES = 300
PERCENTILES = (2.5, 97.5)
SEED = 20261123

Statistic = Callable[[np.ndarray], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured value and its 95 % bootstrap interval (percentiles)."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if isnan(self.value):
            return "not estimable"
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def with_interval(statistic: Statistic, groups: np.ndarray) -> Figure:
    """Return *statistic* of all rows, with the interval from drawing *groups* again.

    Args:
        statistic: takes row numbers; a NaN (nothing to count in a draw) is left out.
        groups: of each row, the hospital; or a number a row, to draw rows.
    """
    _, group_of_row = np.unique(groups, return_inverse=True)
    order = np.argsort(group_of_row, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(group_of_row))[:-1])
    chance = np.random.default_rng(SEED)
    drawn = []
    for _ in range(RESAMPLES):
        picked = chance.integers(0, len(members), len(members))
        drawn.append(statistic(np.concatenate([members[number] for number in picked])))
    counted = [value for value in drawn if not np.isnan(value)]
    low, high = np.percentile(counted, PERCENTILES) if counted else (float("nan"), float("nan"))
    return Figure(value=statistic(order), low=float(low), high=float(high))


def auroc(risk: np.ndarray, outcome: np.ndarray, groups: np.ndarray) -> Figure:
    """Return how well *risk* ranks rows with *outcome* above those without."""

    def area(rows: np.ndarray) -> float:
        if np.unique(outcome[rows]).size == 1:
            return float("nan")
        return float(roc_auc_score(outcome[rows], risk[rows]))

    return with_interval(area, groups)


def auroc_difference(
    risk: np.ndarray, other: np.ndarray, outcome: np.ndarray, groups: np.ndarray
) -> Figure:
    """Return how much better *risk* ranks than *other*, on the same draws of rows."""

    def difference(rows: np.ndarray) -> float:
        if np.unique(outcome[rows]).size == 1:
            return float("nan")
        return float(
            roc_auc_score(outcome[rows], risk[rows]) - roc_auc_score(outcome[rows], other[rows])
        )

    return with_interval(difference, groups)


def share(flag: np.ndarray, among: np.ndarray, groups: np.ndarray) -> Figure:
    """Return the share of the rows *among* that have *flag*."""

    def part(rows: np.ndarray) -> float:
        here = rows[among[rows]]
        return float(flag[here].mean()) if here.size else float("nan")

    return with_interval(part, groups)


def ratio(risk: np.ndarray, outcome: np.ndarray, groups: np.ndarray) -> Figure:
    """Return predicted over observed events."""

    def predicted_over_observed(rows: np.ndarray) -> float:
        observed = float(outcome[rows].sum())
        return float(risk[rows].sum()) / observed if observed else float("nan")

    return with_interval(predicted_over_observed, groups)
