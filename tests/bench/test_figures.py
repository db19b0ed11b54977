"""The tables that `make bench` prints."""

import pytest

from tests.bench.__main__ import SECTIONS
from tests.bench.figures import Figure, Section, at_least, at_most, printed


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(24.9, "<= 25 us: met", id="just below"),
        pytest.param(25.0, "<= 25 us: met", id="at the limit"),
        pytest.param(25.1, "<= 25 us: **not met**", id="just above"),
    ],
)
def test_a_budget_is_kept_up_to_its_limit(value, expected):
    assert at_most(value, 25, "us") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(24.9, ">= 25 %: **not met**", id="just below"),
        pytest.param(25.0, ">= 25 %: met", id="at the limit"),
        pytest.param(25.1, ">= 25 %: met", id="just above"),
    ],
)
def test_a_rate_is_reached_from_its_limit_on(value, expected):
    assert at_least(value, 25, "%") == expected


def test_a_section_is_printed_as_a_table_with_what_it_measures_above(tmp_path):
    def measure(directory):
        """What is
        measured.

        What nobody needs to read.
        """
        yield Figure(what="ours", value=f"{len(list(directory.iterdir()))} files", beside="1")

    section = Section(name="files", title="Files", measure=measure)
    assert "\n".join(printed(section, tmp_path)) == (
        "### Files\n\nWhat is measured.\n\n"
        "| what | figure | beside | target |\n|---|--:|--:|---|\n| ours | 0 files | 1 |  |"
    )


def test_every_section_has_a_name_of_its_own_and_says_what_it_measures():
    assert len({section.name for section in SECTIONS}) == len(SECTIONS)
    for section in SECTIONS:
        assert section.measure.__doc__, section.name
