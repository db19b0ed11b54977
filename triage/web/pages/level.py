"""Changing a level by hand."""

from dataclasses import dataclass
from typing import ClassVar

from triage.web.frame import Frame
from triage.web.pages.parts import FormParts, Input


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelPage:
    """The level as it stands, the levels that this person may set, and the reason."""

    template: ClassVar[str] = "level.html"
    frame: Frame
    form: FormParts
    code: str
    now: str
    inputs: tuple[Input, ...]
