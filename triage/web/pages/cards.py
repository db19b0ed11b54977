"""The cards of the protocols: for everybody, in the reader's language, to be printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask import url_for

from triage.clinical.library import LIBRARY
from triage.i18n import Language
from triage.web.frame import Frame
from triage.web.pages.menu import Part
from triage.web.pages.parts import level_name
from triage.wording.cards import Speech, card_of

RULES_A_PAGE = 30
"""So many fit into the first packets of a slow network in every script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryPage:
    """Every protocol, by name, with a link to its card."""

    template: ClassVar[str] = "library.html"
    frame: Frame
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule of a card; *limits* and *source* stand under its text."""

    level: str
    text: str
    limits: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """A card, or its continuation: *further* leads to the next rules, "" at the end."""

    template: ClassVar[str] = "card.html"
    frame: Frame
    name: str
    title: str
    past: str
    facts: tuple[str, ...]
    points: tuple[str, ...]
    rules: tuple[RuleLine, ...]
    further: str


def library_page(frame: Frame) -> LibraryPage:
    """Return the list of all cards."""
    parts = tuple(
        Part(path=url_for("protocols.card", protocol=name), label=f"{name}: {one.title}")
        for name, one in LIBRARY.items()
    )
    return LibraryPage(frame=frame, parts=parts)


def card_page(frame: Frame, name: str, today: date, skipped: int) -> CardPage:
    """Return the card of the protocol *name*, from the rule after *skipped* rules on."""
    words = frame.words
    card = card_of(LIBRARY[name], _speech(words), today)
    until = skipped + RULES_A_PAGE
    return CardPage(
        frame=frame,
        name=card.name,
        title=card.title,
        past=card.past,
        facts=card.facts if not skipped else (),
        points=card.points if not skipped else (),
        rules=tuple(
            RuleLine(
                level=level_name(one.level, words),
                text=one.text,
                limits=one.limits,
                source=one.source,
            )
            for one in card.rules[skipped:until]
        ),
        further=url_for("protocols.card", protocol=name, after=until)
        if until < len(card.rules)
        else "",
    )


def _speech(words: Language) -> Speech:
    return Speech(translate=words.gettext, number=words.number, day=words.date)
