import pytest

from tests.store.factories import NOW
from triage.access import Scope
from triage.errors import NotFound
from triage.store import tables, tokens

SCOPES = frozenset({Scope.VISITS_READ, Scope.VISITS_WRITE})


def test_a_token_is_found_by_its_secret_with_its_scopes(connection):
    secret = tokens.new_secret()
    made = tokens.create(connection, secret, "Lab", SCOPES, NOW)
    assert tokens.find(connection, secret) == made
    assert (made.name, made.scopes, made.created_at) == ("Lab", SCOPES, NOW)
    assert secret.endswith(made.last_four)


def test_the_secret_itself_is_stored_nowhere(connection):
    secret = tokens.new_secret()
    tokens.create(connection, secret, "Lab", SCOPES, NOW)
    [row] = connection.execute(tables.api_token.select()).mappings()
    assert not any(secret in str(value) for value in row.values())
    assert len(row["secret_hash"]) == 32


def test_secrets_are_random_and_long():
    secrets = {tokens.new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert min(map(len, secrets)) == 43


def test_a_revoked_token_proves_nothing_and_stays_listed(connection):
    made = tokens.create(connection, "secret", "Lab", SCOPES, NOW)
    tokens.revoke(connection, made.id)
    assert tokens.find(connection, "secret") is None
    [listed] = tokens.every(connection)
    assert listed.is_disabled


def test_an_unknown_secret_or_id_finds_nothing(connection):
    assert tokens.find(connection, "") is None
    with pytest.raises(NotFound):
        tokens.revoke(connection, "no-such")
