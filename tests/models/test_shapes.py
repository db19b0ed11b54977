import numpy as np
import pytest

from models.training.shapes import projected
from triage.risk.shapes import Falling, Valley

CUTS = tuple(float(cut) for cut in range(1, 20))
SHAPE = Valley(low=8, high=12)
CHANCES = range(20)


def noisy(seed):
    chance = np.random.default_rng(seed)
    return chance.normal(size=len(CUTS) + 1), chance.integers(0, 50, len(CUTS) + 1).astype(float)


@pytest.mark.parametrize("seed", CHANCES)
def test_a_valley_falls_to_its_range_and_rises_after_it(seed):
    scores, weights = noisy(seed)
    steps = np.diff(projected(scores, weights, CUTS, SHAPE))
    before = [step for cut, step in zip(CUTS, steps, strict=True) if cut < SHAPE.low]
    after = [step for cut, step in zip(CUTS, steps, strict=True) if cut > SHAPE.high]
    assert max(before) <= 1e-12
    assert min(after) >= -1e-12


@pytest.mark.parametrize("seed", CHANCES)
def test_a_falling_shape_never_rises(seed):
    scores, weights = noisy(seed)
    assert np.diff(projected(scores, weights, CUTS, Falling())).max() <= 1e-12


@pytest.mark.parametrize("seed", CHANCES)
@pytest.mark.parametrize("shape", [SHAPE, Falling()], ids=["valley", "falling"])
def test_projecting_twice_changes_nothing_more(seed, shape):
    scores, weights = noisy(seed)
    once = projected(scores, weights, CUTS, shape)
    assert projected(once, weights, CUTS, shape) == pytest.approx(once, abs=1e-9)


def test_a_curve_of_the_right_shape_stays_as_it_is():
    scores = np.abs(np.arange(20) - 9.0)
    assert (projected(scores, np.ones(20), CUTS, SHAPE) == scores).all()


@pytest.mark.parametrize("seed", CHANCES)
def test_the_weighted_mean_is_kept(seed):
    scores, weights = noisy(seed)
    curve = projected(scores, weights + 1, CUTS, SHAPE)
    assert (curve * (weights + 1)).sum() == pytest.approx((scores * (weights + 1)).sum())


def test_bins_with_many_people_count_more():
    scores = np.array([0.0, 1.0, 0.0])
    heavy_last = projected(scores, np.array([1.0, 1.0, 100.0]), (1.0, 2.0), Falling())
    heavy_middle = projected(scores, np.array([1.0, 100.0, 1.0]), (1.0, 2.0), Falling())
    assert heavy_last[0] < heavy_middle[0]


def test_empty_bins_do_no_harm():
    scores, _ = noisy(1)
    assert np.isfinite(projected(scores, np.zeros(20), CUTS, SHAPE)).all()
