"""What a person typed into the pages of a visit, all steps at once.

The names of the inputs are the words of the field table. A group of check boxes is answered by
its ticks, or by its own "none of these"; ticked both ways it is a Problem, and counts as ticked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.plausibility import common_year
from triage.clinical.protocols.iitt import chart_name
from triage.intake import further
from triage.intake.fields import ASKED_VITALS, FIELDS, Kind, signs_asked, signs_closed
from triage.intake.numbers import fold, read_integer, read_number
from triage.intake.payload import AGE_UNITS, Read, read_words
from triage.intake.problems import Code, Notice, Problem
from triage.intake.report import Parsed, PatientWords, Report

Form = Mapping[str, Sequence[str]]

DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12
AGE_UNIT = {"years": "age_years", "months": "age_months", "days": "age_days", "weeks": "age_days"}
ANSWERS = {"yes": True, "no": False, "unknown": None, "": None}
LONGEST_ECHO = 60
COPIED = tuple(
    name
    for name, one in FIELDS.items()
    if one.kind is not Kind.TEXT
    and name not in (*AGE_UNITS, "birth_date", "pregnant", "complaints", "age_group")
)


def read_form(form: Form, *, today: date, report_id: str, language: str) -> Parsed:
    """Return the report in *form* and every problem, in the order of the page.

    Args:
        form: all values by input name; later steps' values added to earlier ones'.
        today: for ages from a birth date.
        report_id: of the report.
        language: of the page.
    """
    problems: list[Problem] = []
    words: dict[str, Any] = {name: value for name in COPIED if (value := _one(form, name))}
    words.update(_age(form, today, problems))
    words["pregnant"] = _pregnant(form, problems)
    words["complaints"] = [fold(code) for code in form.get("complaint", ()) if code.strip()]
    told = _told_signs(form, problems)
    words["present"] = [*form.get("present", ()), *told[True]]
    words["absent"] = told[False]
    words["not_measured"] = {
        name: why for name in ASKED_VITALS if (why := _one(form, f"why_{name}"))
    }
    read = read_words(words)
    findings, group_problems = _close_groups(form, read.findings)
    everything = (*problems, *_page_names(read), *group_problems, *_long_texts(form))
    return Parsed(
        report=Report(
            report_id=report_id,
            findings=findings,
            patient=_patient(form),
            note=_text(form, "note"),
            language=language,
        ),
        problems=tuple(everything),
        confirm=(*_birth_notice(form, today), *read.confirm),
    )


def required_problems(form: Form) -> tuple[Problem, ...]:
    """Return what the first page cannot go on without: some age, and who it is."""
    problems = []
    if not any(_one(form, name) for name in ("age", "birth_date", "age_group")):
        problems.append(Problem(field="age", code=Code.REQUIRED, given=""))
    if not _one(form, "full_name") and not _one(form, "unknown_patient"):
        problems.append(Problem(field="full_name", code=Code.REQUIRED, given=""))
    return tuple(problems)


def _one(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[-1].strip() if values else ""


def _text(form: Form, name: str) -> str:
    return _one(form, name)[: FIELDS[name].longest]


def _long_texts(form: Form) -> Iterator[Problem]:
    for name, one in FIELDS.items():
        if one.kind is Kind.TEXT and len(_one(form, name)) > one.longest:
            yield Problem(field=name, code=Code.TOO_LONG, given=_one(form, name)[:LONGEST_ECHO])


def _patient(form: Form) -> PatientWords:
    unknown = bool(_one(form, "unknown_patient")) and not _one(form, "full_name")
    return PatientWords(
        full_name=_text(form, "full_name"),
        village=_text(form, "village"),
        phone=_text(form, "phone"),
        is_unknown=unknown,
    )


def _pregnant(form: Form, problems: list[Problem]) -> bool | None:
    return _answer(form, "pregnant", problems)


def _answer(form: Form, name: str, problems: list[Problem]) -> bool | None:
    given = _one(form, name)
    if given not in ANSWERS:
        problems.append(Problem(field=name, code=Code.NOT_A_CHOICE, given=given[:LONGEST_ECHO]))
        return None
    return ANSWERS[given]


def _told_signs(form: Form, problems: list[Problem]) -> dict[bool, list[str]]:
    """Return the signs that are asked one by one, answered with yes and with no."""
    told: dict[bool, list[str]] = {True: [], False: []}
    for name in further.SINGLE_SIGNS:
        answer = _answer(form, name, problems)
        if answer is not None:
            told[answer].append(name)
    return told


def _age(form: Form, today: date, problems: list[Problem]) -> dict[str, object]:
    """Return the age words: a birth date if there is one, else a number and its unit."""
    words: dict[str, object] = {}
    if group := _one(form, "age_group"):
        words["age_group"] = group
    if given := _one(form, "birth_date"):
        born = read_date(given, today)
        if born is None:
            problems.append(Problem(field="birth_date", code=Code.NOT_A_DATE, given=given))
        else:
            words.update(age_on(born, today))
            words.pop("age_group", None)
            return words
    if given := _one(form, "age"):
        unit = _one(form, "age_unit") or "years"
        if unit not in AGE_UNIT:
            problems.append(Problem(field="age_unit", code=Code.NOT_A_CHOICE, given=unit))
            return words
        words.pop("age_group", None)
        words[AGE_UNIT[unit]] = _weeks(given) if unit == "weeks" else given
    return words


def _birth_notice(form: Form, today: date) -> Iterator[Notice]:
    """Echo a birth date whose year was converted from the Buddhist era."""
    given = _one(form, "birth_date")
    born = read_date(given, today)
    if born is not None and str(born.year) not in fold(given):
        yield Notice(
            field="birth_date", code="convert", given=given[:LONGEST_ECHO], value=str(born)
        )


def _weeks(given: str) -> str | float:
    """Return the days of so many weeks: the least they can be, as younger is more urgent."""
    weeks = read_number(given)
    return given if weeks is None else int(weeks * DAYS_A_WEEK)


def age_on(born: date, today: date) -> dict[str, int]:
    """Return completed years and months, and days, of somebody *born* then."""
    months = (today.year - born.year) * MONTHS_A_YEAR + today.month - born.month
    months -= today.day < born.day
    return {
        "age_years": months // MONTHS_A_YEAR,
        "age_months": months,
        "age_days": (today - born).days,
    }


def read_date(given: str, today: date) -> date | None:
    """Return the day in *given* (day, month, year, or the year first), None if there is none.

    Buddhist years are understood; a day in the future is no birth date.
    """
    parts = [read_integer(part) for part in _date_parts(given)]
    numbers = [part for part in parts if part is not None]
    if len(numbers) != len(parts) or len(numbers) != len(("day", "month", "year")):
        return None
    day, month, year = numbers
    if day > 31:  # noqa: PLR2004  no day of a month, so the year came first
        day, year = year, day
    try:
        born = date(common_year(year), month, day)
    except ValueError:
        return None
    oldest = today.year - int((FIELDS["age_years"].limits or (0, 0))[1])
    return born if born <= today and born.year > oldest else None


def _date_parts(given: str) -> list[str]:
    folded = fold(given)
    for mark in "-./":
        folded = folded.replace(mark, " ")
    return folded.split()


def _close_groups(form: Form, findings: Findings) -> tuple[Findings, list[Problem]]:
    """Return *findings* with what the answered groups say is absent.

    A group with ticks has been gone through: what was not ticked in it is absent. A group with
    neither tick nor "none of these" was not asked.
    """
    chart = chart_name(findings.age)
    closed = set(form.get("none", ()))
    problems: list[Problem] = []
    absent = set(findings.absent)
    groups = {
        group: (frozenset(asked), signs_closed(chart, group))
        for group, asked in signs_asked(chart, could_be_pregnant=True).items()
    }
    for name, question in further.GROUPS.items():
        boxes = frozenset(further.boxes(question, findings))
        groups[name] = (boxes, boxes)
    for group, (asked, answered) in groups.items():
        ticked = findings.present & asked
        if group in closed and ticked:
            problems.append(Problem(field=group, code=Code.CONTRADICTION, given=min(ticked)))
        if group in closed or ticked:
            absent |= answered - findings.present
    return replace(findings, absent=frozenset(absent)), problems


def _page_names(read: Read) -> Iterator[Problem]:
    """Give the problems the names of the page's inputs."""
    names = {"age_years": "age", "age_months": "age", "age_days": "age", "complaints": "complaint"}
    for problem in read.problems:
        field = problem.field.replace("not_measured.", "why_")
        yield replace(problem, field=names.get(field, field))
