"""Writes an invented table of visits, to try the whole way with; every hospital is named so."""

import csv
from pathlib import Path

import numpy as np

from models.training.columns import COLUMNS
from models.training.table import INVENTED

PEOPLE_A_YEAR = 2000
YEARS = (2023, 2024, 2025)
HOSPITALS = 12
SEED = 20261123
MISSING_SHARE = 0.03
_NORMAL = {
    "temp_c": (37.1, 0.7, 1),
    "hr": (88.0, 16.0, 0),
    "rr": (18.0, 3.5, 0),
    "sbp": (128.0, 20.0, 0),
    "dbp": (78.0, 12.0, 0),
    "spo2": (96.5, 2.0, 0),
}
_ILL = {"temp_c": 0.6, "hr": 18.0, "rr": 5.0, "sbp": -14.0, "dbp": -8.0, "spo2": -4.0}
_COMPLAINTS = ("10", "20", "21", "28", "37", "38 37", "60", "63", "79", "99", "10 21", "")
_CRITICAL_SHARE = 0.09


def write(path: Path) -> int:
    """Write the table to *path* and return how many people it holds; always the same ones."""
    chance = np.random.default_rng(SEED)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, [column.name for column in COLUMNS])
        writer.writeheader()
        for year in YEARS:
            writer.writerows(_person(chance, year) for _ in range(PEOPLE_A_YEAR))
    return PEOPLE_A_YEAR * len(YEARS)


def _person(chance: np.random.Generator, year: int) -> dict[str, object]:
    age = int(chance.integers(12, 95))
    critical = bool(chance.random() < _CRITICAL_SHARE * (0.4 + age / 80))
    complaints = str(chance.choice(_COMPLAINTS))
    return {
        "year": year,
        "hospital": f"{INVENTED}-{int(chance.integers(1, HOSPITALS + 1)):02}",
        "age_years": age,
        "sex": str(chance.choice(["F", "M"])),
        **{name: _measured(chance, name, critical=critical) for name in _NORMAL},
        "complaints": complaints,
        "critical": int(critical),
        "died": int(critical and chance.random() < 0.3),  # noqa: PLR2004  invented, as all of it
        "injured": int(complaints in ("60", "63")),
    }


def _measured(chance: np.random.Generator, name: str, *, critical: bool) -> str:
    """Return one vital sign as text, sometimes not measured; inside every range."""
    if chance.random() < MISSING_SHARE:
        return ""
    middle, spread, decimals = _NORMAL[name]
    value = middle + (_ILL[name] if critical else 0.0) + spread * float(chance.normal())
    if name == "spo2":
        value = min(value, 100.0)
    return f"{value:.{decimals}f}"
