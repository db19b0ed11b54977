"""Inputs of the steps, filled with what was typed and marked with what was wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from triage.clinical.complaints import Audience, offered_to
from triage.clinical.findings import Findings
from triage.i18n import Language
from triage.intake import further
from triage.intake.fields import ASKED_VITALS
from triage.intake.fields import FIELDS as TABLE
from triage.intake.fields import Kind as FieldKind
from triage.intake.numbers import read_number
from triage.intake.problems import Problem
from triage.intake.questions import Kind, Question
from triage.web.pages.parts import Choice, Fault, Input, SignGroup
from triage.web.steps import OTHER_VITALS
from triage.wording import N_
from triage.wording.complaints import COMPLAINTS
from triage.wording.fields import (
    AGE_GROUPS,
    AGE_UNITS,
    AVPU,
    FIELDS,
    NOT_MEASURED,
    SEX,
    VITALS,
    YES_NO,
    name_text,
)
from triage.wording.problems import problem_text
from triage.wording.questions import CHOICES, HEADINGS, SHOWN_UNITS, TOPICS
from triage.wording.signs import GROUPS, SIGNS

NOTHING = ""
"""The explicit empty choice: text browsers send the first one of a group unasked."""
WHY = N_("If not measured, why")
BEFORE = N_("{label} (before: {value})")
MORE = N_("Then ask more about")
GLUCOSE_UNITS = {"mmol": "mmol/L", "mgdl": "mg/dL"}
"""The same in every language. Without an answer a number that can be either is asked about."""
KINDS = {
    "age": "decimal",
    "phone": "tel",
    "unknown_patient": "check",
    "note": "area",
    "temp_c": "decimal",
    "hr": "decimal",
    "rr": "decimal",
    "spo2": "decimal",
    "sbp": "decimal",
    "dbp": "decimal",
    "glucose_mmol": "decimal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What goes into the inputs of a step."""

    typed: Mapping[str, Sequence[str]]
    problems: tuple[Problem, ...]
    words: Language

    def one(self, name: str) -> str:
        """Return what was typed into *name*."""
        values = self.typed.get(name) or [""]
        return values[0]

    def problem(self, name: str) -> str:
        """Return the sentence about *name*, "" if nothing was wrong."""
        mine = [one for one in self.problems if one.field == name]
        return " ".join(problem_text(one, self.words.gettext) for one in mine)

    def text(self, name: str, label: str = "") -> Input:
        """Return an input for free text or a number."""
        return Input(
            name=name,
            label=label or name_text(name, self.words.gettext),
            kind=KINDS.get(name, "text"),
            value=self.one(name),
            problem=self.problem(name),
        )

    def select(self, name: str, table: Mapping[str, str], label: str = "") -> Input:
        """Return a choice from *table* (value -> msgid), nothing chosen at first."""
        typed = self.one(name)
        offered = [Choice(value=NOTHING, label="–")]
        offered += [
            Choice(value=value, label=self.words.gettext(text), is_chosen=value == typed)
            for value, text in table.items()
        ]
        return Input(
            name=name,
            label=label or name_text(name, self.words.gettext),
            kind="select",
            problem=self.problem(name),
            choices=tuple(offered),
        )

    def faults(self) -> tuple[Fault, ...]:
        """Return the summary of the problems."""
        return tuple(
            Fault(anchor=one.field, text=problem_text(one, self.words.gettext))
            for one in self.problems
        )


def who_inputs(filling: Filling) -> tuple[Input, ...]:
    """Return the inputs of the first step."""
    return (
        filling.select("sex", SEX),
        *age_inputs(filling),
        filling.text("birth_date"),
        filling.select("age_group", AGE_GROUPS),
        filling.text("full_name"),
        filling.text("unknown_patient"),
        filling.text("village"),
        filling.text("phone"),
        filling.select("pregnant", YES_NO),
    )


def age_inputs(filling: Filling) -> tuple[Input, ...]:
    """Return the age and its unit, of which one is always chosen."""
    unit = filling.select("age_unit", AGE_UNITS)
    return (filling.text("age"), replace(unit, choices=unit.choices[1:], problem=""))


def complaint_inputs(filling: Filling, findings: Findings) -> tuple[Input, ...]:
    """Return the choice of the main problem, of those that this patient can have."""
    audience = Audience(age=findings.age, sex=findings.sex)
    codes = [code for code in offered_to(audience) if code in COMPLAINTS]
    return (filling.select("complaint", {code: COMPLAINTS[code] for code in codes}),)


def vital_inputs(filling: Filling, earlier: Mapping[str, Sequence[str]]) -> tuple[Input, ...]:
    """Return the measurements; of a re-triage, with the *earlier* value beside each label."""
    why = filling.words.gettext(WHY)
    inputs: list[Input] = []
    for name in ASKED_VITALS:
        inputs += [_vital(filling, name), filling.select(f"why_{name}", NOT_MEASURED, why)]
    inputs += [_vital(filling, name) for name in OTHER_VITALS]
    return (*(_beside(one, filling.words, earlier) for one in inputs), filling.text("note"))


def _beside(one: Input, words: Language, earlier: Mapping[str, Sequence[str]]) -> Input:
    value = (earlier.get(one.name) or [""])[0]
    if not value:
        return one
    chosen = {choice.value: choice.label for choice in one.choices}
    number = read_number(value)
    shown = chosen.get(value, value) if number is None else words.number(number)
    return replace(one, label=words.gettext(BEFORE).format(label=one.label, value=shown))


def _vital(filling: Filling, name: str) -> Input:
    if name == "avpu":
        return filling.select(name, AVPU)
    if name == "glucose_unit":
        return filling.select(name, GLUCOSE_UNITS)
    if name == "on_oxygen":
        return filling.select(name, {word: YES_NO[word] for word in ("yes", "no")})
    # The unit of the blood sugar is chosen beside it, so its label names none.
    label = FIELDS[name] if name == "glucose_mmol" else VITALS[name]
    return filling.text(name, filling.words.gettext(label))


def sign_groups(filling: Filling, asked: Mapping[str, tuple[str, ...]]) -> tuple[SignGroup, ...]:
    """Return the check boxes of each group in *asked*."""
    headings = GROUPS | HEADINGS
    ticked, closed = filling.typed.get("present", ()), filling.typed.get("none", ())
    translate = filling.words.gettext
    return tuple(
        SignGroup(
            name=group,
            heading=translate(headings[group]),
            signs=tuple(
                Choice(value=sign, label=translate(SIGNS[sign]), is_chosen=sign in ticked)
                for sign in signs
            ),
            is_none=group in closed,
            problem=filling.problem(group),
        )
        for group, signs in asked.items()
    )


def further_groups(
    filling: Filling, questions: Sequence[Question], findings: Findings
) -> tuple[SignGroup, ...]:
    """Return the check boxes among *questions*, for this patient."""
    groups = {one.name: further.boxes(one, findings) for one in questions if one.kind is Kind.GROUP}
    return sign_groups(filling, groups)


def further_inputs(
    filling: Filling, questions: Sequence[Question], findings: Findings
) -> tuple[Input, ...]:
    """Return the other *questions*, and the choice of a topic to go on with."""
    inputs = [_further(filling, one) for one in questions if one.kind is not Kind.GROUP]
    topics = {topic: TOPICS[topic] for topic in further.topics(findings)}
    return (*inputs, filling.select("more", topics, filling.words.gettext(MORE)))


def _further(filling: Filling, question: Question) -> Input:
    name, translate = question.name, filling.words.gettext
    if question.kind is Kind.SIGN or TABLE[name].kind is FieldKind.FLAG:
        return filling.select(name, YES_NO, translate(SIGNS[name]))
    if TABLE[name].kind is FieldKind.CHOICE:
        return filling.select(name, CHOICES[name])
    unit = TABLE[name].unit
    label = translate(VITALS.get(name) or FIELDS[name])
    shown = f"{label} ({unit})" if unit in SHOWN_UNITS and name not in VITALS else label
    return replace(filling.text(name, shown), kind="decimal")
