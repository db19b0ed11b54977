"""Complaint codes as flags, one for each group of the model."""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from triage.clinical.complaint_groups import GROUPS, group_of
from triage.clinical.features import FLAGS

GROUP_TABLE = Path(__file__).parent / "data" / "rfv_to_complaint.csv"
FIRST = "first_complaint"
STRANGE = "strange_complaint"
FLAG_NAMES: tuple[str, ...] = tuple(flag.name for flag in FLAGS)
NO_GROUP = -1
_NUMBERS = {group: number for number, group in enumerate(GROUPS)}


@cache
def labels() -> dict[str, str]:
    """Return the English label of each group, as the table writes it."""
    with GROUP_TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["model_group"]: row["model_group_label"] for row in csv.DictReader(lines)}


def read(told: pd.Series) -> pd.DataFrame:
    """Return a flag for each complaint group, the first complaint, and whether one is strange.

    FIRST is the number of the first group in GROUPS, NO_GROUP if there is none. STRANGE says that
    a complaint belongs to no group: the delivered model would abstain.

    Args:
        told: a list of codes for each person, the main one first.
    """
    flags = np.zeros((len(told), len(GROUPS)))
    first = np.full(len(told), NO_GROUP)
    strange = np.zeros(len(told), dtype=bool)
    for row, codes in enumerate(told):
        groups = [_NUMBERS.get(group_of(code) or "", NO_GROUP) for code in codes]
        known = [number for number in groups if number != NO_GROUP]
        flags[row, known] = 1.0
        first[row] = known[0] if known else NO_GROUP
        strange[row] = len(known) < len(groups)
    made = pd.DataFrame(flags, columns=list(FLAG_NAMES), index=told.index)
    return made.assign(**{FIRST: first, STRANGE: strange})
