"""What every test may use."""

import os

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
settings.load_profile("soak" if IS_SOAK else "test")


@pytest.fixture(scope="session")
def count():
    """Return the small count in `make test` and the one that matters in `make soak`."""
    return lambda small, soak: soak if IS_SOAK else small
