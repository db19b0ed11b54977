import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from triage.risk.model import FILES, load

RISK = Path(__file__).parents[2] / "models" / "risk"


@pytest.fixture(scope="session")
def model():
    return load(RISK)


@pytest.fixture(scope="session")
def golden():
    lines = (RISK / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def golden_values(golden):
    return np.array([row["features"] for row in golden], dtype=float)


@pytest.fixture
def copied(tmp_path):
    """A folder with a copy of the delivered model, to be broken."""
    for name in FILES:
        shutil.copyfile(RISK / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def replace_in():
    """Change text in a file, or fail if it is not there."""

    def change(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


@pytest.fixture
def accept_model(replace_in):
    """Write the hash of whatever lies in model.onnx into the manifest."""

    def accept(directory: Path) -> None:
        was = hashlib.sha256((RISK / "model.onnx").read_bytes()).hexdigest()
        now = hashlib.sha256((directory / "model.onnx").read_bytes()).hexdigest()
        replace_in(directory / "manifest.toml", was, now)

    return accept
