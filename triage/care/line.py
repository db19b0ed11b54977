"""The waiting line: moving a patient, and letting the line follow a lower decision."""

from triage.access import CONFIRM_LOWER_ALONE, Action, Actor, Role, may
from triage.care.once import Once
from triage.clinical.level import Level
from triage.errors import AccessDenied
from triage.store import accounts, forms, visits
from triage.store.database import Database

CONFIRMED = "confirmed"
"""The reason that is recorded when somebody with the role confirms without writing more."""


def standing(visit: visits.VisitRow) -> Level:
    """Return the level that counts for *visit*: set by hand since its decision, else decided."""
    return visit.override.to if visit.override else visit.level


def is_lowered(visit: visits.VisitRow) -> bool:
    """Return whether the line still keeps a higher level than the newest decision."""
    return visit.line_level.queue_as > standing(visit).queue_as


def move(database: Database, actor: Actor, code: str, state: str, once: Once) -> str:
    """Record where the patient is now and return where the browser goes.

    Raises:
        NotFound: there is no such visit.
    """
    with database.writing() as connection:
        before = forms.answered(connection, once.key_hash)
        if before is not None:
            return before
        visit = visits.by_code(connection, code)
        if visit.state != state:
            visits.move(connection, visit.id, state, actor_id=actor.account_id, now=once.now)
        return forms.answer(connection, once.key_hash, once.location, once.now)


def may_confirm(database: Database, actor: Actor) -> bool:
    """Return whether *actor* may confirm a lower place in the line at this site."""
    if may(actor.role, Action.CONFIRM_LOWER):
        return True
    if CONFIRM_LOWER_ALONE.isdisjoint({actor.role}):
        return False
    with database.reading() as connection:
        everybody = accounts.every(connection)
    others = (Role(one.role) for one in everybody if not one.is_disabled)
    return not any(may(other, Action.CONFIRM_LOWER) for other in others)


def needs_reason(actor: Actor) -> bool:
    """Return whether *actor* has to say why, because the role alone is not enough."""
    return not may(actor.role, Action.CONFIRM_LOWER)


def confirm_lower(database: Database, actor: Actor, code: str, reason: str, once: Once) -> str:
    """Let the line follow the newest, lower decision and return where the browser goes.

    Raises:
        NotFound: there is no such visit.
        AccessDenied: not this person's to confirm, or without the reason that is asked for.
    """
    allowed = may_confirm(database, actor) and (bool(reason) or not needs_reason(actor))
    with database.writing() as connection:
        before = forms.answered(connection, once.key_hash)
        if before is not None:
            return before
        if not allowed:
            raise AccessDenied("a lower place in the line is confirmed by somebody else")
        visit = visits.by_code(connection, code)
        if is_lowered(visit):
            change = visits.NewOverride(
                visit_id=visit.id,
                to=standing(visit),
                reason=reason or CONFIRMED,
                actor_id=actor.account_id,
                now=once.now,
            )
            visits.override(connection, change)
        return forms.answer(connection, once.key_hash, once.location, once.now)
