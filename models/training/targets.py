"""What the project's owner wants of a delivered model, as far as the last year can show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One aim, in words, with what was measured and whether that is enough."""

    what: str
    wanted: str
    measured: str
    met: bool


def checked(about: Mapping[str, Any]) -> tuple[Target, ...]:
    """Return each target for *about*, a manifest; AUROC aims were set for later years."""
    metrics = about["metrics"]
    auroc, told = metrics["auroc"], metrics["complaints_told"]
    masks = metrics["masks"]
    worst = max(abs(of["against_nothing_hidden"] - 1) for of in masks.values())
    shapes = metrics["delivered"]["shapes"]
    bins = max(map(abs, shapes["missing_bin_log_odds"].values()))
    system = metrics["floor_and_model"]["single"]
    left = system["found_of_those_the_floor_left"].value
    return (
        _least("AUROC, several complaints, all rows", 0.84, auroc["critical_all_rows"].value),
        _least("AUROC without any complaint", 0.81, told["none"]["auroc"].value),
        _least(
            "AUROC less that of boosted trees on the same inputs",
            -0.01,
            metrics["boosted_trees"]["difference"].value,
        ),
        _least("AUROC without any vital sign", 0.79, masks["no_vitals"]["auroc"].value),
        _most("predicted / observed, largest change under a mask", 0.10, worst),
        _most('log-odds of "not measured", largest', 0.15, bins),
        _most("shape violations among swept patients", 0, shapes["shape_violations"]),
        _least("SpO2 80 against 98 %, log-odds", 0.5, shapes["spo2_80_against_98_log_odds"]),
        _least("sensitivity, single threshold", 0.85, system["sensitivity"].value),
        _most("false positives, single threshold", 0.45, system["false_positives"].value),
        _least("found of the critical that the protocols left, single", 0.70, left),
        _most("file, bytes", 20_000, about["bytes"]),
        _most("difference from the training library", 1e-6, about["max_abs_difference"]),
    )


def _least(what: str, wanted: float, measured: float) -> Target:
    return Target(
        what=what, wanted=f"at least {wanted:g}", measured=f"{measured:.4g}", met=measured >= wanted
    )


def _most(what: str, wanted: float, measured: float) -> Target:
    return Target(
        what=what, wanted=f"at most {wanted:g}", measured=f"{measured:.4g}", met=measured <= wanted
    )
