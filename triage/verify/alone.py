"""The verifier as a program of its own: what verify-<version>.pyz runs."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from triage.assess import Scorer
from triage.errors import ModelUnusable
from triage.verify import verify
from triage.verify.decisions import Models
from triage.verify.telling import told


def main(given: Sequence[str], *, engine: str, release: str) -> int:
    """Check the file that *given* names, say what was found, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog=f"verify-{release}.pyz",
        description="Check an exported log of the triage program. Exit status 0: all agrees.",
    )
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--head",
        action="append",
        default=[],
        help="a hash that was written down before and has to be in the log; may be repeated",
    )
    parser.add_argument(
        "--model", type=Path, help="the directory of the model, with onnxruntime installed"
    )
    options = parser.parse_args(given)
    expected = frozenset(one.lower() for one in options.head)
    try:
        with options.file.open("rb") as opened:
            account = verify(opened.read, engine, _models(options.model), expected)
    except OSError as error:
        parser.error(f"{options.file} cannot be read: {error.strerror}")
    for line in told(account, engine, release):
        sys.stdout.write(line + "\n")
    return 0 if account.agrees else 1


def _models(directory: Path | None) -> Models:
    """Return what finds the model in *directory*; nothing where it cannot be run."""
    if directory is None:
        return lambda _sha256: None
    try:
        from triage.risk.model import load  # noqa: PLC0415  needs onnxruntime
    except ImportError:
        sys.stderr.write("onnxruntime is not installed: no score is computed\n")
        return lambda _sha256: None
    try:
        model = load(directory)
    except ModelUnusable as error:
        sys.stderr.write(f"{error}: no score is computed\n")
        return lambda _sha256: None

    def find(sha256: str) -> Scorer | None:
        return model if sha256 == model.manifest.sha256 else None

    return find
