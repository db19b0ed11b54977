"""What every page has round it."""

from dataclasses import dataclass

from triage.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The parts that all pages share.

    Attributes:
        words: the language of the page.
        style: address of the style sheet.
        site_name: the clinic's name.
        person: who is signed in, "" for nobody.
        here: the page's own path, to come back to after a change of language.
        is_demonstration: a demonstration says so on every page.
        draft_mark: says that clinical words of this language were not reviewed, or "".
        may_read: the line can be opened.
        has_problems: the title begins with "Error:".
        has_drug_lines: the site approved advice that names drugs, and somebody is signed in.
    """

    words: Language
    style: str
    site_name: str
    person: str
    here: str
    is_demonstration: bool
    draft_mark: str
    may_read: bool
    has_problems: bool = False
    has_drug_lines: bool = False
