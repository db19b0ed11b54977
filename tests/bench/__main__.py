"""`make bench`: prints the figures of docs/measured.md, with the machine they are from."""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.bench import cipher, posts
from triage.clinical.floor import Conditions, compose
from triage.intake.payload import read_words
from triage.risk.model import load
from triage.settings import shipped

REPORT = {
    "age_years": 62,
    "sex": "M",
    "present": ["fever"],
    "absent": "all_others",
    "vitals": {"hr": 104, "rr": 24, "temp_c": 38.4, "spo2": 94, "sbp": 108, "dbp": 70, "avpu": "A"},
    "complaints": ["21"],
}
LINES = 4000
REPEATS = 2000


def machine() -> str:
    """Return processor, cores and Python."""
    info = Path("/proc/cpuinfo").read_text()
    name = next(line.partition(": ")[2] for line in info.splitlines() if "model name" in line)
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"


def microseconds(action) -> float:
    """Return the median time of *action*."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return median(times) * 1e6


def assess_rate(*options: str) -> float:
    """Return lines a second of `triage assess`, its start taken off."""
    triage = Path(sys.executable).with_name("triage")

    def seconds(lines: int) -> float:
        text = (json.dumps(REPORT) + "\n") * lines
        began = time.perf_counter()
        subprocess.run(
            [triage, "assess", *options], input=text.encode(), capture_output=True, check=True
        )
        return time.perf_counter() - began

    return LINES / (median(seconds(LINES) for _ in range(3)) - median(seconds(1) for _ in range(3)))


def main() -> None:
    """Print everything."""
    print(machine())
    model = load(shipped("models/risk"))
    findings = read_words(REPORT).findings
    vitals = {
        name: getattr(findings.vitals, name)
        for name in ("temp_c", "hr", "rr", "sbp", "dbp", "spo2")
    }
    score = microseconds(
        lambda: model.score(
            age_years=62, sex="M", vitals=vitals, complaints=findings.complaints or ("20", "28")
        )
    )
    floor = microseconds(lambda: compose(findings, Conditions()))
    words = microseconds(lambda: read_words(REPORT))
    print(f"score with contributions {score:.0f} us, floor {floor:.0f} us, words {words:.0f} us")
    print(
        f"triage assess: {assess_rate():.0f} lines/s, floor alone {assess_rate('--no-model'):.0f}"
    )
    posts.run()
    cipher.run()


if __name__ == "__main__":
    main()
