"""What can be checked of a model's folder by somebody who did not train it, offline."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import nan
from pathlib import Path

import numpy as np

from triage.clinical.features import MEASURED
from triage.errors import ModelUnusable
from triage.risk import graph, shapes
from triage.risk.model import GOLDEN_FILE, MODEL_FILE, TOLERANCE, Model, load

SWEPT_PATIENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was checked, whether it holds, and what was found."""

    what: str
    holds: bool
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """Rows of values with the answers that the makers recorded."""

    values: np.ndarray
    probability: np.ndarray
    contributions: np.ndarray


def checked(directory: Path) -> tuple[Check, ...]:
    """Return every check of the model in *directory*; one alone if it cannot be loaded or read."""
    try:
        model = load(directory, tried_out=True)
        return tuple(_checks(directory, model))
    except ModelUnusable as error:
        return (Check(what="the server can load it", holds=False, found=str(error)),)


def _checks(directory: Path, model: Model) -> Iterator[Check]:
    manifest = model.manifest
    size = (directory / MODEL_FILE).stat().st_size
    yield Check(what="the server can load it", holds=True, found=manifest.name)
    yield Check(what="hash of the file", holds=True, found=f"SHA-256 {manifest.sha256}")
    yield Check(what="size", holds=True, found=f"{size} bytes of {graph.LARGEST_FILE}")
    yield Check(what="operators", holds=True, found="standard ones only, no other file")
    yield Check(
        what="inputs",
        holds=True,
        found=f"names, units, ranges, order of {len(manifest.features)} are this release's",
    )
    yield Check(
        what="made for use",
        holds=not manifest.not_for_use,
        found="NOT FOR USE, says its manifest" if manifest.not_for_use else "yes",
    )
    content = (directory / GOLDEN_FILE).read_bytes()
    yield _golden_hash(content, manifest.golden_sha256)
    rows = _rows(content)
    yield _golden(model, rows)
    yield from _shapes(model, rows)


def _golden_hash(content: bytes, wanted: str | None) -> Check:
    given = hashlib.sha256(content).hexdigest()
    return Check(what="hash of the golden rows", holds=given == wanted, found=f"SHA-256 {given}")


def _golden(model: Model, rows: Golden) -> Check:
    """Score every golden row again; the server itself looks at the first ones only."""
    risk, terms = model.run(rows.values)
    largest = max(
        float(np.abs(risk - rows.probability).max()),
        float(np.abs(terms - rows.contributions).max()),
    )
    return Check(
        what="golden rows scored again",
        holds=largest <= TOLERANCE,
        found=f"{len(risk)} rows, largest difference {largest:.1e}",
    )


def _shapes(model: Model, rows: Golden) -> Iterator[Check]:
    """Move each vital sign of the golden patients through its range."""
    patients = _plausible(rows.values)[:SWEPT_PATIENTS]

    def risk_of(values: np.ndarray) -> np.ndarray:
        return model.run(values)[0]

    for name in shapes.ALLOWED:
        wrong = int(shapes.violated(risk_of, patients, name).sum())
        yield Check(
            what=f"shape of {name}",
            holds=wrong == 0,
            found=f"{wrong} of {len(patients)} people see their risk move the wrong way",
        )


def _rows(content: bytes) -> Golden:
    """Return the golden rows in *content*.

    Raises:
        ModelUnusable: a line cannot be read.
    """
    try:
        rows = [json.loads(line) for line in content.splitlines()]
        values = [[nan if value is None else value for value in row["features"]] for row in rows]
        return Golden(
            values=np.array(values, dtype=float),
            probability=np.array([row["probability"] for row in rows], dtype=float),
            contributions=np.array([row["contributions"] for row in rows], dtype=float),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelUnusable(f"{GOLDEN_FILE} cannot be read: {error}") from error


def _plausible(values: np.ndarray) -> np.ndarray:
    """Return *values* with each measurement that lies outside its range taken out."""
    low, high = (np.array([getattr(one, end) for one in MEASURED]) for end in ("low", "high"))
    kept = values.copy()
    part = kept[:, : len(MEASURED)]
    part[(part < low) | (part > high)] = nan
    return kept
