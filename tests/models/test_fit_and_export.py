"""The whole way, on few invented people."""

from types import SimpleNamespace

import numpy as np
import onnxruntime
import pandas as pd
import pytest

from models.training import evaluate, export, fit, shapes, terms, thresholds, told
from models.training.complaints import FIRST, FLAG_NAMES, STRANGE
from models.training.inputs import INPUTS, LEAST_COMPLAINT_WEIGHT, MEASURED, NAMES
from triage.errors import TrainingRefused

PEOPLE = 3000


@pytest.fixture(scope="module")
def rows():
    chance = np.random.default_rng(11)
    made = pd.DataFrame(
        {
            given.feature.name: chance.uniform(given.feature.low, given.feature.high, PEOPLE)
            for given in MEASURED
        }
    )
    made["male"] = chance.integers(0, 2, PEOPLE).astype(float)
    made["age_years"] = np.floor(made["age_years"].clip(upper=94))
    made[list(FLAG_NAMES)] = (chance.random((PEOPLE, len(FLAG_NAMES))) < 0.1).astype(float)
    made[FIRST], made[STRANGE] = -1, False
    log_odds = 3 * made[FLAG_NAMES[0]] - 9 * made[FLAG_NAMES[1]]
    log_odds += (made["age_years"] - 60) / 20 + (90 - made["spo2"]) / 15
    made["critical"] = (chance.uniform(size=PEOPLE) < fit.sigmoid(log_odds - 1)).astype(int)
    made["hospital"] = chance.integers(0, 20, PEOPLE).astype(str)
    made["outside"] = False
    return made


@pytest.fixture(scope="module")
def model(rows):
    return fit.fit(rows, max_rounds=60, early_stopping_rounds=20)


@pytest.fixture(scope="module")
def made(model):
    return export.graph(terms.of(model), {"features": " ".join(NAMES)})


def test_the_exported_model_agrees_with_the_library_everywhere(model, made, rows):
    values = export.trying_rows(rows, 2000)
    assert export.largest_difference(model, made, values) <= export.TOLERANCE


def test_the_export_agrees_at_every_edge_and_beside_it(model, made):
    for column, given in enumerate(INPUTS):
        cuts = np.array(given.cuts, dtype=float)
        beside = np.concatenate([cuts, np.nextafter(cuts, -np.inf), np.nextafter(cuts, np.inf)])
        values = np.full((len(beside), len(NAMES)), np.nan)
        values[:, column] = beside
        assert export.largest_difference(model, made, values) <= export.TOLERANCE


def test_probability_and_logit_and_contributions_belong_together(made, rows):
    session = onnxruntime.InferenceSession(made, providers=["CPUExecutionProvider"])
    risk, logit, terms = session.run(None, {"features": fit.features(rows)})
    assert fit.sigmoid(logit) == pytest.approx(risk, abs=1e-12)
    assert np.ptp(logit - terms.sum(axis=1)) == pytest.approx(0, abs=1e-12)


def test_the_same_rows_give_the_same_bytes(made, rows):
    again = fit.fit(rows, max_rounds=60, early_stopping_rounds=20)
    assert export.graph(terms.of(again), {"features": " ".join(NAMES)}) == made


def test_the_trying_rows_hold_the_hard_cases(rows):
    values = export.trying_rows(rows, 500)
    assert np.isnan(values).all(axis=1).any()
    assert {1e9, -1e9} <= set(values.ravel())
    assert set(INPUTS[0].cuts) & set(values[:, 0])


def test_no_patient_sees_a_shape_violated(model, rows):
    assert evaluate.shape_violations(lambda values: fit.probabilities(model, values), rows) == 0


def test_a_violated_shape_is_noticed(rows):
    rising = NAMES.index("spo2")
    assert evaluate.shape_violations(lambda v: np.nan_to_num(v[:, rising]) / 100, rows) > 0


def test_hospitals_are_held_out_whole(rows):
    bags = fit.bags_by_hospital(rows["hospital"].to_numpy(), np.random.default_rng(1))
    for bag in bags.T:
        for hospital in rows["hospital"].unique():
            assert len(set(bag[rows["hospital"] == hospital])) == 1
        assert len(rows["hospital"][bag == -1].unique()) == 3


def test_after_levelling_predicted_equals_observed():
    chance = np.random.default_rng(2)
    scores, outcome = chance.normal(size=500), (chance.uniform(size=500) < 0.03).astype(int)
    shift = fit.level_shift(scores, outcome)
    assert fit.sigmoid(scores + shift).mean() == pytest.approx(outcome.mean(), abs=1e-12)


def test_terms_read_back_as_they_were_written(model, made, tmp_path):
    terms.write(terms.of(model), tmp_path)
    assert terms.read(tmp_path) == terms.of(model)
    assert export.graph(terms.read(tmp_path), {"features": " ".join(NAMES)}) == made


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"name": "hr"', '"name": "pulse"', "inputs"),
        ('"STAB"', '"KNIFE"', "inputs"),
        ('"intercept"', '"start"', "no terms"),
        ("{", "", "no terms"),
        ("   14.0,\n", "", "one score more"),
    ],
)
def test_terms_that_are_no_model_are_refused(model, tmp_path, old, new, why):
    terms.write(terms.of(model), tmp_path)
    path = tmp_path / terms.FILE_NAME
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TrainingRefused, match=why):
        terms.read(tmp_path)


def test_interactions_cannot_be_exported_by_mistake():
    class Other:
        term_features_ = ((0,), (0, 1))

    with pytest.raises(ValueError, match="terms"):
        terms.of(Other())


def test_bands_and_single_threshold_are_counted_apart(model, rows):
    given = evaluate.scored(model, rows)
    unsure = thresholds.Unsure(critical_from=0.0, not_critical_to=1.0)
    bands = tuple(
        thresholds.Band(low=low, high=high, yellow=float(low > 12), unsure=unsure)
        for low, high in thresholds.BANDS
    )
    limits = thresholds.Raise(single=0.0, orange=0.1, bands=bands)
    assert evaluate.model_raises(given, limits, bands=False).all()
    raised = evaluate.model_raises(given, limits, bands=True)
    assert raised[given.age < 45].all()
    assert not raised[given.age >= 45].any()


def test_a_flag_that_is_not_set_adds_nothing_and_a_set_one_its_weight(made, rows):
    session = onnxruntime.InferenceSession(made, providers=["CPUExecutionProvider"])
    values = fit.features(rows)
    [terms] = session.run(["contributions"], {"features": values})
    flags, added = values[:, len(MEASURED) :], terms[:, len(MEASURED) :]
    assert not added[flags == 0].any()
    for column in range(flags.shape[1]):
        assert len(set(added[flags[:, column] == 1, column])) == 1


def test_no_complaint_takes_off_more_than_is_allowed(model):
    weights = told.weights(model)
    assert min(weights.values()) == LEAST_COMPLAINT_WEIGHT
    assert weights["10"] > 0.5


def test_what_an_unset_flag_adds_goes_into_the_intercept():
    model = SimpleNamespace(
        intercept_=np.array([-3.0]),
        term_scores_=[np.zeros(len(given.cuts) + 3) for given in INPUTS],
        bin_weights_=[np.ones(len(given.cuts) + 3) for given in INPUTS],
    )
    model.term_scores_[-2][1:3] = -0.25, 0.5
    model.term_scores_[-1][1:3] = 0.125, -2.0
    shapes.project_model(model)
    assert model.intercept_[0] == -3.125
    assert list(model.term_scores_[-2]) == [0, 0, 0.75, 0]
    assert list(model.term_scores_[-1]) == [0, 0, LEAST_COMPLAINT_WEIGHT, 0]


def test_tenths_hold_everybody_once_by_rising_risk(model, rows):
    tenths = told.calibration(evaluate.scored(model, rows))
    assert sum(tenth["people"] for tenth in tenths) == PEOPLE
    predicted = [tenth["predicted"] for tenth in tenths]
    assert predicted == sorted(predicted)


def test_shuffled_columns_keep_every_value_and_no_persons_row(rows):
    apart = export.unlinked(rows)
    for name in (*NAMES, FIRST, "hospital"):
        assert sorted(apart[name]) == sorted(rows[name])
    measured = [given.feature.name for given in MEASURED]
    people = set(map(tuple, rows[measured].to_numpy()))
    assert not people & set(map(tuple, apart[measured].to_numpy()))
    assert len(export.trying_rows(apart, 50)) == 50
