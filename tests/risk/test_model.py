from concurrent.futures import ThreadPoolExecutor
from math import nan

import numpy as np
import pytest

from triage.clinical.complaint_groups import group_of
from triage.clinical.complaints import CODES
from triage.clinical.features import FEATURES, MEASURED, VITALS
from triage.clinical.level import Level
from triage.errors import ModelUnusable
from triage.risk.model import load

WELL = {"temp_c": 37.0, "hr": 80.0, "rr": 16.0, "sbp": 120.0, "dbp": 80.0, "spo2": 98.0}
ILL = {"temp_c": 38.6, "hr": 125.0, "rr": 28.0, "sbp": 95.0, "dbp": 55.0, "spo2": 88.0}


def test_every_golden_row_comes_out_as_the_training_library_said(model, golden, golden_values):
    risk, contributions = model.run(golden_values)
    assert np.abs(risk - [row["probability"] for row in golden]).max() <= 1e-6
    assert np.abs(contributions - [row["contributions"] for row in golden]).max() <= 1e-6


def test_the_golden_rows_hold_missing_and_extreme_values(golden_values):
    assert len(golden_values) >= 200
    assert np.isnan(golden_values).all(axis=1).any()
    assert (np.abs(golden_values) == 1e9).any()


def test_one_row_comes_out_as_among_many(model, golden_values):
    together, _ = model.run(golden_values)
    alone = [model.run(golden_values[[row]])[0][0] for row in range(len(golden_values))]
    assert alone == pytest.approx(list(together), abs=1e-12)


def test_infinite_values_are_answered_like_very_large_ones(model):
    for infinite, large in ((np.inf, 1e9), (-np.inf, -1e9)):
        values = np.array([[infinite] * len(FEATURES), [large] * len(FEATURES)])
        risk, _ = model.run(values)
        assert risk[0] == risk[1]


def test_a_well_young_woman_is_not_raised(model):
    risk = model.score(age_years=30, sex="F", vitals=WELL)
    assert (risk.band, risk.level, risk.outside_experience) == ("low", Level.GREEN, ())


def test_a_very_ill_old_man_is_raised_to_orange(model):
    risk = model.score(age_years=70, sex="M", vitals=ILL)
    assert (risk.band, risk.level, risk.unsure) == ("high", Level.ORANGE, False)


def test_the_answer_names_model_and_file(model):
    risk = model.score(age_years=30, sex="F", vitals=WELL)
    assert risk.id == model.manifest.name
    assert risk.sha256 == model.manifest.sha256


def test_contributions_and_the_risk_have_six_decimals(model):
    risk = model.score(age_years=30, sex="F", vitals=WELL)
    assert list(risk.contributions) == [feature.name for feature in MEASURED]
    for value in (risk.probability, *risk.contributions.values()):
        assert value == round(value, 6)


def test_the_risk_is_the_sum_of_contributions_and_one_constant(model):
    def constant(risk):
        log_odds = np.log(risk.probability / (1 - risk.probability))
        return log_odds - sum(risk.contributions.values())

    first = model.score(age_years=50, sex="M", vitals=ILL)
    second = model.score(age_years=80, sex="F", vitals=ILL)
    assert constant(first) == pytest.approx(constant(second), abs=1e-3)


def test_every_patient_inside_the_ranges_gets_a_band_and_never_red(model):
    chance = np.random.default_rng(1)
    for _ in range(500):
        vitals = {v.name: float(chance.uniform(v.low, v.high)) for v in VITALS}
        risk = model.score(age_years=int(chance.integers(12, 121)), sex="M", vitals=vitals)
        wanted = {"low": Level.GREEN, "raised": Level.YELLOW, "high": Level.ORANGE}
        assert risk.level is wanted[risk.band]


@pytest.mark.parametrize("bands", [True, False])
@pytest.mark.parametrize("age", [12, 44, 45, 64, 65, 94, 120])
def test_the_thresholds_are_those_of_the_age_or_the_single_one(model, age, bands):
    risk = model.score(age_years=age, sex="F", vitals=WELL, bands=bands)
    limits = model.manifest.band(age).thresholds if bands else model.manifest.single
    assert risk.thresholds == {"yellow": limits.yellow, "orange": limits.orange}


def test_the_age_bands_have_their_own_thresholds(model):
    given = {model.manifest.band(age).thresholds.yellow for age in (44, 45, 65)}
    assert len(given) == 3


@pytest.mark.parametrize(
    ("age", "changed", "reasons"),
    [
        (11, {}, ("age_under_12",)),
        (None, {}, ("age_unknown",)),
        (121, {}, ("age_years",)),
        (30, {"hr": None, "rr": None}, ("few_vitals",)),
        (30, {"hr": nan, "rr": nan}, ("few_vitals",)),
        (30, {"spo2": 49.9}, ("spo2",)),
        (30, {"hr": 250.5, "sbp": 39.0}, ("hr", "sbp")),
    ],
)
def test_outside_its_experience_the_model_abstains(model, age, changed, reasons):
    risk = model.score(age_years=age, sex="F", vitals=ILL | changed)
    assert risk.outside_experience == reasons
    assert (risk.probability, risk.band, risk.unsure) == (None, None, False)
    assert risk.level is Level.GREEN
    assert risk.contributions == {}


@pytest.mark.parametrize("vital", VITALS, ids=lambda vital: vital.name)
def test_the_model_speaks_at_both_ends_of_every_range(model, vital):
    for value in (vital.low, vital.high):
        risk = model.score(age_years=30, sex="F", vitals=WELL | {vital.name: value})
        assert risk.probability is not None


@pytest.mark.parametrize("code", ["66", "13", "17", "72", "11"])
def test_about_a_complaint_outside_its_experience_the_model_abstains(model, code):
    risk = model.score(age_years=30, sex="F", vitals=ILL, complaints=("20", code))
    assert risk.outside_experience == ("complaint",)
    assert risk.probability is None


def test_trouble_breathing_weighs_more_than_an_earache(model):
    breathing, ear, none = (
        model.score(age_years=50, sex="F", vitals=WELL, complaints=told).probability
        for told in (("20",), ("82",), ())
    )
    assert breathing > none > ear


def test_only_the_complaints_that_a_patient_has_are_among_the_contributions(model):
    risk = model.score(age_years=50, sex="F", vitals=WELL, complaints=("41", "20"))
    measured = [feature.name for feature in MEASURED]
    assert list(risk.contributions) == [*measured, "complaint_20", "complaint_40"]


def test_a_complaint_told_twice_or_in_another_order_counts_once(model):
    answers = [
        model.score(age_years=50, sex="F", vitals=WELL, complaints=told)
        for told in (("20", "28"), ("28", "20"), ("20", "28", "20"))
    ]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("code", sorted(code for code in CODES if group_of(code)))
def test_the_model_speaks_of_every_complaint_that_has_a_group(model, code):
    risk = model.score(age_years=50, sex="F", vitals=WELL, complaints=(code,))
    assert risk.probability is not None


def test_none_nan_and_no_key_are_the_same_missing_value(model):
    without = {name: value for name, value in WELL.items() if name != "spo2"}
    answers = [
        model.score(age_years=30, sex="F", vitals=vitals)
        for vitals in (without, WELL | {"spo2": None}, WELL | {"spo2": nan})
    ]
    assert answers[0] == answers[1] == answers[2]


def test_a_missing_value_says_little(model):
    risk = model.score(age_years=30, sex="unknown", vitals={"temp_c": 37.0, "hr": 80.0})
    for name in ("male", "rr", "sbp", "dbp", "spo2"):
        assert abs(risk.contributions[name]) <= 0.15


def test_a_value_at_a_cut_point_belongs_to_the_bin_above_it(model):
    def contribution(spo2):
        risk = model.score(age_years=70, sex="M", vitals=ILL | {"spo2": spo2})
        return risk.contributions["spo2"]

    assert contribution(92.0) == contribution(92.5)
    assert contribution(92.0) != contribution(np.nextafter(92.0, 0))


def test_low_oxygen_weighs_as_much_as_it_should(model):
    def contribution(spo2):
        return model.score(age_years=70, sex="M", vitals=ILL | {"spo2": spo2}).contributions["spo2"]

    assert contribution(80.0) - contribution(98.0) >= 0.5


def test_unsure_lies_between_the_bounds_of_the_age_band(model):
    seen = set()
    for spo2 in range(70, 101):
        risk = model.score(age_years=50, sex="F", vitals=WELL | {"spo2": float(spo2)})
        band = model.manifest.band(50)
        assert risk.unsure == (band.critical_from <= risk.probability <= band.not_critical_to)
        seen.add(risk.unsure)
    assert True in seen


def test_threads_get_the_same_answers(model):
    ages = list(range(12, 112))

    def probability(age):
        return model.score(age_years=age, sex="M", vitals=ILL).probability

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(probability, ages)) == [probability(age) for age in ages]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ModelUnusable, match="nowhere"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["model.onnx", "manifest.toml", "golden.jsonl"])
def test_a_missing_file_is_named(copied, name):
    (copied / name).unlink()
    with pytest.raises(ModelUnusable, match=name):
        load(copied)


def test_a_damaged_file_is_noticed_by_its_hash(copied):
    content = bytearray((copied / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (copied / "model.onnx").write_bytes(content)
    with pytest.raises(ModelUnusable, match="SHA-256"):
        load(copied)


@pytest.mark.parametrize(
    "content", [b"", b"no model", b"\x08\x08" * 40], ids=["empty", "text", "protobuf"]
)
def test_a_file_that_is_no_model_is_refused_even_with_the_right_hash(copied, accept_model, content):
    (copied / "model.onnx").write_bytes(content)
    accept_model(copied)
    with pytest.raises(ModelUnusable, match=r"model\.onnx"):
        load(copied)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "hr"', 'name = "heart_rate"'),
        ('unit = "Cel"', 'unit = "[degF]"'),
        ("high = 250.0", "high = 300.0"),
        ('"10", "14"', '"14", "10"'),
    ],
)
def test_a_model_for_other_features_units_or_ranges_is_refused(copied, replace_in, old, new):
    replace_in(copied / "manifest.toml", old, new)
    with pytest.raises(ModelUnusable, match="features"):
        load(copied)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"probability": 0.', '"probability": 1.'),
        ('"features"', '"values"'),
        ("[", "[["),
        ("null, ", ""),
    ],
)
def test_golden_rows_that_do_not_come_out_are_refused(copied, replace_in, old, new):
    replace_in(copied / "golden.jsonl", old, new)
    with pytest.raises(ModelUnusable, match="golden"):
        load(copied)


def test_a_model_without_golden_rows_is_refused(copied):
    (copied / "golden.jsonl").write_text("")
    with pytest.raises(ModelUnusable, match="golden"):
        load(copied)
