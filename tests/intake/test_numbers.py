"""Numbers as people type them: every script, no guessing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.intake.numbers import read_integer, read_number

ZEROS = {"latin": "0", "thai": "๐", "lao": "໐", "khmer": "០", "burmese": "၀", "tamil": "௦"}


@pytest.mark.parametrize("zero", ZEROS.values(), ids=ZEROS)
@pytest.mark.parametrize("mark", [".", ","])
def test_digits_of_every_script_are_read_with_point_or_comma(zero, mark):
    typed = "38.5".translate({ord(str(n)): chr(ord(zero) + n) for n in range(10)} | {46: mark})
    assert read_number(typed) == 38.5


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (" 37 ", 37),
        ("３８．５", 38.5),
        ("38\u200b.5", 38.5),
        ("٣٨٫٥", 38.5),
        ("007", 7),
        ("0.94", 0.94),
    ],
)
def test_odd_but_clear_numbers_are_read(typed, number):
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "1_0_0",
        "nan",
        "inf",
        "1e3",
        "-5",
        "+5",
        "1,234.5",
        "39.2.1",
        "1 0",
        "38.",
        ".5",
        "²",
        "10²",
        "1O8",
        "12345678",
        "120/80",
        "½",
        "abc",
    ],
)
def test_what_is_not_exactly_one_number_is_refused(typed):
    assert read_number(typed) is None


@given(st.text())
def test_any_text_is_a_number_or_nothing_and_never_an_error(typed):
    number = read_number(typed)
    assert number is None or 0 <= number < 10_000_000


@given(st.integers(0, 999_999), st.integers(0, 999))
def test_what_was_written_is_what_is_read(whole, thousandths):
    assert read_number(f"{whole}.{thousandths:03d}") == float(f"{whole}.{thousandths:03d}")


def test_a_whole_number_has_no_fraction():
    assert (read_integer("12"), read_integer("12.0"), read_integer("12.5")) == (12, 12, None)
