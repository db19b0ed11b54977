"""What somebody who did not train a model finds wrong with it."""

import json

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import numpy_helper

from tests.risk.conftest import RISK
from triage.clinical.features import FEATURES
from triage.errors import ModelUnusable
from triage.risk import shapes
from triage.risk.checks import checked
from triage.risk.model import load


def failing(directory):
    return [check.what for check in checked(directory) if not check.holds]


def test_the_delivered_model_passes_every_check():
    checks = checked(RISK)
    assert all(check.holds for check in checks)
    assert len(checks) == 8 + len(shapes.ALLOWED)


def test_a_damaged_file_cannot_be_loaded(copied):
    (copied / "model.onnx").write_bytes(b"x")
    assert failing(copied) == ["the server can load it"]


def test_a_golden_row_beyond_those_that_the_server_looks_at_is_scored_too(copied):
    path = copied / "golden.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows[150]["probability"] += 2e-6
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    load(copied)
    assert failing(copied) == ["hash of the golden rows", "golden rows scored again"]


def test_golden_rows_that_cannot_be_read_are_found(copied):
    path = copied / "golden.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    assert failing(copied) == ["the server can load it"]


def test_a_model_for_trying_the_way_is_refused_by_servers_and_said_so(copied, replace_in):
    replace_in(copied / "manifest.toml", "not_for_use = false", "not_for_use = true")
    with pytest.raises(ModelUnusable, match="not for use"):
        load(copied)
    assert failing(copied) == ["made for use"]


def test_a_vital_sign_that_moves_the_risk_the_wrong_way_is_found(copied, accept_model):
    """The scores of one bin of SpO2 are raised, and the golden rows made again to fit."""
    graph = onnx.load(copied / "model.onnx")
    [table] = [one for one in graph.graph.initializer if one.name == "scores"]
    scores = numpy_helper.to_array(table).copy()
    scores[-1] += 0.5
    table.CopyFrom(numpy_helper.from_array(scores, "scores"))
    (copied / "model.onnx").write_bytes(graph.SerializeToString())
    accept_model(copied)
    _score_again(copied)
    assert failing(copied) == ["hash of the golden rows", "shape of spo2"]


def _score_again(directory):
    path = directory / "golden.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("", encoding="utf-8")
    session = onnxruntime.InferenceSession((directory / "model.onnx").read_bytes())
    values = np.array([row["features"] for row in rows], dtype=float)
    risk, terms = session.run(["probability", "contributions"], {"features": values})
    for row, probability, contributions in zip(rows, risk, terms, strict=True):
        row.update(probability=float(probability), contributions=contributions.tolist())
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize(
    ("feature", "risk", "wrong"),
    [
        pytest.param("spo2", lambda value: 1 - value / 200, False, id="falls"),
        pytest.param("spo2", lambda value: value / 200, True, id="rises"),
        pytest.param("hr", lambda value: abs(value - 60) / 400, False, id="turns at the low end"),
        pytest.param("hr", lambda value: abs(value - 85) / 400, False, id="turns at the high end"),
        pytest.param("hr", lambda value: abs(value - 50) / 400, True, id="turns too low"),
        pytest.param("hr", lambda value: abs(value - 95) / 400, True, id="turns too high"),
        pytest.param("hr", lambda value: 0.1 + 0 * value, False, id="does not move"),
    ],
)
def test_a_shape_is_a_valley_around_normal_or_falls(feature, risk, wrong):
    column = [one.name for one in FEATURES].index(feature)
    patients = np.full((3, len(FEATURES)), np.nan)
    found = shapes.violated(lambda values: risk(values[:, column]), patients, feature)
    assert found.tolist() == [wrong] * 3
