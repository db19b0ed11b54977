"""The result: how urgent, why, what to do now, what is missing, what the model said."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import ClassVar

from triage.clinical.level import RETRIAGE_MINUTES, Level
from triage.exchange.record import decision_from, findings_from
from triage.store.visits import DecisionRow, VisitRow
from triage.web.frame import Frame
from triage.web.pages import words as say
from triage.web.pages.parts import (
    MOST_ADVICE,
    AdviceLine,
    LevelBox,
    advice_lines,
    level_box,
    level_name,
)
from triage.wording import N_

WAS = N_("Was {level}")
IN_LINE_AS = N_("In the line as {level} until this is confirmed")
NOT_SIGNED_OFF = N_("Not checked or signed by any clinician")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """What a person reads beside the patient."""

    template: ClassVar[str] = "result.html"
    frame: Frame
    level: LevelBox
    marks: tuple[str, ...]
    code: str
    patient: str
    advice: tuple[AdviceLine, ...]
    more_advice: str
    reasons: tuple[str, ...]
    gaps: tuple[str, ...]
    model: str
    check_again: str
    limits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A visit, all its decisions, the oldest first, and the zone in which times are told."""

    visit: VisitRow
    history: tuple[DecisionRow, ...]
    zone: tzinfo


def result_page(frame: Frame, shown: Shown, *, is_signed_off: bool) -> ResultPage:
    """Return the result of *shown*'s newest decision."""
    visit, words = shown.visit, frame.words
    decision, findings = decision_from(visit.decision), findings_from(visit.findings)
    level = visit.override.to if visit.override else decision.level
    again = visit.decided_at + timedelta(minutes=RETRIAGE_MINUTES[level])
    return ResultPage(
        frame=frame,
        level=level_box(level, words),
        marks=(
            *changes(shown, frame),
            *say.marks(decision, words),
            *say.outdated(decision, decided_on(shown), words),
        ),
        code=visit.code,
        patient=say.person_text(visit.patient, findings, words),
        advice=advice_lines(decision.advice, decision.level, frame),
        more_advice=_more(len(decision.advice) - MOST_ADVICE, frame),
        reasons=say.reasons(decision, words, say.MOST_REASONS),
        gaps=(
            *say.to_confirm(findings, words),
            *say.gaps(decision, findings, words, in_full=False),
        ),
        model=say.model_text(decision.risk, words, raised=decision.raised),
        check_again=words.time(again, shown.zone),
        limits="" if is_signed_off else words.gettext(NOT_SIGNED_OFF),
    )


def decided_on(shown: Shown) -> date:
    """Return the day of the newest decision, at the clinic."""
    return shown.visit.decided_at.astimezone(shown.zone).date()


def _more(count: int, frame: Frame) -> str:
    if count <= 0:
        return ""
    text = frame.words.ngettext("{count} more to do", "{count} more to do", count)
    return text.format(count=count)


def changes(shown: Shown, frame: Frame) -> tuple[str, ...]:
    """Return what changed: the level before, and a place in the line above the new level."""
    visit, words = shown.visit, frame.words
    before = shown.visit.level if visit.override else _level_before(shown)
    now = visit.override.to if visit.override else visit.level
    said = []
    if before is not None and before is not now:
        said.append(words.gettext(WAS).format(level=level_name(before, words)))
    if visit.line_level.queue_as > now.queue_as:
        name = level_name(visit.line_level, words)
        said.append(words.gettext(IN_LINE_AS).format(level=name))
    return tuple(said)


def _level_before(shown: Shown) -> Level | None:
    """Return the level that stood before the newest decision, None if that was the first."""
    if len(shown.history) <= 1:
        return None
    before = shown.history[-2]
    return before.overrides[-1].to if before.overrides else before.level
