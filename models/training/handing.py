"""Hands a model over to a server: the file made again from its terms, with what belongs to it."""

import shutil
import tomllib
from pathlib import Path

from models.training import export, manifest, terms
from triage.errors import TrainingRefused
from triage.risk.model import FILES, MODEL_FILE

ALSO = ("card.md", "calibration.svg", "shapes.svg", "complaints.svg", "evaluation.toml")
"""What people read beside FILES, copied where it is there."""


def hand_over(directory: Path, target: Path) -> None:
    """Write into *target* what a server takes of the model in *directory*.

    The file is made from the terms, so that what people can read is what the server runs.

    Raises:
        TrainingRefused: a file is missing, or the terms give another file than the one tried.
    """
    made = made_again(directory)
    target.mkdir(parents=True, exist_ok=True)
    for name in (*FILES, *ALSO, terms.FILE_NAME):
        if (directory / name).exists() and name != MODEL_FILE:
            shutil.copyfile(directory / name, target / name)
    (target / MODEL_FILE).write_bytes(made)


def made_again(directory: Path) -> bytes:
    """Return the ONNX file that the terms in *directory* give.

    Raises:
        TrainingRefused: terms or manifest cannot be read, or do not belong together.
    """
    path = directory / "manifest.toml"
    try:
        about = tomllib.loads(path.read_text(encoding="utf-8"))
        said, wanted = export.metadata(about["id"], about["version"]), about["sha256"]
    except (OSError, KeyError, ValueError) as error:
        raise TrainingRefused(f"{path} cannot be read: {error}") from error
    made = export.graph(terms.read(directory), said)
    if manifest.sha256(made) != wanted:
        raise TrainingRefused(
            f"{directory / terms.FILE_NAME} gives another file than the one that was tried: the"
            " terms were changed, so every figure on the card is of another model; train again"
        )
    return made
