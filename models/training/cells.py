"""Reads columns of text, and collects every mistake with its row, its column and what to write.

The header is row 1, as a spreadsheet counts.
"""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from triage.clinical.complaints import CODES
from triage.clinical.plausibility import UNIT_TRAPS
from triage.errors import TrainingRefused

FIRST_ROW = 2
MISTAKES_SHOWN = 50
SEXES = {"M": 1.0, "F": 0.0}
NO_CODE = "?"
_NUMBER = r"-?[0-9]+(\.[0-9]+)?"
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
# Values that no body has and that registers write for "not measured": -1, -9, 999, 9999.
_STAND_INS_BELOW, _STAND_INS_FROM = 0, 900
_EMPTY = "or leave the cell empty if it was not measured"


class TableUnusable(TrainingRefused):
    """The table lacks a column or holds values that cannot be read; *mistakes* names each."""

    def __init__(self, mistakes: list[str]) -> None:
        """Keep *mistakes*, one sentence each; the message shows the first MISTAKES_SHOWN."""
        shown = mistakes[:MISTAKES_SHOWN]
        if len(mistakes) > len(shown):
            shown = [*shown, f"and {len(mistakes) - len(shown)} more"]
        super().__init__("the table cannot be used:\n" + "\n".join(shown))
        self.mistakes = mistakes


class Mistakes:
    """What is wrong with a table, gathered column by column."""

    def __init__(self) -> None:
        """Begin without a mistake."""
        self._found: list[tuple[int, str]] = []

    def refuse(self, text: pd.Series, wrong: pd.Series, why: Callable[[str], str]) -> None:
        """Note each cell of *text* that is *wrong*, with *why* of what it holds."""
        for index, value in text[wrong.to_numpy(bool)].items():
            row = int(index) + FIRST_ROW
            self._found.append((row, f"row {row}, column {text.name}: {value!r} {why(value)}"))

    def note(self, column: str, why: str) -> None:
        """Note what is wrong with the whole of *column*."""
        self._found.append((1, f"column {column}: {why}"))

    def end(self) -> None:
        """Raise what was found, by rising row.

        Raises:
            TableUnusable: something was found.
        """
        if self._found:
            self._found.sort(key=lambda one: one[0])
            raise TableUnusable([sentence for _, sentence in self._found])


def numbers(text: pd.Series, mistakes: Mistakes, *, empty: str = _EMPTY) -> pd.Series:
    """Return a column of text as numbers; an empty cell, or a mistake, is NaN."""
    readable = text.str.fullmatch(_NUMBER)
    mistakes.refuse(text, ~readable & (text != ""), lambda value: _no_number(value, empty))
    return pd.to_numeric(text.where(readable), errors="coerce").astype(float)


def _no_number(value: str, empty: str) -> str:
    if _COMMA.fullmatch(value):
        return f"has a comma; write {value.replace(',', '.')}"
    return f"is no number; write digits such as 36 or 36.5, {empty}"


def flags(text: pd.Series, mistakes: Mistakes) -> pd.Series:
    """Return a column of 0 and 1 as integers."""
    wrong = ~text.isin(["0", "1"])
    mistakes.refuse(text, wrong, lambda _: "is neither 0 nor 1; write one of them")
    return (text == "1").astype(int)


def sexes(text: pd.Series, mistakes: Mistakes) -> pd.Series:
    """Return M as 1, F as 0 and an empty cell as NaN."""
    wrong = ~text.isin([*SEXES, ""])
    mistakes.refuse(text, wrong, lambda _: "is neither M nor F; write M or F, or leave it empty")
    return text.map(SEXES).astype(float)


def texts(text: pd.Series, mistakes: Mistakes) -> pd.Series:
    """Return *text* as it is; no cell may be empty."""
    mistakes.refuse(text, text.str.strip() == "", lambda _: "is empty; write a name or a number")
    return text


def codes(text: pd.Series, mistakes: Mistakes) -> pd.Series:
    """Return each cell as a list of complaint codes; NO_CODE stays as it is."""
    told = text.str.split()
    unknown = told.map(lambda given: any(one not in CODES and one != NO_CODE for one in given))
    mistakes.refuse(text, unknown, _unknown_code)
    return told


def _unknown_code(value: str) -> str:
    first = next(one for one in value.split() if one not in CODES and one != NO_CODE)
    return (
        f"holds {first!r}, which is no complaint code; write codes of the keypad separated by"
        f" spaces, such as 10 20, or {NO_CODE} for a complaint without one"
    )


def between(text: pd.Series, value: pd.Series, limits: tuple[float, float], m: Mistakes) -> None:
    """Refuse numbers outside *limits*, both inclusive."""
    low, high = limits
    m.refuse(
        text,
        (value < low) | (value > high),
        lambda _: f"lies outside {low:g} to {high:g}; correct it",
    )


def units(text: pd.Series, value: pd.Series, mistakes: Mistakes) -> None:
    """Refuse vital signs in another unit, and numbers that stand for "not measured"."""
    stand_in = (value < _STAND_INS_BELOW) | (value >= _STAND_INS_FROM)
    mistakes.refuse(text, stand_in, lambda _: "is no measurement; leave the cell empty")
    trap = UNIT_TRAPS.get(str(text.name))
    if trap is None:
        return
    numbers = (float(number) for number in value.dropna().unique())
    meant = {number: judged for number in numbers if (judged := trap(number))}
    mistakes.refuse(
        text,
        value.isin(list(meant)) & ~stand_in,
        lambda given: _other_unit(str(text.name), meant[float(given)].suggest),
    )


def _other_unit(column: str, meant: float | None) -> str:
    unit = {"temp_c": "degrees Celsius", "spo2": "per cent"}[column]
    other = {"temp_c": "Fahrenheit, or lacks its point", "spo2": "a fraction"}[column]
    return f"looks like {other}; write {unit} ({meant:g}), nothing is converted for you"


def out_of_range(value: pd.Series, limits: tuple[float, float]) -> np.ndarray:
    """Return where a number was given that lies outside *limits*."""
    low, high = limits
    return np.asarray((value < low) | (value > high))
