"""An edge that nobody told to sync opens no socket to the outside."""

import subprocess
import sys

import pytest

from tests.journeys.service import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.timeout(600)
def test_under_traffic_nothing_reaches_for_an_address_outside(tmp_path, count):
    inside = f"ip link set lo up && exec {sys.executable} -m tests.journeys.outside {tmp_path}"
    command = ["unshare", "--net", "sh", "-c", f"{inside} {count(20, 120)}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    entered, reached, probed = done.stdout.splitlines()
    assert int(entered) > 0
    assert reached == "[]"
    assert probed == "['192.0.2.1']"
