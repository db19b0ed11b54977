"""Patients of published cohorts through `triage assess`: levels against outcomes, as Markdown.

    .venv/bin/python -m tests.bench.cohorts cohorts.csv.gz > table.md

The table has the columns age_years, sex, temp_c, heart_rate, resp_rate, sbp, dbp, spo2, mental,
cohort, died, icu, referred, critical. Nothing in the program was tuned on these patients.
"""

import csv
import gzip
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

VITALS = {
    "temp_c": "temp_c",
    "heart_rate": "hr",
    "resp_rate": "rr",
    "sbp": "sbp",
    "dbp": "dbp",
    "spo2": "spo2",
}
FEVER_COHORTS = ("afire_indonesia", "segamat_malaysia")
LEVELS = ("RED", "ORANGE", "YELLOW", "UNDETERMINED", "GREEN")
ASKED = {"none": "no sign was asked (what the tables hold)", "all_others": "as if all were absent"}


def report(row: dict[str, str], absent: str) -> dict[str, object]:
    """Return one patient in the words of a report."""
    vitals: dict[str, object] = {
        name: row[column] for column, name in VITALS.items() if row[column]
    }
    if row["mental"]:
        vitals["avpu"] = row["mental"]
    years = float(row["age_years"])
    age = {"age_years": int(years)} if years >= 1 else {"age_months": int(years * 12)}
    present = ["fever"] if row["cohort"] in FEVER_COHORTS else []
    return age | {"sex": row["sex"], "present": present, "absent": absent, "vitals": vitals}


def assessed(reports: Iterable[dict[str, object]]) -> list[dict]:
    """Return what `triage assess` answers to each report."""
    triage = Path(sys.executable).with_name("triage")
    lines = "\n".join(json.dumps(one) for one in reports)
    result = subprocess.run(
        [triage, "assess"], input=lines, capture_output=True, text=True, check=False
    )
    return [json.loads(line) for line in result.stdout.splitlines()]


def level_of(answer: dict) -> str:
    return answer.get("level") or answer["level_so_far"]


def bad(row: dict[str, str]) -> str:
    """Return the outcome that matters: died, icu, referred or nothing."""
    if row["died"] == "1":
        return "died"
    if row["critical"] == "1" or row["icu"] == "1":
        return "intensive care"
    return "referred" if row["referred"] == "1" else ""


def table(rows: list[dict[str, str]], answers: list[dict]) -> str:
    """Return levels by cohort and outcome."""
    counts: Counter = Counter()
    for row, answer in zip(rows, answers, strict=True):
        for outcome in ("all", bad(row)):
            counts[row["cohort"], outcome, level_of(answer)] += 1
    lines = ["| cohort | outcome | " + " | ".join(LEVELS) + " | in all |", "|---|---|" + "--:|" * 6]
    for cohort in sorted({row["cohort"] for row in rows}):
        for outcome in ("all", "died", "intensive care", "referred"):
            found = [counts[cohort, outcome, level] for level in LEVELS]
            if sum(found):
                cells = " | ".join(map(str, [*found, sum(found)]))
                lines.append(f"| {cohort} | {outcome} | {cells} |")
    return "\n".join(lines)


def missed(rows: list[dict[str, str]], answers: list[dict]) -> str:
    """Return each patient who died or needed intensive care below ORANGE, and why."""
    lines = [
        "| cohort | outcome | age | level | vital signs | fired | NEWS2 | model |",
        "|---|---|--:|---|---|---|--:|---|",
    ]
    for row, answer in zip(rows, answers, strict=True):
        if bad(row) in {"died", "intensive care"} and level_of(answer) in LEVELS[2:]:
            lines.append(_missed_line(row, answer))
    return "\n".join(lines)


def _missed_line(row: dict[str, str], answer: dict) -> str:
    vitals = " ".join(f"{name} {row[column]}" for column, name in VITALS.items() if row[column])
    fired = " ".join(one["id"] for one in answer.get("floor", {}).get("fired", []))
    score = answer.get("scores", {}).get("NEWS2", {}).get("points", "")
    model = answer.get("model") or {}
    said = model.get("band") or " ".join(model.get("outside_experience", []))
    cells = [
        row["cohort"],
        bad(row),
        row["age_years"],
        level_of(answer),
        vitals,
        fired,
        score,
        said,
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def red_by_criterion(answers: list[dict]) -> str:
    """Return the share of RED patients in whom each criterion fired."""
    reds = [answer for answer in answers if level_of(answer) == "RED" and "floor" in answer]
    counts = Counter(
        one["id"] for answer in reds for one in answer["floor"]["fired"] if one["level"] == "RED"
    )
    lines = ["| criterion | RED patients | share |", "|---|--:|--:|"]
    lines += [f"| {name} | {n} | {n / len(reds):.0%} |" for name, n in counts.most_common()]
    return "\n".join(lines)


def main() -> None:
    """Print the tables for the file named on the command line."""
    with gzip.open(sys.argv[1], "rt") as file:
        rows = list(csv.DictReader(file))
    for absent, title in ASKED.items():
        answers = assessed(report(row, absent) for row in rows)
        problems = Counter(p["field"] for a in answers for p in a.get("problems", ()))
        raised = sum((answer.get("model") or {}).get("raised", False) for answer in answers)
        print(f"\n## Signs: {title}\n\n{table(rows, answers)}\n")
        print(f"Raised by the model: {raised}. Lines with problems: {dict(problems)}.\n")
        print(f"### RED by criterion\n\n{red_by_criterion(answers)}\n")
        print(f"### Died or intensive care, below ORANGE\n\n{missed(rows, answers)}\n")


if __name__ == "__main__":
    main()
