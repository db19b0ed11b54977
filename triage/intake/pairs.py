"""Measurements that only a second one shows to be mistaken: the two pressures, pulse and oxygen.

All limits are policy P14. Nothing is ever swapped: what is not clear is asked about.
"""

from typing import Any

from triage.clinical.plausibility import (
    KPA_DBP,
    KPA_SBP,
    KPA_TO_MMHG,
    RANGES,
    USUAL_PULSE_PRESSURE,
)
from triage.intake.numbers import plain, read_pressure
from triage.intake.problems import Code, Notice
from triage.intake.reader import Reader, echo, number_in

PULSE_LIKE_OXYGEN = (70, 100)
"""A pulse in this range may be the oxygen, where the oxygen typed is above 100."""


def before_reading(reader: Reader, given: dict[str, Any]) -> None:
    """Take joined pressures apart, and take out of *given* what has to be asked about."""
    _take_apart(reader, given)
    _ask_about_kpa(reader, given)
    _ask_about_oxygen(reader, given)


def _take_apart(reader: Reader, given: dict[str, Any]) -> None:
    """Read ``120/80`` as two pressures; one without its stroke is read so and confirmed."""
    joined = given.get("sbp")
    if joined is None or isinstance(joined, bool):
        return
    text = echo(joined)
    pair = read_pressure(text)
    if pair is None:
        return
    upper, lower = pair
    told = number_in(given.get("dbp"))
    if told not in (None, lower):
        reader.wrong("dbp", Code.CONTRADICTION, f"{text}, {echo(given['dbp'])}")
        del given["sbp"], given["dbp"]
        return
    given["sbp"], given["dbp"] = upper, lower
    if "/" not in text:
        value = f"{plain(upper)}/{plain(lower)}"
        reader.confirm.append(Notice(field="sbp", code="convert", given=text, value=value))


def _ask_about_kpa(reader: Reader, given: dict[str, Any]) -> None:
    """Ask for the unit of pressures that look like kPa; they may be those of a dying patient."""
    sbp, dbp = number_in(given.get("sbp")), number_in(given.get("dbp"))
    if sbp is None or dbp is None or not _within(sbp, KPA_SBP) or not _within(dbp, KPA_DBP):
        return
    text = f"{plain(sbp)}/{plain(dbp)}"
    reader.wrong("sbp", Code.ASK_UNIT, text, suggest=round(sbp * KPA_TO_MMHG))
    reader.lifeless.append("sbp")
    del given["sbp"], given["dbp"]


def _ask_about_oxygen(reader: Reader, given: dict[str, Any]) -> None:
    """Ask where oxygen above 100 per cent stands beside a pulse that could be the oxygen."""
    spo2, hr = number_in(given.get("spo2")), number_in(given.get("hr"))
    if spo2 is None or hr is None:
        return
    if spo2 > RANGES["spo2"].possible[1] and _within(hr, PULSE_LIKE_OXYGEN):
        reader.wrong("spo2", Code.ASK, plain(spo2), suggest=hr)
        del given["spo2"], given["hr"]


def after_reading(reader: Reader, read: dict[str, Any]) -> None:
    """Ask where the upper pressure is not above the lower; confirm an unusual difference."""
    sbp, dbp = read.get("sbp"), read.get("dbp")
    if sbp is None or dbp is None:
        return
    text = f"{plain(sbp)}/{plain(dbp)}"
    if sbp <= dbp:
        reader.wrong("sbp", Code.CONTRADICTION, text)
        read["sbp"] = read["dbp"] = None
    elif not _within(sbp - dbp, USUAL_PULSE_PRESSURE):
        reader.confirm.append(Notice(field="sbp", code="warn", given=text, value=text))


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
