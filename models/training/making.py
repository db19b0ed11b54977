"""From the rows of a table to a folder that a server can use: tried, trained and described."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier

from models.training import (
    card,
    complaints,
    drawing,
    enough,
    export,
    fit,
    manifest,
    table,
    terms,
    told,
    trial,
)
from models.training.evaluate import Tree
from models.training.fit import FULL, QUICK
from models.training.inputs import INPUTS, MEASURED
from models.training.table import Visits
from triage.clinical.complaint_groups import GROUPS

GOLDEN_ROWS = 200
LARGEST_FILE = 20_000
SURVEY, LOCAL = "survey", "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What its makers say about the model that is to be made.

    *created* is YYYY-MM-DD. *origin* is SURVEY or LOCAL and chooses the card's words. *is_quick*
    makes a model in haste, which is marked as not for use.
    """

    id: str
    version: str
    created: str
    owner: str
    licence: str
    origin: str
    is_quick: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The visits, and the file that they were read from."""

    path: Path
    visits: Visits


def make(source: Source, order: Order, out: Path) -> None:
    """Train a model as *order* says, and write everything about it into *out*.

    Raises:
        TrainingRefused: the rows cannot carry a model, or the model is not good enough.
    """
    rows, effort = source.visits.rows, QUICK if order.is_quick else FULL
    enough.check(rows)
    print("training on the years before the last, measuring on the last", flush=True)
    tried = trial.tried(rows, effort)
    print("training on all years, measuring hospitals that were left out", flush=True)
    fitted, last = fit.fit(rows, **effort.changed), trial.last_year(rows)
    fit.level(fitted, last[table.spoken(last)])
    figures = {
        **tried.figures,
        "delivered": trial.delivered_figures(fitted, rows, tried, effort),
    }
    made = export.graph(terms.of(fitted), export.metadata(order.id, order.version))
    # The survey is public; a country's people must not leave in the rows that prove the file.
    people = last if order.origin == SURVEY else export.unlinked(last)
    tried_on = export.trying_rows(people, GOLDEN_ROWS)
    golden = "".join(json.dumps(row) + "\n" for row in export.golden(fitted, tried_on))
    about: Tree = {
        **_said(source, order, made),
        "golden_sha256": manifest.sha256(golden.encode()),
        "max_abs_difference": checked(fitted, made, rows),
        "features": manifest.features(),
        "complaint_groups": list(GROUPS),
        "thresholds": manifest.thresholds(tried.limits),
        "data": data(source, order),
        "metrics": figures,
        "training": manifest.training(effort),
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "model.onnx").write_bytes(made)
    (out / "golden.jsonl").write_text(golden, encoding="utf-8")
    (out / "manifest.toml").write_text(manifest.render(about), encoding="utf-8")
    terms.write(terms.of(fitted), out)
    for name, picture in pictures(fitted, figures).items():
        (out / name).write_text(picture, encoding="utf-8")
    card.write(out)
    print(f"{out}: {len(made)} bytes, largest difference {about['max_abs_difference']:.1e}")


def _said(source: Source, order: Order, made: bytes) -> Tree:
    return {
        "format": manifest.FORMAT,
        "id": order.id,
        "version": order.version,
        "created": order.created,
        "owner": order.owner,
        "licence": order.licence,
        "not_for_use": order.is_quick or source.visits.is_invented,
        "outcome": "admission to intensive care or death (critical)",
        "sha256": manifest.sha256(made),
        "bytes": len(made),
    }


def checked(model: ExplainableBoostingClassifier, made: bytes, rows: pd.DataFrame) -> float:
    """Return how far *made* is from *model* at most.

    Raises:
        trial.NotGoodEnough: the two differ, or the file is too large for a thin link.
    """
    difference = export.largest_difference(
        model, made, export.trying_rows(rows, export.FIDELITY_ROWS)
    )
    if not difference <= export.TOLERANCE:
        raise trial.NotGoodEnough(f"the exported model differs by {difference}")
    if len(made) > LARGEST_FILE:
        raise trial.NotGoodEnough(f"the exported model has {len(made)} bytes")
    return difference


def pictures(model: ExplainableBoostingClassifier, figures: Tree) -> dict[str, str]:
    """Return the card's pictures by file name."""
    return {
        "calibration.svg": drawing.calibration(figures["calibration"]),  # type: ignore[arg-type]
        "shapes.svg": drawing.shapes([term[1:-1] for term in model.term_scores_[: len(MEASURED)]]),
        "complaints.svg": drawing.complaints(told.weights(model), complaints.labels()),
    }


def data(source: Source, order: Order) -> Tree:
    """Return which table was used and how many of its rows counted."""
    rows = source.visits.rows
    whole = table.complete(rows)
    years: Tree = {}
    for year, part in rows.groupby("year"):
        years[str(int(year))] = {
            "rows": len(part),
            "critical": int(part["critical"].sum()),
            "complete": int((whole["year"] == year).sum()),
            "complete_critical": int(whole.loc[whole["year"] == year, "critical"].sum()),
            "hospitals": int(part["hospital"].nunique()),
        }
    return {
        "origin": order.origin,
        "is_invented": source.visits.is_invented,
        "file": source.path.name,
        "sha256": manifest.sha256(source.path.read_bytes()),
        "rows": len(rows),
        "critical": int(rows["critical"].sum()),
        "hospitals": int(rows["hospital"].nunique()),
        "left_out": source.visits.left_out,
        "where_the_model_speaks": int(np.sum(table.spoken(rows))),
        "complaints_in_no_group": told.without_group(rows),
        "groups_file": complaints.GROUP_TABLE.name,
        "groups_sha256": manifest.sha256(complaints.GROUP_TABLE.read_bytes()),
        "inputs": len(INPUTS),
        "years": years,
    }
