"""Giving a visit to the right patient, and undoing that."""

from dataclasses import dataclass

from triage.access import Actor
from triage.care.once import Once
from triage.errors import NotFound
from triage.store import forms, reassigning, visits
from triage.store.codes import read_code
from triage.store.database import Connection, Database
from triage.store.patients import NewPatient, PatientRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Who the right patient is: the one before, that of another visit, or somebody new."""

    back: bool = False
    code: str = ""
    full_name: str = ""


def before(database: Database, visit: visits.VisitRow) -> PatientRow | None:
    """Return the patient from whom *visit* was taken last."""
    with database.reading() as connection:
        return reassigning.patient_before(connection, visit.id)


def reassign(database: Database, actor: Actor, code: str, right: Right, once: Once) -> str:
    """Give the visit to the right patient and return where the browser goes.

    Raises:
        NotFound: there is no such visit, or nobody whom *right* names.
    """
    with database.writing() as connection:
        answered = forms.answered(connection, once.key_hash)
        if answered is not None:
            return answered
        visit = visits.by_code(connection, code)
        to = _patient(connection, visit, right)
        if to != visit.patient_id:
            reassigning.reassign(connection, visit, to, actor_id=actor.account_id, now=once.now)
        return forms.answer(connection, once.key_hash, once.location, once.now)


def _patient(connection: Connection, visit: visits.VisitRow, right: Right) -> str | NewPatient:
    if right.back:
        earlier = reassigning.patient_before(connection, visit.id)
        if earlier is None:
            raise NotFound("this visit was never another patient's")
        return earlier.id
    if right.code:
        read = read_code(right.code)
        other = visits.by_code(connection, read) if read else None
        if other is None or other.patient_id is None:
            raise NotFound("no visit with a patient has this code")
        return other.patient_id
    sex = str(visit.findings.get("sex", "unknown"))
    return NewPatient(full_name=right.full_name, sex=sex)
