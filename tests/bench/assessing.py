"""Reports a second through `triage assess`."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, at_least
from tests.journeys.load import REPORT
from tests.journeys.service import BIN

LINES, REPEATS = 4_000, 3
LEAST_LINES = 2_000
ECHO = "import json,sys\nfor line in sys.stdin: print(json.dumps(json.loads(line)))"


def figures(_directory: Path) -> Iterator[Figure]:
    """Lines a second on one core, the time of a start with one line taken off, median of three;
    beside a loop that only reads and writes the same lines as JSON.
    """
    echo = _rate(sys.executable, "-c", ECHO)
    yield Figure(what="JSON in, JSON out, nothing decided", value=f"{echo:.0f}/s", beside="100 %")
    for what, options in (("triage assess", ()), ("triage assess --no-model", ("--no-model",))):
        rate = _rate(str(BIN / "triage"), "assess", *options)
        yield Figure(
            what=f"`{what}`",
            value=f"{rate:.0f}/s",
            beside=f"{rate / echo:.1%}",
            target="" if options else at_least(rate, LEAST_LINES, "lines/s"),
        )


def _rate(*command: str) -> float:
    def seconds(lines: int) -> float:
        text = (json.dumps(REPORT) + "\n") * lines
        began = time.perf_counter()
        subprocess.run(command, input=text.encode(), capture_output=True, check=True)
        return time.perf_counter() - began

    whole, start = (median(seconds(lines) for _ in range(REPEATS)) for lines in (LINES, 1))
    return (LINES - 1) / (whole - start)
