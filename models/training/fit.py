"""Fits the additive model, gives its terms their shapes and sets its level."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier

from models.training import complaints, masks, shapes, table
from models.training.inputs import INPUTS, NAMES

SEED = 20261123
OUTER_BAGS = 8
HELD_OUT_HOSPITALS = 0.15
SETTINGS: dict[str, object] = {
    "interactions": 0,
    "outer_bags": OUTER_BAGS,
    "learning_rate": 0.03,
    "max_rounds": 4000,
    "greedy_ratio": 0,
    "cyclic_progress": True,
    "smoothing_rounds": 0,
    "max_leaves": 3,
    "min_samples_leaf": 60,
    "random_state": SEED,
    "n_jobs": 1,
}
FOLDS = 5
_BISECTIONS = 80
_WIDEST_SHIFT = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work a training is worth: settings that differ from SETTINGS, and the folds."""

    changed: Mapping[str, object]
    folds: int


FULL = Effort(changed={}, folds=FOLDS)
QUICK = Effort(changed={"max_rounds": 150}, folds=2)


def features(rows: pd.DataFrame) -> np.ndarray:
    """Return the model's inputs of *rows*, shape (rows, features), NaN = not measured."""
    return np.asarray(rows[list(NAMES)].to_numpy(float))


def first_complaint(rows: pd.DataFrame) -> np.ndarray:
    """Return the number of each row's first complaint group, below 0 for none."""
    return np.asarray(rows[complaints.FIRST].to_numpy(int))


def fit(rows: pd.DataFrame, **changed: object) -> ExplainableBoostingClassifier:
    """Return a model of `critical`, fitted to the complete ones of *rows* and masked copies.

    Args:
        rows: as models.training.table.read returns them.
        changed: settings that differ from SETTINGS.
    """
    whole = table.complete(rows)
    chance = np.random.default_rng(SEED)
    values = masks.augmented(features(whole), first_complaint(whole), chance)
    times = masks.COPIES + 1
    hospitals = np.tile(whole["hospital"].to_numpy(), times)
    outcome = np.tile(whole["critical"].to_numpy(), times)
    model = ExplainableBoostingClassifier(
        feature_names=list(NAMES),
        feature_types=[list(map(float, given.cuts)) for given in INPUTS],
        **(SETTINGS | changed),
    )
    with warnings.catch_warnings():
        # The library's pictures cannot show missing values; no picture is made here.
        warnings.filterwarnings("ignore", message="Missing values detected")
        model.fit(values, outcome, bags=bags_by_hospital(hospitals, chance))
    shapes.project_model(model)
    return model


def bags_by_hospital(hospitals: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return bags, shape (rows, OUTER_BAGS): 1 = trains, -1 = stops the training.

    Whole hospitals are held out, with every copy of their rows.
    """
    names = np.unique(hospitals)
    count = max(1, round(HELD_OUT_HOSPITALS * len(names)))
    bags = np.ones((len(hospitals), OUTER_BAGS), dtype=np.int8)
    for bag in range(OUTER_BAGS):
        held_out = chance.choice(names, size=count, replace=False)
        bags[np.isin(hospitals, held_out), bag] = -1
    return bags


def level(model: ExplainableBoostingClassifier, rows: pd.DataFrame) -> float:
    """Shift the intercept of *model* until it predicts as many events as *rows* hold.

    Returns:
        The shift, in log-odds.
    """
    shift = level_shift(logits(model, features(rows)), rows["critical"].to_numpy())
    model.intercept_ = np.asarray(model.intercept_) + shift
    return shift


def level_shift(scores: np.ndarray, outcome: np.ndarray) -> float:
    """Return what to add to log-odds *scores* so that their mean risk is that of *outcome*."""
    low, high = -_WIDEST_SHIFT, _WIDEST_SHIFT
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if sigmoid(scores + middle).mean() < outcome.mean():
            low = middle
        else:
            high = middle
    return (low + high) / 2


def logits(model: ExplainableBoostingClassifier, values: np.ndarray) -> np.ndarray:
    """Return the log-odds that *model* gives each row of *values*."""
    return np.asarray(model.eval_terms(values).sum(axis=1) + float(model.intercept_[0]))


def probabilities(model: ExplainableBoostingClassifier, values: np.ndarray) -> np.ndarray:
    """Return the risk of each row of *values*, as the training library computes it."""
    return np.asarray(model.predict_proba(values)[:, 1])


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Return log-odds as probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-scores)))
