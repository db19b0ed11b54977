from datetime import UTC, date, datetime, timedelta, timezone

import pytest


@pytest.mark.parametrize(
    ("code", "value", "decimals", "expected"),
    [
        pytest.param("en", 38.5, None, "38.5", id="point"),
        pytest.param("id", 38.5, None, "38,5", id="Indonesian comma"),
        pytest.param("vi", 38.5, None, "38,5", id="Vietnamese comma"),
        pytest.param("tet", 38.5, None, "38,5", id="Tetun, which Babel does not know"),
        pytest.param("th", 38.5, None, "38.5", id="Thai point and Latin digits"),
        pytest.param("my", 38.5, None, "38.5", id="Burmese: Latin digits"),
        pytest.param("en", 37, None, "37", id="whole"),
        pytest.param("en", 37.0, None, "37", id="whole as float"),
        pytest.param("en", 100, None, "100", id="zeros before the point stay"),
        pytest.param("en", 37, 1, "37.0", id="one decimal asked for"),
        pytest.param("pt", 36.66, 1, "36,7", id="rounded"),
        pytest.param("en", 1234567.5, None, "1234567.5", id="never grouped"),
        pytest.param("ta", 1234567.5, None, "1234567.5", id="never grouped in Tamil"),
    ],
)
def test_numbers_have_the_languages_mark_and_no_grouping(shipped, code, value, decimals, expected):
    assert shipped.get(code).number(value, decimals) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, ""),
        ({"years": 1}, "1 year"),
        ({"years": 30}, "30 years"),
        ({"years": 0, "months": 1, "days": 59}, "59 days"),
        ({"years": 0, "months": 2, "days": 60}, "2 months"),
        ({"days": 1}, "1 day"),
        ({"years": 1, "months": 23}, "23 months"),
        ({"years": 2, "months": 24}, "2 years"),
        ({"years": 0, "months": 0}, "0 months"),
    ],
)
def test_an_age_is_told_in_the_unit_that_matters(shipped, known, expected):
    assert shipped.get("en").age(**known) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "61 minutes"),
        (119, "119 minutes"),
        (120, "2 hours"),
        (125, "2 h 5 min"),
        (240, "4 hours"),
    ],
)
def test_a_time_span_is_told_in_minutes_or_hours(shipped, minutes, expected):
    assert shipped.get("en").minutes(minutes) == expected


def test_dates_have_the_month_and_the_year_that_people_use(shipped):
    day = date(2026, 11, 3)
    assert shipped.get("en").date(day) == "3 Nov 2026"
    assert shipped.get("th").date(day) == "3 พ.ย. 2569"
    assert shipped.get("tet").date(day) == "03/11/2026"


def test_no_date_carries_an_invisible_space(shipped):
    days = [date(2026, month, 3) for month in range(1, 13)]
    texts = [language.date(day) for language in shipped.all() for day in days]
    assert not [text for text in texts if "\u200b" in text]


def test_a_time_is_shown_in_the_sites_zone(shipped):
    moment = datetime(2026, 11, 3, 18, 5, tzinfo=UTC)
    assert shipped.get("th").time(moment, timezone(timedelta(hours=7))) == "01:05"
