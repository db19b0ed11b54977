"""Reads a table of visits and leaves the rows that are triage questions.

Every mistake names the file's row (the header is row 1) and the column.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from models.training import complaints
from models.training.inputs import MEASURED
from triage.clinical.features import CORE_VITALS, LEAST_AGE_YEARS, MEASURED_AT_LEAST, VITALS

# First reason for visit = arrest, or dead on arrival, in the survey's own five-digit codes.
ARREST_REASONS = (58350, 58360, 58370, 58380, 58390, 44010)
FLAGS = ("critical", "died_any", "doa", "left_before_care")
TEXTS = ("hosp_id", "injury_type")
NUMBERS = ("year", *complaints.REASONS)
COLUMNS = ("sex", *TEXTS, *NUMBERS, *FLAGS, *(g.column for g in MEASURED if g.column != "sex"))
SEXES = {"M": 1.0, "F": 0.0}
MISTAKES_SHOWN = 5
FIRST_ROW = 2


class TableUnusable(ValueError):
    """The table of visits lacks a column or holds a value that cannot be read."""


def read(path: Path) -> pd.DataFrame:
    """Return the visits in *path* that count, one column for each feature and what else is used.

    Raises:
        TableUnusable: a column is missing, or a value is no number, flag or sex.
    """
    return eligible(parsed(pd.read_csv(path, dtype=str, keep_default_na=False)))


def parsed(raw: pd.DataFrame) -> pd.DataFrame:
    """Return *raw*, a table of text, as numbers under the names of the features.

    The column `outside` says whether a value outside the trained range was measured; the value
    itself becomes NaN.
    """
    absent = [column for column in COLUMNS if column not in raw.columns]
    if absent:
        raise TableUnusable(f"row 1: no column {', '.join(absent)}")
    table = pd.DataFrame({name: raw[name] for name in TEXTS})
    for name in NUMBERS:
        table[name] = numbers(raw[name])
    for name in FLAGS:
        table[name] = flags(raw[name])
    for given in MEASURED:
        read_column = sexes if given.column == "sex" else numbers
        table[given.feature.name] = read_column(raw[given.column])
    told = complaints.read(table[list(complaints.REASONS)])
    return without_impossible(pd.concat([table, told], axis=1))


def eligible(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of people of 12 years and over who were alive and stayed for care."""
    keep = (
        (table["age_years"] >= LEAST_AGE_YEARS)
        & (table["left_before_care"] == 0)
        & (table["doa"] == 0)
        & ~table["rfv1"].isin(ARREST_REASONS)
    )
    return table[keep].reset_index(drop=True)


def without_impossible(table: pd.DataFrame) -> pd.DataFrame:
    """Return *table* with vitals outside the trained range as NaN, and said so in `outside`."""
    names = [vital.name for vital in VITALS]
    low = np.array([vital.low for vital in VITALS])
    high = np.array([vital.high for vital in VITALS])
    values = table[names].to_numpy(float)
    impossible = (values < low) | (values > high)
    cleaned = table.assign(outside=impossible.any(axis=1))
    cleaned[names] = np.where(impossible, np.nan, values)
    return cleaned


def complete(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in which every vital was measured."""
    measured = table[[vital.name for vital in VITALS]].notna().all(axis=1)
    return table[measured].reset_index(drop=True)


def spoken(table: pd.DataFrame) -> np.ndarray:
    """Return, for each row, whether the delivered model would speak rather than abstain."""
    measured = table[list(CORE_VITALS)].notna().sum(axis=1).to_numpy()
    strange = table["outside"].to_numpy(bool) | table[complaints.STRANGE].to_numpy(bool)
    return np.asarray((measured >= MEASURED_AT_LEAST) & ~strange)


def numbers(text: pd.Series) -> pd.Series:
    """Return a column of text as numbers; an empty cell is NaN."""
    value = pd.to_numeric(text.where(text != ""), errors="coerce")
    _refuse(text, (value.isna() | np.isinf(value)) & (text != ""), "is no number")
    return value.astype(float)


def flags(text: pd.Series) -> pd.Series:
    """Return a column of 0 and 1 as integers."""
    _refuse(text, ~text.isin(["0", "1"]), "is neither 0 nor 1")
    return (text == "1").astype(int)


def sexes(text: pd.Series) -> pd.Series:
    """Return M as 1, F as 0 and an empty cell as NaN."""
    _refuse(text, ~text.isin([*SEXES, ""]), "is neither M nor F nor empty")
    return text.map(SEXES).astype(float)


def _refuse(text: pd.Series, wrong: pd.Series, why: str) -> None:
    rows = np.flatnonzero(wrong.to_numpy(bool))
    if rows.size == 0:
        return
    shown = "; ".join(
        f"row {row + FIRST_ROW}, column {text.name}: {text.iloc[row]!r} {why}"
        for row in rows[:MISTAKES_SHOWN]
    )
    more = f" (and {rows.size - MISTAKES_SHOWN} more)" if rows.size > MISTAKES_SHOWN else ""
    raise TableUnusable(shown + more)
