"""Reads the reasons for a visit of the survey as complaint groups, one flag each."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from triage.clinical.complaint_groups import GROUPS
from triage.clinical.features import FLAGS

GROUP_TABLE = Path(__file__).parent / "data" / "rfv_to_complaint.csv"
REASONS = ("rfv1", "rfv2", "rfv3", "rfv4", "rfv5")
FIRST = "first_complaint"
STRANGE = "strange_complaint"
FLAG_NAMES: tuple[str, ...] = tuple(flag.name for flag in FLAGS)
NO_GROUP = -1


@cache
def group_of_reason() -> Mapping[int, str]:
    """Return the complaint group of each reason-for-visit code, as the table writes it."""
    with GROUP_TABLE.open(encoding="utf-8", newline="") as lines:
        return {int(row["rfv"]): row["model_group"] for row in csv.DictReader(lines)}


def labels() -> dict[str, str]:
    """Return the English label of each group, as the table writes it."""
    with GROUP_TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["model_group"]: row["model_group_label"] for row in csv.DictReader(lines)}


def read(reasons: pd.DataFrame) -> pd.DataFrame:
    """Return a flag for each complaint group, the first complaint, and whether one is strange.

    FIRST is the number of the first group in GROUPS, NO_GROUP if there is none. STRANGE says that
    a reason belongs to no group: the delivered model would abstain.

    Args:
        reasons: REASONS as numbers; NaN = none.
    """
    groups = reasons.map(_group_number).to_numpy(int)
    flags = np.zeros((len(reasons), len(GROUPS)))
    for column in groups.T:
        known = np.flatnonzero(column >= 0)
        flags[known, column[known]] = 1.0
    told = groups >= 0
    first = np.where(
        told.any(axis=1), groups[np.arange(len(groups)), told.argmax(axis=1)], NO_GROUP
    )
    made = pd.DataFrame(flags, columns=list(FLAG_NAMES), index=reasons.index)
    made[FIRST] = first
    made[STRANGE] = (reasons.notna().to_numpy() & ~told).any(axis=1)
    return made


def _group_number(reason: float) -> int:
    if np.isnan(reason):
        return NO_GROUP
    return _NUMBERS.get(group_of_reason().get(int(reason), ""), NO_GROUP)


_NUMBERS = {group: number for number, group in enumerate(GROUPS)}
