"""Judges the file of a finished model on another table: another year, another country."""

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd

from models.training import evaluate, fit, floor, manifest, statistics, table, told
from models.training.enough import TooLittle
from models.training.evaluate import Scored, Tree
from models.training.making import Source
from models.training.thresholds import Band, Raise, Unsure
from triage.clinical.level import Level
from triage.risk.manifest import Manifest
from triage.risk.model import Model, load

FILE_NAME = "evaluation.toml"
FEW_EVENTS = 100


def judged(directory: Path, source: Source) -> Tree:
    """Return how well the model in *directory* does among the people of *source*.

    With one hospital only, intervals come from drawing people again instead of hospitals.

    Raises:
        ModelUnusable: the folder holds no model of this release.
        TooLittle: everybody, or nobody, of whom the model may speak is critical.
    """
    model = load(directory, tried_out=True)
    rows = source.visits.rows
    here = rows[table.spoken(rows)].reset_index(drop=True)
    given = _scored(model, here)
    if np.unique(given.critical).size == 1 or here.empty:
        raise TooLittle(["both outcomes are needed among the people of whom the model speaks"])
    limits = limits_of(model.manifest)
    content = source.path.read_bytes()
    return {
        "model_sha256": model.manifest.sha256,
        "file": source.path.name,
        "sha256": manifest.sha256(content),
        "is_invented": source.visits.is_invented,
        "trained_on_it": manifest.sha256(content) == _table_of(directory),
        "years": sorted({str(int(year)) for year in rows["year"]}),
        "hospitals": int(rows["hospital"].nunique()),
        "rows": len(rows),
        "where_the_model_speaks": len(here),
        "critical": int(given.critical.sum()),
        "unsure": round(float(evaluate.unsure(given, limits).mean()), 4),
        "auroc": statistics.auroc(given.risk, given.critical, given.hospital),
        "news2_without_consciousness": statistics.auroc(
            floor.news2(here).points, given.critical, given.hospital
        ),
        "predicted_over_observed": statistics.ratio(given.risk, given.critical, given.hospital),
        "floor_and_model": evaluate.system(given, limits),
        "subgroups": evaluate.subgroups(given, limits),
        "calibration": told.calibration(given),
    }


def _table_of(directory: Path) -> str | None:
    """Return the hash of the table that the model in *directory* learned from, if it says so."""
    about = tomllib.loads((directory / "manifest.toml").read_text(encoding="utf-8"))
    given = about.get("data", {}).get("sha256")
    return None if given is None else str(given)


def _scored(model: Model, rows: pd.DataFrame) -> Scored:
    hospital = rows["hospital"].to_numpy(str)
    alone = np.unique(hospital).size == 1
    return Scored(
        rows=rows,
        risk=model.run(np.ascontiguousarray(fit.features(rows)))[0],
        critical=rows["critical"].to_numpy(),
        floor_raises=floor.levels(rows) >= Level.YELLOW,
        hospital=np.arange(len(rows)).astype(str) if alone else hospital,
        age=rows["age_years"].to_numpy(float),
    )


def limits_of(given: Manifest) -> Raise:
    """Return the thresholds that *given* sets, as the training code knows them."""
    bands = tuple(
        Band(
            low=band.low_age,
            high=band.high_age,
            yellow=band.thresholds.yellow,
            unsure=Unsure(critical_from=band.critical_from, not_critical_to=band.not_critical_to),
        )
        for band in given.bands
    )
    return Raise(single=given.single.yellow, orange=given.single.orange, bands=bands)


def keep(figures: Tree, directory: Path) -> None:
    """Write *figures* beside the model that they belong to."""
    (directory / FILE_NAME).write_text(manifest.render(figures), encoding="utf-8")
