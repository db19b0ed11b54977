"""The receipt: what the newest decision was made from, why, and what would change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from triage.care.receipt import Made, infers_avpu, source_of
from triage.clinical.decision import Decision, Fired, Risk
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.what_if import Change, Changes
from triage.exchange.record import decision_from, findings_from, fired_words
from triage.i18n import Language
from triage.web.frame import Frame
from triage.web.pages import words as say
from triage.web.pages.parts import LevelBox, level_box, level_name
from triage.web.pages.result import Shown
from triage.web.pages.visit import events, measured
from triage.wording import receipt as said
from triage.wording.complaints import COMPLAINTS
from triage.wording.criteria import reason_text
from triage.wording.fields import VITALS, name_text
from triage.wording.risk import UNSURE

DIGITS = 12
"""Of a hash: enough to tell it from others by eye. Programs get all of it."""
UNKNOWN = "–"
MOST_CRITERIA = 24
MOST_NAMES = 8
"""Names in one line: more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """What one decision was made from."""

    template: ClassVar[str] = "receipt.html"
    frame: Frame
    level: LevelBox
    code: str
    patient: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind the newest decision; names: of people, by id."""

    made: Made
    changes: Changes | None
    names: Mapping[str, str]


def receipt_page(frame: Frame, shown: Shown, behind: Behind) -> ReceiptPage:
    """Return the receipt of *shown*'s newest decision."""
    visit, words = shown.visit, frame.words
    decision, findings = decision_from(visit.decision), findings_from(visit.findings)
    level = visit.override.to if visit.override else decision.level
    lines = {
        "inputs": _inputs(findings, decision, behind.made, words),
        "fired": _fired(decision.floor.fired, words),
        "protocols": _protocols(decision, behind.made, words),
        "model": _model(decision, findings, words),
        "changes": _changes(behind.changes, words),
        "events": tuple(
            f"{one.at} {one.level} – {one.what}, {one.who} {one.reason}"
            for one in events(shown, behind.names, words)
        ),
        "made": _made(behind.made, decision.risk, words),
    }
    return ReceiptPage(
        frame=frame,
        level=level_box(level, words),
        code=visit.code,
        patient=say.person_text(visit.patient, findings, words),
        sections=tuple(
            Section(heading=words.gettext(said.HEADINGS[name]), lines=lines[name])
            for name in said.HEADINGS
            if lines[name]
        ),
    )


def _inputs(findings: Findings, decision: Decision, made: Made, words: Language) -> tuple[str, ...]:
    translate = words.gettext
    told = findings.vitals.measured() | findings.measures.known()
    lines = [
        f"{translate(VITALS[name]) if name in VITALS else name_text(name, translate)}:"
        f" {measured(name, value, words)}"
        for name, value in told.items()
    ]
    lists = {
        "complaint": [translate(COMPLAINTS.get(c, c)) for c in findings.complaints],
        "present": [name_text(sign, translate) for sign in sorted(findings.present)],
    }
    lines += [
        f"{name_text(name, translate)}: {say.SEPARATOR.join(names)}"
        for name, names in lists.items()
        if names
    ]
    if infers_avpu(findings):
        lines.append(translate(said.AVPU_COMPUTED))
    lines += say.gaps(decision, findings, words, in_full=False)
    return (*lines, translate(said.SOURCES[made.source]))


def _fired(fired: tuple[Fired, ...], words: Language) -> tuple[str, ...]:
    """Return the criteria, each with its level and its place in print."""
    reasons = (reason_text(fired_words(one), words.gettext, words.number) for one in fired)
    lines = [
        f"{level_name(one.level, words)} {reason} ({source_of(one.id, one.protocol)})"
        for one, reason in zip(fired, reasons, strict=True)
    ]
    rest = len(lines) - MOST_CRITERIA
    more = words.ngettext("{count} more", "{count} more", rest).format(count=rest)
    return (*lines[:MOST_CRITERIA], more) if rest > 0 else tuple(lines)


def _protocols(decision: Decision, made: Made, words: Language) -> tuple[str, ...]:
    text = words.gettext(said.EDITION)
    return tuple(
        text.format(protocol=name, version=version, level=level_name(by[name], words))
        for by in (decision.floor.by,)
        for name, version in made.protocols.items()
        if name in by
    )


def _model(decision: Decision, findings: Findings, words: Language) -> tuple[str, ...]:
    risk = decision.risk
    lines = [
        say.model_text(risk, words, raised=decision.raised),
        say.weighed_text(risk, findings, words),
    ]
    if risk is not None and risk.unsure and not decision.raised:
        lines.append(words.gettext(UNSURE))
    return tuple(line for line in lines if line)


def _changes(found: Changes | None, words: Language) -> tuple[str, ...]:
    if found is None:
        return (words.gettext(said.NOT_COMPUTED),)
    lines = (
        *_by_level(found.raising, said.COULD_RAISE, words),
        *_by_level(found.lowering, said.LOWER_WITHOUT, words),
    )
    return lines or (words.gettext(said.NO_CHANGE),)


def _by_level(changes: Iterable[Change], text: str, words: Language) -> tuple[str, ...]:
    names: dict[Level, dict[str, None]] = {}
    for one in changes:
        names.setdefault(one.level, {})[name_text(one.finding, words.gettext)] = None
    return tuple(
        words.gettext(text).format(level=level_name(level, words), names=_listed(each, words))
        for level, each in names.items()
    )


def _listed(names: Iterable[str], words: Language) -> str:
    every = tuple(names)
    rest = len(every) - MOST_NAMES
    more = words.ngettext("{count} more", "{count} more", rest).format(count=rest)
    return say.SEPARATOR.join((*every[:MOST_NAMES], more) if rest > 0 else every)


def _made(made: Made, risk: Risk | None, words: Language) -> tuple[str, ...]:
    translate = words.gettext
    lines = [
        translate(said.MADE_BY).format(release=made.release or UNKNOWN, engine=made.engine[:DIGITS])
    ]
    if risk is not None:
        lines.append(translate(said.MODEL_FILE).format(model=risk.id, sha256=risk.sha256[:DIGITS]))
    if not made.conditions.has_oximeter:
        lines.append(translate(said.NO_OXIMETER))
    return tuple(lines)
