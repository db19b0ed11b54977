"""The JSON words of a report: what `triage assess`, the API and the form all end in.

A value that is refused counts as not measured; the report is made of what is left, so that a
Problem never hides danger.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.clinical.age import Age, age_from
from triage.clinical.facts import MEASURES
from triage.clinical.findings import Findings, Measures, NotMeasured, Sex, Vitals
from triage.clinical.plausibility import MGDL_PER_MMOL
from triage.clinical.protocols.iitt import chart_name
from triage.intake.fields import FIELDS, SIGNS, chart_signs
from triage.intake.numbers import plain
from triage.intake.pairs import after_reading, before_reading
from triage.intake.problems import Code, Notice, Problem
from triage.intake.reader import Reader, echo, number_in

AGE_UNITS = ("age_years", "age_months", "age_days")
OTHER_KEYS = ("present", "absent", "vitals", "not_measured", "complaints")
VITAL_NAMES = tuple(name for name, one in FIELDS.items() if one.is_vital)
MEASURED = frozenset(VITAL_NAMES) - {"glucose_unit"}
PERSON_FIELDS = ("full_name", "village", "phone", "note", "birth_date")
KNOWN = frozenset(FIELDS).difference(PERSON_FIELDS).union(OTHER_KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Findings made of what could be used, and what could not."""

    findings: Findings
    problems: tuple[Problem, ...]
    confirm: tuple[Notice, ...]


def read_words(words: Mapping[str, Any], *, checks: bool = True) -> Read:
    """Return the findings in *words*.

    Args:
        words: the keys of FIELDS but for a person's own, and OTHER_KEYS; vital signs flat or
            under "vitals".
        checks: whether numbers must be plausible.
    """
    reader = Reader(checks=checks)
    for key in sorted(set(words) - KNOWN):
        reader.wrong(key, Code.UNKNOWN_KEY, words[key])
    reader.age = _age(reader, words)
    told = {name: words[name] for name in FIELDS if words.get(name) is not None}
    sex = Sex(reader.value("sex", told["sex"]) or "unknown") if "sex" in told else Sex.UNKNOWN
    pregnant = reader.flag("pregnant", told.get("pregnant"))
    if pregnant and sex is Sex.MALE:
        reader.wrong("pregnant", Code.CONTRADICTION, "M")
        sex = Sex.UNKNOWN
    vitals = _vitals(reader, words)
    present, absent = _signs(reader, words)
    findings = Findings(
        age=reader.age,
        sex=sex,
        pregnant=pregnant,
        gestation_weeks=_whole(reader, told, "gestation_weeks"),
        postpartum_days=_whole(reader, told, "postpartum_days"),
        present=present,
        absent=absent,
        vitals=vitals,
        measures=Measures(**{name: _told(reader, told, name) for name in sorted(MEASURES)}),
        not_measured=_reasons(reader, words, vitals),
        complaints=_complaints(reader, words),
        burn_bsa_pct=_told(reader, told, "burn_bsa_pct"),
        burn_depth=_told(reader, told, "burn_depth"),
        trauma=reader.flag("trauma", told.get("trauma")),
        no_sign_of_life=tuple(reader.lifeless),
        refused=tuple(sorted({one.field for one in reader.problems} & MEASURED)),
    )
    return Read(findings=findings, problems=tuple(reader.problems), confirm=tuple(reader.confirm))


def _told(reader: Reader, told: Mapping[str, Any], name: str) -> Any:
    return reader.value(name, told[name]) if name in told else None


def _whole(reader: Reader, told: Mapping[str, Any], name: str) -> int | None:
    value = _told(reader, told, name)
    return None if value is None else int(value)


def _age(reader: Reader, words: Mapping[str, Any]) -> Age:
    given: dict[str, int] = {}
    for name in AGE_UNITS:
        if words.get(name) is None:
            continue
        value = reader.number(name, words[name])
        if value is not None:
            given[name.removeprefix("age_")] = int(value)
    group = words.get("age_group")
    if group is not None:
        group = reader.choice(FIELDS["age_group"], group)
    age = age_from(**given, group=group)
    if age is None:
        reader.wrong("age", Code.CONTRADICTION, ", ".join(f"{n} {u}" for u, n in given.items()))
        return Age()
    return age


def _vitals(reader: Reader, words: Mapping[str, Any]) -> Vitals:
    nested = words.get("vitals") or {}
    if not isinstance(nested, Mapping):
        reader.wrong("vitals", Code.UNREADABLE, nested)
        nested = {}
    for key in sorted(set(nested) - set(VITAL_NAMES)):
        reader.wrong(f"vitals.{key}", Code.UNKNOWN_KEY, nested[key])
    given = _merged(reader, nested, words)
    if reader.checks:
        before_reading(reader, given)
    unit = given.pop("glucose_unit", None)
    if unit is not None:
        unit = reader.choice(FIELDS["glucose_unit"], unit)
    read = {
        name: reader.value(name, value) for name, value in given.items() if name != "glucose_mmol"
    }
    if "glucose_mmol" in given:
        read["glucose_mmol"] = _glucose(reader, given["glucose_mmol"], unit)
    if reader.checks:
        after_reading(reader, read)
    return Vitals(**read)


def _merged(reader: Reader, nested: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the vital signs told; one told twice with two values is asked about, not chosen."""
    given: dict[str, Any] = {}
    for name in VITAL_NAMES:
        told = [one[name] for one in (nested, words) if one.get(name) is not None]
        if len(told) > 1 and told[0] != told[1]:
            reader.wrong(name, Code.CONTRADICTION, f"{echo(told[0])}, {echo(told[1])}")
        elif told:
            given[name] = told[0]
    return given


def _glucose(reader: Reader, given: object, unit: str | None) -> float | None:
    value = number_in(given)
    if unit != "mgdl" or value is None:
        return reader.number("glucose_mmol", given, unit_is_known=unit is not None)
    converted = round(value / MGDL_PER_MMOL, 2)
    used = reader.number("glucose_mmol", converted, unit_is_known=True)
    if used is not None:
        reader.confirm.append(
            Notice(field="glucose_mmol", code="convert", given=plain(value), value=used)
        )
    return used


def _reasons(reader: Reader, words: Mapping[str, Any], vitals: Vitals) -> dict[str, NotMeasured]:
    given = words.get("not_measured") or {}
    if not isinstance(given, Mapping):
        reader.wrong("not_measured", Code.UNREADABLE, given)
        return {}
    reasons: dict[str, NotMeasured] = {}
    for name, reason in given.items():
        if name not in MEASURED or reason not in tuple(NotMeasured):
            reader.wrong(f"not_measured.{name}", Code.NOT_A_CHOICE, reason)
        elif getattr(vitals, name) is not None:
            reader.wrong(f"not_measured.{name}", Code.CONTRADICTION, reason)
        else:
            reasons[name] = NotMeasured(reason)
    return reasons


def _names(reader: Reader, key: str, given: object) -> frozenset[str]:
    """Return the known signs in a list of names; each other one is a problem."""
    if not isinstance(given, list | tuple):
        reader.wrong(key, Code.UNREADABLE, given)
        return frozenset()
    known: set[str] = set()
    for name in given:
        if isinstance(name, str) and name in SIGNS:
            known.add(name)
        else:
            reader.wrong(key, Code.NOT_A_CHOICE, name)
    return frozenset(known)


def _signs(reader: Reader, words: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    present = _names(reader, "present", words.get("present") or [])
    given = words.get("absent")
    if given == "all_others":
        return present, chart_signs(chart_name(reader.age)) - present
    if given is None or given == "none":
        return present, frozenset()
    absent = _names(reader, "absent", given)
    for name in sorted(present & absent):
        reader.wrong(name, Code.CONTRADICTION, name)
    return present, absent - present


def _complaints(reader: Reader, words: Mapping[str, Any]) -> tuple[str, ...]:
    given = words.get("complaints") or []
    if not isinstance(given, list | tuple):
        reader.wrong("complaints", Code.UNREADABLE, given)
        return ()
    codes: list[str] = []
    for code in given:
        if str(code) in FIELDS["complaints"].choices:
            codes.append(str(code))
        else:
            reader.wrong("complaints", Code.NOT_A_CHOICE, code)
    return tuple(dict.fromkeys(codes))
