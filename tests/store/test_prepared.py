"""Statements that go straight to the driver keep every promise of the database."""

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.store.factories import NOW, new_patient, new_visit
from triage.store.prepared import Prepared, run
from triage.store.tables import patient
from triage.store.visits import by_id, record

INSERT = Prepared(insert(patient))
NAME = Prepared(select(patient.c.full_name).where(patient.c.id == bindparam("this")))
SOMEBODY = {
    "id": "p1",
    "full_name": "Example Person",
    "village": "",
    "phone": "",
    "sex": "F",
    "birth_date": None,
    "birth_year": None,
    "is_unknown": 0,
    "revision": 1,
    "registered_at": 0,
}


def test_a_row_has_its_columns_as_attributes(connection):
    INSERT.run(connection, SOMEBODY)
    assert NAME.first(connection, {"this": "p1"}).full_name == "Example Person"
    assert NAME.first(connection, {"this": "p2"}) is None


def test_what_is_written_while_reading_is_undone(database):
    with database.reading() as connection:
        INSERT.run(connection, SOMEBODY)
    with database.reading() as connection:
        assert NAME.first(connection, {"this": "p1"}) is None


def test_a_reader_sees_one_state_of_the_database(database):
    with database.reading() as connection:
        assert NAME.first(connection, {"this": "p1"}) is None
        with database.writing() as writing:
            INSERT.run(writing, SOMEBODY)
        assert NAME.first(connection, {"this": "p1"}) is None


def test_a_refused_row_is_told_without_its_values(connection):
    INSERT.run(connection, SOMEBODY)
    with pytest.raises(IntegrityError) as raised:
        INSERT.run(connection, SOMEBODY)
    assert "Example" not in str(raised.value)


def test_a_wrong_statement_is_an_error_of_sqlalchemy(connection):
    with pytest.raises(OperationalError, match="no such table"):
        run(connection, "SELECT 1 FROM nowhere")


def test_a_closed_connection_runs_nothing(database):
    with database.reading() as connection:
        pass
    with pytest.raises(Exception, match="closed"):
        NAME.first(connection, {"this": "p1"})


@pytest.mark.parametrize("patient", [None, new_patient(), new_patient(full_name="")])
def test_a_visit_is_returned_as_it_will_be_read(connection, patient):
    row = record(connection, new_visit(patient=patient, now=NOW))
    assert by_id(connection, row.id) == row
