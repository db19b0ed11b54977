"""The waiting line: who is to be seen next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from triage.clinical.level import RETRIAGE_MINUTES, TARGET_MINUTES, Level
from triage.exchange.record import findings_from
from triage.i18n import Language
from triage.store.visits import VisitRow
from triage.web.frame import Frame
from triage.web.pages import words as say
from triage.web.pages.parts import CSS, level_name
from triage.wording import N_
from triage.wording.pages import EMERGENCY, NEEDS_REVIEW_NOW

CHECK_AGAIN = N_("Check again now")
CONFIRM = N_("Decided lower: {level}, confirm")
UNFINISHED = N_("Not finished")
WAITED = N_("{minutes} of {target} min")
A_MINUTE = timedelta(minutes=1)
SHOWN = 30
"""Visits on one page: more do not fit into its bytes in every script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One patient in the line; *notes* say what is due."""

    css: str
    level: str
    code: str
    patient: str
    waited: str
    is_late: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    """Who waits, in the order in which they are to be seen.

    more wait after these; they are shown by leaving out *further* from the first on.
    """

    template: ClassVar[str] = "line.html"
    frame: Frame
    waiting: tuple[Waiting, ...]
    more: int
    further: int


def line_page(
    frame: Frame, visits: tuple[VisitRow, ...], now: datetime, *, skipped: int = 0
) -> LinePage:
    """Return the line of *visits*, which come in its order, without the first *skipped*."""
    further = skipped + SHOWN
    shown = visits[skipped:further]
    return LinePage(
        frame=frame,
        waiting=tuple(_waiting(visit, now, frame.words) for visit in shown),
        more=max(0, len(visits) - further),
        further=further,
    )


def _waiting(visit: VisitRow, now: datetime, words: Language) -> Waiting:
    level = visit.line_level
    minutes = (now - visit.arrived_at) // A_MINUTE
    target = TARGET_MINUTES[level]
    return Waiting(
        css=CSS[level],
        level=level_name(level, words),
        code=visit.code,
        patient=say.person_text(visit.patient, findings_from(visit.findings), words),
        waited=words.gettext(WAITED).format(minutes=minutes, target=target),
        is_late=minutes > target,
        notes=_notes(visit, now, words),
    )


def _notes(visit: VisitRow, now: datetime, words: Language) -> tuple[str, ...]:
    decided = visit.override.to if visit.override else visit.level
    lower = visit.line_level.queue_as > decided.queue_as
    due = visit.decided_at + RETRIAGE_MINUTES[visit.line_level] * A_MINUTE
    said: Mapping[str, bool] = {
        words.gettext(NEEDS_REVIEW_NOW): visit.needs_review_now,
        words.gettext(EMERGENCY): visit.is_unclaimed,
        words.gettext(UNFINISHED): not visit.complete and not visit.is_unclaimed,
        words.gettext(CHECK_AGAIN): now >= due,
        words.gettext(CONFIRM).format(level=level_name(decided, words)): lower,
    }
    return tuple(text for text, holds in said.items() if holds)


def counts(visits: tuple[VisitRow, ...]) -> dict[Level, int]:
    """Return how many of *visits* wait at each level, the most urgent first."""
    levels = [visit.line_level for visit in visits]
    return {level: levels.count(level) for level in sorted(Level, reverse=True) if level in levels}
