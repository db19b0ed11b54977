import numpy as np
import pytest

from models.training import masks
from models.training.inputs import MEASURED, NAMES

ROWS = 4000


@pytest.fixture
def values():
    return np.random.default_rng(3).uniform(1, 2, (ROWS, len(NAMES)))


def none_first(values):
    return np.full(len(values), -1)


def augmented(values, seed=1):
    return masks.augmented(values, none_first(values), np.random.default_rng(seed))


@pytest.mark.parametrize("mask", [m for m in masks.MASKS if m.hidden], ids=lambda mask: mask.name)
def test_a_mask_hides_what_it_names_and_nothing_else(values, mask):
    hidden = np.isnan(masks.masked(values, mask, np.random.default_rng(1)))
    for column, name in enumerate(NAMES):
        assert hidden[:, column].all() == (name in mask.hidden)
        assert hidden[:, column].any() == (name in mask.hidden)


def test_the_given_values_are_not_changed(values):
    before = values.copy()
    augmented(values)
    assert (values == before).all()


def test_age_and_sex_are_never_hidden(values):
    copies = augmented(values)
    assert not np.isnan(copies[:, [NAMES.index("age_years"), NAMES.index("male")]]).any()


def test_the_two_blood_pressures_are_hidden_together(values):
    missing = np.isnan(augmented(values))
    assert (missing[:, NAMES.index("sbp")] == missing[:, NAMES.index("dbp")]).all()


def test_the_first_part_is_unmasked_and_three_copies_follow(values):
    copies = augmented(values)
    assert copies.shape == (4 * ROWS, len(NAMES))
    assert (copies[:ROWS] == values).all()


def test_masks_come_as_often_as_their_weights_say(values):
    missing = np.isnan(masks.masked_copy(values, none_first(values), np.random.default_rng(1)))
    vitals = missing[:, [NAMES.index(name) for name in masks.ALL_VITALS]]
    total = sum(mask.weight for mask in masks.MASKS)
    by_chance = 0.25 / total
    everything = 0.15 / total + by_chance * masks.DROP_PROBABILITY ** len(masks.MEASUREMENTS)
    assert vitals.all(axis=1).mean() == pytest.approx(everything, abs=0.02)


def test_each_measurement_is_dropped_by_chance_at_its_rate(values):
    by_chance = next(mask for mask in masks.MASKS if mask.hidden is None)
    missing = np.isnan(masks.masked(values, by_chance, np.random.default_rng(1)))
    for measurement in masks.MEASUREMENTS:
        column = NAMES.index(measurement[0])
        assert missing[:, column].mean() == pytest.approx(masks.DROP_PROBABILITY, abs=0.03)


def test_the_same_seed_gives_the_same_copies(values):
    first = augmented(values, 7)
    second = augmented(values, 7)
    assert np.array_equal(first, second, equal_nan=True)


@pytest.fixture
def told(values):
    """Values in which everybody has the second and fourth complaint, the fourth first."""
    told = values.copy()
    told[:, len(MEASURED) :] = 0
    told[:, [len(MEASURED) + 1, len(MEASURED) + 3]] = 1
    return told


def test_half_of_the_copies_keep_only_the_first_complaint(told):
    first = np.full(len(told), 3)
    copies = masks.augmented(told, first, np.random.default_rng(1))
    assert (copies[:ROWS] == told).all()
    kept = copies[ROWS:, len(MEASURED) :]
    assert (kept[:, 3] == 1).all()
    assert kept.sum(axis=1).mean() == pytest.approx(1.5, abs=0.03)
    assert not np.isnan(kept).any()


def test_without_a_first_complaint_none_is_kept(told):
    assert not masks.no_complaint(told)[:, len(MEASURED) :].any()
    assert np.array_equal(masks.no_complaint(told)[:, : len(MEASURED)], told[:, : len(MEASURED)])
