"""Low blood pressure by age, and the width of the pulse."""

import pytest

from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings, Vitals
from triage.clinical.pressure import LowPressure, PulsePressure
from triage.clinical.signs import facts_of


def judged(condition, age: Age, **vitals: float):
    return condition.judge(
        facts_of(Findings(age=age, vitals=Vitals(**vitals)), is_child=False)
    ).truth


LIMITS = [
    ({"days": 0}, 60),
    ({"days": 28}, 60),
    ({"days": 29}, 70),
    ({"months": 11}, 70),
    ({"years": 1}, 72),
    ({"years": 6}, 82),
    ({"years": 10}, 90),
    ({"years": 11}, 90),
    ({"years": 80}, 90),
]


@pytest.mark.parametrize(("age", "limit"), LIMITS)
def test_pressure_is_low_just_below_the_limit_of_the_age_and_not_at_it(age, limit):
    known = age_from(**age)
    assert judged(LowPressure(), known, sbp=limit - 1) is True
    assert judged(LowPressure(), known, sbp=limit) is False
    assert judged(LowPressure(), known) is None


def test_an_unknown_age_leaves_open_only_what_an_age_could_decide():
    assert judged(LowPressure(), Age(), sbp=59) is True
    assert judged(LowPressure(), Age(), sbp=60) is None
    assert judged(LowPressure(), Age(), sbp=89) is None
    assert judged(LowPressure(), Age(), sbp=90) is False


@pytest.mark.parametrize(
    ("sbp", "dbp", "narrow"),
    [(90, 71, True), (90, 70, True), (90, 69, False), (90, None, None), (None, 70, None)],
)
def test_a_pulse_pressure_of_twenty_is_narrow_and_twenty_one_is_not(sbp, dbp, narrow):
    given = {name: value for name, value in {"sbp": sbp, "dbp": dbp}.items() if value is not None}
    assert judged(PulsePressure(20), age_from(years=30), **given) is narrow
