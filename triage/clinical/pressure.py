"""Blood pressure held against the age, and the width of the pulse."""

from dataclasses import dataclass

from triage.clinical.age import Age
from triage.clinical.facts import NO, Facts, Verdict

NEWBORN_DAYS = 28
LOW_SBP_NEWBORN_MMHG = 60
LOW_SBP_INFANT_MMHG = 70
LOW_SBP_PER_YEAR_MMHG = 2
FORMULA_UNTIL_YEARS = 10
LOW_SBP_MMHG = 90
"""Systolic pressure below this is low: 0 to 28 days 60; then under 1 year 70; 1 to 10 years 70 and
twice the age in years; older 90. Source: PALS, at second hand; the adult limit UNVERIFIED 0.99."""


def _limit(years: int, days: int) -> int:
    if years < 1:
        return LOW_SBP_NEWBORN_MMHG if days <= NEWBORN_DAYS else LOW_SBP_INFANT_MMHG
    if years <= FORMULA_UNTIL_YEARS:
        return LOW_SBP_INFANT_MMHG + LOW_SBP_PER_YEAR_MMHG * years
    return LOW_SBP_MMHG


def low_sbp_limits(age: Age) -> tuple[int, int]:
    """Return the least and the greatest limit, in mmHg, that any possible age of *age* has."""
    return _limit(age.years.low, age.days.low), _limit(age.years.high, age.days.high)


@dataclass(frozen=True, slots=True)
class LowPressure:
    """The systolic pressure is low for the age."""

    def judge(self, facts: Facts) -> Verdict:
        """Return the comparison; unknown where it was not measured or the age decides."""
        sbp = facts.findings.vitals.sbp
        if sbp is None:
            return Verdict(truth=None, open=frozenset({"sbp"}))
        least, greatest = low_sbp_limits(facts.findings.age)
        if sbp < least:
            return Verdict(truth=True, value=sbp, threshold=f"< {least}")
        if sbp >= greatest:
            return NO
        return Verdict(truth=None, open=frozenset({"age"}), partly=True)


@dataclass(frozen=True, slots=True)
class PulsePressure:
    """The systolic less the diastolic pressure, in mmHg, is at most *limit*."""

    limit: float

    def judge(self, facts: Facts) -> Verdict:
        """Return the comparison; unknown where one of the two was not measured."""
        width = pulse_pressure(facts)
        if width is None:
            vitals = facts.findings.vitals
            missing = {name for name in ("sbp", "dbp") if getattr(vitals, name) is None}
            return Verdict(truth=None, open=frozenset(missing))
        if width <= self.limit:
            return Verdict(truth=True, value=width, threshold=f"<= {self.limit:g}")
        return NO


def pulse_pressure(facts: Facts) -> float | None:
    """Return the systolic less the diastolic pressure in mmHg, None if one was not measured."""
    vitals = facts.findings.vitals
    if vitals.sbp is None or vitals.dbp is None:
        return None
    return vitals.sbp - vitals.dbp
