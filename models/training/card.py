"""Writes the model card: words, tables and figures of one model."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models.training import card_head, card_tables, complaints, targets
from models.training.evaluate import Tree
from models.training.statistics import Figure
from triage.errors import TrainingRefused

WORDS = Path(__file__).parent / "words"

EXTERNAL = "external.toml"
EVALUATION = "evaluation.toml"
MOST_WEIGHTS = 8


def write(directory: Path) -> None:
    """Write the card of the model in *directory* from what is stored beside it.

    Raises:
        TrainingRefused: the manifest cannot be read, or lacks what the training writes.
    """
    try:
        about, cohorts, later = (
            _with_figures(_stored(directory / name))
            for name in ("manifest.toml", EXTERNAL, EVALUATION)
        )
        text = written(about, cohorts, later)
    except KeyError as error:
        reason = f"{directory / 'manifest.toml'}: no {error.args[0]}, so no card can be written"
        raise TrainingRefused(reason) from error
    except (OSError, ValueError) as error:
        raise TrainingRefused(f"{directory}: {error}") from error
    (directory / "card.md").write_text(text, encoding="utf-8")


def _stored(path: Path) -> Tree:
    """Return the TOML in *path*; empty if there is no such file."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _with_figures(tree: Any) -> Any:
    """Return *tree*, read from TOML, with a Figure wherever one was written."""
    if isinstance(tree, list):
        return [_with_figures(value) for value in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.keys() == {"value", "low", "high"}:
        return Figure(**tree)
    return {key: _with_figures(value) for key, value in tree.items()}


def written(about: Mapping[str, Any], elsewhere: Tree, later: Mapping[str, Any]) -> str:
    """Return the card of the model that *about* (the manifest's content) describes.

    Args:
        about: as models.training.making writes it to the manifest, with Figures.
        elsewhere: figures of outside cohorts; empty if nobody looked.
        later: what models.training.judging found on another table; empty if nobody looked.
    """
    metrics, data = about["metrics"], about["data"]
    bins = metrics["delivered"]["shapes"]["missing_bin_log_odds"]
    parts = {
        "features_table": _features(about["features"]),
        "years_table": _years(data),
        "thresholds_table": _thresholds(about["thresholds"]),
        "silent_share": metrics["silent"],
        "auroc_table": card_tables.auroc(metrics),
        "system_table": card_tables.system(metrics["floor_and_model"]),
        "delivered_table": card_tables.system(
            metrics["delivered"]["cross_fitted"]["floor_and_model"]
        ),
        "masks_table": card_tables.masks(metrics["masks"]),
        "groups": len(about["complaint_groups"]),
        "told_table": card_tables.told(metrics["complaints_told"]),
        "weights": _weights(metrics["delivered"]["complaint_weights"]),
        "targets_table": _targets(about),
        "subgroups_table": card_tables.subgroups(metrics["subgroups"]),
        "missing_bins": ", ".join(f"{name} {value:+.2f}" for name, value in bins.items()),
        "external_section": card_tables.external(elsewhere, about["sha256"]),
        "evaluation_section": card_tables.evaluation(later, about["sha256"]),
        **card_head.parts(about),
    }
    given = {**about, **parts}
    for name in ("origin", "claims"):
        words = (WORDS / f"{data['origin']}_{name}.md").read_text(encoding="utf-8")
        given[f"{name}_words"] = words.strip().format_map(given)
    return (WORDS / "card.md").read_text(encoding="utf-8").format_map(given)


def _features(features: Sequence[Mapping[str, object]]) -> str:
    rows = [(f["name"], f["unit"], f"{f['low']:g} to {f['high']:g}") for f in features]
    return card_tables.rows(("input", "unit", "range"), rows)


def _years(data: Mapping[str, Any]) -> str:
    def row(name: str, of: Mapping[str, int]) -> tuple[object, ...]:
        return (name, of["rows"], of["critical"], of["complete"], of["complete_critical"])

    return card_tables.rows(
        ("year", "people", "ICU or death", "with all vital signs", "of these ICU or death"),
        [row(year, of) for year, of in data["years"].items()],
    )


def _thresholds(limits: Mapping[str, Any]) -> str:
    single = limits["single"]
    rows: list[tuple[object, ...]] = [
        (
            f"{band['low_age']} to {band['high_age']}",
            band["yellow"],
            band["orange"],
            f"{band['critical_from']:.6f} to {band['not_critical_to']:.6f}",
        )
        for band in limits["bands"]
    ]
    rows.append(("single, all ages", single["yellow"], single["orange"], "as the age band"))
    return card_tables.rows(("age", "YELLOW from risk", "ORANGE from risk", "unsure"), rows)


def _weights(weights: Mapping[str, float]) -> str:
    """Return the complaints that add most log-odds, in words."""
    labels = complaints.labels()
    heaviest = sorted(weights, key=lambda group: -weights[group])[:MOST_WEIGHTS]
    return ", ".join(f"{labels[group].lower()} {weights[group]:+.2f}" for group in heaviest)


def _targets(about: Mapping[str, Any]) -> str:
    rows = [
        (of.what, of.wanted, of.measured, "met" if of.met else "**not met**")
        for of in targets.checked(about)
    ]
    return card_tables.rows(("target", "wanted", "measured", ""), rows)
