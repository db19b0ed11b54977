"""Who the right patient of a visit is."""

from dataclasses import dataclass
from typing import ClassVar

from triage.web.frame import Frame
from triage.web.pages.parts import FormParts, Input


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignPage:
    """The form; *patient* is whom the visit belongs to now, "" for nobody."""

    template: ClassVar[str] = "reassign.html"
    frame: Frame
    form: FormParts
    code: str
    patient: str
    inputs: tuple[Input, ...]
