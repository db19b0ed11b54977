"""What the obstetric protocols ask about a pregnancy or a birth."""

from dataclasses import dataclass

from triage.clinical.facts import NO, Facts, Verdict
from triage.clinical.findings import Findings, Sex
from triage.clinical.rules import COMPARE, AnyOf, Pregnant

POSTPARTUM_DAYS = 42
"""So long after a birth obstetric rules apply. Source: WHO; project policy."""
MINUTES_A_DAY = 1440
MOTHER_FROM_YEARS = 8
"""No younger patient is taken for the mother of a newborn. Project policy."""


def _may_be_mother(findings: Findings) -> bool:
    return findings.sex is not Sex.MALE and findings.age.years.high >= MOTHER_FROM_YEARS


@dataclass(frozen=True, slots=True)
class AfterBirth:
    """She gave birth, not longer than *minutes* ago. Silence about a birth says nothing."""

    minutes: int = POSTPARTUM_DAYS * MINUTES_A_DAY

    def judge(self, facts: Facts) -> Verdict:
        """Return whether a birth was told and is not too long ago.

        Blood lost since a birth of unknown time counts as just lost. Days are those of the
        calendar, so that "yesterday" may be less than 24 hours ago.
        """
        findings = facts.findings
        if not _may_be_mother(findings):
            return NO
        minutes = findings.measures.minutes_since_birth
        days = findings.postpartum_days
        if minutes is not None:
            is_recent = minutes <= self.minutes
        elif days is not None:
            is_recent = days * MINUTES_A_DAY <= self.minutes
        else:
            is_recent = findings.measures.blood_loss_ml is not None
        return Verdict(truth=True, value="after birth", threshold="present") if is_recent else NO


@dataclass(frozen=True, slots=True)
class Gestation:
    """The completed weeks of pregnancy compared with a limit.

    unknown says what a gestation that nobody knows counts as; None leaves it open.
    """

    operator: str
    weeks: int
    unknown: bool | None = None

    def judge(self, facts: Facts) -> Verdict:
        """Return the comparison."""
        weeks = facts.findings.gestation_weeks
        if weeks is None:
            if self.unknown:
                return Verdict(truth=True, value="gestation unknown", threshold="present")
            return Verdict(truth=None, open=frozenset({"gestation_weeks"}))
        if COMPARE[self.operator](weeks, self.weeks):
            return Verdict(truth=True, value=weeks, threshold=f"{self.operator} {self.weeks}")
        return NO


OBSTETRIC = AnyOf((Pregnant(), AfterBirth()))
"""She is pregnant, in labour, or within 42 days after a birth."""


@dataclass(frozen=True, slots=True)
class NotKnownObstetric:
    """Nobody said that she is pregnant or has just given birth: limits for others may be used."""

    def judge(self, facts: Facts) -> Verdict:
        """Return True unless a pregnancy or birth is known."""
        if OBSTETRIC.judge(facts).truth:
            return NO
        return Verdict(truth=True, value="not known to be pregnant", threshold="present")


def is_obstetric(facts: Facts) -> bool | None:
    """Return whether obstetric rules apply; None where a woman's pregnancy was not asked about."""
    truth = OBSTETRIC.judge(facts).truth
    return False if truth is None and facts.findings.sex is not Sex.FEMALE else truth
