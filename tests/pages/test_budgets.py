"""Bytes: on a slow network each kilobyte of a page is a fifth of a second beside a patient."""

import pytest

from tests.web.walk import FORM, OTHER, RESULT, Walk
from triage.i18n import Languages
from triage.settings import shipped
from triage.web.replies import gzipped

pytestmark = pytest.mark.slow

LATIN = {"en", "id", "ms", "fil", "vi", "tet", "pt"}
LIMITS = {FORM: (2000, 2600), RESULT: (800, 1040), OTHER: (3000, 3000)}
"""Bytes of gzip in Latin script and in any other, by kind of page."""
RED_TWICE = 1500
"""A RED result in a language that no clinician has reviewed says every action in English too."""
RAW = 14_000
CODES = Languages.load(shipped("translations")).codes


def limit(page, code):
    """Return how many compressed bytes *page* may have in the language *code*."""
    if page.name in {"result-red", "emergency-result-red"} and b"<i lang=en>" in page.body:
        return RED_TWICE
    return LIMITS[page.kind][0 if code in LATIN else 1]


@pytest.mark.parametrize("code", CODES)
def test_every_page_keeps_to_its_bytes(real_site, code):
    pages = tuple(Walk(real_site, code).pages())

    sizes = {page.name: (len(gzipped(page.body)), limit(page, code)) for page in pages}
    assert not {name: size for name, size in sizes.items() if size[0] > size[1]}
    assert max(len(page.body) for page in pages) <= RAW


@pytest.mark.parametrize("code", CODES)
def test_every_page_asks_for_one_style_sheet_and_nothing_else(real_site, code):
    for page in Walk(real_site, code).pages():
        text = page.body.decode()
        assert text.count("<link ") == 1
        assert not [tag for tag in ("<script", "<img", "<iframe", "<object") if tag in text]
