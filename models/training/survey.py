"""Reads the American survey (data/TERMS.md) as a table of `models.training.columns`.

After this the survey's people go the way of every other country's.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from models.training import table
from models.training.cells import NO_CODE
from models.training.complaints import GROUP_TABLE
from models.training.inputs import MEASURED
from models.training.table import Visits

# First reason for visit = arrest, or dead on arrival, in the survey's own five-digit codes.
ARREST_REASONS = ("58350", "58360", "58370", "58380", "58390", "44010")
REASONS = ("rfv1", "rfv2", "rfv3", "rfv4", "rfv5")
# The survey has no fractions: a saturation of 1 is an entry error like its other low values.
_NOT_A_FRACTION = {"1": "0"}


def read(path: Path) -> Visits:
    """Return the visits of the survey's table in *path*."""
    return table.parsed(translated(pd.read_csv(path, dtype=str, keep_default_na=False)))


def translated(raw: pd.DataFrame) -> pd.DataFrame:
    """Return *raw*, the survey's table as text, in the columns of every table.

    People who were dead on arrival, in arrest, or left before care are no triage question.
    """
    stayed = (raw["left_before_care"] == "0") & (raw["doa"] == "0")
    raw = raw[stayed & ~raw["rfv1"].isin(ARREST_REASONS)].reset_index(drop=True)
    named = {given.column: given.feature.name for given in MEASURED if given.column != "sex"}
    made = raw[["year", "sex", *named, "critical"]].rename(columns=named)
    return made.assign(
        hospital=raw["hosp_id"],
        spo2=raw["spo2"].replace(_NOT_A_FRACTION),
        complaints=[codes(reasons) for reasons in zip(*(raw[r] for r in REASONS), strict=True)],
        died=raw["died_any"],
        injured=(raw["injury_type"] == "injury").astype(int).astype(str),
    )


def codes(reasons: tuple[str, ...]) -> str:
    """Return the complaint codes of *reasons*, in their order, separated by spaces."""
    known = code_of_reason()
    return " ".join(known.get(reason, NO_CODE) for reason in reasons if reason)


@cache
def code_of_reason() -> Mapping[str, str]:
    """Return the complaint code of each reason for visit, as the table writes it."""
    with GROUP_TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["rfv"]: row["keypad_code"] for row in csv.DictReader(lines)}
