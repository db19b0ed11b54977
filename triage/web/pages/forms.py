"""The steps of a new visit, of a correction and of a re-triage."""

from dataclasses import dataclass
from typing import ClassVar

from triage.web.frame import Frame
from triage.web.pages.parts import FormParts, Input, SignGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPage:
    """Step 1: who the patient is, as far as known."""

    template: ClassVar[str] = "who.html"
    frame: Frame
    form: FormParts
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPage:
    """Step 2: the main problem."""

    template: ClassVar[str] = "complaint.html"
    frame: Frame
    form: FormParts
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsPage:
    """Step 3: the signs of the patient's chart."""

    template: ClassVar[str] = "signs.html"
    frame: Frame
    form: FormParts
    groups: tuple[SignGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPage:
    """Between signs and measurements: what the complaint or a sign opens, or a topic's questions.

    shown: names of the questions on the page, which the form sends back.
    """

    template: ClassVar[str] = "further.html"
    frame: Frame
    form: FormParts
    shown: str
    groups: tuple[SignGroup, ...]
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsPage:
    """Step 4: measurements.

    signs_path: of a re-triage, where new signs are entered; else "". Of a re-triage, earlier
    measurements stay where nothing new is entered.
    further_path: where further questions are answered, or "".
    """

    template: ClassVar[str] = "vitals.html"
    frame: Frame
    form: FormParts
    inputs: tuple[Input, ...]
    signs_path: str = ""
    further_path: str = ""


StepPage = WhoPage | ComplaintPage | SignsPage | FurtherPage | VitalsPage
