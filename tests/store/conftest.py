import pytest

from tests.store.factories import DATABASE_KEY, make_site


@pytest.fixture(params=[None, DATABASE_KEY], ids=["plain", "encrypted"])
def key(request):
    """The key of the database, None for a plain one: what holds of one form holds of both."""
    return request.param


@pytest.fixture
def database(tmp_path, key):
    # OFF: no test here cuts the power, and two cores wait for one disk.
    made = make_site(tmp_path / "triage.db", synchronous="OFF", key=key)
    yield made
    made.close()


@pytest.fixture
def connection(database):
    with database.writing() as writing:
        yield writing
