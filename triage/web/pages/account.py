"""Enrolling a device, signing in, and choosing a language."""

from dataclasses import dataclass
from typing import ClassVar

from triage.web.frame import Frame
from triage.web.pages.parts import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolPage:
    """A code that makes this browser a device of the site; *refusal* says why the last failed.

    kept: name and value of what was sent when the device did not belong to the site any more.
    """

    template: ClassVar[str] = "enrol.html"
    frame: Frame
    key: str
    next: str
    refusal: str = ""
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """Names of this site and a PIN; *refusal* says why the last try failed.

    kept: name and value of what was sent when nobody was signed in any more. asks_code: whether a
    supervisor's code can be typed.
    """

    template: ClassVar[str] = "sign_in.html"
    frame: Frame
    key: str
    names: tuple[Choice, ...]
    next: str
    refusal: str = ""
    kept: tuple[tuple[str, str], ...] = ()
    asks_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePage:
    """Every language by its own name; *next* is where to go afterwards."""

    template: ClassVar[str] = "language.html"
    frame: Frame
    key: str
    names: tuple[str, ...]
    next: str
