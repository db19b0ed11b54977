"""Letting a program call: a token is made, shown once, and kept only as a hash."""

from datetime import datetime

from triage.access import Scope
from triage.store import tokens
from triage.store.database import Database


def give_token(database: Database, name: str, scopes: frozenset[Scope], now: datetime) -> str:
    """Record a new token for the program *name* and return its secret, which is kept nowhere."""
    secret = tokens.new_secret()
    with database.writing() as connection:
        tokens.create(connection, secret, name, scopes, now)
    return secret
