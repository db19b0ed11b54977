"""One visit: everything that is known, and every decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from triage.clinical.decision import Decision
from triage.clinical.findings import Findings
from triage.exchange.record import decision_from, findings_from
from triage.i18n import Language
from triage.store.readings import Reading
from triage.store.visits import DecisionRow, VisitRow
from triage.web.frame import Frame
from triage.web.pages import words as say
from triage.web.pages.line import UNFINISHED
from triage.web.pages.parts import (
    AdviceLine,
    Choice,
    LevelBox,
    advice_lines,
    level_box,
    level_name,
)
from triage.web.pages.result import Shown, changes, decided_on
from triage.wording import N_
from triage.wording.complaints import COMPLAINTS
from triage.wording.fields import AVPU, name_text
from triage.wording.pages import AMENDMENTS, CLAIMED, EMERGENCY, STATES
from triage.wording.questions import CHOICES

RECORDED = N_("Recorded")
LEVEL_SET = N_("Level changed by hand")
OPENED_BY = N_("Opened by: {people}")
MOST_LINES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what is known under it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the visit's history."""

    at: str
    what: str
    level: str
    who: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What the reader may do here."""

    may_change: bool
    may_confirm: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """Everything about one visit. confirm_key and claim_key are "" when there is nothing to do."""

    template: ClassVar[str] = "visit.html"
    frame: Frame
    level: LevelBox
    marks: tuple[str, ...]
    code: str
    patient: str
    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    gaps: tuple[str, ...]
    model: tuple[str, ...]
    advice: tuple[AdviceLine, ...]
    events: tuple[Event, ...]
    states: tuple[Choice, ...]
    move_key: str
    confirm_key: str
    claim_key: str
    needs_reason: bool
    unfinished: str
    opened: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the page needs besides the visit itself.

    names: of people and programs, by id. unfinished: where to go on with a form that was begun,
    or "". readings: who opened the record, the oldest first; none where this person may not know.
    """

    abilities: Abilities
    names: Mapping[str, str]
    move_key: str
    confirm_key: str
    claim_key: str
    unfinished: str
    readings: tuple[Reading, ...] = ()


def visit_page(frame: Frame, shown: Shown, around: Around) -> VisitPage:
    """Return the page about *shown*."""
    visit, words = shown.visit, frame.words
    decision = decision_from(visit.decision)
    findings = findings_from(visit.findings)
    level = visit.override.to if visit.override else visit.level
    confirm = around.abilities.may_confirm and visit.line_level.queue_as > level.queue_as
    return VisitPage(
        frame=frame,
        level=level_box(level, words),
        marks=(
            *_unfinished(visit, words),
            *changes(shown, frame),
            *say.marks(decision, words),
            *say.outdated(decision, decided_on(shown), words),
        ),
        code=visit.code,
        patient=say.person_text(visit.patient, findings, words),
        facts=_facts(visit, words),
        reasons=say.reasons(decision, words, MOST_LINES),
        gaps=(
            *say.to_confirm(findings, words),
            *say.gaps(decision, findings, words, in_full=True),
        ),
        model=_model(decision, findings, words),
        advice=advice_lines(decision.advice, decision.level, frame, MOST_LINES),
        events=events(shown, around.names, words),
        states=_states(visit.state, words),
        move_key=around.move_key if around.abilities.may_change else "",
        confirm_key=around.confirm_key if confirm else "",
        claim_key=around.claim_key if visit.is_unclaimed else "",
        needs_reason=around.abilities.needs_reason,
        unfinished="" if visit.complete else around.unfinished,
        opened=_opened(shown, around, words),
    )


def _unfinished(visit: VisitRow, words: Language) -> tuple[str, ...]:
    said = {EMERGENCY: visit.is_unclaimed, UNFINISHED: not visit.complete}
    return tuple(words.gettext(text) for text, holds in said.items() if holds)


def _model(decision: Decision, findings: Findings, words: Language) -> tuple[str, ...]:
    said = (
        say.model_text(decision.risk, words, raised=decision.raised),
        say.weighed_text(decision.risk, findings, words),
    )
    return tuple(text for text in said if text)


def _facts(visit: VisitRow, words: Language) -> tuple[Fact, ...]:
    findings, translate = findings_from(visit.findings), words.gettext
    told = {
        "village": visit.patient.village if visit.patient else "",
        "phone": visit.patient.phone if visit.patient else "",
        "complaint": ", ".join(translate(COMPLAINTS.get(c, c)) for c in findings.complaints),
        "present": ", ".join(name_text(sign, translate) for sign in sorted(findings.present)),
    }
    if findings.pregnant is not None:
        told["pregnant"] = say.yes_or_no(findings.pregnant, words)
    for name, value in (*findings.vitals.measured().items(), *_told(findings).items()):
        told[name] = measured(name, value, words)
    told["note"] = visit.note
    return tuple(
        Fact(label=name_text(name, translate), text=text) for name, text in told.items() if text
    )


def _told(findings: Findings) -> dict[str, float | str | bool]:
    """Return the answers to further questions that are neither signs nor measurements."""
    told = {
        "gestation_weeks": findings.gestation_weeks,
        "postpartum_days": findings.postpartum_days,
        "burn_bsa_pct": findings.burn_bsa_pct,
        "burn_depth": findings.burn_depth,
        "trauma": findings.trauma,
    }
    known = {name: value for name, value in told.items() if value is not None}
    return known | findings.measures.known()


def measured(name: str, value: float | str | bool, words: Language) -> str:
    """Return a measurement or a choice in the reader's language."""
    if isinstance(value, bool):
        return say.yes_or_no(value, words)
    if isinstance(value, str):
        return words.gettext((CHOICES.get(name) or AVPU).get(value, value))
    return words.number(value)


def events(shown: Shown, names: Mapping[str, str], words: Language) -> tuple[Event, ...]:
    """Return the visit's decisions and changes of level, the newest first."""
    found: list[Event] = []
    for row in shown.history:
        found += _events_of(row, shown, names, words)
    return (*_claim(shown, names, words), *reversed(found))


def _claim(shown: Shown, names: Mapping[str, str], words: Language) -> tuple[Event, ...]:
    visit = shown.visit
    if visit.claimed_by is None or visit.claimed_at is None:
        return ()
    claimed = Event(
        at=words.time(visit.claimed_at, shown.zone),
        what=words.gettext(CLAIMED),
        level=level_name(visit.line_level, words),
        who=names.get(visit.claimed_by, ""),
    )
    return (claimed,)


def _events_of(
    row: DecisionRow, shown: Shown, names: Mapping[str, str], words: Language
) -> list[Event]:
    what = AMENDMENTS.get(row.reason, RECORDED)
    decided = Event(
        at=words.time(row.decided_at, shown.zone),
        what=words.gettext(what),
        level=level_name(row.level, words),
        who=names.get(row.decided_by, ""),
    )
    by_hand = [
        Event(
            at=words.time(one.at, shown.zone),
            what=words.gettext(LEVEL_SET),
            level=level_name(one.to, words),
            who=names.get(one.by, ""),
            reason=one.reason,
        )
        for one in row.overrides
    ]
    return [decided, *by_hand]


def _opened(shown: Shown, around: Around, words: Language) -> str:
    """Return who opened the record and when, the newest first and no more than fit a line."""
    if not around.readings:
        return ""
    newest = tuple(reversed(around.readings))[:MOST_LINES]
    told = [_reader(one, around.names, shown, words) for one in newest]
    earlier = len(around.readings) - len(newest)
    if earlier:
        text = words.ngettext("{count} earlier opening", "{count} earlier openings", earlier)
        told.append(text.format(count=earlier))
    return words.gettext(OPENED_BY).format(people=", ".join(told))


def _reader(one: Reading, names: Mapping[str, str], shown: Shown, words: Language) -> str:
    day = words.date(one.at.astimezone(shown.zone).date())
    return f"{names.get(one.by, '')} {day} {words.time(one.at, shown.zone)}"


def _states(state: str, words: Language) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=value, label=words.gettext(text), is_chosen=value == state)
        for value, text in STATES.items()
    )
