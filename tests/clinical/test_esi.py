"""ESI version 4: the danger-zone vital signs of each age row, for comparison only."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.strategies import findings
from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings, Vitals
from triage.clinical.protocols import RAISING, esi
from triage.evaluate import evaluate

ROWS = [(0, 180, 50), (2, 180, 50), (3, 160, 40), (35, 160, 40), (36, 140, 30), (107, 140, 30)]
ROWS += [(108, 100, 20), (480, 100, 20)]


def exceeded(months: int | None, **vitals: float | None) -> bool | None:
    """Return whether a limit is exceeded at an age in months, or at an age not known."""
    age = Age() if months is None else age_from(months=months)
    return esi.danger_zone(Findings(age=age, vitals=Vitals(**vitals))).truth


@pytest.mark.parametrize(("months", "hr", "rr"), ROWS)
def test_a_limit_is_exceeded_above_it_and_not_at_it(months, hr, rr):
    assert exceeded(months, hr=hr, rr=rr, spo2=92) is False
    assert exceeded(months, hr=hr + 1, rr=rr, spo2=92) is True
    assert exceeded(months, hr=hr, rr=rr + 1, spo2=92) is True
    assert exceeded(months, hr=hr, rr=rr, spo2=91) is True


def test_eight_years_belong_to_the_row_of_three_to_eight():
    patient = Findings(age=age_from(years=8), vitals=Vitals(hr=120, rr=25, spo2=98))
    assert esi.danger_zone(patient).truth is False


@pytest.mark.parametrize("name", ["hr", "rr", "spo2"])
def test_what_is_missing_leaves_it_open_unless_another_limit_decides(name):
    normal = {"hr": 80, "rr": 16, "spo2": 98}
    assert exceeded(480, **(normal | {name: None})) is None
    assert exceeded(480, **({"hr": 101, "rr": 21, "spo2": 91} | {name: None})) is True


def test_an_unknown_age_is_decided_where_every_row_says_the_same():
    assert exceeded(None, hr=181, rr=16, spo2=98) is True
    assert exceeded(None, hr=90, rr=16, spo2=98) is False
    assert exceeded(None, hr=120, rr=16, spo2=98) is None


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ({"age_months": 480, "hr": 90}, {"exceeded": None, "missing": ["rr", "spo2"]}),
        ({"age_months": 480, "hr": 101}, {"exceeded": True, "missing": []}),
        ({"age_months": 480, "hr": 90, "rr": 16, "spo2": 98}, {"exceeded": False, "missing": []}),
        ({"hr": 120, "rr": 16, "spo2": 98}, {"exceeded": None, "missing": ["age"]}),
    ],
)
def test_evaluate_names_what_could_still_decide(words, answer):
    assert evaluate({"protocol": "ESI4_DANGER_ZONE", "input": words}) == answer


def test_it_raises_nobody():
    assert esi.PROTOCOL not in RAISING


@given(findings())
def test_measuring_less_never_exceeds_a_limit(patient):
    for name in ("hr", "rr", "spo2"):
        less = replace(patient, vitals=replace(patient.vitals, **{name: None}))
        assert not esi.danger_zone(less).truth or esi.danger_zone(patient).truth


@given(findings())
def test_its_criteria_fire_exactly_where_a_limit_is_exceeded(patient):
    assert bool(esi.judge(patient).fired) is bool(esi.danger_zone(patient).truth)
