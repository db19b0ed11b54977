"""The steps of a new visit: which words of the form belong to which, and what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.intake import further
from triage.intake.fields import ASKED_VITALS, GROUPS
from triage.intake.problems import Problem

FormWords = dict[str, list[str]]
"""What was typed, by the name of the input; a check box may repeat."""


class Step(StrEnum):
    """One page of the form; the value stands in its address."""

    WHO = "who"
    COMPLAINT = "complaint"
    SIGNS = "signs"
    FURTHER = "further"
    VITALS = "vitals"


ORDER = tuple(Step)
OTHER_VITALS = ("on_oxygen", "sbp", "dbp", "glucose_mmol", "glucose_unit")
NAMES: Mapping[Step, tuple[str, ...]] = {
    Step.WHO: (
        "sex",
        "age",
        "age_unit",
        "birth_date",
        "age_group",
        "full_name",
        "unknown_patient",
        "village",
        "phone",
        "pregnant",
    ),
    Step.COMPLAINT: ("complaint",),
    Step.SIGNS: ("present", "none"),
    Step.FURTHER: ("present", "none", *further.SINGLE_SIGNS, *further.FIELD_NAMES),
    Step.VITALS: (
        *ASKED_VITALS,
        *(f"why_{name}" for name in ASKED_VITALS),
        *OTHER_VITALS,
        "note",
    ),
}
"""The inputs of each step: contract with programs that fill in the form."""


TICKED = (Step.SIGNS, Step.FURTHER)
LISTS = frozenset({"present", "none"})


def after(step: Step) -> Step | None:
    """Return the step that follows *step*; None after the last."""
    place = ORDER.index(step) + 1
    return ORDER[place] if place < len(ORDER) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page with check boxes showed: its groups, their signs, and its other inputs."""

    groups: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    inputs: frozenset[str] = frozenset()


def merged(
    earlier: Mapping[str, list[str]], posted: FormWords, step: Step, shown: Shown
) -> FormWords:
    """Return *earlier* with the words of *step* replaced by what was *posted*.

    Signs are ticked on two pages: what a page did not show stays as it was.
    """
    names = shown.inputs if step is Step.FURTHER else frozenset(NAMES[step])
    words = {
        name: list(values) for name, values in earlier.items() if name in LISTS or name not in names
    }
    for name in names - LISTS:
        if posted.get(name):
            words[name] = posted[name]
    if step in TICKED:
        for name, replaced in (("present", shown.signs), ("none", shown.groups)):
            kept = [one for one in words.get(name, ()) if one not in replaced]
            words[name] = list(dict.fromkeys((*kept, *posted.get(name, ()))))
    return {name: values for name, values in words.items() if values}


def belongs(problem: Problem, step: Step) -> bool:
    """Return whether *problem* can be answered in *step*."""
    if step is Step.SIGNS and problem.field in GROUPS:
        return True
    if step is Step.FURTHER and problem.field in further.GROUPS:
        return True
    return problem.field in NAMES[step]


def in_page_order(problems: Iterable[Problem], step: Step) -> tuple[Problem, ...]:
    """Return *problems* as their inputs follow each other on the page of *step*."""
    places = {name: place for place, name in enumerate((*NAMES[step], *GROUPS, *further.GROUPS))}
    last = len(places)
    return tuple(sorted(problems, key=lambda one: places.get(one.field.removeprefix("why_"), last)))
