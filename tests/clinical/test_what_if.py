"""What would change a level: found by trying, never more than was asked for."""

from dataclasses import replace

from hypothesis import given

from tests.strategies import findings
from triage.clinical.age import age_from
from triage.clinical.findings import Findings, Sex, Vitals
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.clinical.what_if import MOST_TRIALS, changes

WELL = Vitals(hr=80, rr=16, temp_c=37.0, spo2=98, sbp=120, avpu="A", glucose_mmol=5.5)


def judge(tried):
    return compose(tried, Conditions()).level


def found(patient):
    return changes(patient, compose(patient, Conditions()).missing, judge)


def patient(**more):
    given = {"age": age_from(years=30), "sex": Sex.MALE, "vitals": WELL}
    return Findings(**(given | more))


def names(side):
    return {one.finding: one.level for one in side}


def test_nothing_raises_what_is_red_and_its_one_sign_is_what_it_hangs_on():
    red = found(patient(present=frozenset({"stridor"})))

    assert red.raising == ()
    assert names(red.lowering) == {"stridor": Level.UNDETERMINED}


def test_two_signs_that_each_suffice_leave_nothing_that_one_answer_changes():
    assert found(patient(present=frozenset({"stridor", "heavy_bleeding"}))).lowering == ()


def test_a_measurement_that_is_missing_could_raise():
    unmeasured = patient(vitals=replace(WELL, spo2=None))

    assert names(found(unmeasured).raising)["spo2"] >= Level.YELLOW
    assert "hr" not in names(found(unmeasured).raising)


def test_a_sign_that_was_not_asked_could_raise_and_one_that_is_absent_is_not_named():
    asked = found(patient(absent=frozenset({"stridor"})))

    assert "stridor" not in names(asked.raising)
    assert names(asked.raising)["heavy_bleeding"] is Level.RED


@given(findings())
def test_what_is_named_does_what_it_says_and_the_number_of_trials_is_bounded(some):
    tried = []

    def counting(one):
        tried.append(one)
        return judge(one)

    now = judge(some)
    both = changes(some, compose(some, Conditions()).missing, counting)

    assert len(tried) <= 2 * MOST_TRIALS + 1
    assert all(one.level.queue_as > now.queue_as for one in both.raising)
    assert all(one.level.queue_as < now.queue_as for one in both.lowering)
    for one in both.lowering:
        known = some.vitals.measured() | some.measures.known()
        assert one.finding in known.keys() | some.present
