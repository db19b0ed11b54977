"""What becomes of one number that was typed, by the very code that reads a report."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.floor import Conditions, compose
from triage.clinical.plausibility import RANGES, common_year
from triage.evaluate.reading import refused
from triage.exchange.record import Words
from triage.intake.numbers import read_integer
from triage.intake.payload import AGE_UNITS, Read, read_words
from triage.intake.problems import Code

BIRTH_YEARS = (1900, 2099)
"""Birth years of the common era that can be meant; whether one is past, only a clock knows."""
OTHERS = "all normal, all signs absent"
NORMAL = {
    "temp_c": 37.0,
    "spo2": 98,
    "avpu": "A",
    "sbp": 120,
    "dbp": 80,
    "on_oxygen": False,
}
PULSE_AND_BREATHING = ((1, 130, 35), (3, 115, 28), (5, 95, 21), (12, 95, 20))
"""Under so many years, a pulse and breathing that IITT and SATS both take for normal. The APLS
ranges of some ages hold values to which TEWS gives points."""
ADULT_PULSE, ADULT_BREATHING = 80, 16
NORMAL_YEARS = 30
"""Somebody whose other measurements are normal, and whose age was not told."""
ACTIONS = {
    Code.ASK: "ask",
    Code.ASK_UNIT: "ask_unit",
    Code.CONTRADICTION: "ask",
}
"""What a problem asks for; every other one is a rejection."""


def validation(words: Mapping[str, Any]) -> Words:
    """Return what to do with one value, what was read, and the level meanwhile."""
    name, value = words.get("field"), words.get("value")
    if name == "birth_year":
        return _birth_year(value)
    if not isinstance(name, str) or name not in {*RANGES, "bp"}:
        return refused("field", Code.NOT_A_CHOICE, str(name))
    if words.get("others") not in (None, OTHERS):
        return refused("others", Code.NOT_A_CHOICE, str(words["others"]))
    told = {("sbp" if name == "bp" else name): value}
    ages = {unit: words[unit] for unit in AGE_UNITS if words.get(unit) is not None}
    alone = read_words(ages | told)
    return _action(name, alone) | _level(alone, _among_others(words, ages, told))


def _birth_year(value: object) -> Words:
    year = read_integer(str(value))
    if year is None or not BIRTH_YEARS[0] <= common_year(year) <= BIRTH_YEARS[1]:
        return {"action": "reject"}
    common = common_year(year)
    if common == year:
        return {"action": "accept", "parsed": year}
    return {"action": "convert", "parsed": common, "suggest": common}


def _action(name: str, alone: Read) -> Words:
    """Return what to do with the value alone, and how it was or may have been meant."""
    if alone.problems:
        problem = alone.problems[0]
        action = ACTIONS.get(problem.code, "reject")
        if name == "bp" and problem.code is Code.CONTRADICTION:
            upper, lower = problem.given.split("/")
            action = "reject" if upper == lower else "ask"
        return {"action": action, "suggest": problem.suggest}
    codes = {notice.code for notice in alone.confirm}
    action = next((code for code in ("warn", "convert") if code in codes), "accept")
    return {"action": action, "parsed": _parsed(name, alone)}


def _parsed(name: str, alone: Read) -> object:
    vitals, findings = alone.findings.vitals, alone.findings
    if name == "bp":
        return [vitals.sbp, vitals.dbp]
    for holder in (vitals, findings.measures, findings):
        if hasattr(holder, name):
            return getattr(holder, name)
    return None


def _among_others(words: Mapping[str, Any], ages: Words, told: Words) -> Read:
    """Return the value read among the patient's other measurements, if there are any."""
    if words.get("others") is None:
        return read_words(ages | told)
    known = ages or {"age_years": NORMAL_YEARS}
    years = read_words(known).findings.age.years.high
    pulse, breathing = next(
        (pair for limit, *pair in PULSE_AND_BREATHING if years < limit),
        (ADULT_PULSE, ADULT_BREATHING),
    )
    normal: Words = NORMAL | {"hr": pulse, "rr": breathing}
    if isinstance(told.get("sbp"), str):
        del normal["dbp"]
    return read_words(known | normal | told | {"present": [], "absent": "all_others"})


def _level(alone: Read, whole: Read) -> Words:
    result = compose(whole.findings, Conditions())
    words: Words = {"fired": [one.id for one in result.fired]}
    key = "level_until_corrected" if alone.problems else "level"
    return words | {key: result.level.name}
