import numpy as np
import pytest

from models.training import masks
from models.training.inputs import NAMES

ROWS = 4000


@pytest.fixture
def values():
    return np.random.default_rng(3).uniform(1, 2, (ROWS, len(NAMES)))


@pytest.mark.parametrize("mask", [m for m in masks.MASKS if m.hidden], ids=lambda mask: mask.name)
def test_a_mask_hides_what_it_names_and_nothing_else(values, mask):
    hidden = np.isnan(masks.masked(values, mask, np.random.default_rng(1)))
    for column, name in enumerate(NAMES):
        assert hidden[:, column].all() == (name in mask.hidden)
        assert hidden[:, column].any() == (name in mask.hidden)


def test_the_given_values_are_not_changed(values):
    before = values.copy()
    masks.augmented(values, np.random.default_rng(1))
    assert (values == before).all()


def test_age_and_sex_are_never_hidden(values):
    copies = masks.augmented(values, np.random.default_rng(1))
    assert not np.isnan(copies[:, [NAMES.index("age_years"), NAMES.index("male")]]).any()


def test_the_two_blood_pressures_are_hidden_together(values):
    missing = np.isnan(masks.augmented(values, np.random.default_rng(1)))
    assert (missing[:, NAMES.index("sbp")] == missing[:, NAMES.index("dbp")]).all()


def test_the_first_part_is_unmasked_and_three_copies_follow(values):
    copies = masks.augmented(values, np.random.default_rng(1))
    assert copies.shape == (4 * ROWS, len(NAMES))
    assert (copies[:ROWS] == values).all()


def test_masks_come_as_often_as_their_weights_say(values):
    missing = np.isnan(masks.masked_copy(values, np.random.default_rng(1)))
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
    first = masks.augmented(values, np.random.default_rng(7))
    second = masks.augmented(values, np.random.default_rng(7))
    assert np.array_equal(first, second, equal_nan=True)
