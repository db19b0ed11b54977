"""The answers to forms that may be sent only once: a repetition gets the same answer."""

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from triage.store.clock import stamp
from triage.store.tables import form_answer


def answered(connection: Connection, key_hash: bytes) -> str | None:
    """Return where the form with this one-time key led to; None if it was not sent yet."""
    query = select(form_answer.c.location).where(form_answer.c.key_hash == key_hash)
    return connection.execute(query).scalar_one_or_none()


def answer(connection: Connection, key_hash: bytes, location: str, now: datetime) -> str:
    """Record where the form led to and return it: what the first answer was, if there is one."""
    row = {"key_hash": key_hash, "location": location, "answered_at": stamp(now)}
    connection.execute(insert(form_answer).values(row).on_conflict_do_nothing())
    first = answered(connection, key_hash)
    return location if first is None else first


def expire(connection: Connection, before: datetime) -> int:
    """Delete the answers given before that moment and return how many there were."""
    old = form_answer.c.answered_at < stamp(before)
    return connection.execute(delete(form_answer).where(old)).rowcount
