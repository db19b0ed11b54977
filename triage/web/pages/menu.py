"""What can be corrected in a visit."""

from dataclasses import dataclass
from typing import ClassVar

from triage.web.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the form, to be opened."""

    path: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuPage:
    """The parts of a recorded visit."""

    template: ClassVar[str] = "correct.html"
    frame: Frame
    code: str
    parts: tuple[Part, ...]
