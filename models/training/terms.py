"""A trained model as what it is: tables of log-odds that are added up, readable by anybody.

The file terms.json holds it whole; `triage model export` makes the server's file from it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from interpret.glassbox import ExplainableBoostingClassifier

from models.training.inputs import MEASURED, NAMES
from triage.clinical.complaint_groups import GROUPS
from triage.errors import TrainingRefused

FILE_NAME = "terms.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The log-odds that one measurement adds.

    *scores* begins with those of "not measured"; then one for each bin between *cuts*, a value at
    a cut belonging above it.
    """

    name: str
    cuts: tuple[float, ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All that a model is: *weights* is what each complaint group adds where it was told."""

    intercept: float
    measured: tuple[Term, ...]
    weights: dict[str, float]


def of(model: ExplainableBoostingClassifier) -> Terms:
    """Return the terms of a fitted *model* without interactions.

    Raises:
        ValueError: its terms are not the features, one each, in their order.
    """
    if list(model.term_features_) != [(number,) for number in range(len(NAMES))]:
        raise ValueError("the model's terms are not its features, one each, in their order")
    count = len(MEASURED)
    # The library keeps one more score at the end, for unknown categories; there are none here.
    return Terms(
        intercept=float(model.intercept_[0]),
        measured=tuple(
            Term(name=name, cuts=_floats(bins[0]), scores=_floats(scores[:-1]))
            for name, bins, scores in zip(
                NAMES[:count], model.bins_[:count], model.term_scores_[:count], strict=True
            )
        ),
        weights={
            group: float(scores[2])
            for group, scores in zip(GROUPS, model.term_scores_[count:], strict=True)
        },
    )


def _floats(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def write(terms: Terms, directory: Path) -> None:
    """Write *terms* into *directory*; numbers are written so that they read back as they were."""
    text = json.dumps(asdict(terms), indent=1, allow_nan=False)
    (directory / FILE_NAME).write_text(text + "\n", encoding="utf-8")


def read(directory: Path) -> Terms:
    """Return the terms in *directory*.

    Raises:
        TrainingRefused: the file is missing, or is not what write writes.
    """
    path = directory / FILE_NAME
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        terms = Terms(
            intercept=float(tree["intercept"]),
            measured=tuple(
                Term(
                    name=one["name"],
                    cuts=tuple(map(float, one["cuts"])),
                    scores=tuple(map(float, one["scores"])),
                )
                for one in tree["measured"]
            ),
            weights={group: float(weight) for group, weight in tree["weights"].items()},
        )
    except OSError as error:
        raise TrainingRefused(f"{path} cannot be read: {error.strerror}") from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise TrainingRefused(f"{path} holds no terms of a model: {error}") from error
    _check(terms, path)
    return terms


def _check(terms: Terms, path: Path) -> None:
    names = [given.feature.name for given in MEASURED]
    if [term.name for term in terms.measured] != names or list(terms.weights) != list(GROUPS):
        raise TrainingRefused(f"{path}: the inputs are not those of this release, in their order")
    if any(len(term.scores) != len(term.cuts) + 2 for term in terms.measured):
        raise TrainingRefused(f"{path}: a term needs one score more than bins, for not measured")
