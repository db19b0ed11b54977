"""Commands for whoever owns a model: train, judge, export, verify and describe it, offline."""

import sys
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import requires
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.errors import TrainingRefused
from triage.settings import shipped

if TYPE_CHECKING:
    from models.training.making import Source

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
TRAINING_PACKAGES = ("interpret.glassbox", "sklearn", "pandas", "onnx")
_EXTRA = '; extra == "train"'


@click.group()
def model() -> None:
    """The risk model: a country's own, on its own table, on its own computer."""


def _training(name: str) -> Any:
    """Return the module *name* of models.training, or say what has to be installed first.

    Raises:
        TrainingRefused: a package that only training needs is missing.
    """
    try:
        for package in TRAINING_PACKAGES:
            import_module(package)
    except ModuleNotFoundError as error:
        raise TrainingRefused(
            f"training needs packages that a server does not ({error.name} is missing);"
            f" install them with:\n{sys.executable} -m pip install {' '.join(_wanted())}"
        ) from error
    return import_module(f"models.training.{name}")


def _wanted() -> list[str]:
    """Return what the extra `train` of this release asks for."""
    given = (line.replace("'", '"') for line in requires("triage") or [])
    return [line.removesuffix(_EXTRA) for line in given if line.endswith(_EXTRA)]


def _source(path: Path) -> "Source":
    visits = _training("table").read(path)
    source: Source = _training("making").Source(path=path, visits=visits)
    return source


def _empty(directory: Path) -> Path:
    """Return *directory* if nothing lies there yet.

    Raises:
        TrainingRefused: it holds something, which would be mixed up with what is written.
    """
    if directory.exists() and any(directory.iterdir()):
        raise TrainingRefused(f"{directory} is not empty; name a new folder")
    return directory


@model.command("example")
@click.argument("table", type=FILE)
def example_command(table: Path) -> None:
    """Write an invented TABLE, to try the whole way with; every hospital is named EXAMPLE."""
    if table.exists():
        raise TrainingRefused(f"{table} is there already; name a new file")
    click.echo(f"{_training('example').write(table)} invented people in {table}")


@model.command("train")
@click.argument("table", type=FILE)
@click.option("--out", type=FOLDER, required=True, help="A new folder for the model.")
@click.option("--id", "model_id", required=True, help="A name, such as kh-complaints.")
@click.option("--version", default="1.0.0", show_default=True)
@click.option("--owner", required=True, help="Who owns the model and answers for it.")
@click.option("--licence", required=True, help="Under what terms others may use it.")
@click.option("--created", help="Release date, YYYY-MM-DD; today if not given.")
@click.option("--quick", is_flag=True, help="To try the way: a model that is not for use.")
def train_command(table: Path, out: Path, model_id: str, *, quick: bool, **said: str) -> None:
    """Train a model on TABLE (docs/model.md says what it holds) and write all about it."""
    making = _training("making")
    order = making.Order(
        id=model_id,
        version=said["version"],
        created=_day(said["created"]),
        owner=said["owner"],
        licence=said["licence"],
        origin=making.LOCAL,
        is_quick=quick,
    )
    making.make(_source(table), order, _empty(out))


def _day(given: str | None) -> str:
    if given is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise TrainingRefused(f"--created is {given!r}; write YYYY-MM-DD") from error


@model.command("evaluate")
@click.argument("table", type=FILE)
@click.option("--model", "directory", type=FOLDER, help="The delivered model if not given.")
@click.option("--keep", is_flag=True, help="Keep the figures beside the model and on its card.")
def evaluate_command(table: Path, directory: Path | None, *, keep: bool) -> None:
    """Show how well a finished model does on TABLE: another year, another place."""
    judging, place = _training("judging"), directory or shipped("models/risk")
    figures = judging.judged(place, _source(table))
    click.echo(_training("manifest").render(figures))
    if keep:
        judging.keep(figures, place)
        _training("card").write(place)


@model.command("export")
@click.argument("directory", type=FOLDER)
@click.option("--to", "target", type=FOLDER, required=True, help="A new folder, for a server.")
def export_command(directory: Path, target: Path) -> None:
    """Make the server's file again from DIRECTORY's terms, check it, and write the folder."""
    _training("handing").hand_over(directory, _empty(target))
    _show(target)


@model.command("verify")
@click.argument("directory", type=FOLDER)
def verify_command(directory: Path) -> None:
    """Check all of DIRECTORY that can be checked without its makers; needs no training packages.

    Exit status 1 if anything does not hold.
    """
    sys.exit(0 if _show(directory) else 1)


def _show(directory: Path) -> bool:
    """Show every check of *directory*; return whether all hold."""
    from triage.risk.checks import checked  # noqa: PLC0415  a second to load, only where needed

    checks = checked(directory)
    for check in checks:
        click.echo(f"{'ok' if check.holds else 'NO':<4}{check.what}: {check.found}")
    return all(check.holds for check in checks)


@model.command("card")
@click.argument("directory", type=FOLDER)
def card_command(directory: Path) -> None:
    """Write DIRECTORY's card.md again from the figures that are stored beside it."""
    _training("card").write(directory)
    click.echo(directory / "card.md")


@model.command("columns")
def columns_command() -> None:
    """Show what a table has to hold, as docs/model.md does."""
    click.echo(_training("columns").described())
