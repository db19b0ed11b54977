"""A report: one patient's findings as one person told them, at one moment."""

from dataclasses import dataclass, field

from triage.clinical.findings import Findings
from triage.intake.problems import Notice, Problem

FROM_FORM = "form"
"""The scope within which the report ids of the web pages count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientWords:
    """Who the patient is, as told. An unknown patient has no name."""

    full_name: str = ""
    village: str = ""
    phone: str = ""
    is_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a door hands to `visits.take_visit`.

    report_id is chosen by the sender and makes a repetition harmless; it counts within scope:
    FROM_FORM, or the id of the token that a program reports with. complete is False for a draft
    that had to be decided before it was finished, because it showed danger. is_emergency: told on a
    device where nobody was signed in; somebody who is will take it over.
    """

    report_id: str
    findings: Findings
    patient: PatientWords | None = None
    patient_id: str | None = None
    note: str = ""
    language: str = "en"
    complete: bool = True
    scope: str = FROM_FORM
    is_emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A report made of everything that could be used, and what could not."""

    report: Report
    problems: tuple[Problem, ...] = ()
    confirm: tuple[Notice, ...] = field(default=())
