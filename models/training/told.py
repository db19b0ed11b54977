"""How much the model depends on complaints being told, and what each of them weighs."""

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier
from sklearn.ensemble import HistGradientBoostingClassifier

from models.training import complaints, fit, masks, statistics, table
from models.training.evaluate import Scored, Tree, model_raises
from models.training.inputs import MEASURED
from models.training.thresholds import Raise
from triage.clinical.complaint_groups import GROUPS

BINS = 10
_TREES = {"learning_rate": 0.1, "max_iter": 100, "max_leaf_nodes": 15, "min_samples_leaf": 60}


def by_number(model: ExplainableBoostingClassifier, spoken: Scored, limits: Raise) -> Tree:
    """Return figures of *spoken* with all complaints told, only the first, and none."""
    values, first = fit.features(spoken.rows), fit.first_complaint(spoken.rows)
    ways = {
        "all": values,
        "first": masks.only_first(values, first),
        "none": masks.no_complaint(values),
    }
    return {name: _told(model, way, spoken, limits) for name, way in ways.items()}


def _told(
    model: ExplainableBoostingClassifier, values: np.ndarray, spoken: Scored, limits: Raise
) -> Tree:
    risk = fit.probabilities(model, values)
    given = spoken.with_risk(risk)
    events, others = given.critical == 1, given.critical == 0
    figures: Tree = {
        "auroc": statistics.auroc(risk, given.critical, given.hospital),
        "predicted_over_observed": statistics.ratio(risk, given.critical, given.hospital),
    }
    for name, bands in (("single", False), ("bands", True)):
        both = given.floor_raises | model_raises(given, limits, bands=bands)
        figures[f"sensitivity_{name}"] = statistics.share(both, events, given.hospital)
        figures[f"false_positives_{name}"] = statistics.share(both, others, given.hospital)
    return figures


def weights(model: ExplainableBoostingClassifier) -> dict[str, float]:
    """Return the log-odds that each complaint group adds, by group."""
    flags = model.term_scores_[len(MEASURED) :]
    return {group: round(float(term[2]), 4) for group, term in zip(GROUPS, flags, strict=True)}


def calibration(spoken: Scored) -> list[Tree]:
    """Return predicted and observed share of events in tenths of *spoken* by rising risk."""
    tenth = np.empty(len(spoken.risk), dtype=int)
    tenth[np.argsort(spoken.risk, kind="stable")] = np.arange(len(tenth)) * BINS // len(tenth)
    events = spoken.critical == 1
    return [
        {
            "people": int((tenth == number).sum()),
            "predicted": round(float(spoken.risk[tenth == number].mean()), 5),
            "observed": statistics.share(events, tenth == number, spoken.hospital),
        }
        for number in range(BINS)
    ]


def against_trees(training: pd.DataFrame, spoken: Scored) -> Tree:
    """Return the AUROC of boosted trees on the same inputs and copies, and how the model differs.

    The trees may use every interaction; they are what interpretability could cost.
    """
    whole = table.complete(training)
    chance = np.random.default_rng(fit.SEED)
    values = masks.augmented(fit.features(whole), fit.first_complaint(whole), chance)
    outcome = np.tile(whole["critical"].to_numpy(), masks.COPIES + 1)
    trees = HistGradientBoostingClassifier(random_state=fit.SEED, **_TREES).fit(values, outcome)
    risk = trees.predict_proba(fit.features(spoken.rows))[:, 1]
    return {
        "auroc": statistics.auroc(risk, spoken.critical, spoken.hospital),
        "difference": statistics.auroc_difference(
            spoken.risk, risk, spoken.critical, spoken.hospital
        ),
    }


def without_group(rows: pd.DataFrame) -> int:
    """Return how many of *rows* have a complaint that belongs to no group."""
    return int(rows[complaints.STRANGE].sum())
