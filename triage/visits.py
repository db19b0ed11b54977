"""Taking a visit: the service that every door calls. Read this first.

A report that was seen before gives the stored answer; otherwise it is decided, and recorded with
everything that follows from it in one transaction.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from json import dumps
from typing import Protocol

from triage.access import Actor
from triage.assess import Scorer, assess
from triage.clinical.decision import Decision
from triage.clinical.floor import Conditions, group_weight, versions
from triage.clinical.level import Level
from triage.errors import VisitConflict
from triage.exchange.record import Words, decision_from, decision_words, findings_words
from triage.intake.report import FROM_FORM, Report
from triage.store import visits as store
from triage.store.database import Connection, Database

KEEPS_PLACE = frozenset({"retriage", "added"})
"""Reasons for which the line keeps the highest level until somebody confirms the lower one."""


class Slot(Protocol):
    """Where the active model lies; asked before every score."""

    def current(self) -> Scorer | None:
        """Return the model, None where there is none that can be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """What taking a visit needs of the site.

    engine: SHA-256 over the sources of the medicine, so that a decision can be re-computed.
    key: the node's key, for hashes that nobody outside can guess at.
    release: the program's version, so that the right one is found to re-compute with.
    """

    database: Database
    slot: Slot
    conditions: Conditions
    engine: str
    key: bytes
    release: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a report changes: reason is corrected, retriage or added."""

    visit_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The visit as it stands, with its newest decision.

    was is the level decided before, where this report amended a visit.
    """

    visit: store.VisitRow
    decision: Decision
    is_new: bool
    was: Level | None = None


def take_visit(
    report: Report,
    clinic: Clinic,
    actor: Actor,
    *,
    now: datetime,
    amendment: Amendment | None = None,
    then: Callable[[Connection, store.VisitRow], None] | None = None,
) -> Outcome:
    """Return what was decided on *report*, recorded durably; what is stored, if it was before.

    Other content under a known report id completes or corrects the visit, if it is from a form.

    Args:
        report: what somebody told.
        clinic: the site.
        actor: who told it.
        now: the time.
        amendment: which visit it changes, where that is not its own first report's.
        then: what else to record of the visit, in the same transaction.

    Raises:
        VisitConflict: a program sent other content under a known report id.
    """
    decision = assess(report.findings, clinic.conditions, clinic.slot.current())
    with clinic.database.writing() as connection:
        seen = store.by_report(connection, report.report_id, report.scope)
        if seen and _is_repetition(connection, seen, report, clinic.key):
            outcome = Outcome(visit=seen, decision=decision_from(seen.decision), is_new=False)
        else:
            shared = _shared(_as_complete_as(seen, report), decision, clinic)
            shared |= {"actor_id": actor.account_id, "now": now, "patient": _patient(report)}
            change = amendment or _follow(seen, report.scope)
            if change is None:
                outcome = _record(connection, report, decision, shared)
            else:
                outcome = _amend(connection, change, decision, shared)
        if then is not None:
            then(connection, outcome.visit)
    return outcome


def _as_complete_as(seen: store.VisitRow | None, report: Report) -> Report:
    """Return *report*; of a visit that was finished once, no step sent again is unfinished."""
    return replace(report, complete=True) if seen and seen.complete else report


def _follow(seen: store.VisitRow | None, scope: str) -> Amendment | None:
    """Return what another content under the same report id does to the visit *seen*."""
    if seen is None:
        return None
    if scope != FROM_FORM:
        raise VisitConflict("this report_id was used for a report with other content")
    return Amendment(visit_id=seen.id, reason="corrected" if seen.complete else "completed")


def _record(connection: Connection, report: Report, decision: Decision, shared: Words) -> Outcome:
    new = store.NewVisit(**shared, patient_id=report.patient_id)
    return Outcome(visit=store.record(connection, new), decision=decision, is_new=True)


def _amend(
    connection: Connection, amendment: Amendment, decision: Decision, shared: Words
) -> Outcome:
    before = store.by_id(connection, amendment.visit_id)
    change = store.NewAmendment(
        **shared,
        visit_id=before.id,
        reason=amendment.reason,
        line_level=line_level(before, decision.level, amendment.reason),
    )
    visit = store.amend(connection, change)
    return Outcome(visit=visit, decision=decision, is_new=True, was=before.level)


def content_hash(report: Report, key: bytes) -> str:
    """Return a keyed hash of everything in *report* but its id and language.

    Keyed, because it lies beside the clinical part of the log: a reader of that part must not be
    able to try out names and phone numbers.
    """
    who = report.patient
    words = {
        "findings": findings_words(report.findings),
        "patient": [who.full_name, who.village, who.phone, who.is_unknown] if who else None,
        "patient_id": report.patient_id,
        "note": report.note,
        "complete": report.complete,
    }
    text = dumps(words, sort_keys=True, ensure_ascii=True)
    return hmac.digest(key, text.encode(), "sha256").hex()


def line_level(before: store.VisitRow, decided: Level, reason: str) -> Level:
    """Return where a visit decided anew stands in the line.

    A correction may lower it; a re-triage keeps the highest level until somebody confirms the
    lower one, but completing UNDETERMINED to GREEN lowers nothing. What a person raised stays.
    """
    raised = before.override.to if before.override else Level.GREEN
    if reason not in KEEPS_PLACE:
        return max(decided, raised)
    if before.line_level is Level.UNDETERMINED:
        return decided
    return max(decided, before.line_level)


def _is_repetition(
    connection: Connection, seen: store.VisitRow, report: Report, key: bytes
) -> bool:
    """Return whether *report* was recorded before, word for word, for the visit *seen*."""
    known = {content_hash(report, key), content_hash(replace(report, complete=True), key)}
    return any(
        one.report_id == report.report_id and one.content_hash in known
        for one in store.history(connection, seen.id)
    )


def _shared(report: Report, decision: Decision, clinic: Clinic) -> Words:
    """Return what a first report and an amendment record alike."""
    conditions = clinic.conditions
    recorded = decision_words(decision) | {
        "engine": clinic.engine,
        "release": clinic.release,
        "protocols": versions(decision.floor),
        "conditions": {
            "has_oximeter": conditions.has_oximeter,
            "age_band_thresholds": conditions.age_band_thresholds,
        },
    }
    return {
        "report_id": report.report_id,
        "scope": report.scope,
        "content_hash": content_hash(report, clinic.key),
        "findings": findings_words(report.findings),
        "decision": recorded,
        "level": decision.level,
        "group_weight": group_weight(decision.floor),
        "complete": report.complete,
        "needs_review_now": decision.floor.needs_review_now,
        "provisional": decision.provisional,
        "note": report.note,
        "language": report.language,
        "is_emergency": report.is_emergency,
    }


def _patient(report: Report) -> store.NewPatient | None:
    who = report.patient
    if who is None or report.patient_id is not None:
        return None
    if not (who.full_name or who.is_unknown):
        # Danger was seen before anybody said who it is.
        return None
    return store.NewPatient(
        full_name=who.full_name,
        village=who.village,
        phone=who.phone,
        sex=str(report.findings.sex),
        is_unknown=who.is_unknown,
    )
