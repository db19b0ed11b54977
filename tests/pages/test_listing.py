"""The list of pages is complete and true."""

from collections import Counter

import pytest

from tests.pages.listing import NO_PAGE, PAGES
from tests.pages.shelf import collected
from tests.web.site import make_site
from triage.web.rendering import make_environment


@pytest.fixture
def endpoints(tmp_path):
    """Return everything that the web door answers."""
    site = make_site(tmp_path)
    site.clinic.database.close()
    return {rule.endpoint for rule in site.app.url_map.iter_rules()}


def test_every_endpoint_has_a_listed_page_or_says_why_it_shows_none(endpoints):
    listed = {page.shown_by for page in PAGES} - {""}

    assert endpoints - listed - set(NO_PAGE) == set()
    assert (listed | set(NO_PAGE)) - endpoints == set()
    assert listed & set(NO_PAGE) == set()


def test_every_template_is_seen_on_a_listed_page():
    assert set(make_environment().list_templates(["html"])) == collected("en").templates


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_line_of_the_list_leads_where_it_says(page):
    seen = collected("en").pages[page.name]

    assert (seen.endpoint, seen.status) == (page.shown_by, page.status)


def test_no_name_is_given_twice():
    assert max(Counter(page.name for page in PAGES).values()) == 1
