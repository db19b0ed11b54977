"""Sites for tests of whole pages, one browser and one shelf of pages for all of them."""

import pytest

from tests.pages.browser import chromium
from tests.pages.shelf import standing
from tests.web.served import served


@pytest.fixture(scope="session")
def browser():
    """Return Chromium."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def shelf():
    """Return an address where every listed page stands in every language."""
    with standing() as found:
        yield found


@pytest.fixture
def address(tmp_path):
    """Return the address of a site behind the real server."""
    with served(tmp_path) as where:
        yield where
