"""Writes what triage.risk.manifest reads, and every figure, as TOML."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from math import isnan

from models.training import export, fit, masks
from models.training.evaluate import Tree
from models.training.fit import QUICK, Effort
from models.training.inputs import LEAST_COMPLAINT_WEIGHT, MEASURED
from models.training.statistics import RESAMPLES, Figure
from models.training.thresholds import MISS_RATE, SENSITIVITY_BAND, SENSITIVITY_SINGLE, Raise
from triage.clinical.features import MEASURED as MEASURED_FEATURES

FORMAT = 2
PACKAGES = ("interpret-core", "scikit-learn", "pandas", "numpy", "onnx", "onnxruntime")
DECIMALS = 4


def sha256(content: bytes) -> str:
    """Return the SHA-256 of *content* in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def features() -> list[Tree]:
    """Return name, unit and trained range of each measured input, in order."""
    return [
        {"name": f.name, "unit": f.unit, "low": f.low, "high": f.high} for f in MEASURED_FEATURES
    ]


def thresholds(limits: Raise) -> Tree:
    """Return the thresholds and the bounds of "unsure"."""
    return {
        "miss_rate": MISS_RATE,
        "aim_single": SENSITIVITY_SINGLE,
        "aim_bands": SENSITIVITY_BAND,
        "single": {"yellow": limits.single, "orange": limits.orange},
        "bands": [
            {
                "low_age": band.low,
                "high_age": band.high,
                "yellow": band.yellow,
                "orange": limits.orange,
                "critical_from": band.unsure.critical_from,
                "not_critical_to": band.unsure.not_critical_to,
            }
            for band in limits.bands
        ],
    }


def training(effort: Effort) -> Tree:
    """Return the settings and the versions of the packages that made the model."""
    settings = {**fit.SETTINGS, **effort.changed}
    return {
        "is_quick": effort is QUICK,
        "settings": {**settings, "held_out_hospitals": fit.HELD_OUT_HOSPITALS},
        "masked_copies": masks.COPIES,
        "one_complaint_share": masks.ONE_COMPLAINT_SHARE,
        "least_complaint_weight": LEAST_COMPLAINT_WEIGHT,
        "masks": {mask.name: mask.weight for mask in masks.MASKS},
        "bootstrap_resamples": RESAMPLES,
        "opset": export.OPSET,
        "packages": {name: version(name) for name in PACKAGES},
        "cuts": {given.feature.name: [float(cut) for cut in given.cuts] for given in MEASURED},
    }


def render(tree: Mapping[str, object]) -> str:
    """Return *tree* as TOML; a Figure becomes one line with value, low and high."""
    return "\n".join(_table(tree, ())).strip() + "\n"


def _table(tree: Mapping[str, object], path: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    for key, value in tree.items():
        if not isinstance(value, Mapping) and not _is_tables(value):
            lines.append(f"{key} = {_value(value)}")
    for key, value in tree.items():
        here = (*path, key)
        if isinstance(value, Mapping):
            lines += ["", f"[{'.'.join(here)}]", *_table(value, here)]
        elif isinstance(value, Sequence) and _is_tables(value):
            for item in value:
                lines += ["", f"[[{'.'.join(here)}]]", *_table(item, here)]
    return lines


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _value(value: object) -> str:
    if isinstance(value, Figure):
        numbers = {"value": value.value, "low": value.low, "high": value.high}
        rounded = {key: _value(round(number, DECIMALS)) for key, number in numbers.items()}
        return f"{{ {', '.join(f'{key} = {text}' for key, text in rounded.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, float) and isnan(value):
        return "nan"
    return json.dumps(value, ensure_ascii=False)
