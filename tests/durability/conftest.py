import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def directory():
    """A directory on a real disk: /tmp may lie in memory, where nothing survives anyway."""
    made = Path(tempfile.mkdtemp(prefix="triage-", dir="/var/tmp"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def say(capsys):
    """A line for whoever watches, and for docs/measured.md."""

    def write(line):
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return write


@pytest.fixture
def begin_writing():
    """Start a writer; none is left behind, whatever the test does."""
    begun = []

    def begin(path, name, synchronous="FULL", before=(), key=None):
        arguments = [str(path), name, f"--synchronous={synchronous}"]
        arguments += ["--encrypted"] if key else []
        command = [*before, sys.executable, "-m", "tests.durability.writer", *arguments]
        begun.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.communicate()
