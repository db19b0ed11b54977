"""The card of a protocol: what it is, whom it is for, and every rule with its source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from triage.clinical.level import Level
from triage.clinical.library import COMPARED
from triage.clinical.protocol import Protocol
from triage.clinical.protocols import news2, sats
from triage.clinical.protocols.tews import BANDS, Band, Chart
from triage.clinical.rules import AgeIs, Avpu, Number, Rule
from triage.intake.fields import FIELDS as TABLE
from triage.wording import N_, Translate
from triage.wording.criteria import CRITERIA
from triage.wording.fields import AGE_UNITS, FIELDS, name_text

VERSION = N_("Version: {text}")
SOURCE = N_("Source: {text}")
SCOPE = N_("Whom it is for: {text}")
OWNER = N_("Answers for this restatement: {text}")
REVIEW = N_("To be looked at again by {date}")
PAST = N_("The day for looking at this protocol again has passed.")
POLICY = N_("project policy {number}")
IS_POLICY = N_("The project's own policy: no publication stands behind it.")
IS_COMPARED = N_("For comparison only: it never raises a level.")
UP_TO = N_("up to {value}")
ABOVE = N_("above")
CHARTS = {
    Chart.ADULT: N_("Chart for adults"),
    Chart.OLDER_CHILD: N_("Chart for older children"),
    Chart.YOUNGER_CHILD: N_("Chart for younger children"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How a card is put into words: a language's translation, numbers and dates."""

    translate: Translate
    number: Callable[[float], str]
    day: Callable[[date], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRule:
    """One rule: its id, level, what it says, its limits, and the document and policy behind it."""

    id: str
    level: Level
    text: str
    limits: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A protocol in words.

    past: says that the day for looking at it again has passed, else "". facts: lines about the
    whole of it. points: lines of a score.
    """

    name: str
    title: str
    past: str
    facts: tuple[str, ...]
    points: tuple[str, ...]
    rules: tuple[CardRule, ...]


def card_of(protocol: Protocol, speech: Speech, today: date) -> Card:
    """Return the card of *protocol* as it is read on the day *today*."""
    translate = speech.translate
    facts = [
        translate(VERSION).format(text=protocol.version),
        translate(SOURCE).format(text=protocol.source),
        translate(SCOPE).format(text=protocol.scope),
        translate(OWNER).format(text=protocol.owner),
        translate(REVIEW).format(date=speech.day(protocol.review_by)),
    ]
    if protocol.is_policy:
        facts.append(translate(IS_POLICY))
    if protocol in COMPARED:
        facts.append(translate(IS_COMPARED))
    return Card(
        name=protocol.name,
        title=protocol.title,
        past=translate(PAST) if is_past(protocol, today) else "",
        facts=tuple(facts),
        points=tuple(_points(protocol, speech)),
        rules=tuple(_rule(rule, speech) for rule in protocol.rules),
    )


def is_past(protocol: Protocol, today: date) -> bool:
    """Return whether *protocol* should have been looked at again before *today*."""
    return today > protocol.review_by


def _rule(rule: Rule, speech: Speech) -> CardRule:
    source = rule.source
    if rule.policy and rule.policy not in source:
        source = f"{source}; {speech.translate(POLICY).format(number=rule.policy)}"
    return CardRule(
        id=rule.id,
        level=rule.level,
        text=speech.translate(CRITERIA[rule.id]),
        limits="; ".join(dict.fromkeys(_limits(rule.condition, speech))),
        source=source,
    )


def _limits(part: object, speech: Speech) -> Iterator[str]:
    """Give every number that *part* of a condition compares with, in the table's order."""
    if isinstance(part, Number):
        name = name_text(part.name, speech.translate)
        yield f"{name} {part.operator} {speech.number(part.limit)} {TABLE[part.name].unit}".strip()
    elif isinstance(part, AgeIs):
        unit = speech.translate(AGE_UNITS[part.unit])
        yield f"{speech.translate(FIELDS['age'])} {part.operator} {part.limit} {unit}"
    elif isinstance(part, Avpu):
        yield f"{speech.translate(FIELDS['avpu'])} {' '.join(part.letters)}"
    elif isinstance(part, tuple):
        for one in part:
            yield from _limits(one, speech)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _limits(getattr(part, field.name), speech)


def _points(protocol: Protocol, speech: Speech) -> Iterator[str]:
    """Give the lines of the score that a protocol counts."""
    if protocol.name == news2.NAME:
        for name, bands in (news2.BANDS | {"spo2": news2.SPO2_SCALE_1}).items():
            yield _bands(name, bands, speech)
    if protocol.name == sats.NAME:
        for chart, scored in BANDS.items():
            for name, bands in scored.items():
                heading = speech.translate(CHARTS[chart])
                yield f"{heading}. {_bands(name, bands, speech)}"


def _bands(name: str, bands: tuple[Band, ...], speech: Speech) -> str:
    """Return one line: each band's upper end and the points up to there."""
    parts = [
        f"{speech.translate(UP_TO).format(value=speech.number(end))}: {points}"
        for end, points in bands[:-1]
    ]
    parts.append(f"{speech.translate(ABOVE)}: {bands[-1][1]}")
    return f"{name_text(name, speech.translate)}: {', '.join(parts)}"
