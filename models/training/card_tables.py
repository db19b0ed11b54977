"""The model card's tables, from stored figures."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

_GROUPS = re.compile(r"(\d+)_(\d+)")
_COHORTS = {
    "korea_emergency_department_icu_or_death": "South Korea, emergency department (KTAS), "
    "ICU or death",
    "indonesia_hospital_fever_death": "Indonesia, fever in hospital (AFIRE), death",
    "malaysia_fever_clinic_referral": "Malaysia, fever clinic (Segamat), referral",
}
_RANKINGS = {
    "critical_all_rows": "ICU or death, all rows",
    "critical_where_it_speaks": "ICU or death, where it speaks",
    "critical_all_vitals_measured": "ICU or death, all six vital signs measured",
    "death_all_rows": "Death alone, all rows",
    "news2_without_consciousness": "For comparison, where it speaks: NEWS2 without consciousness",
    "age_alone": "Age alone",
    "shock_index": "Shock index alone",
}
_MASKS = {
    "nothing_hidden": "nothing hidden",
    "no_spo2": "no SpO2",
    "no_bp": "no blood pressure",
    "no_spo2_no_bp": "no SpO2, no blood pressure",
    "no_rr": "no respiratory rate",
    "temp_only": "temperature alone",
    "no_vitals": "no vital sign",
    "by_chance": "each by chance (0.35)",
}


def rows(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    whole = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in whole)


def auroc(metrics: Mapping[str, Any]) -> str:
    """Return how well the model ranks, beside plainer scores and a freer learner."""
    ranked, trees = metrics["auroc"], metrics["boosted_trees"]
    lines: list[tuple[object, object]] = [
        (words, ranked[name]) for name, words in _RANKINGS.items() if name in ranked
    ]
    lines += [
        ("Boosted trees with every interaction, same inputs and rows", trees["auroc"]),
        ("This model less those trees", trees["difference"]),
    ]
    return rows(("AUROC", ""), lines)


def evaluation(figures: Mapping[str, Any], sha256: str) -> str:
    """Return the section on another table that the file with *sha256* was judged on."""
    if not figures:
        return "No other table was looked at (`triage model evaluate --keep`)."
    same = "this file" if figures["model_sha256"] == sha256 else "**another file** of this model"
    known = "**It was trained on this table, so these figures flatter it.** "
    return (
        f"{known if figures['trained_on_it'] else ''}Judged on `{figures['file']}` (SHA-256"
        f" `{figures['sha256']}`, years {', '.join(figures['years'])},"
        f" {figures['hospitals']} hospitals) with {same}: of {figures['rows']} people it"
        f" may speak of {figures['where_the_model_speaks']}, {figures['critical']} of them"
        f" critical. AUROC {figures['auroc']} (NEWS2 without"
        f" consciousness {figures['news2_without_consciousness']}), predicted over observed"
        f" {figures['predicted_over_observed']}, unsure {figures['unsure']}.\n\n"
        f"{system(figures['floor_and_model'])}\n\n{subgroups(figures['subgroups'])}"
    )


def system(figures: Mapping[str, Any]) -> str:
    """Return sensitivity and false positives of protocols, and of protocols and model."""
    floor = ("protocols alone", figures["floor_sensitivity"], figures["floor_false_positives"])
    lines: list[tuple[object, ...]] = [(*floor, "", "")]
    for name, words in (("bands", "with age-band thresholds"), ("single", "with one threshold")):
        of = figures[name]
        found, each = of["found_of_those_the_floor_left"], of["raised_for_each_found"]
        lines.append((words, of["sensitivity"], of["false_positives"], found, each))
    head = (
        "",
        "sensitivity",
        "false positives",
        "found of those left",
        "raised for each found",
    )
    return rows(head, lines)


def masks(figures: Mapping[str, Any]) -> str:
    """Return ranking and level with measurements hidden."""
    lines = [
        (_MASKS[name], of["auroc"], of["predicted_over_observed"], of["against_nothing_hidden"])
        for name, of in figures.items()
    ]
    head = ("hidden", "AUROC", "predicted / observed", "against nothing hidden")
    return rows(head, lines)


def told(figures: Mapping[str, Any]) -> str:
    """Return ranking, level and sensitivity by how many complaints were told."""
    head = (
        "complaints told",
        "AUROC",
        "predicted / observed",
        "sensitivity, age bands",
        "sensitivity, one threshold",
        "false positives, one threshold",
    )
    lines = [
        (
            name,
            of["auroc"],
            of["predicted_over_observed"],
            of["sensitivity_bands"],
            of["sensitivity_single"],
            of["false_positives_single"],
        )
        for name, of in figures.items()
    ]
    return rows(head, lines)


def subgroups(figures: Mapping[str, Any]) -> str:
    """Return the same figures for parts of the people."""
    columns: dict[str, Callable[[Mapping[str, Any]], object]] = {
        "people": lambda of: of["rows"],
        "ICU or death": lambda of: of["critical"],
        "AUROC": lambda of: of["auroc"],
        "predicted / observed": lambda of: of["predicted_over_observed"],
        "sensitivity, age bands": lambda of: of["sensitivity_bands"],
        "false positives, age bands": lambda of: f"{of['false_positives_bands'].value:.3f}",
        "sensitivity, one threshold": lambda of: of["sensitivity_single"],
        "false positives, one threshold": lambda of: f"{of['false_positives_single'].value:.3f}",
        "unsure": lambda of: of["unsure"],
    }
    lines = [
        (
            _GROUPS.sub(r"\1 to \2", name).replace("_", " "),
            *(column(of) for column in columns.values()),
        )
        for name, of in figures.items()
    ]
    return rows(("group", *columns), lines)


def external(figures: Mapping[str, Any], sha256: str) -> str:
    """Return the section on outside cohorts of the model whose file has *sha256*."""
    if not figures:
        return "No outside cohort was looked at for this model."
    lines = []
    for name, words in _COHORTS.items():
        of = figures[name]
        row = (of["rows"], of["events"], f"{of.get('with_a_complaint', 0):.0%}", of["auroc"])
        lines.append((words, *row, of["predicted"], of["observed"]))
    head = (
        "where, outcome",
        "people",
        "events",
        "complaint read",
        "AUROC",
        "predicted",
        "observed",
    )
    same = "this file" if figures["model_sha256"] == sha256 else "**another file** of this model"
    return (
        f"People of 12 years and over who were never trained on; measured with {same}.\n\n"
        f"{rows(head, lines)}\n\n"
        "Korea and Indonesia are hospitals. The Malaysian fever clinic is the nearest to a first\n"
        "contact; an AUROC of 0.5 is chance. When the recipe was made it reached 0.543 (0.467 to\n"
        "0.635) there: **do not expect it to rank outpatients with fever.** Referral is also not\n"
        "the outcome that it learned. Korea wrote complaints as free text, which is read by words\n"
        "(`external_complaints.py`); everybody in the other two cohorts had fever, and that one\n"
        "complaint is set."
    )
