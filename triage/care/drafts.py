"""Forms that were begun: kept at every step, listed until their visit is complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from triage.access import Actor
from triage.clinical.level import Level
from triage.store import drafts
from triage.store.database import Connection, Database
from triage.store.drafts import Draft

DONE = "done"
"""The step of a draft whose visit is complete. Its words stay for the rest of its days, so that
the last page sent again, or after "back", is compared with all that was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a form is: the next step, everything typed, and the danger known so far."""

    step: str
    words: Mapping[str, list[str]]
    level: Level | None = None
    code: str | None = None


def find(database: Database, actor: Actor, draft_id: str, now: datetime) -> Draft | None:
    """Return *actor*'s draft, finished or not; None if there is none or it is too old."""
    with database.reading() as connection:
        return drafts.get(connection, draft_id, actor.account_id, now)


def unfinished(database: Database, actor: Actor, now: datetime) -> tuple[Draft, ...]:
    """Return *actor*'s drafts that are not done, the one changed last first."""
    with database.reading() as connection:
        mine = drafts.of_account(connection, actor.account_id, now)
    return tuple(draft for draft in mine if draft.step != DONE)


def keep(
    database: Database, actor: Actor, draft_id: str, progress: Progress, now: datetime
) -> None:
    """Record how far the form is."""
    with database.writing() as connection:
        keep_with(connection, actor, draft_id, progress, now)


def keep_with(
    connection: Connection, actor: Actor, draft_id: str, progress: Progress, now: datetime
) -> None:
    """Record how far the form is in the transaction of *connection*."""
    draft = Draft(
        id=draft_id,
        account_id=actor.account_id,
        step=progress.step,
        words=progress.words,
        created_at=now,
        changed_at=now,
        level=progress.level,
        code=progress.code,
    )
    drafts.save(connection, draft)
