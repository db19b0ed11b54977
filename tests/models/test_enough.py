"""A table that cannot carry a model is refused, with every reason."""

import pandas as pd
import pytest

from models.training import complaints, enough
from models.training.enough import TooLittle
from triage.clinical.features import VITALS


def people(year, count, *, critical=1, hospitals=2, spo2=97.0):
    rows = pd.DataFrame(
        {
            "year": float(year),
            "hospital": [f"h{number % hospitals}" for number in range(count)],
            "critical": critical,
            "outside": False,
            complaints.STRANGE: False,
        }
    )
    vitals = {vital.name: (vital.low + vital.high) / 2 for vital in VITALS}
    return rows.assign(**vitals).assign(spo2=spo2)


def reasons(*parts):
    try:
        enough.check(pd.concat(parts, ignore_index=True))
    except TooLittle as error:
        return error.reasons
    return []


WELL = people(2024, 10, critical=0)


@pytest.mark.parametrize(
    ("earlier", "last", "refused"),
    [(100, 20, 0), (99, 20, 1), (100, 19, 1), (99, 19, 2), (101, 21, 0)],
)
def test_events_are_counted_before_the_last_year_and_in_it(earlier, last, refused):
    assert len(reasons(WELL, people(2024, earlier), people(2025, last))) == refused


def test_people_without_all_vital_signs_do_not_train():
    [reason] = reasons(WELL, people(2024, 99), people(2024, 50, spo2=None), people(2025, 20))
    assert reason.startswith("99 critical people with all six vital signs")


def test_people_of_whom_the_model_may_not_speak_set_no_threshold():
    silent = people(2025, 1).assign(**{complaints.STRANGE: True})
    [reason] = reasons(WELL, people(2024, 100), people(2025, 19), silent)
    assert reason.startswith("19 critical people in the last year")


@pytest.mark.parametrize("critical", [0, 1])
def test_one_outcome_only_is_refused(critical):
    [reason] = reasons(people(2024, 200, critical=critical), people(2025, 50, critical=critical))
    assert reason.startswith(f"critical is {critical} in every row")


def test_one_year_only_is_refused():
    [reason] = reasons(WELL, people(2024, 200))
    assert reason.startswith("every row is of 2024; at least two years")


@pytest.mark.parametrize(("earlier", "last", "refused"), [(1, 2, 1), (2, 1, 1), (2, 2, 0)])
def test_critical_people_of_one_hospital_only_are_refused(earlier, last, refused):
    given = reasons(WELL, people(2024, 200, hospitals=earlier), people(2025, 50, hospitals=last))
    assert len(given) == refused
    assert all("critical people in 1 hospital(s)" in reason for reason in given)


def test_a_table_without_anybody_of_12_years_is_refused():
    [reason] = reasons(WELL[:0])
    assert reason.startswith("no row is left")
