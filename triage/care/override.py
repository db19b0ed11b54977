"""Changing a level by hand: anybody in care may raise it, only a clinician may lower it."""

from dataclasses import dataclass

from triage.access import Action, Actor, may
from triage.care.once import Once
from triage.clinical.level import Level
from triage.errors import AccessDenied
from triage.store import forms, visits
from triage.store.database import Database

CHOICES = (Level.RED, Level.ORANGE, Level.YELLOW, Level.GREEN)
"""Levels that a person can set: UNDETERMINED is a finding of the rules, nobody's choice."""
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """The level that a person wants, and why."""

    code: str
    to: Level
    reason: str


def allowed(actor: Actor, now_at: Level) -> tuple[Level, ...]:
    """Return the levels that *actor* may set on a visit that stands at *now_at*."""
    return tuple(level for level in CHOICES if _may_set(actor, now_at, level))


def set_level(database: Database, actor: Actor, wanted: Override, once: Once) -> str:
    """Set the level and return where the browser goes; a replay changes nothing.

    Raises:
        NotFound: there is no such visit.
        AccessDenied: this actor may not set this level.
    """
    with database.writing() as connection:
        before = forms.answered(connection, once.key_hash)
        if before is not None:
            return before
        visit = visits.by_code(connection, wanted.code)
        if not _may_set(actor, visit.line_level, wanted.to) or not wanted.reason:
            raise AccessDenied("this level is not this person's to set")
        change = visits.NewOverride(
            visit_id=visit.id,
            to=wanted.to,
            reason=wanted.reason[:LONGEST_REASON],
            actor_id=actor.account_id,
            now=once.now,
        )
        visits.override(connection, change)
        return forms.answer(connection, once.key_hash, once.location, once.now)


def _may_set(actor: Actor, now_at: Level, to: Level) -> bool:
    if to is now_at or to not in CHOICES:
        return False
    return may(actor.role, Action.RAISE_LEVEL if to > now_at else Action.LOWER_LEVEL)
