"""Our words beside published ones."""

import pytest

from tests.i18n.glossary import codes, report, usages
from tests.i18n.test_shipped_catalogues import COMPLETE
from triage.i18n.locales import ENGLISH

ROWS = [
    pytest.param(row, id=f"{code} {line}: {row.usage}")
    for code in codes()
    for line, row in enumerate(usages(code), start=2)
]


def test_every_translated_complete_language_has_a_glossary():
    assert set(codes()) == set(COMPLETE) - {ENGLISH}


@pytest.mark.parametrize("row", ROWS)
def test_we_use_the_published_word_or_say_why_not(row):
    assert row.source
    assert row.differs == bool(row.why_we_differ)


def test_the_report_names_each_difference_with_its_source_and_reason():
    text = report("id")
    different = [row for row in usages("id") if row.differs]
    assert different
    assert all(row.source in text and row.why_we_differ in text for row in different)
