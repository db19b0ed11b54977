import pytest

from tests.store.factories import NOW, new_node
from triage.errors import DatabaseUnusable
from triage.store.database import Database
from triage.store.nodes import create_node, node


def test_the_node_is_read_back_as_it_was_made(connection):
    assert node(connection) == new_node()
    assert node(connection).created_at == NOW


def test_a_site_is_made_once(connection):
    with pytest.raises(DatabaseUnusable, match="already"):
        create_node(connection, new_node(number=8))
    assert node(connection).number == 7


def test_a_database_without_a_site_says_what_to_do(tmp_path):
    database = Database(tmp_path / "a.db")
    database.upgrade()
    with database.reading() as connection, pytest.raises(DatabaseUnusable, match="triage init"):
        node(connection)
    database.close()
