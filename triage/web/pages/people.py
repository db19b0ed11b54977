"""Letting others in."""

from dataclasses import dataclass
from typing import ClassVar

from triage.web.frame import Frame
from triage.web.pages.parts import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """For whom a code can be drawn: a person who is locked out, or a new device."""

    template: ClassVar[str] = "people.html"
    frame: Frame
    names: tuple[Choice, ...]
    unlock_key: str
    enrol_key: str
    longest_name: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """A code to be read aloud. about: the person, or the device; until: day and time."""

    template: ClassVar[str] = "code.html"
    frame: Frame
    code: str
    enrols: bool
    about: str
    until: str
