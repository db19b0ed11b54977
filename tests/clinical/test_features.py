from math import inf, isnan, nan, nextafter

import pytest

from triage.clinical.complaint_groups import GROUPS
from triage.clinical.features import (
    FEATURES,
    FLAGS,
    MEASURED,
    VITALS,
    flagged_group,
    outside_experience,
    vector,
)

WELL = {"temp_c": 37.0, "hr": 80.0, "rr": 16.0, "sbp": 120.0, "dbp": 80.0, "spo2": 98.0}


def test_the_features_are_in_the_order_that_every_model_was_trained_in():
    names = [feature.name for feature in FEATURES]
    measured = ["age_years", "male", "temp_c", "hr", "rr", "sbp", "dbp", "spo2"]
    assert names == [*measured, *(f"complaint_{group}" for group in GROUPS)]


def test_a_vector_holds_age_sex_and_vitals_in_order():
    assert vector(age_years=30, sex="F", vitals=WELL)[:8] == (30, 0, 37.0, 80, 16, 120, 80, 98)


@pytest.mark.parametrize(("sex", "male"), [("M", 1.0), ("F", 0.0)])
def test_sex_is_a_number(sex, male):
    assert vector(age_years=30, sex=sex, vitals=WELL)[1] == male


def test_unknown_sex_and_age_are_missing():
    age, male, *_ = vector(age_years=None, sex="unknown", vitals=WELL)
    assert isnan(age)
    assert isnan(male)


@pytest.mark.parametrize("vitals", [{"hr": None}, {"hr": nan}, {}], ids=["None", "NaN", "no key"])
def test_what_was_not_measured_is_nan_and_never_zero(vitals):
    assert all(isnan(value) for value in vector(age_years=30, sex="M", vitals=vitals)[2:8])


def test_a_well_adult_lies_inside():
    assert outside_experience(30, WELL) == ()


@pytest.mark.parametrize(
    ("age", "reasons"),
    [
        (None, ("age_unknown",)),
        (0, ("age_under_12",)),
        (11, ("age_under_12",)),
        (12, ()),
        (13, ()),
        (120, ()),
        (121, ("age_years",)),
    ],
)
def test_ages_that_were_not_in_training_lie_outside(age, reasons):
    assert outside_experience(age, WELL) == reasons


@pytest.mark.parametrize("vital", VITALS, ids=lambda vital: vital.name)
def test_each_vital_lies_inside_from_its_lowest_to_its_highest_value(vital):
    for value in (vital.low, nextafter(vital.low, inf), nextafter(vital.high, -inf), vital.high):
        assert outside_experience(30, WELL | {vital.name: value}) == ()


@pytest.mark.parametrize("vital", VITALS, ids=lambda vital: vital.name)
def test_a_value_just_beyond_its_range_is_named_and_not_taken_for_missing(vital):
    for value in (nextafter(vital.low, -inf), nextafter(vital.high, inf), inf, -inf):
        assert outside_experience(30, WELL | {vital.name: value}) == (vital.name,)


@pytest.mark.parametrize(
    ("measured", "reasons"),
    [
        (("temp_c", "hr", "rr"), ()),
        (("temp_c", "hr"), ()),
        (("temp_c", "rr"), ()),
        (("hr", "rr"), ()),
        (("hr", "sbp", "dbp", "spo2"), ("few_vitals",)),
        ((), ("few_vitals",)),
    ],
)
def test_two_of_temperature_pulse_and_breathing_are_needed(measured, reasons):
    assert outside_experience(30, {name: WELL[name] for name in measured}) == reasons


@pytest.mark.parametrize("missing", [None, nan])
def test_none_and_nan_both_count_as_not_measured(missing):
    vitals = WELL | {"temp_c": missing, "hr": missing}
    assert outside_experience(30, vitals) == ("few_vitals",)


def test_a_value_out_of_range_counts_as_measured():
    vitals = {"hr": 300.0, "rr": 16.0}
    assert outside_experience(30, vitals) == ("hr",)


def test_all_reasons_are_given_together():
    assert outside_experience(5, {"hr": 300.0}) == ("age_under_12", "few_vitals", "hr")


def flagged(*complaints):
    values = vector(age_years=30, sex="F", vitals=WELL, complaints=complaints)
    return {
        flagged_group(feature.name)
        for feature, value in zip(FEATURES, values, strict=True)
        if feature in FLAGS and value == 1.0
    }


def test_without_a_complaint_every_flag_is_zero_and_none_is_missing():
    values = vector(age_years=None, sex="unknown", vitals={})
    assert values[len(MEASURED) :] == (0.0,) * len(FLAGS)


@pytest.mark.parametrize(
    ("complaints", "groups"),
    [
        (("28",), {"28"}),
        (("28", "20"), {"20", "28"}),
        (("20", "28", "20"), {"20", "28"}),
        (("41",), {"40"}),
        (("40", "41"), {"40"}),
        (("DIAL",), {"CARD"}),
    ],
)
def test_each_complaint_sets_the_flag_of_its_group(complaints, groups):
    assert flagged(*complaints) == groups


def test_a_measurement_is_no_complaint():
    assert {flagged_group(feature.name) for feature in MEASURED} == {None}


@pytest.mark.parametrize("code", ["66", "13", "17", "72", "11", "12", "52", "91", "ARREST", "??"])
def test_a_complaint_without_a_group_lies_outside(code):
    assert outside_experience(30, WELL, (code,)) == ("complaint",)
    assert outside_experience(30, WELL, ("28", code)) == ("complaint",)


def test_a_complaint_outside_is_told_beside_the_other_reasons():
    reasons = outside_experience(5, {"hr": 300.0}, ("66",))
    assert reasons == ("age_under_12", "few_vitals", "complaint", "hr")
