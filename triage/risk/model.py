"""Loads the model once, checks it, scores one patient and says what each finding contributed."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from itertools import islice
from math import nan
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as runtime

from triage.clinical.decision import Risk
from triage.clinical.features import FEATURES, MEASURED, outside_experience, vector
from triage.clinical.level import Level
from triage.errors import ModelUnusable
from triage.risk import graph
from triage.risk import manifest as manifests
from triage.risk.manifest import Manifest, Thresholds

log = logging.getLogger(__name__)

MODEL_FILE = "model.onnx"
GOLDEN_FILE = "golden.jsonl"
FILES = (MODEL_FILE, manifests.FILE_NAME, GOLDEN_FILE)
OUTPUTS = ["probability", "contributions"]
GOLDEN_ROWS = 20
TOLERANCE = 1e-6
DECIMALS = 6

# What onnxruntime raises for a file or an input that it cannot use; they share no base class.
_RUNTIME_ERRORS = (
    runtime.EPFail,
    runtime.Fail,
    runtime.InvalidArgument,
    runtime.InvalidGraph,
    runtime.InvalidProtobuf,
    runtime.NoModel,
    runtime.NotImplemented,
    runtime.RuntimeException,
)

Stamp = tuple[tuple[int, int] | None, ...]


class Model:
    """A checked model; safe to share between threads."""

    def __init__(self, manifest: Manifest, session: onnxruntime.InferenceSession) -> None:
        """Keep *manifest* and the *session* that runs its file; use load instead."""
        self.manifest = manifest
        self._session = session

    def score(
        self,
        *,
        age_years: int | None,
        sex: str,
        vitals: Mapping[str, float | None],
        complaints: Sequence[str] = (),
        bands: bool = True,
    ) -> Risk:
        """Return what the model says of one patient.

        Args:
            age_years: completed years, None when unknown.
            sex: "M", "F" or "unknown".
            vitals: by name and unit of triage.clinical.features.VITALS; None = not measured.
            complaints: codes of triage.clinical.complaints, in any order.
            bands: whether the thresholds of the patient's age band count, or the single one.
        """
        limits = self._thresholds(age_years if bands else None)
        reasons = outside_experience(age_years, vitals, complaints)
        if reasons or age_years is None:
            return self._abstained(limits, reasons)
        values = vector(age_years=age_years, sex=sex, vitals=vitals, complaints=complaints)
        raw, terms = self.run(np.array([values]))
        probability = round(float(raw[0]), DECIMALS)
        band = _band(probability, limits)
        age_band = self.manifest.band(age_years)
        return Risk(
            id=self.manifest.name,
            sha256=self.manifest.sha256,
            probability=probability,
            band=band,
            level=_LEVELS[band],
            unsure=age_band.critical_from <= probability <= age_band.not_critical_to,
            outside_experience=(),
            contributions=_contributions(terms[0].tolist()),
            thresholds={"yellow": limits.yellow, "orange": limits.orange},
        )

    def run(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return probability, shape (rows,), and contributions, shape (rows, features).

        Args:
            values: float64, shape (rows, features), in the order of FEATURES; NaN = not measured.
        """
        probability, contributions = self._session.run(OUTPUTS, {"features": values})
        return np.asarray(probability), np.asarray(contributions)

    def _thresholds(self, age_years: int | None) -> Thresholds:
        if age_years is None:
            return self.manifest.single
        return self.manifest.band(age_years).thresholds

    def _abstained(self, limits: Thresholds, reasons: tuple[str, ...]) -> Risk:
        return Risk(
            id=self.manifest.name,
            sha256=self.manifest.sha256,
            probability=None,
            band=None,
            level=Level.GREEN,
            unsure=False,
            outside_experience=reasons,
            contributions={},
            thresholds={"yellow": limits.yellow, "orange": limits.orange},
        )


def _contributions(terms: Sequence[float]) -> dict[str, float]:
    """Return the log-odds of each measured input, and of each complaint that weighs anything."""
    return {
        feature.name: round(term, DECIMALS)
        for number, (feature, term) in enumerate(zip(FEATURES, terms, strict=True))
        if number < len(MEASURED) or term
    }


# RED is missing on purpose: the model may raise a patient, never declare an emergency.
_LEVELS = {"low": Level.GREEN, "raised": Level.YELLOW, "high": Level.ORANGE}


def _band(probability: float, limits: Thresholds) -> str:
    if probability >= limits.orange:
        return "high"
    return "raised" if probability >= limits.yellow else "low"


def load(directory: Path, *, tried_out: bool = False) -> Model:
    """Return the model in *directory*, checked against its manifest and its golden rows.

    Args:
        directory: holds FILES.
        tried_out: take one that its makers marked as not for use, too.

    Raises:
        ModelUnusable: a file is missing or damaged, the features are not this release's, or the
            model does not give the answers that its makers recorded.
    """
    manifest = manifests.read(directory)
    if manifest.features != FEATURES:
        raise ModelUnusable(
            f"{directory}: the model's features, units or ranges are not those of this release"
        )
    if manifest.not_for_use and not tried_out:
        raise ModelUnusable(f"{directory}: its makers marked this model as not for use")
    content = _read(directory / MODEL_FILE)
    if hashlib.sha256(content).hexdigest() != manifest.sha256:
        raise ModelUnusable(f"{directory / MODEL_FILE}: SHA-256 differs from the manifest's")
    model = Model(manifest, _session(content, directory / MODEL_FILE))
    _check_golden(model, directory / GOLDEN_FILE)
    return model


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelUnusable(f"{path} cannot be read: {error.strerror}") from error


def _session(content: bytes, path: Path) -> onnxruntime.InferenceSession:
    """Return a session for *content*: one thread, and no memory kept for later."""
    if found := graph.foreign(content):
        raise ModelUnusable(f"{path} cannot be taken: {found}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    try:
        session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except _RUNTIME_ERRORS as error:
        raise ModelUnusable(f"{path} is no model that this runtime can use") from error
    inputs = [(given.name, given.type, given.shape[1:]) for given in session.get_inputs()]
    if inputs != [("features", "tensor(double)", [len(FEATURES)])]:
        raise ModelUnusable(f"{path} takes {inputs}, not {len(FEATURES)} features")
    if not set(OUTPUTS) <= {given.name for given in session.get_outputs()}:
        raise ModelUnusable(f"{path} does not give {' and '.join(OUTPUTS)}")
    written = session.get_modelmeta().custom_metadata_map.get("features")
    if written != " ".join(feature.name for feature in FEATURES):
        raise ModelUnusable(f"{path} was made for the features {written!r}")
    return session


def _check_golden(model: Model, path: Path) -> None:
    """Score the first rows of *path* again.

    Raises:
        ModelUnusable: the rows cannot be read or come out differently.
    """
    lines = _read(path).splitlines()
    try:
        rows = [json.loads(line) for line in islice(lines, GOLDEN_ROWS)]
        values = [[nan if value is None else value for value in row["features"]] for row in rows]
        given = model.run(np.array(values, dtype=np.float64))
        expected = ([row[name] for row in rows] for name in OUTPUTS)
        same = all(
            np.allclose(got, np.array(want), rtol=0, atol=TOLERANCE)
            for got, want in zip(given, expected, strict=True)
        )
    except (KeyError, TypeError, ValueError, *_RUNTIME_ERRORS) as error:
        raise ModelUnusable(f"{path} cannot be scored: {error}") from error
    if not same:
        raise ModelUnusable(f"{path}: the model gives other answers than its makers recorded")


class ModelSlot:
    """The model in *directory* as it is now: looked at before every score, never raising."""

    def __init__(self, directory: Path) -> None:
        """Watch *directory*; nothing is read before the first call of current."""
        self._directory = directory
        self._lock = Lock()
        self._seen: Stamp | None = None
        self._model: Model | None = None
        self._why: str | None = None

    @property
    def why(self) -> str | None:
        """Why there was no model when current was last called; None if there was one."""
        return self._why

    def current(self) -> Model | None:
        """Return the model, loaded again if its files changed; None if it cannot be used."""
        with self._lock:
            stamp = self._stamp()
            if stamp != self._seen:
                self._seen = stamp
                self._load()
            return self._model

    def _stamp(self) -> Stamp:
        return tuple(_stamp(self._directory / name) for name in FILES)

    def _load(self) -> None:
        try:
            self._model, self._why = load(self._directory), None
        except ModelUnusable as error:
            self._model, self._why = None, str(error)
            log.warning("no model, the protocols decide alone: %s", error)
        else:
            log.info("model %s loaded", self._model.manifest.name)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size)
