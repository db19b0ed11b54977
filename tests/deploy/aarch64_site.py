"""What a release answers on this processor: `aarch64_site.py BIN RELEASE`, for aarch64.sh.

Uses the installed program and the standard library alone. Lines that begin with # tell about the
machine; every other line is an answer, which must be the same on every processor.
"""

import json
import os
import platform
import re
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

BIN, RELEASE = map(Path, sys.argv[1:3])
STARTS_WITHIN_S = 120
PLAN = """
name = "Test clinic"
[[people]]
name = "Test Administrator"
role = "administrator"
[[people]]
name = "Test Supervisor"
role = "supervisor"
[[people]]
name = "Test Worker"
role = "worker"
"""
VISIT = {
    "report_id": "5d2c7a50-2f7b-4f0e-8f55-0d5d7e1f0a01",
    "patient": {"full_name": "Test Person", "village": "Test Village"},
    "age_years": 62,
    "sex": "M",
    "present": ["fever"],
    "absent": "all_others",
    "vitals": {"hr": 104, "rr": 24, "temp_c": 38.4, "spo2": 94, "sbp": 108, "dbp": 70, "avpu": "A"},
    "complaints": ["21"],
}
DIFFERS = {"case_code", "visit_id", "recorded_at"}


def say(line: str) -> None:
    """Write one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def triage(*arguments: str, given: bytes | None = None, site: Path | None = None) -> str:
    """Return what a command writes; end if it fails, but not because lines had problems."""
    done = subprocess.run(
        [BIN / "triage", *arguments],
        input=given,
        env=settings(site),
        stdout=subprocess.PIPE,
        check=arguments[0] != "assess",
    )
    return done.stdout.decode()


def settings(site: Path | None) -> dict[str, str]:
    """Return the environment of *site*, which is encrypted if its name says so."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRIAGE_")}
    if site is None:
        return kept
    return kept | {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Test clinic",
        "TRIAGE_DIRECTORY": str(site),
        "TRIAGE_DATABASE_ENCRYPTED": "yes" if "encrypted" in site.name else "no",
    }


def decide() -> None:
    """Answer every input of the golden protocols as a report, complaints and all."""
    rows = [json.loads(line) for line in (RELEASE / "protocols.jsonl").read_text().splitlines()]
    reports = [row["input"] for row in rows]
    reports.append({name: VISIT[name] for name in VISIT if name not in {"report_id", "patient"}})
    began = time.perf_counter()
    text = triage("assess", given="\n".join(map(json.dumps, reports)).encode())
    say(f"# triage assess of {len(reports)} reports: {time.perf_counter() - began:.1f} s")
    sys.stdout.write(text)
    levels = [json.loads(line) for line in text.splitlines()]
    scored = sum(bool(one.get("model") and one["model"]["probability"]) for one in levels)
    say(f"decided {sum('level' in one for one in levels)}, scored by the model {scored}")


SCORES = """
import json, math, sys
import numpy as np
from triage.risk.model import load
from triage.settings import shipped
model = load(shipped("models/risk"))
rows = [json.loads(line) for line in (shipped("models/risk") / "golden.jsonl").open()]
values = [[math.nan if value is None else value for value in row["features"]] for row in rows]
for probability, terms in zip(*model.run(np.array(values))):
    print(float(probability).hex(), *(float(term).hex() for term in terms))
"""


def score() -> None:
    """Write every bit of what the model says of its golden rows."""
    done = subprocess.run([BIN / "python", "-c", SCORES], stdout=subprocess.PIPE, check=True)
    sys.stdout.write(done.stdout.decode())


def serve(site: Path) -> None:
    """Make a site, send it a visit over HTTP, and look at what it kept."""
    plan = site.with_suffix(".toml")
    plan.write_text(PLAN)
    triage("init", "--directory", str(site), "--from", str(plan), site=site)
    token = triage(
        "token", "create", "Test", "--scope", "visits:write", "--scope", "visits:read", site=site
    ).split()[0]
    port = free_port()
    command = [BIN / "triage", "serve", "--bind", f"127.0.0.1:{port}"]
    began = time.perf_counter()
    # What it writes has times and belongs to no answer.
    service = subprocess.Popen(command, env=settings(site), stdout=sys.stderr)
    try:
        status, words = first_answer(service, port, token)
        say(f"# {site.name}: started and answered a visit in {time.perf_counter() - began:.1f} s")
    finally:
        service.terminate()
        service.wait()
    kept = {name: value for name, value in words.items() if name not in DIFFERS}
    say(f"{site.name}: {status} {json.dumps(kept, sort_keys=True)}")
    say(f"{site.name}: {triage('log', 'check', site=site).strip()}")
    content = (site / "triage.db").read_bytes()
    say(f"{site.name}: a name can be read in the file: {b'Test Person' in content}")
    backups = site.with_name(site.name + "-backups")
    say(re.sub(r"^.*: \d+ bytes, ", "backup: ", triage("backup", str(backups), site=site).strip()))
    [file] = backups.glob("*.db")
    restored = site.with_name("restored-" + site.name)
    key = str(site / "node.key")
    text = triage("restore", str(file), str(restored), "--key", key, site=site)
    say(text.partition(", the log")[0])
    say(f"{restored.name}: {triage('log', 'check', site=restored).strip()}")


def free_port() -> int:
    """Return a port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def first_answer(service: subprocess.Popen, port: int, token: str) -> tuple[int, dict]:
    """Return status and words of the answer to the visit, as soon as there is one."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        if service.poll() is not None:
            raise SystemExit("the service ended at once")
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("POST", "/api/v1/visits", json.dumps(VISIT), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise SystemExit("the service does not answer")


def convert(site: Path) -> None:
    """Encrypt the plain site and read it again."""
    say(triage("db", "encrypt", site=site).splitlines()[0])
    encrypted = site.rename(site.with_name("encrypted-later"))
    say(f"{encrypted.name}: {triage('log', 'check', site=encrypted).strip()}")


def main() -> None:
    """Write everything."""
    say(f"# {platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as made:
        decide()
        score()
        for name in ("plain", "encrypted"):
            serve(Path(made) / name)
        convert(Path(made) / "plain")


if __name__ == "__main__":
    main()
