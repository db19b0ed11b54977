"""Bytes: on a slow network each kilobyte of a page is a fifth of a second beside a patient."""

import pytest

from tests.pages.guide import ILL
from tests.pages.listing import FORM, OTHER, RESULT
from tests.pages.shelf import collected
from tests.web.person import Person
from tests.web.site import make_site
from triage.i18n import Languages
from triage.settings import shipped
from triage.web.replies import gzipped

pytestmark = pytest.mark.slow

LATIN = {"en", "id", "ms", "fil", "vi", "tet", "pt"}
LIMITS = {FORM: (2000, 2600), RESULT: (800, 1040), OTHER: (3000, 3000)}
"""Bytes of gzip in Latin script and in any other, by kind of page."""
RED_TWICE = {
    "result-red": 1500,
    "emergency-result-red": 1500,
    "emergency-refused": 3200,
    "visit-red": 3300,
}
"""RED in a language that no clinician has reviewed says every action in English too."""
RAW = 14_000
LOADED = ("<script", "<img", "<iframe", "<object", "<embed", "<video", "<audio", " style=")
CODES = Languages.load(shipped("translations")).codes


def limit(page, code):
    """Return how many compressed bytes *page* may have in the language *code*."""
    if page.name in RED_TWICE and b"<i lang=en>" in page.body:
        return RED_TWICE[page.name]
    return LIMITS[page.kind][0 if code in LATIN else 1]


@pytest.mark.parametrize("code", CODES)
def test_every_page_keeps_to_its_bytes(code):
    pages = collected(code).pages

    sizes = {name: (len(gzipped(page.body)), limit(page, code)) for name, page in pages.items()}
    assert not {name: size for name, size in sizes.items() if size[0] > size[1]}
    assert max(len(page.body) for page in pages.values()) <= RAW


@pytest.mark.parametrize("code", CODES)
def test_every_page_asks_for_one_style_sheet_and_nothing_else(code):
    for page in collected(code).pages.values():
        text = page.body.decode()
        assert text.count("<link ") == 1
        assert not [tag for tag in LOADED if tag in text]


@pytest.fixture
def real_site(tmp_path):
    site = make_site(tmp_path, is_demonstration=False, plain_http=True)
    yield site
    site.clinic.database.close()


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_a_visit_that_many_opened_keeps_to_its_bytes(real_site, code):
    visit = Person(real_site, "Noi").code(vitals=ILL)
    for name in ("Dara", "Noi") * 6:
        real_site.clock.turn(hours=1)
        Person(real_site, name).get(f"/visits/{visit}")
    suda = Person(real_site, "Suda")
    suda.send("/language", language=code)

    body = suda.get(f"/visits/{visit}").get_data()

    assert body.count(b"Dara") > 3
    assert len(gzipped(body)) <= LIMITS[OTHER][0]
    assert len(body) <= RAW
