"""Tries the model on the last year of a table before all years train it."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier

from models.training import evaluate, fit, statistics, table, thresholds, told
from models.training.evaluate import Scored, Tree
from models.training.fit import Effort
from models.training.thresholds import Raise
from triage.errors import TrainingRefused


class NotGoodEnough(TrainingRefused):
    """The model was made, but fails a check without which it must not be delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a model of the years before the last showed on the last."""

    limits: Raise
    figures: Tree
    raised_share: float


def last_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the last year in the table."""
    return rows[rows["year"] == rows["year"].max()].reset_index(drop=True)


def earlier_years(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of all years but the last."""
    return rows[rows["year"] < rows["year"].max()].reset_index(drop=True)


def tried(rows: pd.DataFrame, effort: Effort) -> Tried:
    """Return thresholds and figures of a model that was not fitted to the last year."""
    last = last_year(rows)
    model = fit.fit(earlier_years(rows), **effort.changed)
    before = evaluate.scored(model, last)
    speaks = table.spoken(last)
    shift = fit.level(model, last[speaks])
    everyone = evaluate.scored(model, last)
    spoken = everyone.only(speaks)
    limits = thresholds.choose(spoken.risk, spoken.critical, spoken.floor_raises, spoken.age)
    figures: Tree = {
        "level_shift_log_odds": round(shift, 4),
        "predicted_over_observed_before_the_shift": round(
            float(before.risk.sum() / before.critical.sum()), 4
        ),
        "silent": round(float(1 - speaks.mean()), 4),
        "unsure": round(float(evaluate.unsure(spoken, limits).mean()), 4),
        "auroc": evaluate.ranking(everyone, spoken),
        "floor_and_model": evaluate.system(spoken, limits),
        "boosted_trees": told.against_trees(earlier_years(rows), spoken),
        "calibration": told.calibration(spoken),
        "masks": evaluate.by_mask(model, last),
        "complaints_told": told.by_number(model, spoken, limits),
        "subgroups": evaluate.subgroups(spoken, limits),
        "shapes": evaluate.anatomy(model, spoken.rows),
    }
    raised = evaluate.model_raises(spoken, limits, bands=True)
    return Tried(limits=limits, figures=figures, raised_share=float(raised.mean()))


def delivered_figures(
    model: ExplainableBoostingClassifier, rows: pd.DataFrame, before: Tried, effort: Effort
) -> Tree:
    """Return what can be said of *model*, which was fitted to every year.

    Raises:
        NotGoodEnough: a vital sign moves somebody's risk the wrong way.
    """
    last = last_year(rows)
    spoken = evaluate.scored(model, last).only(table.spoken(last))
    raised = evaluate.model_raises(spoken, before.limits, bands=True)
    shapes = evaluate.anatomy(model, spoken.rows)
    if shapes["shape_violations"]:
        raise NotGoodEnough(f"{shapes['shape_violations']} patients see a shape violated")
    folded, folds = cross_fitted(rows, spoken, effort)
    return {
        "raised_share_of_the_tried_model": round(before.raised_share, 4),
        "raised_share": round(float(raised.mean()), 4),
        "shapes": shapes,
        "complaint_weights": told.weights(model),
        "cross_fitted": {
            "folds": folds,
            "auroc": statistics.auroc(folded.risk, folded.critical, folded.hospital),
            "predicted_over_observed": statistics.ratio(
                folded.risk, folded.critical, folded.hospital
            ),
            "unsure": round(float(evaluate.unsure(folded, before.limits).mean()), 4),
            "floor_and_model": evaluate.system(folded, before.limits),
        },
    }


def cross_fitted(rows: pd.DataFrame, spoken: Scored, effort: Effort) -> tuple[Scored, int]:
    """Return the last year's *spoken* rows, each scored by a model that missed its hospital.

    As many times as there are folds, which comes second, the hospitals of one fold are left out
    of all that the delivered model saw.
    """
    chance = np.random.default_rng(fit.SEED)
    hospitals = np.unique(spoken.hospital)
    folds = min(effort.folds, len(hospitals))
    fold_of = dict(zip(hospitals, chance.permutation(len(hospitals)) % folds, strict=True))
    fold = np.array([fold_of[hospital] for hospital in spoken.hospital])
    risk = np.zeros(len(fold))
    for number in range(folds):
        left_out = fold == number
        seen = spoken.rows[~left_out]
        together = pd.concat([earlier_years(rows), seen], ignore_index=True)
        model = fit.fit(together, **effort.changed)
        fit.level(model, seen)
        risk[left_out] = fit.probabilities(model, fit.features(spoken.rows[left_out]))
    return replace(spoken, risk=risk), folds
