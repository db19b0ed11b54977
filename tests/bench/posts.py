"""A durable triage POST beside a Flask hello world on the same gunicorn; start and memory."""

import os
import re
import subprocess
import tempfile
import time
from contextlib import closing, suppress
from html import unescape
from pathlib import Path
from socket import create_connection
from urllib.parse import urlencode

from tests.journeys.service import BIN, ROOT, STARTS_WITHIN_S, Service, free_port
from tests.journeys.worker import _FORM, _HIDDEN, SOMEBODY, STEPS, Worker
from triage.store.database import Database

ROUNDS = 3
SECONDS = 3
CLIENTS = (8, 32)
DRAFTS = 1600
SCRIPT = """
local requests = {}
for line in io.lines("%s") do
  local path, body = line:match("^(%%S+) (%%S+)$")
  requests[#requests + 1] = wrk.format("POST", path,
    {["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = "%s"}, body)
end
local i = 0
request = function() i = i %% #requests + 1; return requests[i] end
"""
HELLO = 'request = function() return wrk.format("POST", "/", {}, "a=1") end'


def wrk(url: str, script: str, clients: int, directory: Path) -> dict[str, float]:
    """Return requests a second and the 99th percentile in milliseconds."""
    path = directory / "wrk.lua"
    path.write_text(script)
    command = ["wrk", "-t1", f"-c{clients}", f"-d{SECONDS}s", "--latency", "-s", str(path), url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    scale = {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
        "p99": float(number) * scale,
        "refused": int((re.search(r"Non-2xx or 3xx responses: (\d+)", text) or [0, 0])[1]),
    }


def visits(service: Service) -> int:
    """Return how many visits are recorded."""
    database = Database(service.directory / "triage.db")
    with database.reading() as connection:
        found: int = connection.exec_driver_sql("SELECT count(*) FROM visit").scalar_one()
    database.close()
    return found


def last_steps(worker: Worker, path: Path, name: str) -> None:
    """Write as many last steps of a visit as a run can take, each of another patient."""
    lines = []
    for number in range(DRAFTS):
        step = worker.send("/visits/new", SOMEBODY | {"full_name": f"{name} {number}"})
        for typed in STEPS[:-1]:
            step = worker.send(step, typed)
        _, _, page = worker.request("GET", step)
        inside = [inner for action, inner in _FORM.findall(page) if not action][-1]
        hidden = {key: unescape(value) for key, value in _HIDDEN.findall(inside)}
        lines.append(f"{step} {urlencode(hidden | dict(STEPS[-1]), doseq=True)}")
    path.write_text("\n".join(lines) + "\n")


def until_it_answers(port: int) -> None:
    """Return when something listens on *port*."""
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        with suppress(OSError), closing(create_connection(("127.0.0.1", port), timeout=1)):
            return
        time.sleep(0.05)


def hello_rate(directory: Path, clients: int) -> dict[str, float]:
    """Return what the hello world reaches on the same gunicorn settings."""
    port = free_port()
    config = ROOT / "deploy" / "gunicorn.conf.py"
    command = [BIN / "gunicorn", "--config", config, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--pythonpath", Path(__file__).parent, "hello:application"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        until_it_answers(port)
        return wrk(f"http://127.0.0.1:{port}/", HELLO, clients, directory)
    finally:
        process.terminate()
        process.wait()


def memory_mb(service: Service) -> float:
    """Return the proportional memory of the service's processes, in megabytes."""
    group = service.process.pid
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and os.getpgid(int(entry.name)) == group:
            rollup = (entry / "smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE).group(1))
    return total / 1024


def start_seconds(service: Service) -> float:
    """Return the seconds from the command to the first answer."""
    began = time.perf_counter()
    service.start()
    return time.perf_counter() - began


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as made:
        directory = Path(made)
        service = Service(directory / "site")
        starts = []
        for _ in range(5):
            starts.append(start_seconds(service))
            service.stop()
        print(f"start to first answer: {sorted(starts)[2]:.2f} s (median of 5)")
        service.start()
        try:
            _rounds(service, directory)
        finally:
            service.stop()


def _rounds(service: Service, directory: Path) -> None:
    for number in range(ROUNDS):
        for clients in CLIENTS:
            with closing(Worker(service)) as worker:
                worker.sign_in()
                steps = directory / "steps"
                last_steps(worker, steps, f"Test {number} {clients}")
                script = SCRIPT % (steps, worker.cookie)
                before = visits(service)
                ours = wrk(service.url, script, clients, directory)
                recorded = visits(service) - before
            hello = hello_rate(directory, clients)
            print(
                f"{clients} clients: {recorded} visits recorded, {ours['rate']:.0f}/s,"
                f" p99 {ours['p99']:.0f} ms, refused {ours['refused']:.0f};"
                f" hello {hello['rate']:.0f}/s; ratio {ours['rate'] / hello['rate']:.0%}"
            )
    print(f"memory of the service: {memory_mb(service):.0f} MB (proportional set size)")
