"""The pages of an emergency on a device where nobody is signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.exchange.record import decision_from, findings_from
from triage.intake.fields import signs_asked
from triage.store.visits import VisitRow
from triage.web.frame import Frame
from triage.web.pages import words as say
from triage.web.pages.inputs import Filling, age_inputs
from triage.web.pages.menu import Part
from triage.web.pages.parts import (
    AdviceLine,
    FormParts,
    Input,
    LevelBox,
    SignGroup,
    advice_lines,
    level_box,
    level_name,
)
from triage.web.pages.result import WAS
from triage.wording.fields import SEX


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyStart:
    """The choice between an adult and a child: their charts ask for other signs."""

    template: ClassVar[str] = "emergency.html"
    frame: Frame
    charts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencySigns:
    """Sex and age as far as known, and the signs of the chart; sent to *path*."""

    template: ClassVar[str] = "emergency_signs.html"
    frame: Frame
    form: FormParts
    path: str
    inputs: tuple[Input, ...]
    groups: tuple[SignGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyPage:
    """Level and action, and where measurements are added."""

    template: ClassVar[str] = "emergency_result.html"
    frame: Frame
    level: LevelBox
    marks: tuple[str, ...]
    code: str
    patient: str
    advice: tuple[AdviceLine, ...]
    reasons: tuple[str, ...]
    vitals_path: str


def emergency_inputs(filling: Filling) -> tuple[Input, ...]:
    """Return sex, and age with its unit."""
    return (filling.select("sex", SEX), *age_inputs(filling))


def with_ticked(
    asked: Mapping[str, tuple[str, ...]], findings: Findings
) -> dict[str, tuple[str, ...]]:
    """Return *asked* with every sign that was ticked, though it be of the other chart."""
    known = signs_asked("both", could_be_pregnant=True)
    return {
        group: (*signs, *(s for s in known[group] if s in findings.present and s not in signs))
        for group, signs in asked.items()
    }


def result_page(frame: Frame, visit: VisitRow, *, was: Level | None, more: str) -> EmergencyPage:
    """Return the result of *visit*; it was decided *was* before, and *more* can be entered."""
    words = frame.words
    decision = decision_from(visit.decision)
    marks = list(say.marks(decision, words))
    if was is not None and was is not visit.level:
        marks.insert(0, words.gettext(WAS).format(level=level_name(was, words)))
    return EmergencyPage(
        frame=frame,
        level=level_box(visit.level, words),
        marks=tuple(marks),
        code=visit.code,
        patient=say.person_text(None, findings_from(visit.findings), words),
        # All of them: nobody is signed in who could open the visit and read the rest.
        advice=advice_lines(decision.advice, decision.level, frame, len(decision.advice)),
        reasons=say.reasons(decision, words, say.MOST_REASONS),
        vitals_path=more,
    )
