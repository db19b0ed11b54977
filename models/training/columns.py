"""The columns of a table that can train a model: the one place that says what they hold.

`models.training.table` reads by it, docs/model.md shows it, and the example is written by it.
"""

from dataclasses import dataclass
from enum import StrEnum

from triage.clinical.features import AGE, LEAST_AGE_YEARS, VITALS


class Kind(StrEnum):
    """How the text of a cell is read."""

    NUMBER = "number"
    YEAR = "year"
    FLAG = "0 or 1"
    SEX = "M or F"
    TEXT = "text"
    CODES = "codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; *empty* says what an empty cell means, and is "" where none may be."""

    name: str
    kind: Kind
    means: str
    empty: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    optional: bool = False


NOT_MEASURED = "not measured"
_MEANINGS = {
    "temp_c": "temperature; never Fahrenheit",
    "hr": "heart rate",
    "rr": "respiratory rate, counted",
    "sbp": "systolic blood pressure",
    "dbp": "diastolic blood pressure",
    "spo2": "oxygen saturation without added oxygen; 97, never 0.97",
}

COLUMNS: tuple[Column, ...] = (
    Column(
        name="year",
        kind=Kind.YEAR,
        low=1990,
        high=2100,
        means="year of the visit; the last one sets level and thresholds, the others train",
    ),
    Column(
        name="hospital",
        kind=Kind.TEXT,
        means="hospital or clinic, any name or number; people of one stay together",
    ),
    Column(
        name="age_years",
        kind=Kind.NUMBER,
        unit=AGE.unit,
        low=0,
        high=AGE.high,
        means=f"completed years; people under {LEAST_AGE_YEARS} are left out",
        empty="age unknown: the row is left out",
    ),
    Column(name="sex", kind=Kind.SEX, means="sex", empty="unknown"),
    *(
        Column(
            name=vital.name,
            kind=Kind.NUMBER,
            unit=vital.unit,
            low=vital.low,
            high=vital.high,
            means=_MEANINGS[vital.name],
            empty=NOT_MEASURED,
        )
        for vital in VITALS
    ),
    Column(
        name="complaints",
        kind=Kind.CODES,
        means="codes of the keypad, the main complaint first, several separated by spaces;"
        " ? for one that has no code",
        empty="none told",
    ),
    Column(
        name="critical", kind=Kind.FLAG, means="1 = admitted to intensive care or died: the outcome"
    ),
    Column(
        name="died",
        kind=Kind.FLAG,
        means="1 = died; measured apart if the column is there",
        optional=True,
    ),
    Column(
        name="injured",
        kind=Kind.FLAG,
        means="1 = came with an injury; measured apart if the column is there",
        optional=True,
    ),
)

BY_NAME = {column.name: column for column in COLUMNS}
NEEDED = tuple(column.name for column in COLUMNS if not column.optional)


def described() -> str:
    """Return the columns as a table in Markdown."""
    lines = ["| column | holds | unit | range | empty means | |", "|---|---|---|---|---|---|"]
    for column in COLUMNS:
        limits = "" if column.low is None else f"{column.low:g} to {column.high:g}"
        cells = (
            f"`{column.name}`",
            column.kind,
            column.unit,
            limits,
            column.empty or "**not allowed**",
            f"{column.means}{' (optional column)' if column.optional else ''}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
