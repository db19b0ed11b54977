"""Durable triage POSTs beside a Flask hello world on the same gunicorn."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

from tests.bench.figures import Figure, at_least, at_most
from tests.bench.hello import Hello
from tests.journeys.load import REPORT, TimedProgram
from tests.journeys.service import Service
from tests.journeys.worker import _FORM, _HIDDEN, SOMEBODY, STEPS, Worker
from triage.store.database import Database

ROUNDS = 3
SECONDS = 3
FEW_CLIENTS, MANY_CLIENTS = 8, 32
LEAST_SHARE_PERCENT = 25
MOST_P99_MS = 150
STEPS_PREPARED = 2_700
REPORTS_PREPARED = 6_000
SCRIPT = """
local requests = {}
for line in io.lines("%(file)s") do
  local path, body = line:match("^(%%S+) (.+)$")
  requests[#requests + 1] = wrk.format("POST", path, {%(headers)s}, body)
end
local i = 0
request = function()
  i = i + 1
  if i >= #requests then wrk.thread:stop() end
  return requests[math.min(i, #requests)]
end
"""
HELLO = 'request = function() return wrk.format("POST", "/", {}, "a=1") end'


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of wrk: requests a second, milliseconds, requests sent, and how many of them failed.

    Failed are answers other than 2xx and 3xx, and connections that broke or timed out.
    """

    rate: float
    p50_ms: float
    p99_ms: float
    failed: int
    sent: int


def wrk(url: str, script: str, clients: int, directory: Path) -> Run:
    """Return what wrk measured in so many seconds, or until the script had nothing more."""
    path = directory / "wrk.lua"
    path.write_text(script)
    command = ["wrk", "-t1", f"-c{clients}", f"-d{SECONDS}s", "--latency", "-s", str(path), url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Run(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
        p50_ms=_milliseconds(text, "50%"),
        p99_ms=_milliseconds(text, "99%"),
        failed=_failed(text),
        sent=int(re.search(r"(\d+) requests in", text).group(1)),
    )


def _failed(text: str) -> int:
    answers = re.findall(r"Non-2xx or 3xx responses: (\d+)", text)
    broken = re.findall(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text
    )
    return sum(map(int, (*answers, *(number for found in broken for number in found))))


def _milliseconds(text: str, percentile: str) -> float:
    number, unit = re.search(rf"{percentile}\s+([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def visits(service: Service) -> int:
    """Return how many visits are recorded."""
    database = Database(service.directory / "triage.db")
    with closing(database), database.reading() as connection:
        found: int = connection.exec_driver_sql("SELECT count(*) FROM visit").scalar_one()
    return found


def last_steps(service: Service, path: Path) -> str:
    """Write last steps of visits, each of another patient, and return the script."""
    lines = []
    with closing(Worker(service)) as worker:
        worker.sign_in()
        for _ in range(STEPS_PREPARED):
            step = worker.send("/visits/new", SOMEBODY | {"full_name": f"Test {uuid4()}"})
            for typed in STEPS[:-1]:
                step = worker.send(step, typed)
            _, _, page = worker.request("GET", step)
            inside = [inner for action, inner in _FORM.findall(page) if not action][-1]
            hidden = {key: unescape(value) for key, value in _HIDDEN.findall(inside)}
            lines.append(f"{step} {urlencode(hidden | dict(STEPS[-1]), doseq=True)}")
        cookie = worker.cookie
    path.write_text("\n".join(lines) + "\n")
    form = '["Content-Type"] = "application/x-www-form-urlencoded"'
    return SCRIPT % {"file": path, "headers": f'{form}, ["Cookie"] = "{cookie}"'}


def reports(service: Service, path: Path) -> str:
    """Write reports of a program, each under an id of its own, and return the script."""
    ids = (str(uuid4()) for _ in range(REPORTS_PREPARED))
    lines = (f"/api/v1/visits {json.dumps(REPORT | {'report_id': one})}" for one in ids)
    path.write_text("\n".join(lines) + "\n")
    with closing(TimedProgram(service)) as program:
        headers = ", ".join(f'["{name}"] = "{value}"' for name, value in program.headers.items())
    return SCRIPT % {"file": path, "headers": headers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is posted, what writes it beforehand, and how many of it."""

    what: str
    prepare: Callable[[Service, Path], str]
    prepared: int


KINDS = (
    Kind(what="last step of a form", prepare=last_steps, prepared=STEPS_PREPARED),
    Kind(what="report of a program", prepare=reports, prepared=REPORTS_PREPARED),
)


def figures(directory: Path) -> Iterator[Figure]:
    """A visit that is recorded and on the disk before it is answered: the last step of a form,
    and a report of a program. Each round runs the hello world first, then the service, on the
    same gunicorn settings with the same load generator on the same cores; the rate is the median
    of three rounds of three seconds, nothing is sent twice, and the visits in the database are
    counted.

    The three steps before the last one, which are durable too, are prepared outside the time.
    """
    service = Service(directory / "site")
    service.start()
    try:
        for clients in (FEW_CLIENTS, MANY_CLIENTS):
            for kind in KINDS:
                yield from _compared(service, directory, clients, kind)
    finally:
        service.stop()


def _compared(service: Service, directory: Path, clients: int, kind: Kind) -> Iterator[Figure]:
    """Give the figures of one kind of request at so many clients."""
    ours, plain, recorded = [], [], 0
    for _ in range(ROUNDS):
        plain.append(_hello(directory, clients))
        script = kind.prepare(service, directory / "requests")
        before = visits(service)
        ours.append(wrk(service.url, script, clients, directory))
        recorded += visits(service) - before
    hello = median(run.rate for run in plain)
    rate, p99 = median(run.rate for run in ours), median(run.p99_ms for run in ours)
    # wrk counts the seconds on after the last prepared request, but not what is in flight then.
    ran_out = any(run.sent >= kind.prepared - 2 * clients for run in ours)
    shares = [100 * mine.rate / its.rate for mine, its in zip(ours, plain, strict=True)]
    share = median(shares)
    yield Figure(what=f"hello world, {clients} clients", value=f"{hello:.0f}/s", beside="100 %")
    yield Figure(
        what=f"{kind.what}, {clients} clients",
        value=f"more than {rate:.0f}/s" if ran_out else f"{rate:.0f}/s",
        beside=f"{share:.0f} % ({min(shares):.0f} to {max(shares):.0f})",
        target=at_least(share, LEAST_SHARE_PERCENT, "%") if clients == FEW_CLIENTS else "",
    )
    failed = sum(run.failed for run in ours)
    yield Figure(
        what=f"the same: {recorded:,} visits recorded, {failed} failed",
        value=f"p50 {median(run.p50_ms for run in ours):.0f} ms, p99 {p99:.0f} ms",
        beside=f"hello p99 {median(run.p99_ms for run in plain):.0f} ms",
        target=at_most(p99, MOST_P99_MS, "ms") if clients == MANY_CLIENTS else "",
    )


def _hello(directory: Path, clients: int) -> Run:
    served = Hello()
    served.start()
    try:
        return wrk(served.url, HELLO, clients, directory)
    finally:
        served.stop()
