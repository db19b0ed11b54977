"""Pages with nothing but text."""

from dataclasses import dataclass
from typing import ClassVar

from triage.web.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """What went wrong, in plain words, and what to do."""

    template: ClassVar[str] = "error.html"
    frame: Frame
    heading: str
    what_to_do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StalePage:
    """A form that came with a key that is not its own: everything typed, to be sent again.

    hidden: name and value of every input but the key.
    path: where it is sent to.
    """

    template: ClassVar[str] = "stale.html"
    frame: Frame
    key: str
    hidden: tuple[tuple[str, str], ...]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    """What this program is not: the limits, in plain words; *sign_off* names who signed."""

    template: ClassVar[str] = "about.html"
    frame: Frame
    sign_off: str
