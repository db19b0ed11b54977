"""Sentences for what was typed: problems that need an answer, notices that need a look."""

from triage.intake.problems import Notice, Problem
from triage.wording import N_, Translate
from triage.wording.fields import name_text

PROBLEMS = {
    "not_a_number": N_("{field}: {given} is not a number."),
    "out_of_range": N_("{field}: {given} is not possible. Check it."),
    "no_sign_of_life": N_(
        "{field}: {given} means no sign of life. Look at the patient now. "
        "If it cannot be measured, leave it empty and say why."
    ),
    "ask_unit": N_("{field}: which unit is {given}? Write it again with the unit."),
    "ask": N_("{field}: {given} is not clear. Check it and write it again."),
    "not_a_choice": N_("{field}: {given} is not one of the choices."),
    "not_a_date": N_("{field}: {given} is not a date. Write day, month and year."),
    "contradiction": N_("{field}: {given} contradicts another answer. Correct one of them."),
    "required": N_("{field}: an answer is needed."),
    "unknown_key": N_("{field} is not known here."),
    "too_long": N_("{field}: the text is too long."),
    "unreadable": N_("This cannot be read."),
}

WITH_LIMITS = {
    "out_of_range": N_("{field}: {given} is not possible. Write a number from {low} to {high}."),
}

WITH_SUGGESTION = {
    "out_of_range": N_("{field}: {given} is not possible. Did you mean {suggest}?"),
    "ask_unit": N_("{field}: {given} looks like another unit. Did you mean {suggest}?"),
    "ask": N_("{field}: {given} is not clear. Did you mean {suggest}?"),
}

NOTICES = {
    "warn": N_("{field}: {given} is unusual. Check that it is right."),
    "convert": N_("{field}: {given} was read as {value}."),
}


def problem_text(problem: Problem, translate: Translate) -> str:
    """Return the sentence for *problem*, with the field's label and what was typed."""
    low, high = problem.limits or (None, None)
    return translate(_template(problem)).format(
        field=name_text(problem.field, translate),
        given=problem.given,
        low=_plain(low),
        high=_plain(high),
        suggest=_plain(problem.suggest),
    )


def notice_text(notice: Notice, translate: Translate) -> str:
    """Return the sentence for *notice*, with the field's label and the value that is used."""
    value = notice.value if isinstance(notice.value, str) else _plain(notice.value)
    return translate(NOTICES[notice.code]).format(
        field=name_text(notice.field, translate), given=notice.given, value=value
    )


def _template(problem: Problem) -> str:
    if problem.suggest is not None and problem.code in WITH_SUGGESTION:
        return WITH_SUGGESTION[problem.code]
    if problem.limits is not None and problem.code in WITH_LIMITS:
        return WITH_LIMITS[problem.code]
    return PROBLEMS[problem.code]


def _plain(number: float | None) -> str:
    """Return *number* as it is typed into the field: a point, no grouping, no trailing zero."""
    return "" if number is None else f"{number:g}"
