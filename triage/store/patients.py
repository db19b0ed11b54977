"""Patients: registered with their first visit, changed field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Row, bindparam, select

from triage.exchange.entry import Kind
from triage.store.log import Context, NewEntry
from triage.store.prepared import Prepared
from triage.store.projection import take
from triage.store.tables import patient

CONTACT = frozenset({"phone"})
"""The fields that a contact compartment holds; all others are identity."""

_BY_ID = Prepared(select(patient.c.id).where(patient.c.id == bindparam("this")))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPatient:
    """What is known of a patient; "" and None where nothing is."""

    full_name: str = ""
    village: str = ""
    phone: str = ""
    sex: str = "unknown"
    birth_date: date | None = None
    birth_year: int | None = None
    is_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRow:
    """A patient; "" and None where nothing is known. revision counts the changes, from 1."""

    id: str
    full_name: str
    village: str
    phone: str
    sex: str
    birth_date: date | None
    birth_year: int | None
    is_unknown: bool
    revision: int


def is_known(connection: Connection, patient_id: str) -> bool:
    """Return whether there is a patient with this id."""
    return _BY_ID.first(connection, {"this": patient_id}) is not None


def register(connection: Connection, new: NewPatient, lane: int, context: Context) -> str:
    """Record a new patient and return the patient's id."""
    known = {name: value for name, value in _fields(new).items() if value}
    entry = NewEntry(
        kind=Kind.PATIENT_REGISTERED,
        lane=lane,
        context=context,
        compartments=_compartments(known),
        subject="patient",
    )
    return take(connection, entry).id


def as_registered(patient_id: str, new: NewPatient) -> PatientRow:
    """Return the row of *new*, registered just now as *patient_id*."""
    return PatientRow(
        id=patient_id,
        full_name=new.full_name,
        village=new.village,
        phone=new.phone,
        sex=new.sex,
        birth_date=new.birth_date,
        birth_year=new.birth_year,
        is_unknown=new.is_unknown,
        revision=1,
    )


def change(
    connection: Connection, row: PatientRow, new: NewPatient, lane: int, context: Context
) -> None:
    """Record the fields of *new* that differ from *row*; nothing if none does."""
    before, after = _fields(row), _fields(new)
    changed = {name: value for name, value in after.items() if value != before[name]}
    if not changed:
        return
    # The revision lets two nodes see later that they changed the same field from the same state.
    compartments = {
        name: {**words, "base_revision": row.revision}
        for name, words in _compartments(changed).items()
        if words
    }
    subjects = {**context.subjects, "patient": row.id}
    entry = NewEntry(
        kind=Kind.PATIENT_CHANGED,
        lane=lane,
        context=Context(now=context.now, actor_id=context.actor_id, subjects=subjects),
        compartments=compartments,
    )
    take(connection, entry)


def patient_columns() -> Iterator[ColumnElement[object]]:
    """Give the columns of a patient for a query that joins them to other rows."""
    for column in patient.c:
        if column.name != "id":
            yield column.label(f"patient_{column.name}")


def patient_in(row: Row[tuple[object, ...]]) -> PatientRow:
    """Return the patient in a row that has patient_id and :func:`patient_columns`."""
    born = row.patient_birth_date
    return PatientRow(
        id=row.patient_id,
        full_name=row.patient_full_name,
        village=row.patient_village,
        phone=row.patient_phone,
        sex=row.patient_sex,
        birth_date=date.fromisoformat(born) if born else None,
        birth_year=row.patient_birth_year,
        is_unknown=bool(row.patient_is_unknown),
        revision=row.patient_revision,
    )


def _fields(who: NewPatient | PatientRow) -> dict[str, object]:
    return {
        "full_name": who.full_name,
        "village": who.village,
        "phone": who.phone,
        "sex": who.sex,
        "birth_date": who.birth_date.isoformat() if who.birth_date else None,
        "birth_year": who.birth_year,
        "is_unknown": who.is_unknown,
    }


def _compartments(words: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    contact = {name: value for name, value in words.items() if name in CONTACT}
    identity = {name: value for name, value in words.items() if name not in CONTACT}
    return {"identity": identity, "contact": contact}
