"""Letting a program call: a token is made, shown once, and kept only as a hash."""

from datetime import datetime

from triage.access import Scope
from triage.care import throttling
from triage.errors import SignInRefused, Throttled
from triage.store import tokens
from triage.store.database import Database
from triage.store.tokens import Token


def give_token(database: Database, name: str, scopes: frozenset[Scope], now: datetime) -> str:
    """Record a new token for the program *name* and return its secret, which is kept nowhere."""
    secret = tokens.new_secret()
    with database.writing() as connection:
        tokens.create(connection, secret, name, scopes, now)
    return secret


def prove(database: Database, secret: str, now: datetime) -> Token:
    """Return the token that *secret* proves; a right one is taken however many were wrong.

    Raises:
        SignInRefused: token, if it proves none.
        Throttled: it proves none, and many before it did not; then nothing is written any more.
    """
    with database.reading() as connection:
        found = tokens.find(connection, secret)
        if found is not None:
            return found
        throttling.check(connection, throttling.TOKENS, now)
    with database.writing() as connection:
        until = throttling.count(connection, throttling.TOKENS, now)
    raise SignInRefused("token") if until is None else Throttled("token", until)
