"""A second, small reading of the decision tables, which knows nothing of the product's rules.

The tables in tests/golden/decision_table_*.csv are written by hand for a clinician to read and
sign. Here each row is read as it stands; the answers are compared with the protocols over
enumerated patients: every limit just below, at, above and missing, every sign present, absent and
not asked.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from random import Random

from triage.clinical.age import age_from
from triage.clinical.findings import Findings, Measures, Vitals
from triage.clinical.level import Level
from triage.clinical.protocols import RAISING, iitt, news2, tews

GOLDEN = Path(__file__).parents[1] / "golden"
POINTS = re.compile(r"(\d) points?")
BETWEEN = re.compile(r"([\d.]+) to ([\d.]+)")
PART = re.compile(r"(\w+)(?: (is|<=|>=|<|>) (\S+)| ([\d.]+ to [\d.]+))?")
COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    "up to": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "from": lambda value, limit: value >= limit,
}
MEASURED = {one.name for one in fields(Vitals)} | {one.name for one in fields(Measures)}
SAID = {"burn_bsa_pct", "burn_depth", "pregnant", "trauma"}
AGES = {"age_years", "age_months", "age_days"}
CHOICES = {
    "avpu": ["A", "C", "V", "P", "U", None],
    "gcs": [15, 14, 9, 8, None],
    "pregnant": ["yes", "no"],
    "on_oxygen": ["yes", "no", None],
    "burn_depth": ["superficial", "partial", "full", None],
}
MOST_PATIENTS, MIXED_PATIENTS = 200, 250
"""Patients for one criterion, and patients in whom several come together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, as it is written."""

    protocol: str
    chart: str
    id: str
    alternative: str
    criterion: str
    input: str
    comparison: str
    value: str
    level: str
    source: str
    policy: str


@dataclass(frozen=True, slots=True)
class Patient:
    """Values by input, and signs; what stands nowhere was not measured or not asked."""

    values: dict[str, object]
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    def findings(self) -> Findings:
        """Return the patient as the product knows one."""
        known = {name: value for name, value in self.values.items() if value is not None}
        answer = {"yes": True, "no": False}
        known = {name: answer.get(value, value) for name, value in known.items()}
        units = {name.removeprefix("age_"): known[name] for name in known.keys() & AGES}
        vitals = {one.name for one in fields(Vitals)} & known.keys()
        measures = {one.name for one in fields(Measures)} & known.keys()
        age = age_from(**units)
        assert age is not None, units
        return Findings(
            age=age,
            present=self.present,
            absent=self.absent - self.present,
            vitals=Vitals(**{name: known[name] for name in vitals}),
            measures=Measures(**{name: known[name] for name in measures}),
            **{name: known[name] for name in SAID & known.keys()},
        )


@dataclass(frozen=True)
class Chart:
    """The rows of one chart: criteria with their levels, what a word means, and points."""

    name: str
    rows: tuple[Row, ...]
    by_id: dict[str, dict[str, list[Row]]] = field(default_factory=lambda: defaultdict(dict))
    levels: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            self.by_id[row.id].setdefault(row.alternative, []).append(row)
            if row.level in Level.__members__:
                self.levels[row.id] = row.level

    def fired(self, patient: Patient) -> set[str]:
        """Return every criterion that is known to hold."""
        totals = self.totals(patient)
        scored = Patient(patient.values | totals, patient.present, patient.absent)
        return {name for name in self.levels if self._holds_any(name, scored)}

    def totals(self, patient: Patient) -> dict[str, object]:
        """Return the sum and the largest of the points, where the chart has points."""
        scored = [row.id for row in self.rows if POINTS.fullmatch(row.level)]
        points = [self.points(name, patient) for name in dict.fromkeys(scored)]
        known = [one for one in points if one is not None]
        return {"total": sum(known), "largest": max(known)} if known else {}

    def points(self, component: str, patient: Patient) -> int | None:
        """Return the points of one component; None if it has none or was not measured."""
        for rows in self.by_id[component].values():
            told = POINTS.fullmatch(rows[0].level)
            if told and all(self._holds(row, patient) for row in rows):
                return int(told[1])
        return None

    def _holds_any(self, name: str, patient: Patient) -> bool:
        ways = self.by_id.get(name, {}).values()
        return any(all(self._holds(row, patient) for row in rows) for rows in ways)

    def _holds(self, row: Row, patient: Patient) -> bool:
        if row.comparison == "at least":
            held = [self._any_part(item, patient) for item in row.input.split("; ")]
            return sum(held) >= int(row.value)
        if row.comparison == "present":
            return self._any_part(row.input, patient)
        return _compared(patient.values.get(row.input), row.comparison, row.value)

    def _any_part(self, text: str, patient: Patient) -> bool:
        return any(self._part(part, patient) for part in text.split(" or "))

    def _part(self, text: str, patient: Patient) -> bool:
        name, comparison, value, between = _words(text)
        if comparison or between:
            return _compared(patient.values.get(name), comparison or between, value)
        means = self.by_id.get(name, {}) if name not in self.levels else {}
        if name in patient.present or patient.values.get(name) == "yes":
            return True
        return any(all(self._holds(row, patient) for row in rows) for rows in means.values())

    def inputs(self, name: str) -> set[str]:
        """Return what the criterion *name*, and every word in it, asks for."""
        found: set[str] = set()
        for row in (row for rows in self.by_id[name].values() for row in rows):
            for part in re.split("; | or ", row.input):
                word = part.split()[0]
                if word not in {"total", "largest"}:
                    found.add(word)
                if word != name and any(one.level == "means" for one in self._rows_of(word)):
                    found |= self.inputs(word)
        return found

    def _rows_of(self, name: str) -> list[Row]:
        return [row for rows in self.by_id.get(name, {}).values() for row in rows]

    def limits(self, name: str) -> set[float]:
        """Return every number that the chart holds *name* against."""
        text = " ".join(
            f"{row.input} {row.comparison} {row.value}; " for row in self.rows if name in row.input
        )
        told = re.findall(rf"\b{name}\b (?:[a-z<>= ]*?)([\d.]+)(?: to ([\d.]+))?", text)
        return {float(one) for pair in told for one in pair if one}


@cache
def _words(text: str) -> tuple[str, ...]:
    read = PART.fullmatch(text)
    assert read, text
    return read.groups()


def _compared(value: object, comparison: str, limit: str | None) -> bool:
    if comparison == "is not":
        return value != limit
    if value is None:
        return False
    if comparison == "is":
        return str(value) in (limit or "").split("/")
    between = BETWEEN.fullmatch(comparison)
    if between:
        return float(between[1]) <= float(str(value)) <= float(between[2])
    return COMPARE[comparison](float(str(value)), float(limit or "nan"))


def charts() -> dict[tuple[str, str], Chart]:
    """Return every chart of every table by protocol and chart."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for path in sorted(GOLDEN.glob("decision_table_*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                rows[row["protocol"], row["chart"]].append(Row(**row))
    return {key: Chart(key[0], tuple(found)) for key, found in rows.items()}


def _age(days: int) -> dict[str, object]:
    return {"age_days": days, "age_months": days * 12 // 365, "age_years": days // 365}


def _months(months: int) -> dict[str, object]:
    days = months * 365 // 12 + 5
    return {"age_days": days, "age_months": months, "age_years": months // 12}


def _years(*years: int) -> list[dict[str, object]]:
    return [{"age_years": one} for one in years]


ADULT = {"hr": 80, "rr": 16, "temp_c": 37.0, "spo2": 98, "avpu": "A", "pregnant": "no"}
CHILD = ADULT | {"hr": 110, "rr": 28}
INFANT_AGES = [_age(days) for days in (0, 1, 6, 7, 8, 28, 29, 59)]
CHILD_AGES = [
    *INFANT_AGES,
    {"age_days": 60, "age_months": 2, "age_years": 0},
    *(_months(months) for months in (5, 6, 7, 11, 12, 23, 24, 59, 60, 143)),
]
HYPOTENSION_AGES = [
    *INFANT_AGES,
    *(_months(months) for months in (2, 11)),
    *_years(*range(1, 13), 40),
]
PEOPLE: Mapping[tuple[str, str], tuple[dict[str, object], list[dict[str, object]]]] = {
    ("IITT", "adult"): (ADULT, _years(12, 30, 50, 51, 70, 71)),
    ("IITT", "child"): (CHILD, CHILD_AGES),
    ("NEWS2", "16 years and over, not pregnant"): (ADULT, _years(16, 40)),
    ("TEWS", "adult"): (ADULT, _years(13, 40)),
    ("TEWS", "older_child"): (CHILD, _years(3, 12)),
    ("TEWS", "younger_child"): (CHILD, _years(0, 2)),
    ("ETAT", "children under 12"): (CHILD, CHILD_AGES),
    ("IMCI_YOUNG_INFANT", "0 to 59 days"): (CHILD, INFANT_AGES),
    ("IMCI_CHILD", "2 to 59 months"): (
        CHILD,
        [_months(months) for months in (3, 11, 12, 59)],
    ),
    ("MEOWS", "pregnant, or to 42 days after birth"): (ADULT | {"pregnant": "yes"}, _years(25)),
    ("QSOFA", "18 years and over, infection suspected"): (ADULT, _years(18, 60)),
    ("HYPOTENSION", "every age"): (ADULT, HYPOTENSION_AGES),
}
"""Of whom each chart is asked: somebody well, and the ages at which it changes."""
PROTOCOLS = {protocol.name: protocol for protocol in RAISING}
OWN_NAME = {"TEWS": "SATS"}


def product_fired(name: str, findings: Findings) -> dict[str, str]:
    """Return what the product's protocol *name* fires, with levels."""
    if name == "IITT":
        return {one.id: one.level.name for one in iitt.evaluate(findings).fired}
    opinion = PROTOCOLS[OWN_NAME.get(name, name)].judge(findings)
    return {one.id: one.level.name for one in opinion.fired} if opinion else {}


def product_points(chart: tuple[str, str], component: str, value: object) -> int | None:
    """Return the product's points for one *component*."""
    if chart[0] == "NEWS2":
        return news2.component(component, news2.Inputs(**{component: value}))
    inputs = tews.Inputs(**{component: value})
    return tews.component(component, inputs, tews.Chart[chart[1].upper()])


def patients(key: tuple[str, str], chart: Chart) -> Iterator[Patient]:
    """Yield patients for every criterion of *chart*, then patients in whom several meet."""
    well, ages = PEOPLE[key]
    every = set().union(*(chart.inputs(name) for name in chart.by_id)) | set(chart.by_id)
    signs = {name for name in every if name not in MEASURED | SAID | AGES and not name.isupper()}
    signs -= set(chart.levels)
    trauma = {"trauma"} & every
    for name in chart.levels:
        asked = sorted(chart.inputs(name) - AGES)
        if any(POINTS.fullmatch(row.level) for row in chart.rows):
            asked = sorted({row.id for row in chart.rows if POINTS.fullmatch(row.level)})
        options = {one: _options(one, chart, signs | trauma) for one in asked}
        for chosen in _chosen(options, ages, Random(name)):  # noqa: S311  no secret
            yield _patient(chosen, well, signs)
    random = Random(chart.name)  # noqa: S311  no secret
    everything = {one: _options(one, chart, signs | trauma) for one in sorted(every - AGES)}
    everything = {one: options for one, options in everything.items() if options}
    for _ in range(MIXED_PATIENTS):
        some = random.sample(sorted(everything), min(8, len(everything)))
        chosen = {one: random.choice(everything[one]) for one in some}
        yield _patient(chosen | random.choice(ages), well, signs)


def _options(name: str, chart: Chart, signs: set[str]) -> list[object]:
    if name in CHOICES:
        return CHOICES[name]
    if name == "mobility":
        return [row.value for row in chart.rows if row.id == name] + [None]
    if name == "trauma" and any(row.id == "TEWS_RED" for row in chart.rows):
        return ["yes", "no", None]
    if name in signs:
        return ["present", "absent", "unknown"]
    if name not in MEASURED | SAID:
        return []
    step = 0.1 if name in {"temp_c", "glucose_mmol", "weight_kg"} else 1
    around = {round(limit + by, 1) for limit in chart.limits(name) for by in (-step, 0, step)}
    return [*(one if step != 1 else int(one) for one in sorted(around)), None]


def _chosen(
    options: Mapping[str, list[object]], ages: list[dict[str, object]], random: Random
) -> Iterator[dict[str, object]]:
    if prod(map(len, options.values())) * len(ages) <= MOST_PATIENTS:
        for values in product(*options.values()):
            for age in ages:
                yield dict(zip(options, values, strict=True)) | age
        return
    # Too many to walk: each option of each input at each age, the others drawn.
    for name, age in product(options, ages):
        for value in options[name]:
            drawn = {one: random.choice(given) for one, given in options.items()}
            yield drawn | {name: value} | age


def _patient(chosen: Mapping[str, object], well: Mapping[str, object], signs: set[str]) -> Patient:
    told = {
        name: chosen[name] for name in chosen if chosen[name] in ("present", "absent", "unknown")
    }
    unknown = {name for name, word in told.items() if word == "unknown"}
    present = frozenset(name for name, word in told.items() if word == "present")
    values = {name: value for name, value in chosen.items() if name not in told}
    return Patient(dict(well) | values, present, frozenset(signs) - unknown - present)


def disagreeing() -> Iterator[str]:
    """Yield a sentence for each patient on whom a table and its protocol disagree."""
    for key, chart in charts().items():
        yield from disagreeing_on(key, chart)


def disagreeing_on(key: tuple[str, str], chart: Chart) -> Iterator[str]:
    """Yield a sentence for each patient on whom *chart* and its protocol disagree."""
    known = chart.levels
    for patient in patients(key, chart):
        table = {name: known[name] for name in chart.fired(patient)}
        fired = product_fired(key[0], patient.findings())
        ours = {name: level for name, level in fired.items() if name in known}
        if table != ours:
            yield f"{key}: {patient}: table {table}, protocol {ours}"
    yield from _points_disagreeing(key, chart)


def _points_disagreeing(key: tuple[str, str], chart: Chart) -> Iterator[str]:
    answer = {"yes": True, "no": False}
    for name in {row.id for row in chart.rows if POINTS.fullmatch(row.level)}:
        for value in _options(name, chart, {"trauma"}):
            table = chart.points(name, Patient({name: value}))
            ours = product_points(key, name, answer.get(value, value)) if value else None
            if value is not None and table is not None and table != ours:
                yield f"{key}: {name} {value}: table {table}, protocol {ours}"
