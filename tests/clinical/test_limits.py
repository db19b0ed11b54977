"""Every numeric limit of the charts: just below, at, just above, and not measured."""

from dataclasses import replace

import pytest

from tests.strategies import NORMAL
from triage.clinical.age import age_from
from triage.clinical.findings import Findings, Vitals
from triage.clinical.protocols import iitt, news2
from triage.intake.fields import chart_signs


def fired(vitals: Vitals, **more: object) -> set[str]:
    """Return what fires for a patient without any sign."""
    age = more.pop("age", age_from(years=30))
    chart = "child" if age.years.high < 12 else "adult"
    patient = Findings(age=age, absent=chart_signs(chart), vitals=vitals, **more)
    return {one.id for one in iitt.evaluate(patient).fired}


ADULT_LIMITS = [
    ("cap_refill_s", "A_R_CRT", 3, 4, None),
    ("hr", "A_R_HR", 50, 49, None),
    ("hr", "A_R_HR", 150, 151, None),
    ("hr", "A_V_HR", 60, 59, None),
    ("hr", "A_V_HR", 130, 131, None),
    ("rr", "A_V_RR", 10, 9, None),
    ("rr", "A_V_RR", 30, 31, None),
    ("temp_c", "A_V_TEMP", 36.0, 35.9, None),
    ("temp_c", "A_V_TEMP", 39.0, 39.1, None),
    ("spo2", "A_V_SPO2", 92, 91, None),
    ("glucose_mmol", "A_R_HYPOGLYCAEMIA", 3.5, 3.4, None),
    ("pain_0_10", "A_Y_SEVERE_PAIN", 6, 7, None),
    ("gcs", "A_R_UNRESPONSIVE", 9, 8, None),
    ("gcs", "A_Y_AMS_AGITATION", 15, 14, None),
]


@pytest.mark.parametrize(("name", "rule", "not_yet", "fires", "_"), ADULT_LIMITS)
def test_an_adult_limit_fires_just_beyond_it_and_not_at_it(name, rule, not_yet, fires, _):
    assert rule not in fired(replace(NORMAL, **{name: not_yet}))
    assert rule in fired(replace(NORMAL, **{name: fires}))
    assert rule not in fired(replace(NORMAL, **{name: None}))


@pytest.mark.parametrize(
    ("sbp", "dbp", "fires"),
    [(159, 109, False), (160, 90, True), (120, 110, True), (160, None, True), (None, None, False)],
)
def test_high_pressure_in_pregnancy_is_red_from_160_or_110(sbp, dbp, fires):
    vitals = replace(NORMAL, sbp=sbp, dbp=dbp)
    assert ("A_R_PREG_BP" in fired(vitals, pregnant=True)) is fires
    assert "A_R_PREG_BP" not in fired(vitals, pregnant=False)


BANDS = [
    (5, "<1y", 50, 25, 180, 90),
    (30, "1-4y", 40, 20, 160, 80),
    (100, "5-11y", 30, 10, 140, 70),
]


@pytest.mark.parametrize(("months", "band", "rr_high", "rr_low", "hr_high", "hr_low"), BANDS)
def test_a_childs_pulse_and_breathing_are_held_against_its_age(
    months, band, rr_high, rr_low, hr_high, hr_low
):
    age = age_from(months=months)
    well = Vitals(hr=hr_low, rr=rr_low, temp_c=37.0, spo2=98, avpu="A")
    assert not {one for one in fired(well, age=age) if one.startswith("C_V_")}, band
    for name, value, rule in [
        ("rr", rr_high, "C_V_RR_HIGH"),
        ("rr", rr_low - 1, "C_V_RR_LOW"),
        ("hr", hr_high, "C_V_HR_HIGH"),
        ("hr", hr_low - 1, "C_V_HR_LOW"),
    ]:
        assert rule in fired(replace(well, **{name: value}), age=age), (band, rule)
    assert "C_V_RR_HIGH" not in fired(replace(well, rr=rr_high - 1), age=age)
    assert "C_V_HR_HIGH" not in fired(replace(well, hr=hr_high - 1), age=age)
    assert not {"C_V_RR_HIGH", "C_V_RR_LOW"} & fired(replace(well, rr=None), age=age)


@pytest.mark.parametrize(
    ("days", "rule"),
    [(7, "C_R_INFANT_LT8D"), (8, "C_Y_INFANT_8D_6M"), (203, "C_Y_INFANT_8D_6M"), (250, None)],
)
def test_the_youngest_are_urgent_whatever_they_come_for(days, rule):
    both = {"C_R_INFANT_LT8D", "C_Y_INFANT_8D_6M"}
    vitals = Vitals(hr=130, rr=45, temp_c=37.0, spo2=98, avpu="A")
    assert fired(vitals, age=age_from(days=days)) & both == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("days", "temp_c", "fires"),
    [
        (59, 35.9, True),
        (59, 36.0, False),
        (59, 39.0, False),
        (59, 39.1, True),
        (60, 35.9, False),
        (59, None, False),
    ],
)
def test_a_young_infant_too_cold_or_too_hot_is_red(days, temp_c, fires):
    vitals = Vitals(hr=130, rr=45, temp_c=temp_c, spo2=98, avpu="A")
    assert ("C_R_LT2M_TEMP" in fired(vitals, age=age_from(days=days))) is fires


@pytest.mark.parametrize(("years", "fires"), [(50, False), (51, True), (None, True)])
def test_chest_pain_is_red_over_50_and_in_an_adult_of_unknown_age(years, fires):
    age = age_from(years=years) if years else age_from(group="adult")
    found = fired(NORMAL, age=age, present=frozenset({"acute_chest_pain"}))
    assert ("A_R_CHEST_ABDO_PAIN_OVER50" in found) is fires


@pytest.mark.parametrize(
    ("months", "temp_c", "fever"),
    [(59, 37.4, False), (59, 37.5, True), (60, 37.9, False), (60, 38.0, True)],
)
def test_fever_begins_lower_under_five(months, temp_c, fever):
    vitals = Vitals(hr=100, rr=25, temp_c=temp_c, spo2=98, avpu="A")
    found = fired(vitals, age=age_from(months=months), present=frozenset({"lethargy"}))
    assert ("C_R_AMS_PLUS" in found) is fever


@pytest.mark.parametrize(
    ("area", "depth", "years", "fires"),
    [
        (15, "partial", 30, False),
        (16, "partial", 30, True),
        (16, "superficial", 30, False),
        (1, "full", 71, True),
        (1, "full", 70, False),
        (1, None, 1, True),
        (1, "partial", 2, False),
        (None, "partial", 1, False),
    ],
)
def test_a_burn_is_major_by_area_depth_and_age(area, depth, years, fires):
    found = fired(NORMAL, age=age_from(years=years), burn_bsa_pct=area, burn_depth=depth)
    assert bool(found & {"A_R_HIGH_RISK_TRAUMA", "C_R_HIGH_RISK_TRAUMA"}) is fires


def points(name: str, value: object, **more: object) -> int | None:
    return news2.component(name, news2.Inputs(**{name: value}, **more))


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("rr", [(8, 3), (9, 1), (11, 1), (12, 0), (20, 0), (21, 2), (24, 2), (25, 3)]),
        ("spo2", [(91, 3), (92, 2), (93, 2), (94, 1), (95, 1), (96, 0)]),
        ("sbp", [(90, 3), (91, 2), (100, 2), (101, 1), (110, 1), (111, 0), (219, 0), (220, 3)]),
        (
            "hr",
            [(40, 3), (41, 1), (50, 1), (51, 0), (90, 0), (91, 1), (110, 1), (111, 2), (131, 3)],
        ),
        ("temp_c", [(35.0, 3), (35.1, 1), (36.0, 1), (36.1, 0), (38.0, 0), (38.1, 1), (39.1, 2)]),
        ("avpu", [("A", 0), ("C", 3), ("V", 3), ("P", 3), ("U", 3)]),
        ("on_oxygen", [(False, 0), (True, 2)]),
    ],
)
def test_news2_points_change_where_the_chart_says(name, steps):
    assert [(value, points(name, value)) for value, _ in steps] == steps
    assert points(name, None) is None


@pytest.mark.parametrize(
    ("spo2", "on_oxygen", "expected"),
    [
        (83, False, 3),
        (84, False, 2),
        (86, False, 1),
        (88, False, 0),
        (92, True, 0),
        (93, False, 0),
        (93, True, 1),
        (95, True, 2),
        (97, True, 3),
        (97, None, None),
        (90, None, 0),
    ],
)
def test_news2_scale_two_asks_whether_oxygen_is_given(spo2, on_oxygen, expected):
    assert points("spo2", spo2, on_oxygen=on_oxygen, scale=2) == expected


@pytest.mark.parametrize(
    ("inputs", "level"),
    [
        ({"rr": 21}, None),
        ({"rr": 25}, "YELLOW"),
        ({"rr": 21, "hr": 111}, None),
        ({"rr": 25, "hr": 111}, "ORANGE"),
        ({"rr": 25, "hr": 131}, "ORANGE"),
        ({"rr": 25, "hr": 131, "temp_c": 38.5}, "RED"),
    ],
)
def test_news2_acts_on_the_least_that_a_partial_score_can_be(inputs, level):
    found = news2.score(news2.Inputs(**inputs)).level
    assert (found.name if found else None) == level


@pytest.mark.parametrize(
    ("years", "pregnant", "applies"),
    [(15, False, False), (16, False, True), (40, True, False), (40, None, True)],
)
def test_news2_is_for_people_of_16_and_over_who_are_not_pregnant(years, pregnant, applies):
    assert news2.applies(age_from(years=years), pregnant=pregnant) is applies
