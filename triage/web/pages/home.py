"""The first page after signing in."""

from dataclasses import dataclass
from typing import ClassVar

from triage.web.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A form that was begun and not finished; *level* is "" unless it is dangerous."""

    path: str
    text: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many wait at one level."""

    level: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What one can do, who waits, what is unfinished."""

    template: ClassVar[str] = "home.html"
    frame: Frame
    key: str
    may_take: bool
    may_let_in: bool
    may_oversee: bool
    counts: tuple[Count, ...]
    drafts: tuple[DraftLine, ...]
    limits: str
