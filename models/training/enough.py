"""Whether a table can train a model at all, and what stands against it if not."""

import numpy as np
import pandas as pd

from models.training import table, trial
from triage.errors import TrainingRefused

LEAST_EVENTS = 100
LEAST_EVENTS_LAST_YEAR = 20
LEAST_HOSPITALS = 2
WANTED_EVENTS = 300


class TooLittle(TrainingRefused):
    """The rows cannot carry a model; the message gives every reason."""

    def __init__(self, reasons: list[str]) -> None:
        """Keep *reasons*, one sentence each."""
        super().__init__("this table cannot train a model:\n" + "\n".join(reasons))
        self.reasons = reasons


def check(rows: pd.DataFrame) -> None:
    """Refuse *rows* that cannot carry a model, with every reason.

    Raises:
        TooLittle: one outcome, one year or one hospital only, or too few events.
    """
    if reasons := _outcomes(rows) or _years(rows):
        raise TooLittle(reasons)
    earlier, last = trial.earlier_years(rows), trial.last_year(rows)
    reasons = [
        *_hospitals(table.complete(earlier), "rows with all vital signs before the last year"),
        *_hospitals(last, "the last year"),
        *_events(earlier, last),
    ]
    if reasons:
        raise TooLittle(reasons)


def _outcomes(rows: pd.DataFrame) -> list[str]:
    if np.unique(rows["critical"]).size > 1:
        return []
    if rows.empty:
        return ["no row is left: everybody is under 12 or of unknown age"]
    only = int(rows["critical"].iloc[0])
    return [f"critical is {only} in every row; people with both outcomes are needed"]


def _years(rows: pd.DataFrame) -> list[str]:
    if rows["year"].nunique() > 1:
        return []
    only = rows["year"].iloc[0]
    reason = (
        f"every row is of {only:.0f}; at least two years are needed: the last one sets level and"
        " thresholds, and may not have trained what it judges"
    )
    return [reason]


def _hospitals(rows: pd.DataFrame, when: str) -> list[str]:
    with_events = rows.loc[rows["critical"] == 1, "hospital"].nunique()
    if with_events >= LEAST_HOSPITALS:
        return []
    reason = (
        f"{when}: critical people in {with_events} hospital(s); {LEAST_HOSPITALS} are needed,"
        " since a model of one house cannot be tried on another"
    )
    return [reason]


def _events(earlier: pd.DataFrame, last: pd.DataFrame) -> list[str]:
    training = int(table.complete(earlier)["critical"].sum())
    judging = int(last.loc[table.spoken(last), "critical"].sum())
    reasons = []
    if training < LEAST_EVENTS:
        reasons.append(
            f"{training} critical people with all six vital signs in the years before the last;"
            f" {LEAST_EVENTS} are the least, and from {WANTED_EVENTS} on the figures say something:"
            " collect more years or more hospitals"
        )
    if judging < LEAST_EVENTS_LAST_YEAR:
        reasons.append(
            f"{judging} critical people in the last year of whom the model may speak;"
            f" {LEAST_EVENTS_LAST_YEAR} are the least that thresholds can be set by"
        )
    return reasons
