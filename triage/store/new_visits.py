"""What is handed in to be recorded of a visit: a first report, a further one, a level."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from triage.clinical.level import Level
from triage.store.patients import NewPatient


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A report and what was decided on it.

    Attributes:
        report_id: given by the door that took the report; counts within its scope.
        scope: "form", or the id of the token that reported.
        content_hash: of the whole report, to tell a repetition from another content.
        findings: words of the findings.
        decision: words of the decision.
        level: as decided.
        group_weight: the place within a level, the least first.
        complete: False for a draft that stands in the line because what is known is dangerous.
        patient: what is known of the patient now; None if nothing new.
        is_emergency: told on a device where nobody was signed in.
    """

    report_id: str
    scope: str
    content_hash: str
    findings: Mapping[str, object]
    decision: Mapping[str, object]
    level: Level
    actor_id: str
    now: datetime
    group_weight: int
    complete: bool = True
    needs_review_now: bool = False
    provisional: bool = False
    note: str = ""
    language: str = "en"
    patient: NewPatient | None = None
    is_emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit(Decided):
    """A first report; patient_id names a patient who is known, instead of ``patient``."""

    patient_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAmendment(Decided):
    """A further report on a visit.

    Attributes:
        reason: one of REASONS.
        line_level: where the visit shall stand in the line now.
    """

    visit_id: str
    reason: str
    line_level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOverride:
    """A level that a person sets, and why."""

    visit_id: str
    to: Level
    reason: str
    actor_id: str
    now: datetime
