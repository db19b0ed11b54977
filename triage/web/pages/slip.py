"""The slip: what a patient takes along, in a language of their own."""

from dataclasses import dataclass
from typing import ClassVar

from triage.clinical.danger_signs import come_back, may_be_told
from triage.exchange.record import decision_from, findings_from, fired_words
from triage.i18n import Language
from triage.web.frame import Frame
from triage.web.pages.parts import Choice
from triage.web.pages.result import Shown
from triage.wording.advice import ADVICE
from triage.wording.criteria import reason_text
from triage.wording.slip import AT_HOME, COME_BACK, MEANING

MOST_FOUND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPage:
    """A small sheet in black and white; *languages* are those in which it can be had."""

    template: ClassVar[str] = "slip.html"
    frame: Frame
    code: str
    day: str
    time: str
    meaning: str
    found: tuple[str, ...]
    at_home: tuple[str, ...]
    come_back: tuple[str, ...]
    languages: tuple[Choice, ...]


def can_be_had_in(words: Language) -> bool:
    """Return whether every sentence of the slip is there in the language of *words*."""
    return all(words.is_translated(text) for text in (*MEANING.values(), *COME_BACK.values()))


def slip_page(frame: Frame, shown: Shown, languages: tuple[Language, ...]) -> SlipPage:
    """Return the slip of *shown* in the language of *frame*."""
    visit, words = shown.visit, frame.words
    decision, findings = decision_from(visit.decision), findings_from(visit.findings)
    level = visit.override.to if visit.override else decision.level
    told = (one for one in decision.floor.fired if may_be_told(one.id))
    found = (reason_text(fired_words(one), words.gettext, words.number) for one in told)
    at = visit.decided_at.astimezone(shown.zone)
    return SlipPage(
        frame=frame,
        code=visit.code,
        day=words.date(at.date()),
        time=words.time(at, shown.zone),
        meaning=words.gettext(MEANING[level]),
        found=tuple(dict.fromkeys(found))[:MOST_FOUND],
        at_home=tuple(words.gettext(ADVICE[one]) for one in decision.advice if one in AT_HOME),
        come_back=tuple(words.gettext(COME_BACK[one]) for one in come_back(findings)),
        languages=tuple(
            Choice(value=one.code, label=one.native_name, is_chosen=one.code == words.code)
            for one in languages
        ),
    )
