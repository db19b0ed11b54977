"""Sites for tests of whole pages."""

import pytest

from tests.web.served import served
from tests.web.site import make_site


@pytest.fixture
def real_site(tmp_path):
    """Return a site that is no demonstration, so that pages are as they are at work."""
    made = make_site(tmp_path, is_demonstration=False, plain_http=True)
    yield made
    made.clinic.database.close()


@pytest.fixture
def address(tmp_path):
    """Return the address of a site behind the real server."""
    with served(tmp_path) as where:
        yield where
