"""Projects a fitted term onto the shape that medicine allows it.

Bin scores are noisy where few people were seen: a respiratory rate of 37 may come out safer
than one of 34. The nearest allowed curve, weighted by how many people each bin holds, takes
the noise and leaves the size of the effect.
"""

import numpy as np
from sklearn.isotonic import isotonic_regression

from models.training.inputs import INPUTS, Rare
from triage.risk.shapes import Falling, Valley

_LEAST_WEIGHT = 1e-9


def project_model(model: object) -> None:
    """Replace each shaped term of *model* (a fitted EBM) by its projection, in place.

    Bin 0 (missing) and the last bin (unknown category) of a measurement are left alone. What an
    unset flag adds goes into the intercept.
    """
    for given, scores, weights in zip(
        INPUTS,
        model.term_scores_,  # type: ignore[attr-defined]
        model.bin_weights_,  # type: ignore[attr-defined]
        strict=True,
    ):
        if isinstance(given.shape, Rare):
            unset, weight = scores[1], scores[2] - scores[1]
            model.intercept_ = np.asarray(model.intercept_) + unset  # type: ignore[attr-defined]
            scores[:] = 0.0, 0.0, max(weight, given.shape.least), 0.0
        elif given.shape is not None:
            scores[1:-1] = projected(scores[1:-1], weights[1:-1], given.cuts, given.shape)


def projected(
    scores: np.ndarray, weights: np.ndarray, cuts: tuple[float, ...], shape: Valley | Falling
) -> np.ndarray:
    """Return the curve of *shape* nearest to *scores* by weighted squares.

    Args:
        scores: one for each bin, shape (len(cuts) + 1,).
        weights: how many rows each bin holds.
        cuts: between the bins, ascending.
        shape: what the result has to look like.
    """
    weights = np.maximum(weights, _LEAST_WEIGHT)
    if isinstance(shape, Falling):
        return _monotone(scores, weights, increasing=False)
    turns = [i + 1 for i, cut in enumerate(cuts) if shape.low <= cut <= shape.high]
    candidates = [_valley(scores, weights, turn) for turn in turns]
    costs = [float(np.sum(weights * (curve - scores) ** 2)) for curve in candidates]
    return candidates[int(np.argmin(costs))]


def _valley(scores: np.ndarray, weights: np.ndarray, turn: int) -> np.ndarray:
    """Return a curve that falls over the first *turn* bins and rises over the rest."""
    return np.concatenate(
        [
            _monotone(scores[:turn], weights[:turn], increasing=False),
            _monotone(scores[turn:], weights[turn:], increasing=True),
        ]
    )


def _monotone(scores: np.ndarray, weights: np.ndarray, *, increasing: bool) -> np.ndarray:
    fitted = isotonic_regression(scores, sample_weight=weights, increasing=increasing)
    return np.asarray(fitted, dtype=float)
