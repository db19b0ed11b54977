"""The wheel, installed with the locked requirements in an empty place, answers."""

import json
import os
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.journeys.service import STARTS_WITHIN_S, free_port

ROOT = Path(__file__).parents[2]
VISIT = {"age_years": 30, "sex": "M", "present": ["stridor"], "vitals": {"hr": 80}}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def run(*command: object, cwd: Path = ROOT, **given: object) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRIAGE_")}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
        **given,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The bin directory of an environment that holds the wheel and nothing of this copy."""
    place = tmp_path_factory.mktemp("installed")
    run("make", "wheel", f"WHEELS={place / 'dist'}")
    [wheel] = (place / "dist").glob("triage-*.whl")
    run(sys.executable, "-m", "venv", place / "venv")
    pip = [place / "venv" / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-q"]
    lock = ROOT / "requirements" / "run.txt"
    run(*pip, "install", "--require-hashes", "-r", lock, cwd=place)
    run(*pip, "install", "--no-deps", wheel, cwd=place)
    return place / "venv" / "bin"


def test_the_installed_wheel_decides_a_visit_with_its_model(installed, tmp_path):
    line = json.dumps(VISIT | {"vitals": {"hr": 130, "rr": 30, "sbp": 90, "spo2": 91}})
    answer = json.loads(run(installed / "triage", "assess", cwd=tmp_path, input=line))
    assert answer["level"] == "RED"
    assert answer["model"]["id"]
    assert list(tmp_path.iterdir()) == []


def test_the_installed_wheel_serves_the_demonstration(installed, tmp_path):
    port = free_port()
    command = [installed / "triage", "demo", "--directory", "var", "--port", str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    try:
        status, language, text = page(process, port)
    finally:
        process.terminate()
        said, _ = process.communicate()
    assert (status, language) == (200, "th")
    assert "name=code" in text
    assert "Demo Worker" in said
    assert f"http://127.0.0.1:{port}/" in said


def page(process, port):
    """Return status, language and text of the page that comes first, once it is answered."""
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        assert process.poll() is None, "the demonstration ended at once"
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/devices/enrol", headers={"Accept-Language": "th"})
            answer = connection.getresponse()
            return answer.status, answer.headers["Content-Language"], answer.read().decode()
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("the demonstration does not answer")
