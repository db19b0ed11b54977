"""Writes the model card: the template's words with the tables and figures of one model."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from models.training import complaints, targets
from models.training.evaluate import Tree
from models.training.statistics import Figure

TEMPLATE = Path(__file__).parent / "card_template.md"

EXTERNAL = "external.toml"
MOST_WEIGHTS = 8

_GROUPS = re.compile(r"(\d+)_(\d+)")
_COHORTS = {
    "korea_emergency_department_icu_or_death": "South Korea, emergency department (KTAS), "
    "ICU or death",
    "indonesia_hospital_fever_death": "Indonesia, fever in hospital (AFIRE), death",
    "malaysia_fever_clinic_referral": "Malaysia, fever clinic (Segamat), referral",
}
_MASKS = {
    "nothing_hidden": "nothing hidden",
    "no_spo2": "no SpO2",
    "no_bp": "no blood pressure",
    "no_spo2_no_bp": "no SpO2, no blood pressure",
    "no_rr": "no respiratory rate",
    "temp_only": "temperature alone",
    "no_vitals": "no vital sign",
    "by_chance": "each by chance (0.35)",
}


def write(directory: Path) -> None:
    """Write the card of the model in *directory*, from its manifest and its outside cohorts."""
    manifest = tomllib.loads((directory / "manifest.toml").read_text(encoding="utf-8"))
    elsewhere = directory / EXTERNAL
    cohorts = tomllib.loads(elsewhere.read_text(encoding="utf-8")) if elsewhere.exists() else {}
    (directory / "card.md").write_text(written(_with_figures(manifest), cohorts), encoding="utf-8")


def _with_figures(tree: Any) -> Any:
    """Return *tree*, read from TOML, with a Figure wherever one was written."""
    if isinstance(tree, list):
        return [_with_figures(value) for value in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.keys() == {"value", "low", "high"}:
        return Figure(**tree)
    return {key: _with_figures(value) for key, value in tree.items()}


def written(about: Mapping[str, Any], elsewhere: Tree) -> str:
    """Return the card of the model that *about* (the manifest's content) describes.

    Args:
        about: as models.training.__main__ writes it to the manifest, with Figures.
        elsewhere: figures of outside cohorts; empty if nobody looked.
    """
    metrics, data = about["metrics"], about["data"]
    bins = metrics["delivered"]["shapes"]["missing_bin_log_odds"]
    parts = {
        "features_table": _features(about["features"]),
        "years_table": _years(data),
        "thresholds_table": _thresholds(about["thresholds"]),
        "last_year": max(data["years"]),
        "silent_share": metrics["silent"],
        "system_table": _system(metrics["floor_and_model"]),
        "delivered_table": _system(metrics["delivered"]["cross_fitted"]["floor_and_model"]),
        "masks_table": _masks(metrics["masks"]),
        "groups": len(about["complaint_groups"]),
        "told_table": _told(metrics["complaints_told"]),
        "weights": _weights(metrics["delivered"]["complaint_weights"]),
        "targets_table": _targets(about),
        "subgroups_table": _subgroups(metrics["subgroups"]),
        "missing_bins": ", ".join(f"{name} {value:+.2f}" for name, value in bins.items()),
        "external_section": _external(elsewhere, about["sha256"]),
    }
    return TEMPLATE.read_text(encoding="utf-8").format_map({**about, **parts})


def _rows(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _features(features: Sequence[Mapping[str, object]]) -> str:
    rows = [(f["name"], f["unit"], f"{f['low']:g} to {f['high']:g}") for f in features]
    return _rows(("input", "unit", "range"), rows)


def _years(data: Mapping[str, Any]) -> str:
    def row(name: str, of: Mapping[str, int]) -> tuple[object, ...]:
        return (name, of["rows"], of["critical"], of["complete"], of["complete_critical"])

    return _rows(
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
    return _rows(("age", "YELLOW from risk", "ORANGE from risk", "unsure"), rows)


def _system(figures: Mapping[str, Any]) -> str:
    floor = ("protocols alone", figures["floor_sensitivity"], figures["floor_false_positives"])
    rows: list[tuple[object, ...]] = [(*floor, "", "")]
    for name, words in (("bands", "with age-band thresholds"), ("single", "with one threshold")):
        of = figures[name]
        found, each = of["found_of_those_the_floor_left"], of["raised_for_each_found"]
        rows.append((words, of["sensitivity"], of["false_positives"], found, each))
    head = (
        "",
        "sensitivity",
        "false positives",
        "found of those left",
        "raised for each found",
    )
    return _rows(head, rows)


def _masks(figures: Mapping[str, Any]) -> str:
    rows = [
        (_MASKS[name], of["auroc"], of["predicted_over_observed"], of["against_nothing_hidden"])
        for name, of in figures.items()
    ]
    head = ("hidden", "AUROC", "predicted / observed", "against nothing hidden")
    return _rows(head, rows)


def _told(figures: Mapping[str, Any]) -> str:
    head = (
        "complaints told",
        "AUROC",
        "predicted / observed",
        "sensitivity, age bands",
        "sensitivity, one threshold",
        "false positives, one threshold",
    )
    rows = [
        (
            name,
            of["auroc"],
            of["predicted_over_observed"],
            of["sensitivity_bands"],
            of["sensitivity_single"],
            of["false_positives_single"],
        )
        for name, of in figures.items()
    ]
    return _rows(head, rows)


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
    return _rows(("target", "wanted", "measured", ""), rows)


def _subgroups(figures: Mapping[str, Any]) -> str:
    columns: dict[str, Callable[[Mapping[str, Any]], object]] = {
        "people": lambda of: of["rows"],
        "ICU or death": lambda of: of["critical"],
        "AUROC": lambda of: of["auroc"],
        "predicted / observed": lambda of: of["predicted_over_observed"],
        "sensitivity, age bands": lambda of: of["sensitivity_bands"],
        "false positives, age bands": lambda of: f"{of['false_positives_bands'].value:.3f}",
        "sensitivity, one threshold": lambda of: of["sensitivity_single"],
        "false positives, one threshold": lambda of: f"{of['false_positives_single'].value:.3f}",
        "unsure": lambda of: of["unsure"],
    }
    rows = [
        (
            _GROUPS.sub(r"\1 to \2", name).replace("_", " "),
            *(column(of) for column in columns.values()),
        )
        for name, of in figures.items()
    ]
    return _rows(("group", *columns), rows)


def _external(figures: Mapping[str, Any], sha256: str) -> str:
    if not figures:
        return "Not looked at for this model (`python -m models.training.external`)."
    rows = []
    for name, words in _COHORTS.items():
        of, area = figures[name], figures[name]["auroc"]
        auroc = f"{area['value']:.3f} ({area['low']:.3f} to {area['high']:.3f})"
        row = (of["rows"], of["events"], f"{of.get('with_a_complaint', 0):.0%}", auroc)
        rows.append((words, *row, of["predicted"], of["observed"]))
    head = (
        "where, outcome",
        "people",
        "events",
        "complaint read",
        "AUROC",
        "predicted",
        "observed",
    )
    same = "this file" if figures["model_sha256"] == sha256 else "**another file** of this model"
    return (
        f"People of 12 years and over who were never trained on; measured with {same}.\n\n"
        f"{_rows(head, rows)}\n\n"
        "Korea and Indonesia are hospitals. The Malaysian fever clinic is the nearest to a first\n"
        "contact; an AUROC of 0.5 is chance. When the recipe was made it reached 0.543 (0.467 to\n"
        "0.635) there: **do not expect it to rank outpatients with fever.** Referral is also not\n"
        "the outcome that it learned. Korea wrote complaints as free text, which is read by words\n"
        "(`external_complaints.py`); everybody in the other two cohorts had fever, and that one\n"
        "complaint is set."
    )
