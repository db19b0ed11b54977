"""Writes the additive model as an ONNX graph, by hand, and compares it with the original.

The graph looks each measured value up in its feature's bins and gathers the bin's log-odds; a
complaint flag that is set gives its weight. Then it adds:

    edges <= value, counted  ->  bin  ->  contribution --+
    0.5 <= flag  ->  0 or 1  ->  times weight -----------+->  sum + intercept  ->  sigmoid

The first edge of every feature is minus infinity, so a measured value is at least in bin 1 and a
missing one (NaN compares false with everything) in bin 0. Rows of edges are filled up with NaN,
which no value reaches; infinity would let an infinite value run out of the table.
"""

import numpy as np
import onnx
import onnxruntime
import pandas as pd
from interpret.glassbox import ExplainableBoostingClassifier
from onnx import TensorProto, helper, numpy_helper

from models.training import fit, masks
from models.training.inputs import INPUTS, MEASURED, NAMES
from models.training.terms import Terms
from triage.clinical.features import FEATURES

OPSET = 17
IR_VERSION = 8
FIDELITY_ROWS = 10_000
TOLERANCE = 1e-6
EXTREMES = (-1e9, 1e9)
_EXTREME_SHARE = 0.02
_EDGE_SHARE = 0.3
_FLAG_EDGE_SHARE = 0.01
_FLAG_CUT = 0.5


def metadata(model_id: str, model_version: str) -> dict[str, str]:
    """Return what the ONNX file says about itself."""
    return {
        "id": model_id,
        "version": model_version,
        "features": " ".join(feature.name for feature in FEATURES),
        "units": " ".join(feature.unit for feature in FEATURES),
        "missing": "NaN",
        "outcome": "critical: admission to intensive care or death",
    }


def graph(model: Terms, about: dict[str, str]) -> bytes:
    """Return *model* as the bytes of an ONNX file that says *about* about itself."""
    made = helper.make_model(
        helper.make_graph(_nodes(), "risk", [_input()], _outputs(), _constants(model)),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="triage",
    )
    helper.set_model_props(made, about)
    onnx.checker.check_model(made, full_check=True)
    return bytes(made.SerializeToString(deterministic=True))


def _input() -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info("features", TensorProto.DOUBLE, ["N", len(NAMES)])


def _outputs() -> list[onnx.ValueInfoProto]:
    return [
        helper.make_tensor_value_info("probability", TensorProto.DOUBLE, ["N"]),
        helper.make_tensor_value_info("logit", TensorProto.DOUBLE, ["N"]),
        helper.make_tensor_value_info("contributions", TensorProto.DOUBLE, ["N", len(NAMES)]),
    ]


def _nodes() -> list[onnx.NodeProto]:
    return [
        helper.make_node("Split", ["features", "sizes"], ["measured", "flags"], axis=1),
        helper.make_node("Unsqueeze", ["measured", "last_axis"], ["values"]),
        helper.make_node("LessOrEqual", ["edges", "values"], ["reached"]),
        helper.make_node("Cast", ["reached"], ["counted"], to=TensorProto.INT64),
        helper.make_node("ReduceSum", ["counted", "last_axis"], ["bins"], keepdims=0),
        helper.make_node("Add", ["bins", "first_bins"], ["cells"]),
        helper.make_node("Gather", ["scores", "cells"], ["of_measured"], axis=0),
        helper.make_node("LessOrEqual", ["flag_cut", "flags"], ["set"]),
        helper.make_node("Cast", ["set"], ["set_number"], to=TensorProto.DOUBLE),
        helper.make_node("Mul", ["set_number", "weights"], ["of_flags"]),
        helper.make_node("Concat", ["of_measured", "of_flags"], ["contributions"], axis=1),
        helper.make_node("ReduceSum", ["contributions", "feature_axis"], ["sum"], keepdims=0),
        helper.make_node("Add", ["sum", "intercept"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["probability"]),
    ]


def _constants(model: Terms) -> list[onnx.TensorProto]:
    cuts = [np.array(term.cuts) for term in model.measured]
    scores = [np.array(term.scores) for term in model.measured]
    weights = np.array(list(model.weights.values()))
    width = 1 + max(map(len, cuts))
    edges = np.full((len(cuts), width), np.nan)
    for row, cut in zip(edges, cuts, strict=True):
        row[0] = -np.inf
        row[1 : 1 + len(cut)] = cut
    first_bins = np.cumsum([0, *(len(term) for term in scores[:-1])])
    return [
        numpy_helper.from_array(np.array([len(cuts), len(weights)], dtype=np.int64), "sizes"),
        numpy_helper.from_array(edges, "edges"),
        numpy_helper.from_array(weights, "weights"),
        numpy_helper.from_array(np.array([_FLAG_CUT]), "flag_cut"),
        numpy_helper.from_array(first_bins.astype(np.int64), "first_bins"),
        numpy_helper.from_array(np.concatenate(scores), "scores"),
        numpy_helper.from_array(np.array([model.intercept]), "intercept"),
        numpy_helper.from_array(np.array([2], dtype=np.int64), "last_axis"),
        numpy_helper.from_array(np.array([1], dtype=np.int64), "feature_axis"),
    ]


def largest_difference(
    model: ExplainableBoostingClassifier, made: bytes, values: np.ndarray
) -> float:
    """Return the largest difference between *made* and the training library on *values*.

    Probabilities and contributions are both compared.
    """
    session = onnxruntime.InferenceSession(made, providers=["CPUExecutionProvider"])
    risk, terms = session.run(["probability", "contributions"], {"features": values})
    return max(
        float(np.abs(risk - fit.probabilities(model, values)).max()),
        float(np.abs(terms - model.eval_terms(values)).max()),
    )


def unlinked(rows: pd.DataFrame) -> pd.DataFrame:
    """Return *rows* with each column shuffled on its own, so that no row is any person's."""
    chance = np.random.default_rng(fit.SEED)
    return rows.apply(lambda column: column.to_numpy()[chance.permutation(len(rows))])


def trying_rows(rows: pd.DataFrame, count: int) -> np.ndarray:
    """Return *count* rows of values that a conversion may get wrong.

    Real rows with measurements hidden, values exactly at an edge and one step to either side of
    it, values far outside, and one row each with everything missing and everything extreme.
    """
    chance = np.random.default_rng(fit.SEED)
    picked = rows.iloc[chance.integers(0, len(rows), count)]
    values = masks.masked_copy(fit.features(picked), fit.first_complaint(picked), chance)
    for column, given in enumerate(INPUTS):
        kind = chance.random(count)
        edge = chance.choice(np.array(given.cuts, dtype=float), count)
        toward = chance.choice([-np.inf, np.inf], count)
        edge = np.where(chance.random(count) < 0.5, edge, np.nextafter(edge, toward))  # noqa: PLR2004
        extreme = chance.choice(EXTREMES, count)
        extremes, edges = (
            (_EXTREME_SHARE, _EDGE_SHARE)
            if column < len(MEASURED)
            else (_FLAG_EDGE_SHARE, _FLAG_EDGE_SHARE)
        )
        values[:, column] = np.select(
            [kind < extremes, kind < extremes + edges],
            [extreme, edge],
            default=values[:, column],
        )
    values[: 1 + len(EXTREMES)] = np.array([[np.nan], *([extreme] for extreme in EXTREMES)])
    return values


def golden(model: ExplainableBoostingClassifier, values: np.ndarray) -> list[dict[str, object]]:
    """Return each row of *values* with the training library's own answer; None = missing.

    Zeros are whole numbers: most of a row is flags that are not set.
    """
    risks = fit.probabilities(model, values)
    terms = model.eval_terms(values)
    return [
        {
            "features": [None if np.isnan(value) else float(value) or 0 for value in row],
            "probability": float(risk),
            "contributions": [float(term) or 0 for term in contributions],
        }
        for row, risk, contributions in zip(values, risks, terms, strict=True)
    ]
