"""What every test may use."""

import os
import resource
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

IS_SOAK = os.environ.get("SOAK") == "1"

settings.register_profile(
    "test", derandomize=True, deadline=None, max_examples=200, print_blob=True
)
settings.register_profile(
    "soak",
    deadline=None,
    max_examples=5_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("mutants", derandomize=True, deadline=None, max_examples=20)
PROFILE = "soak" if IS_SOAK else "mutants" if os.environ.get("MUTANTS") == "1" else "test"
settings.load_profile(PROFILE)


@pytest.fixture(scope="session")
def count():
    """Return the small count in `make test` and the one that matters in `make soak`."""
    return lambda small, soak: soak if IS_SOAK else small


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
def cannot_write():
    """Return what lets every write to a database fail for a while, as on a broken disk."""

    @contextmanager
    def limited(database):
        wal = database.path.with_name(database.path.name + "-wal")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        # A write beyond this size fails with EFBIG, which SQLite takes for a broken disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(wal.stat().st_size, 1), hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited
