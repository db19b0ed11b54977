"""One step of a form, posted: what it says with everything before it, and whether it is danger."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import request

from triage.assess import assess
from triage.clinical.decision import Decision
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocols.iitt import chart_name
from triage.clinical.signs import facts_of
from triage.intake import further
from triage.intake.fields import GROUPS, signs_asked
from triage.intake.form import read_form, required_problems
from triage.intake.problems import Problem
from triage.intake.questions import Kind, Question
from triage.intake.report import Parsed
from triage.web.door import door, fresh_key, here
from triage.web.frame import Frame
from triage.web.pages.forms import (
    ComplaintPage,
    FurtherPage,
    SignsPage,
    StepPage,
    VitalsPage,
    WhoPage,
)
from triage.web.pages.inputs import (
    Filling,
    complaint_inputs,
    further_groups,
    further_inputs,
    sign_groups,
    vital_inputs,
    who_inputs,
)
from triage.web.pages.parts import Danger, FormParts, advice_lines, level_box
from triage.web.steps import NAMES, FormWords, Shown, Step, belongs, in_page_order, merged

SHOWN, MORE = "asked", "more"
"""Inputs of the page of further questions: which it showed, and the topic to go on with."""
DANGER = Level.ORANGE
"""From this level on a patient stands in the line before the form is finished."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """What the words of a form say so far.

    problems: of the step at hand; after the last step, all.
    """

    words: FormWords
    parsed: Parsed
    problems: tuple[Problem, ...]

    @cached_property
    def decision(self) -> Decision:
        """What is decided on it; worked out when somebody asks."""
        clinic = door().clinic
        return assess(self.parsed.report.findings, clinic.conditions, clinic.slot.current())

    @property
    def is_danger(self) -> bool:
        """Whether what is known so far must not wait for the rest."""
        return self.decision.level >= DANGER


def read(words: FormWords, step: Step, report_id: str) -> Read:
    """Return what *words* say, and what is wrong in *step*."""
    parsed = read_form(
        words, today=door().today, report_id=report_id, language=here().language.code
    )
    problems = tuple(one for one in parsed.problems if step is Step.VITALS or belongs(one, step))
    if step is Step.WHO:
        problems = (*required_problems(words), *problems)
    return Read(words=words, parsed=parsed, problems=in_page_order(problems, step))


def posted(step: Step) -> FormWords:
    """Return what came with the request for *step*; inputs of other steps are not looked at."""
    return {name: request.form.getlist(name) for name in NAMES[step] if name in request.form}


def merge(earlier: Mapping[str, list[str]], step: Step) -> FormWords:
    """Return *earlier* with what came with the request for *step*."""
    typed = posted(step)
    if step is Step.SIGNS:
        asked_now = signs_asked(chart_name(_known(earlier).age), could_be_pregnant=True)
        signs = frozenset[str]().union(*asked_now.values())
        return merged(earlier, typed, step, Shown(groups=frozenset(GROUPS), signs=signs))
    if step is Step.FURTHER:
        return merged(earlier, typed, step, _shown(_known(earlier), typed))
    return merged(earlier, typed, step, Shown())


def _known(words: Mapping[str, list[str]]) -> Findings:
    return read(dict(words), Step.WHO, "").parsed.report.findings


def _shown(findings: Findings, typed: FormWords) -> Shown:
    """Return what the page of further questions showed: it says so, or what was typed does."""
    names = {*request.form.get(SHOWN, "").split(), *typed, *typed.get("none", ())}
    ticked = frozenset(typed.get("present", ()))
    questions = further.named(names)
    groups = [one for one in questions if one.kind is Kind.GROUP]
    return Shown(
        groups=frozenset(one.name for one in groups),
        signs=ticked.union(*(further.boxes(one, findings) for one in groups)),
        inputs=frozenset(one.name for one in questions if one.kind is not Kind.GROUP),
    )


def questions(this: Read) -> tuple[Question, ...]:
    """Return the further questions of the page at hand: asked for, or opened; none twice.

    A question whose answer was refused comes along, wherever it was asked.
    """
    findings = this.parsed.report.findings
    wrong = {one.field for one in this.parsed.problems}
    if request.method == "POST":
        return further.named({*request.form.get(SHOWN, "").split(), *wrong})
    if topic := request.args.get(MORE, ""):
        names = {one.name for one in further.of_topic(topic, findings)}
    else:
        names = {one.name for one in to_ask(this)}
    return further.named(names | wrong)


def to_ask(this: Read) -> tuple[Question, ...]:
    """Return the further questions that are asked on the way."""
    is_red = this.decision.level is Level.RED
    return further.opened(this.parsed.report.findings, is_red=is_red)


def wanted_topic(this: Read, step: Step) -> str:
    """Return the topic of which more questions were asked for with the request, or ""."""
    topic = request.form.get(MORE, "") if step is Step.FURTHER else ""
    return topic if topic in further.topics(this.parsed.report.findings) else ""


def danger(decision: Decision, around: Frame, code: str) -> Danger:
    """Return what stands above an unfinished form."""
    return Danger(
        level=level_box(decision.level, around.words),
        advice=advice_lines(decision.advice, decision.level, around),
        code=code,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of the visit that a form is about.

    code: of a visit that stands in the line, "" if it does not yet. is_new_danger: False where
    the level is known and shown already. earlier: the words that stay where nothing new is
    entered, of a re-triage; signs_path: where its signs are entered. further_path: where further
    questions are answered, "" if not from here.
    """

    code: str = ""
    is_new_danger: bool = True
    earlier: FormWords | None = None
    signs_path: str = ""
    further_path: str = ""


def step_page(
    step: Step, this: Read, page_frame: Frame, standing: Standing | None = None
) -> StepPage:
    """Return the page of *step*, filled and marked."""
    known = standing or Standing()
    is_danger = this.is_danger and known.is_new_danger
    filling = Filling(typed=this.words, problems=this.problems, words=page_frame.words)
    findings = this.parsed.report.findings
    parts = FormParts(
        key=fresh_key(),
        faults=filling.faults(),
        danger=danger(this.decision, page_frame, known.code) if is_danger else None,
    )
    match step:
        case Step.WHO:
            return WhoPage(frame=page_frame, form=parts, inputs=who_inputs(filling))
        case Step.COMPLAINT:
            inputs = complaint_inputs(filling, findings)
            return ComplaintPage(frame=page_frame, form=parts, inputs=inputs)
        case Step.SIGNS:
            groups = sign_groups(filling, asked(findings))
            return SignsPage(frame=page_frame, form=parts, groups=groups)
        case Step.FURTHER:
            return _further_page(this, filling, page_frame, parts)
        case Step.VITALS:
            inputs = vital_inputs(filling, known.earlier or {})
            path = "" if known.earlier is None else known.signs_path
            return VitalsPage(
                frame=page_frame,
                form=parts,
                inputs=inputs,
                signs_path=path,
                further_path=known.further_path,
            )


def _further_page(this: Read, filling: Filling, page_frame: Frame, parts: FormParts) -> FurtherPage:
    findings, asked_now = this.parsed.report.findings, questions(this)
    return FurtherPage(
        frame=page_frame,
        form=parts,
        shown=" ".join(one.name for one in asked_now),
        groups=further_groups(filling, asked_now, findings),
        inputs=further_inputs(filling, asked_now, findings),
    )


def asked(findings: Findings) -> Mapping[str, tuple[str, ...]]:
    """Return the signs to ask this patient for, by group."""
    return signs_asked(chart_name(findings.age), could_be_pregnant=could_be_pregnant(findings))


def could_be_pregnant(findings: Findings) -> bool:
    """Return whether the patient is pregnant or may be."""
    return facts_of(findings, is_child=False).pregnant is not False
