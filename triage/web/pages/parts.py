"""Parts that several pages show."""

from collections.abc import Iterable
from dataclasses import dataclass

from triage.clinical.level import Level
from triage.i18n import Language
from triage.web.frame import Frame
from triage.wording.advice import texts
from triage.wording.pages import LEVELS

CSS = {
    Level.RED: "r",
    Level.ORANGE: "o",
    Level.YELLOW: "y",
    Level.GREEN: "g",
    Level.UNDETERMINED: "u",
}
MOST_ADVICE = 3
"""Lines of advice on one page: more are not read beside a patient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelBox:
    """A level as symbol, word, shape (by its class) and what to do in a few words."""

    css: str
    symbol: str
    word: str
    heading: str


def level_box(level: Level, words: Language) -> LevelBox:
    """Return how *level* is shown in the language of *words*."""
    shown = LEVELS[level]
    return LevelBox(
        css=CSS[level],
        symbol=shown.symbol,
        word=words.gettext(shown.word),
        heading=words.gettext(shown.heading),
    )


def level_name(level: Level, words: Language) -> str:
    """Return symbol and word of *level*, for a line of text."""
    return f"{LEVELS[level].symbol} {words.gettext(LEVELS[level].word)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceLine:
    """What to do; *english* stands beside it where a translation was not reviewed."""

    text: str
    english: str = ""


def advice_lines(
    codes: Iterable[str], level: Level, frame: Frame, most: int = MOST_ADVICE
) -> tuple[AdviceLine, ...]:
    """Return the sentences for advice *codes*, the first *most* of them.

    For RED the English master stands beside a translation that no clinician has reviewed.
    """
    words, master = frame.words, texts(has_drug_lines=frame.has_drug_lines)
    known = [code for code in codes if code in master][:most]
    doubled = level is Level.RED and not words.is_reviewed
    return tuple(_advice_line(master[code], words, doubled=doubled) for code in known)


def _advice_line(master: str, words: Language, *, doubled: bool) -> AdviceLine:
    text = words.gettext(master)
    return AdviceLine(text=text, english=master if doubled and text != master else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A problem in the summary above a form, leading to the input of that name."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What stands above a form that is not finished, when what is known shows danger.

    code is "" while the patient does not yet stand in the line.
    """

    level: LevelBox
    advice: tuple[AdviceLine, ...]
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormParts:
    """What stands above the inputs of a form, and its one-time key."""

    key: str
    faults: tuple[Fault, ...] = ()
    danger: Danger | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that can be chosen."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input of a form.

    kind: select, check, area, text, or the keypad of a text: decimal, numeric, tel.
    """

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    problem: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGroup:
    """Check boxes under one heading, closed by "none of these"."""

    name: str
    heading: str
    signs: tuple[Choice, ...]
    is_none: bool
    problem: str
