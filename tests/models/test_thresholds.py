import numpy as np
import pandas as pd
import pytest

from models.training import floor, thresholds
from triage.clinical.level import Level

NOTHING = {"hr": 80, "rr": 16, "temp_c": 37.0, "spo2": 98, "sbp": 120}
ORDINARY = np.nan


def level(**vitals):
    return floor.levels(pd.DataFrame([NOTHING | vitals]))[0]


@pytest.mark.parametrize(
    ("vitals", "expected"),
    [
        ({}, Level.GREEN),
        ({"hr": 50}, Level.YELLOW),
        ({"hr": 49}, Level.RED),
        ({"hr": 150, "sbp": 160}, Level.YELLOW),
        ({"hr": 151, "sbp": 160}, Level.RED),
        ({"hr": 60}, Level.GREEN),
        ({"hr": 59}, Level.YELLOW),
        ({"rr": 30, "spo2": ORDINARY}, Level.YELLOW),
        ({"temp_c": 36.0}, Level.GREEN),
        ({"temp_c": 35.9}, Level.YELLOW),
        ({"temp_c": 39.0}, Level.GREEN),
        ({"temp_c": 39.1}, Level.YELLOW),
        ({"spo2": 92}, Level.GREEN),
        ({"spo2": 91}, Level.YELLOW),
        ({"hr": 99, "sbp": 100}, Level.GREEN),
        ({"hr": 100, "sbp": 100}, Level.ORANGE),
        ({"sbp": 90}, Level.YELLOW),
        ({"sbp": 220}, Level.YELLOW),
        ({"rr": 25, "spo2": 91}, Level.ORANGE),
        ({"rr": 25, "spo2": 91, "temp_c": 38.5}, Level.RED),
        (dict.fromkeys(NOTHING, np.nan), Level.GREEN),
    ],
)
def test_the_reference_floor_at_its_limits(vitals, expected):
    assert level(**vitals) == expected


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("rr", 8, 3), ("rr", 9, 1), ("rr", 12, 0), ("rr", 20, 0), ("rr", 21, 2), ("rr", 25, 3),
        ("spo2", 91, 3), ("spo2", 92, 2), ("spo2", 94, 1), ("spo2", 96, 0),
        ("sbp", 90, 3), ("sbp", 91, 2), ("sbp", 101, 1), ("sbp", 111, 0), ("sbp", 219, 0),
        ("sbp", 220, 3), ("hr", 40, 3), ("hr", 41, 1), ("hr", 51, 0), ("hr", 90, 0), ("hr", 91, 1),
        ("hr", 111, 2), ("hr", 130, 2), ("hr", 131, 3), ("temp_c", 35.0, 3), ("temp_c", 35.1, 1),
        ("temp_c", 36.1, 0), ("temp_c", 38.1, 1), ("temp_c", 39.0, 1), ("temp_c", 39.1, 2),
    ],
)  # fmt: skip
def test_news2_points_at_every_band(name, value, points):
    assert floor.news2(pd.DataFrame([NOTHING | {name: value}])).points[0] == points


def test_the_threshold_finds_the_wanted_share_of_events_and_no_lower():
    chance = np.random.default_rng(5)
    risk = chance.uniform(0, 0.09, 2000)
    critical = (chance.uniform(size=2000) < risk * 5).astype(int)
    by_floor = chance.uniform(size=2000) < 0.2
    limit = thresholds.yellow(risk, critical, by_floor, 0.9)

    def found(at):
        return (by_floor | (risk >= at))[critical == 1].mean()

    assert found(limit) >= 0.9
    assert found(limit + 0.002) < 0.9


def test_a_floor_that_finds_everybody_needs_no_help():
    events = np.ones(10, dtype=int)
    everybody = np.ones(10, dtype=bool)
    limit = thresholds.yellow(np.full(10, 0.01), events, everybody, 0.9)
    assert limit == thresholds.ORANGE


def test_the_conformal_bounds_miss_no_more_than_promised():
    chance = np.random.default_rng(6)
    for _ in range(200):
        risk = chance.uniform(size=120)
        critical = np.repeat([0, 1], 60)
        bounds = thresholds.conformal(risk, critical)
        assert (risk[critical == 1] < bounds.critical_from).mean() <= thresholds.MISS_RATE
        assert (risk[critical == 0] > bounds.not_critical_to).mean() <= thresholds.MISS_RATE


def test_with_too_few_events_the_model_is_never_sure():
    risk = np.linspace(0.1, 0.9, 20)
    bounds = thresholds.conformal(risk, np.repeat([0, 1], 10))
    assert (bounds.critical_from, bounds.not_critical_to) == (0.0, 1.000001)
