"""Reads a table of visits (`models.training.columns`) as rows that can train or judge a model."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models.training import cells, complaints
from models.training.cells import FIRST_ROW, Mistakes, TableUnusable
from models.training.columns import BY_NAME, COLUMNS, NEEDED, Kind
from triage.clinical.features import CORE_VITALS, LEAST_AGE_YEARS, MEASURED_AT_LEAST, VITALS

INVENTED = "EXAMPLE"
MOST_OUTSIDE_SHARE = 0.05
LEAST_OUTSIDE = 20
_OTHER_SEPARATORS = ";\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """The rows that count, and why how many others do not.

    *rows* has a column for each feature and: critical, hospital, year, outside, the first
    complaint, whether one is strange; died and injured if the table had them. *is_invented* says
    that a hospital is named INVENTED, as the worked example writes it.
    """

    rows: pd.DataFrame
    left_out: dict[str, int]
    is_invented: bool


def read(path: Path) -> Visits:
    """Return the visits in *path*, a CSV file in UTF-8, gzip if its name ends in .gz.

    Raises:
        TableUnusable: the file, its header or a value cannot be read; every mistake is named.
    """
    return parsed(text_of(path))


def text_of(path: Path) -> pd.DataFrame:
    """Return the cells of *path* as text, under the names of its header.

    Raises:
        TableUnusable: the file or its header cannot be read, or rows differ in length.
    """
    try:
        raw = path.read_bytes()
        content = gzip.decompress(raw) if path.suffix == ".gz" else raw
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        lines = list(csv.reader(text))
    except (OSError, EOFError) as error:
        raise TableUnusable([f"{path} cannot be read: {error}"]) from error
    except UnicodeDecodeError as error:
        raise TableUnusable([f"{path} is not in UTF-8; save it as CSV UTF-8"]) from error
    except csv.Error as error:
        raise TableUnusable([f"{path} is no CSV: {error}"]) from error
    if not lines:
        raise TableUnusable([f"{path} is empty; row 1 has to name the columns"])
    header, body = [name.strip() for name in lines[0]], lines[1:]
    if wrong := _wrong_header(header) or _wrong_lengths(len(header), body):
        raise TableUnusable(wrong)
    return pd.DataFrame(body, columns=header, dtype=str)


def _wrong_header(header: Sequence[str]) -> list[str]:
    if len(header) == 1 and (found := [one for one in _OTHER_SEPARATORS if one in header[0]]):
        return [f"row 1: the columns are separated by {found[0]!r}; save with commas"]
    wrong = [
        f"row 1: the column {name} is there {count} times; keep one"
        for name, count in Counter(header).items()
        if count > 1 and name
    ]
    spare = [name for name in header if name not in BY_NAME]
    hint = f"; there is {', '.join(map(repr, spare))}, which is not read" if spare else ""
    absent = [name for name in NEEDED if name not in header]
    wrong += [f"row 1: no column {name}{hint}; name it exactly so" for name in absent]
    return wrong


def _wrong_lengths(width: int, body: Sequence[Sequence[str]]) -> list[str]:
    return [
        f"row {number}: {len(line)} cells, but row 1 names {width} columns"
        for number, line in enumerate(body, FIRST_ROW)
        if len(line) != width
    ]


def parsed(text: pd.DataFrame) -> Visits:
    """Return the visits in *text*, a table of text under the names of COLUMNS.

    A vital sign outside the trained range becomes NaN, and `outside` remembers it: the model says
    nothing about such a person.

    Raises:
        TableUnusable: a value cannot be read; every mistake is named.
    """
    mistakes = Mistakes()
    read = {
        column.name: _column(text[column.name].astype(str), mistakes)
        for column in COLUMNS
        if column.name in text
    }
    mistakes.end()
    rows = pd.DataFrame({_NAMES.get(name, name): value for name, value in read.items()})
    told = complaints.read(rows.pop("complaints"))
    rows = without_impossible(pd.concat([rows, told], axis=1))
    is_invented = bool(rows["hospital"].str.startswith(INVENTED).any())
    left_out = {
        "age_unknown": int(rows["age_years"].isna().sum()),
        "under_12": int((rows["age_years"] < LEAST_AGE_YEARS).sum()),
    }
    kept = rows[rows["age_years"] >= LEAST_AGE_YEARS].reset_index(drop=True)
    return Visits(rows=kept, left_out=left_out, is_invented=is_invented)


_NAMES = {"sex": "male"}
_READERS = {
    Kind.FLAG: cells.flags,
    Kind.SEX: cells.sexes,
    Kind.TEXT: cells.texts,
    Kind.CODES: cells.codes,
}
_VITAL_NAMES = frozenset(vital.name for vital in VITALS)


def _column(text: pd.Series, mistakes: Mistakes) -> pd.Series:
    column = BY_NAME[str(text.name)]
    if column.kind in _READERS:
        return _READERS[column.kind](text, mistakes)
    if column.kind is Kind.YEAR:
        mistakes.refuse(text, text == "", lambda _: "is empty; write the year of the visit")
    value = cells.numbers(text, mistakes)
    limits = (column.low or 0.0, column.high or 0.0)
    if column.name not in _VITAL_NAMES:
        cells.between(text, value, limits, mistakes)
        return value
    cells.units(text, value, mistakes)
    outside = cells.out_of_range(value, limits)
    measured = int(value.notna().sum())
    if outside.sum() >= LEAST_OUTSIDE and outside.sum() > MOST_OUTSIDE_SHARE * measured:
        mistakes.note(
            column.name,
            f"{outside.sum()} of {measured} values lie outside {limits[0]:g} to {limits[1]:g}"
            f" {column.unit}; look at the unit, and leave cells empty where 0 means not measured",
        )
    return value


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
