"""One patient through the model, beside other ways to run the same kind of model."""

import io
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import onnxruntime
from sklearn.ensemble import HistGradientBoostingClassifier

from models.training import export, fit, table
from models.training.__main__ import DATA
from tests.bench import peers
from tests.bench.figures import Figure, at_most, microseconds
from tests.journeys.load import REPORT
from triage.clinical.features import VITALS, vector
from triage.clinical.floor import Conditions, compose
from triage.intake.payload import read_words
from triage.risk.model import load
from triage.settings import shipped

TARGET_US = 25
FEW_ROUNDS = 10
TREES, LEAVES = 100, 15


def session(content: bytes) -> onnxruntime.InferenceSession:
    """Return a session with the settings of the service: one thread, no arena."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def figures(_directory: Path) -> Iterator[Figure]:
    """One row with the contribution of every input. The delivered file holds no training object,
    so the peers run an EBM of the same inputs and bins that is fitted here for ten rounds: the
    tables are as large, only the numbers in them differ. The hand-built graph of that one is
    timed too.
    """
    findings = read_words(REPORT).findings
    told = {
        "age_years": 62,
        "sex": "M",
        "vitals": {one.name: getattr(findings.vitals, one.name) for one in VITALS},
        "complaints": findings.complaints,
    }
    row = np.array([vector(**told)])
    model = load(shipped("models/risk"))
    ours = microseconds(lambda: model.run(row))
    yield _figure("the delivered model: ONNX, contributions", ours, ours)
    yield _figure(
        "the same, from findings to a rounded answer",
        microseconds(lambda: model.score(**told)),
        ours,
    )
    yield from _fitted(row, ours)
    floor = microseconds(lambda: compose(findings, Conditions()))
    yield _figure("the floor: every protocol", floor, ours)
    yield _figure("the words of a report", microseconds(lambda: read_words(REPORT)), ours)


def _figure(what: str, times: tuple[float, float], ours: tuple[float, float]) -> Figure:
    middle, late = times
    return Figure(
        what=what,
        value=f"p50 {middle:.1f} us, p99 {late:.1f} us",
        beside="1" if times is ours else f"{middle / ours[0]:.1f} times",
        target=at_most(middle, TARGET_US, "us") if times is ours else "",
    )


def _fitted(row: np.ndarray, ours: tuple[float, float]) -> Iterator[Figure]:
    """Give the same kind of model as others run it."""
    rows = table.read(DATA)
    fitted = fit.fit(rows, max_rounds=FEW_ROUNDS)
    runs = session(export.graph(fitted, {"id": "bench"}))
    outputs = ["probability", "contributions"]
    by_hand = microseconds(lambda: runs.run(outputs, {"features": row}))
    yield _figure("fitted here: the hand-built graph, bare session", by_hand, ours)
    try:
        other = session(_ebm2onnx(fitted))
    except peers.NotFetchedError:
        yield Figure(what="fitted here: ebm2onnx's graph", value="not fetched")
    else:
        (name,) = (one.name for one in other.get_inputs())
        expected, found = runs.run(outputs, {"features": row})[1], other.run(None, {name: row})[-1]
        assert np.allclose(expected.ravel(), np.asarray(found).ravel(), atol=1e-6)
        times = microseconds(lambda: other.run(None, {name: row}))
        yield _figure("fitted here: ebm2onnx's graph, bare session", times, ours)
    native = microseconds(lambda: (fitted.predict_proba(row), fitted.eval_terms(row)), 400)
    yield _figure("fitted here: interpret's own predict_proba and eval_terms", native, ours)
    whole = table.complete(rows)
    trees = HistGradientBoostingClassifier(max_iter=TREES, max_leaf_nodes=LEAVES, random_state=1)
    trees.fit(fit.features(whole), whole["critical"])
    other_kind = microseconds(lambda: trees.predict_proba(row), 400)
    yield _figure(
        f"scikit-learn's own, {TREES} trees of {LEAVES} leaves, no contributions",
        other_kind,
        ours,
    )


def _ebm2onnx(fitted: object) -> bytes:
    """Return ebm2onnx's graph of *fitted*, with contributions."""
    module = peers.ebm2onnx()
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        made = module.to_onnx(fitted, ("x", "double"), predict_proba=True, explain=True)
    return bytes(made.SerializeToString())
