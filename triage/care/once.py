"""Doing something once, however often its form arrives."""

from dataclasses import dataclass
from datetime import datetime

from triage.store import forms
from triage.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A form that may take effect once.

    key_hash: of its one-time key. location: where the browser is led to, now and at every replay.
    """

    key_hash: bytes
    location: str
    now: datetime


def replayed(database: Database, once: Once) -> str | None:
    """Return where this form led to the first time; None if it was not sent before."""
    with database.reading() as connection:
        return forms.answered(connection, once.key_hash)


def remember(database: Database, once: Once) -> None:
    """Record where this form led, for a verb that has its own transaction."""
    with database.writing() as connection:
        forms.answer(connection, once.key_hash, once.location, once.now)
