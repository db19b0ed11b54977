"""A site for each test, and the people who work there."""

import pytest

from tests.web.person import Person
from tests.web.site import Site, make_site


@pytest.fixture
def site(tmp_path) -> Site:
    """Return an empty demonstration site."""
    made = make_site(tmp_path)
    yield made
    made.clinic.database.close()


@pytest.fixture
def noi(site) -> Person:
    """Return a health worker at a browser."""
    return Person(site, "Noi")


@pytest.fixture
def dara(site) -> Person:
    """Return a clinician at a browser."""
    return Person(site, "Dara")
