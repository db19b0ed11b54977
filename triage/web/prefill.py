"""A recorded visit as the words of the form: what read_form reads, written back."""

from triage.clinical.age import YOUNG_INFANT_DAYS, Age
from triage.clinical.findings import Findings
from triage.clinical.protocols.iitt import chart_name
from triage.exchange.record import findings_from
from triage.intake import further
from triage.intake.fields import ASKED_VITALS, GROUPS, signs_asked, signs_closed
from triage.store.visits import PatientRow, VisitRow
from triage.web.steps import OTHER_VITALS, FormWords
from triage.wording.criteria import plain_number

MONTHS_MATTER_BELOW = 60
"""Under five years rules count months."""


def form_words(visit: VisitRow) -> FormWords:
    """Return everything recorded about *visit* as it would have been typed."""
    findings = findings_from(visit.findings)
    words: FormWords = {
        "sex": [str(findings.sex)],
        "complaint": list(findings.complaints),
        "present": sorted(findings.present.difference(further.SINGLE_SIGNS)),
        "none": _closed(findings),
        "note": [visit.note],
        **_age(findings.age),
        **_vitals(findings),
        **_answers(findings),
        **_person(visit.patient),
    }
    if findings.pregnant is not None:
        words["pregnant"] = ["yes" if findings.pregnant else "no"]
    return {name: values for name, values in words.items() if any(values)}


def _age(age: Age) -> FormWords:
    """Return the age in the unit that rules count at that age, if it is certain."""
    if age.days.low == age.days.high <= YOUNG_INFANT_DAYS:
        return {"age": [str(age.days.low)], "age_unit": ["days"]}
    if age.months.low == age.months.high < MONTHS_MATTER_BELOW:
        return {"age": [str(age.months.low)], "age_unit": ["months"]}
    if age.exact_years is not None:
        return {"age": [str(age.exact_years)], "age_unit": ["years"]}
    if not age.is_known:
        return {}
    return {"age_group": ["adult" if chart_name(age) == "adult" else "child"]}


def _vitals(findings: Findings) -> FormWords:
    words: FormWords = {}
    for name, value in findings.vitals.measured().items():
        words[name] = [_typed(value)]
    for name, why in findings.not_measured.items():
        words[f"why_{name}"] = [str(why)]
    return words


def _answers(findings: Findings) -> FormWords:
    """Return the answers to further questions that are no check boxes."""
    told: dict[str, float | str | bool | None] = {
        "gestation_weeks": findings.gestation_weeks,
        "postpartum_days": findings.postpartum_days,
        "burn_bsa_pct": findings.burn_bsa_pct,
        "burn_depth": findings.burn_depth,
        "trauma": findings.trauma,
        **findings.measures.known(),
    }
    signs = {
        name: name in findings.present
        for name in further.SINGLE_SIGNS
        if name in findings.present | findings.absent
    }
    return {n: [_typed(value)] for n, value in (told | signs).items() if value is not None}


def _typed(value: float | str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else plain_number(value)


def _closed(findings: Findings) -> list[str]:
    """Return the groups in which nothing was present and everything was asked."""
    chart = chart_name(findings.age)
    asked = signs_asked(chart, could_be_pregnant=True)
    groups = {group: (asked[group], signs_closed(chart, group)) for group in GROUPS}
    for name, question in further.GROUPS.items():
        boxes = further.boxes(question, findings)
        if boxes:
            groups[name] = (boxes, frozenset(boxes))
    return [
        name
        for name, (boxes, answered) in groups.items()
        if not findings.present.intersection(boxes) and answered <= findings.absent
    ]


def _person(patient: PatientRow | None) -> FormWords:
    if patient is None:
        return {}
    return {
        "full_name": [patient.full_name],
        "village": [patient.village],
        "phone": [patient.phone],
        "unknown_patient": ["1" if patient.is_unknown else ""],
    }


def measured_again(earlier: FormWords, posted: FormWords) -> FormWords:
    """Return *earlier* with what was measured anew; a reason for "not measured" drops nothing."""
    words = {name: list(values) for name, values in earlier.items() if name != "note"}
    for name in (*ASKED_VITALS, *OTHER_VITALS, "note"):
        if any(value.strip() for value in posted.get(name, [])):
            words[name] = posted[name]
            words.pop(f"why_{name}", None)
    for name in ASKED_VITALS:
        if name not in words and posted.get(f"why_{name}"):
            words[f"why_{name}"] = posted[f"why_{name}"]
    return words
