"""The whole box in the memory of a small board."""

import signal
import subprocess
import sys
from contextlib import closing

import pytest

from tests.journeys.box import Box
from tests.journeys.limited import forget, limited, missing
from tests.journeys.load import Crowd

pytestmark = pytest.mark.slow

LIMIT_MB = 192
SMALL_MB = 16
MOST_HELD_MB = 150
CLIENTS = 8


@pytest.fixture
def group():
    if missing():
        pytest.fail(missing())
    forget()
    with limited(LIMIT_MB) as made:
        yield made


@pytest.mark.timeout(600)
def test_the_whole_box_works_in_192_mb_and_nothing_is_killed(directory, group, count, say):
    box = Box(directory / "site", under=group.enter)
    box.start()
    try:
        with closing(Crowd(box.service, CLIENTS)) as crowd:
            tally = crowd.work(count(600, 10_000))
        held_mb, is_alive = box.held_mb(), box.alive
    finally:
        box.stop()
    say(
        f"{tally.requests:,} requests in a group of {LIMIT_MB} MB: processes hold {held_mb:.0f} MB,"
        f" charged at most {group.peak_mb:.0f} MB, killed {group.kills}"
    )
    assert tally.broken == []
    assert is_alive
    assert group.kills == 0
    assert held_mb <= MOST_HELD_MB


def test_a_process_that_wants_more_than_its_group_has_is_killed():
    """Else the limit of the test above would be no limit."""
    if missing():
        pytest.fail(missing())
    with limited(SMALL_MB) as small:
        wants = f"bytes(bytearray({2 * SMALL_MB} << 20))"
        done = subprocess.run([*small.enter, sys.executable, "-c", wants], check=False)
        assert done.returncode == -signal.SIGKILL
        assert small.kills == 1
