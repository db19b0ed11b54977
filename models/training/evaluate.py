"""What the model is worth: the figures that the manifest and the card publish."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier

from models.training import fit, floor, masks, statistics, table
from models.training.inputs import MEASURED, NAMES
from models.training.thresholds import Raise
from triage.clinical.level import Level
from triage.risk.shapes import ALLOWED, violated

SWEPT_PATIENTS = 1500
LOW_SPO2, GOOD_SPO2 = 80.0, 98.0

Tree = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Rows with the risk, the floor and the outcome of each, as columns."""

    rows: pd.DataFrame
    risk: np.ndarray
    critical: np.ndarray
    floor_raises: np.ndarray
    hospital: np.ndarray
    age: np.ndarray

    def with_risk(self, risk: np.ndarray) -> "Scored":
        """Return the same rows with another *risk*."""
        return replace(self, risk=risk)

    def only(self, keep: np.ndarray) -> "Scored":
        """Return the rows that *keep* names."""
        return Scored(
            rows=self.rows[keep],
            risk=self.risk[keep],
            critical=self.critical[keep],
            floor_raises=self.floor_raises[keep],
            hospital=self.hospital[keep],
            age=self.age[keep],
        )


def scored(model: ExplainableBoostingClassifier, rows: pd.DataFrame) -> Scored:
    """Return *rows* with what *model* and the reference floor say of them."""
    return Scored(
        rows=rows,
        risk=fit.probabilities(model, fit.features(rows)),
        critical=rows["critical"].to_numpy(),
        floor_raises=floor.levels(rows) >= Level.YELLOW,
        hospital=rows["hospital"].to_numpy(str),
        age=rows["age_years"].to_numpy(float),
    )


def model_raises(given: Scored, limits: Raise, *, bands: bool) -> np.ndarray:
    """Return whether the model raises each row, by age-band or by single threshold."""
    yellow = np.full(len(given.risk), limits.single)
    if bands:
        for band in limits.bands:
            yellow[(given.age >= band.low) & (given.age <= band.high)] = band.yellow
    return np.asarray(np.round(given.risk, 6) >= yellow)


def ranking(everyone: Scored, spoken: Scored) -> Tree:
    """Return AUROCs of the model and of plainer scores on the same rows."""
    rows = spoken.rows
    whole = spoken.only(rows[list(NAMES)].notna().all(axis=1).to_numpy())
    shock = (rows["hr"] / rows["sbp"]).to_numpy(float)
    with_shock = ~np.isnan(shock)
    outcome, hospital = spoken.critical, spoken.hospital
    return {
        "critical_all_rows": statistics.auroc(everyone.risk, everyone.critical, everyone.hospital),
        "critical_where_it_speaks": statistics.auroc(spoken.risk, outcome, hospital),
        "critical_all_vitals_measured": statistics.auroc(
            whole.risk, whole.critical, whole.hospital
        ),
        **_death(everyone),
        "news2_without_consciousness": statistics.auroc(
            floor.news2(rows).points, outcome, hospital
        ),
        "shock_index": statistics.auroc(
            shock[with_shock], outcome[with_shock], hospital[with_shock]
        ),
        "age_alone": statistics.auroc(spoken.age, outcome, hospital),
    }


def _death(everyone: Scored) -> Tree:
    """Return the AUROC of death alone, if the table says who died."""
    if "died" not in everyone.rows:
        return {}
    died = everyone.rows["died"].to_numpy()
    return {"death_all_rows": statistics.auroc(everyone.risk, died, everyone.hospital)}


def system(given: Scored, limits: Raise) -> Tree:
    """Return sensitivity and false positives of the floor, and of floor and model together."""
    events, others = given.critical == 1, given.critical == 0
    left_green = events & ~given.floor_raises
    figures: Tree = {
        "floor_sensitivity": statistics.share(given.floor_raises, events, given.hospital),
        "floor_false_positives": statistics.share(given.floor_raises, others, given.hospital),
    }
    for name, bands in (("single", False), ("bands", True)):
        by_model = model_raises(given, limits, bands=bands)
        both = given.floor_raises | by_model
        found = int((by_model & left_green).sum())
        figures[name] = {
            "sensitivity": statistics.share(both, events, given.hospital),
            "false_positives": statistics.share(both, others, given.hospital),
            "found_of_those_the_floor_left": statistics.share(by_model, left_green, given.hospital),
            "raised_for_each_found": round(
                float((by_model & ~given.floor_raises).sum()) / max(found, 1), 1
            ),
        }
    return figures


def subgroups(given: Scored, limits: Raise) -> Tree:
    """Return the same figures for women, men, each age band, and the injured if they are known."""
    parts = {
        "women": (given.rows["male"] == 0).to_numpy(),
        "men": (given.rows["male"] == 1).to_numpy(),
        **{
            f"age_{band.low}_{band.high}": (given.age >= band.low) & (given.age <= band.high)
            for band in limits.bands
        },
    }
    if "injured" in given.rows:
        parts["injured"] = (given.rows["injured"] == 1).to_numpy()
    return {name: _subgroup(given.only(keep), limits) for name, keep in parts.items()}


def _subgroup(part: Scored, limits: Raise) -> Tree:
    events, others = part.critical == 1, part.critical == 0
    figures: Tree = {
        "rows": len(part.risk),
        "critical": int(events.sum()),
        "auroc": statistics.auroc(part.risk, part.critical, part.hospital),
        "predicted_over_observed": statistics.ratio(part.risk, part.critical, part.hospital),
        "unsure": round(float(unsure(part, limits).mean()), 4),
    }
    for name, bands in (("single", False), ("bands", True)):
        both = part.floor_raises | model_raises(part, limits, bands=bands)
        figures[f"sensitivity_{name}"] = statistics.share(both, events, part.hospital)
        figures[f"false_positives_{name}"] = statistics.share(both, others, part.hospital)
    return figures


def unsure(given: Scored, limits: Raise) -> np.ndarray:
    """Return whether both answers are in the conformal set of each row."""
    both = np.zeros(len(given.risk), dtype=bool)
    for band in limits.bands:
        here = (given.age >= band.low) & (given.age <= band.high)
        low, high = band.unsure.critical_from, band.unsure.not_critical_to
        both |= here & (given.risk >= low) & (given.risk <= high)
    return both


def by_mask(model: ExplainableBoostingClassifier, rows: pd.DataFrame) -> Tree:
    """Return AUROC and predicted/observed of complete *rows* under each mask."""
    whole = table.complete(rows)
    chance = np.random.default_rng(fit.SEED)
    outcome, hospital = whole["critical"].to_numpy(), whole["hospital"].to_numpy(str)
    values = {"nothing_hidden": fit.features(whole)}
    for mask in masks.MASKS:
        values[mask.name] = masks.masked(fit.features(whole), mask, chance)
    risks = {name: fit.probabilities(model, value) for name, value in values.items()}
    return {
        name: {
            "auroc": statistics.auroc(risk, outcome, hospital),
            "predicted_over_observed": statistics.ratio(risk, outcome, hospital),
            "against_nothing_hidden": round(float(risk.mean() / risks["nothing_hidden"].mean()), 4),
        }
        for name, risk in risks.items()
    }


def anatomy(model: ExplainableBoostingClassifier, rows: pd.DataFrame) -> Tree:
    """Return what the shapes of *model* must satisfy, measured."""
    pair = np.full((2, len(NAMES)), np.nan)
    pair[:, NAMES.index("spo2")] = LOW_SPO2, GOOD_SPO2
    low, good = model.eval_terms(pair)[:, NAMES.index("spo2")]

    def risk_of(values: np.ndarray) -> np.ndarray:
        return fit.probabilities(model, values)

    return {
        "spo2_80_against_98_log_odds": round(float(low - good), 4),
        "missing_bin_log_odds": {
            name: round(float(term[0]), 4)
            for name, term in zip(NAMES[: len(MEASURED)], model.term_scores_, strict=False)
        },
        "swept_patients": SWEPT_PATIENTS,
        "shape_violations": shape_violations(risk_of, rows),
    }


def shape_violations(risk_of: Callable[[np.ndarray], np.ndarray], rows: pd.DataFrame) -> int:
    """Return how many of SWEPT_PATIENTS see a vital sign move their risk the wrong way."""
    chance = np.random.default_rng(fit.SEED)
    values = fit.features(rows)
    values = values[
        chance.choice(len(values), SWEPT_PATIENTS, replace=len(values) < SWEPT_PATIENTS)
    ]
    wrong = np.zeros(len(values), dtype=bool)
    for name in ALLOWED:
        wrong |= violated(risk_of, values, name)
    return int(wrong.sum())
