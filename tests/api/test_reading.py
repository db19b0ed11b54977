"""A program that asks for a visit is recorded as its reader."""

import pytest

from triage.care.reading import ONE_READING, readers
from triage.store.log import entries

REPORT = {
    "report_id": "5b0fb3a2-52a3-4f4a-9a67-3f6c6e5f0001",
    "age_years": 30,
    "absent": "all_others",
}


@pytest.fixture
def code(program):
    """Return the code of a visit that the program sent."""
    return program.post(REPORT).json["case_code"]


def kinds(site):
    with site.clinic.database.reading() as connection:
        return [str(one.header.kind) for one in entries(connection)]


def test_asking_for_a_visit_is_recorded_once_within_minutes(site, code, program_with):
    other = program_with("visits:read", name="Ward board")
    for _ in range(3):
        assert other.get(f"/api/v1/visits/{code}").status_code == 200

    listed = [(one.how, name) for one, name in readers(site.clinic.database, code)]
    assert listed == [("api", "Ward board")]

    site.clock.turn(seconds=ONE_READING.total_seconds() + 1)
    other.get(f"/api/v1/visits/{code}")
    assert len(readers(site.clinic.database, code)) == 2


def test_the_program_that_just_sent_the_visit_does_not_read_it(site, code, program):
    program.get(f"/api/v1/visits/{code}")
    program.post(REPORT)

    assert "access.read" not in kinds(site)


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize("path", ["222-222", "abc", ""])
def test_asking_for_what_is_not_there_records_nothing(site, program_with, path):
    before = kinds(site)
    program_with("visits:read").get(f"/api/v1/visits/{path}")

    assert kinds(site) == before


def test_where_nothing_can_be_written_the_visit_is_answered(site, code, program_with, cannot_write):
    other = program_with("visits:read")
    with cannot_write(site.clinic.database):
        answer = other.get(f"/api/v1/visits/{code}")

    assert answer.status_code == 200
    assert answer.json["case_code"] == code
    assert "access.read" not in kinds(site)
