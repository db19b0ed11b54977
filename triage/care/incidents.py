"""Telling that advice was wrong or unsafe."""

from dataclasses import dataclass

from triage.access import Actor
from triage.care.once import Once
from triage.store import forms, incidents, visits
from triage.store.database import Database

LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What somebody tells: of which visit, one of incidents.WHAT, and more in words."""

    code: str
    what: str
    text: str


def tell(database: Database, actor: Actor, wrong: Wrong, once: Once) -> str:
    """Record the report and return where the browser goes; a replay changes nothing.

    Raises:
        NotFound: there is no such visit.
    """
    with database.writing() as connection:
        before = forms.answered(connection, once.key_hash)
        if before is not None:
            return before
        visit = visits.by_code(connection, wrong.code)
        text = wrong.text[:LONGEST_TEXT]
        incidents.report(
            connection, visit, wrong.what, text, actor_id=actor.account_id, now=once.now
        )
        return forms.answer(connection, once.key_hash, once.location, once.now)
