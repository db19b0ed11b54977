"""`triage demo` starts both processes; the second one ends with the first."""

import json
import os
import signal
import subprocess
import time
from contextlib import closing

import pytest

from tests.journeys.service import BIN, ROOT, STARTS_WITHIN_S, free_port, settings_of
from triage.store import duties
from triage.store.database import Database

pytestmark = pytest.mark.slow


def until(what, within_s=STARTS_WITHIN_S):
    end = time.monotonic() + within_s
    while not (found := what()):
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
    return found


def seen_alive(directory):
    with closing(Database(directory / "triage.db")) as database, database.reading() as connection:
        return duties.done(connection).get(duties.ALIVE)


def children(process):
    listed = subprocess.run(
        ["ps", "--ppid", str(process.pid), "-o", "pid=,args="],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line.split(maxsplit=1) for line in listed.stdout.splitlines()]


def is_alive(pid):
    try:
        return b"triage.cli" in (ROOT / f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_both_processes_start_together_and_end_together(tmp_path, how):
    demo = [BIN / "triage", "demo", "--directory", tmp_path / "site", "--port", str(free_port())]
    running = subprocess.Popen(
        demo, cwd=ROOT, env=settings_of(tmp_path), stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        until((tmp_path / "site" / "demo.json").exists)
        assert json.loads((tmp_path / "site" / "demo.json").read_text())["edge"]["url"]
        until(lambda: seen_alive(tmp_path / "site"))
        (second,) = [int(pid) for pid, args in children(running) if "dispatch" in args]
    finally:
        os.kill(running.pid, how)
        running.wait()
    until(lambda: not is_alive(second))


def test_it_ends_when_it_is_told_to(tmp_path):
    env = settings_of(tmp_path)
    subprocess.run(
        [BIN / "triage", "demo", "--make-only", "--directory", tmp_path],
        env=env,
        check=True,
        capture_output=True,
    )
    with subprocess.Popen([BIN / "triage", "dispatch"], env=env) as running:
        until(lambda: seen_alive(tmp_path))
        running.terminate()
        assert running.wait(timeout=10) == 0
