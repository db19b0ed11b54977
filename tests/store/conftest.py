import pytest

from tests.store.factories import make_site


@pytest.fixture
def database(tmp_path):
    # OFF: no test here cuts the power, and two cores wait for one disk.
    made = make_site(tmp_path / "triage.db", synchronous="OFF")
    yield made
    made.close()


@pytest.fixture
def connection(database):
    with database.writing() as writing:
        yield writing
