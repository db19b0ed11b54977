"""`python -m models.training.external TABLE`: the delivered model among other people.

The cohorts are for looking only. They are kept out of models/training/data, so that nobody
trains on them, and the result is kept beside the model with the hash of the model it belongs to.
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd

from models.training import (
    card,
    cells,
    complaints,
    external_complaints,
    manifest,
    statistics,
    table,
)
from models.training.cells import Mistakes
from models.training.evaluate import Tree
from models.training.inputs import MEASURED, NAMES
from triage.clinical.features import LEAST_AGE_YEARS

OUT = Path(__file__).parent.parent / "risk"
# Cohort, the outcome that it recorded, and the name of the figure.
QUESTIONS = (
    ("ktas_korea", "critical", "korea_emergency_department_icu_or_death"),
    ("afire_indonesia", "died", "indonesia_hospital_fever_death"),
    ("segamat_malaysia", "referred", "malaysia_fever_clinic_referral"),
)


def main() -> None:
    """Score the cohorts, keep the figures beside the model and put them on its card."""
    parser = argparse.ArgumentParser(prog="python -m models.training.external", description=__doc__)
    parser.add_argument("table", type=Path, help="the harmonised table of outside cohorts")
    parser.add_argument("--model", type=Path, default=OUT, help="folder of the delivered model")
    arguments = parser.parse_args()
    figures = measured(arguments.table, arguments.model / "model.onnx")
    text = manifest.render(figures)
    (arguments.model / card.EXTERNAL).write_text(text, encoding="utf-8")
    card.write(arguments.model)
    print(text)


def measured(path: Path, model: Path) -> Tree:
    """Return AUROC and predicted/observed of the file *model* in each cohort of *path*."""
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    content = model.read_bytes()
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    figures: Tree = {"model_sha256": manifest.sha256(content)}
    for cohort, outcome, name in QUESTIONS:
        part = raw[(raw["cohort"] == cohort) & (raw[outcome] != "")]
        figures[name] = _cohort(
            session, part, external_complaints.flags(cohort, part["complaint"]), outcome
        )
    return figures


def _cohort(
    session: onnxruntime.InferenceSession, raw: pd.DataFrame, told: pd.DataFrame, outcome: str
) -> Tree:
    mistakes = Mistakes()
    rows = pd.DataFrame({"event": cells.numbers(raw[outcome], mistakes)})
    for given in MEASURED:
        read_column = cells.sexes if given.column == "sex" else cells.numbers
        rows[given.feature.name] = read_column(raw[given.column], mistakes)
    mistakes.end()
    rows = pd.concat([rows, told], axis=1).assign(**{complaints.STRANGE: False})
    rows = table.without_impossible(rows[rows["age_years"] >= LEAST_AGE_YEARS])
    values = np.ascontiguousarray(rows[list(NAMES)].to_numpy(float))
    (risk,) = session.run(["probability"], {"features": values})
    flagged = rows[list(complaints.FLAG_NAMES)].to_numpy(float)
    event = rows["event"].to_numpy(int)
    patients = np.arange(len(rows))
    return {
        "rows": len(rows),
        "events": int(event.sum()),
        "where_the_model_speaks": int(table.spoken(rows).sum()),
        "with_a_complaint": round(float(flagged.any(axis=1).mean()), 4),
        "auroc": statistics.auroc(risk, event, patients),
        "predicted": round(float(risk.mean()), 4),
        "observed": round(float(event.mean()), 4),
    }


if __name__ == "__main__":
    main()
