"""`python -m models.training`: from the table of visits to everything in models/risk."""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier

from models.training import (
    card,
    complaints,
    drawing,
    export,
    fit,
    manifest,
    table,
    told,
    trial,
)
from models.training.evaluate import Tree
from models.training.inputs import INPUTS, MEASURED
from triage.clinical.complaint_groups import GROUPS
from triage.clinical.features import FEATURES

HERE = Path(__file__).parent
DATA = HERE / "data" / "nhamcs_ed_2015_2020.csv.gz"
OUT = HERE.parent / "risk"
MODEL_ID = "complaints-ebm"
VERSION = "2.0.0"
CREATED = "2026-11-23"
GOLDEN_ROWS = 200
LARGEST_FILE = 20_000


def main() -> None:
    """Read the arguments and run every step."""
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="table of visits")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the delivered model")
    parser.add_argument("--id", default=MODEL_ID)
    parser.add_argument("--version", default=VERSION)
    parser.add_argument("--created", default=CREATED, help="release date, YYYY-MM-DD")
    run(parser.parse_args())


def run(arguments: argparse.Namespace) -> None:
    """Train, try, train again on everything, export, check and describe."""
    print(f"reading {arguments.data}")
    rows = table.read(arguments.data)
    print("training on the years before the last, measuring on the last")
    tried = trial.tried(rows)
    print("training on all years, measuring hospitals that were left out")
    delivered, last = fit.fit(rows), trial.last_year(rows)
    fit.level(delivered, last[table.spoken(last)])
    figures = {**tried.figures, "delivered": trial.delivered_figures(delivered, rows, tried)}
    made = export.graph(delivered, metadata(arguments))
    difference = checked(delivered, made, rows)
    golden = "".join(
        json.dumps(row) + "\n"
        for row in export.golden(delivered, export.trying_rows(last, GOLDEN_ROWS))
    )
    about: Tree = {
        "format": manifest.FORMAT,
        "id": arguments.id,
        "version": arguments.version,
        "created": arguments.created,
        "outcome": "admission to intensive care or death (critical)",
        "sha256": manifest.sha256(made),
        "golden_sha256": manifest.sha256(golden.encode()),
        "bytes": len(made),
        "max_abs_difference": difference,
        "features": manifest.features(),
        "complaint_groups": list(GROUPS),
        "thresholds": manifest.thresholds(tried.limits),
        "data": data(arguments.data, rows),
        "metrics": figures,
        "training": manifest.training(),
    }
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "model.onnx").write_bytes(made)
    (arguments.out / "golden.jsonl").write_text(golden, encoding="utf-8")
    (arguments.out / "manifest.toml").write_text(manifest.render(about), encoding="utf-8")
    for name, picture in pictures(delivered, figures).items():
        (arguments.out / name).write_text(picture, encoding="utf-8")
    card.write(arguments.out)
    print(f"{arguments.out}: {len(made)} bytes, largest difference {difference:.1e}")


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


def metadata(arguments: argparse.Namespace) -> dict[str, str]:
    """Return what the ONNX file says about itself."""
    return {
        "id": arguments.id,
        "version": arguments.version,
        "features": " ".join(feature.name for feature in FEATURES),
        "units": " ".join(feature.unit for feature in FEATURES),
        "missing": "NaN",
        "outcome": "critical: admission to intensive care or death",
    }


def pictures(model: ExplainableBoostingClassifier, figures: Tree) -> dict[str, str]:
    """Return the card's pictures by file name."""
    return {
        "calibration.svg": drawing.calibration(figures["calibration"]),  # type: ignore[arg-type]
        "shapes.svg": drawing.shapes([term[1:-1] for term in model.term_scores_[: len(MEASURED)]]),
        "complaints.svg": drawing.complaints(told.weights(model), complaints.labels()),
    }


def data(path: Path, rows: pd.DataFrame) -> Tree:
    """Return which table was used and how many of its rows counted."""
    whole = table.complete(rows)
    years: Tree = {}
    for year, part in rows.groupby("year"):
        years[str(int(year))] = {
            "rows": len(part),
            "critical": int(part["critical"].sum()),
            "complete": int((whole["year"] == year).sum()),
            "complete_critical": int(whole.loc[whole["year"] == year, "critical"].sum()),
        }
    return {
        "file": path.name,
        "sha256": manifest.sha256(path.read_bytes()),
        "rows": len(rows),
        "critical": int(rows["critical"].sum()),
        "where_the_model_speaks": int(np.sum(table.spoken(rows))),
        "reasons_in_no_group": told.reasons_without_group(rows),
        "groups_file": complaints.GROUP_TABLE.name,
        "groups_sha256": manifest.sha256(complaints.GROUP_TABLE.read_bytes()),
        "inputs": len(INPUTS),
        "years": years,
    }


if __name__ == "__main__":
    main()
