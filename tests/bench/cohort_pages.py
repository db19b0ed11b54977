"""Fifty patients of published cohorts through the pages with a real browser.

    .venv/bin/python -m tests.bench.cohort_pages cohorts.csv.gz

The level on the page is compared with what `triage assess` says of the same patient.
"""

import csv
import gzip
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.bench.cohorts import FEVER_COHORTS, VITALS, assessed, level_of, report
from tests.journeys.service import Service
from tests.pages.browser import enrol, fill, open_browser, press

PATIENTS = 50


def chosen(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return every sixty-second patient: all cohorts, no choice by outcome."""
    return rows[:: len(rows) // PATIENTS][:PATIENTS]


def steps(row: dict[str, str]) -> list[dict[str, object]]:
    """Return what a worker would type on each page."""
    years = float(row["age_years"])
    age = (str(int(years)), "years") if years >= 1 else (str(int(years * 12)), "months")
    who = {"sex": row["sex"], "age": age[0], "age_unit": age[1], "unknown_patient": ["1"]}
    vitals: dict[str, object] = {
        name: row[column] for column, name in VITALS.items() if row[column]
    }
    if row["mental"]:
        vitals["avpu"] = row["mental"]
    signs = {"present": ["fever"]} if row["cohort"] in FEVER_COHORTS else {}
    return [who, {}, signs, vitals]


def main() -> None:
    """Print how many levels on the page agree, and each that does not."""
    with gzip.open(sys.argv[1], "rt") as file:
        rows = chosen(list(csv.DictReader(file)))
    expected = [level_of(one) for one in assessed(report(row, "none") for row in rows)]
    agreed: Counter = Counter()
    with tempfile.TemporaryDirectory(dir="/var/tmp") as made, open_browser() as page:
        service = Service(Path(made) / "site")
        service.start()
        try:
            user = service.users["worker"]
            enrol(page, service.url, service.enrol_code)
            page.goto(f"{service.url}/sign-in")
            fill(page, {"name": user["name"], "pin": user["pin"]})
            press(page)
            for row, level in zip(rows, expected, strict=True):
                page.goto(f"{service.url}/visits/new")
                for typed in steps(row):
                    fill(page, typed)
                    press(page)
                shown = page.locator("h1").text_content() or ""
                word = "INCOMPLETE" if level == "UNDETERMINED" else level
                agreed[level, word in shown] += 1
                if word not in shown:
                    print(f"{row['cohort']} {row['age_years']}: {level} but the page says {shown}")
        finally:
            service.stop()
    for (level, same), number in sorted(agreed.items()):
        print(f"{level}: {number} {'agree' if same else 'differ'}")


if __name__ == "__main__":
    main()
