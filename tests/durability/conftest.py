import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


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
