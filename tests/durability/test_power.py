"""Power cuts under a writer: with FULL nothing acknowledged is lost, without it the rig sees it."""

import time
from random import Random
from threading import Thread

import pytest

from tests.durability.disk import disk, missing
from tests.durability.whole import assert_whole, lost
from tests.durability.writer import REFUSED
from tests.store.factories import DATABASE_KEY, make_site
from triage.errors import DatabaseUnusable

SEED = 20261123
LEAST_BEFORE_A_CUT, MOST_BEFORE_A_CUT = 20, 150
LONGEST_COMMIT_S = 0.005

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _rig_is_there():
    if missing():
        pytest.fail(missing())


@pytest.fixture
def key():
    """Of a plain database, unless a test is run for both forms."""


@pytest.fixture
def site(directory, key):
    """A disk with a database that was safely written before the first cut."""
    with disk(directory) as made:
        path = made.mounted / "triage.db"
        make_site(path, key=key).close()
        made.unmount()
        made.mount()
        yield made, path


def write_until_the_cut(made, writer, random):
    """Return what was acknowledged before the power went, and whether the writer then stopped.

    A line that comes after the cut began does not count: without power it would not have come.
    The file system that is being shut down may still say to a sync in flight that it was done.
    """
    received = []

    def listen():
        for line in writer.stdout:
            received.append((line, time.monotonic()))  # noqa: PERF401  read while it grows

    listener = Thread(target=listen)
    listener.start()
    before = random.randint(LEAST_BEFORE_A_CUT, MOST_BEFORE_A_CUT)
    while len(received) < before:
        time.sleep(LONGEST_COMMIT_S / 10)
    # Not to wait for anything, but to hit another moment of a commit each time.
    time.sleep(random.uniform(0, LONGEST_COMMIT_S))
    cut_at = time.monotonic()
    made.cut()
    listener.join()
    writer.wait()
    made.unmount()
    made.mount()
    said = [(line.split(), at) for line, at in received]
    acknowledged = [tuple(words) for words, at in said if words != [REFUSED] and at < cut_at]
    return acknowledged, said[-1][0] == [REFUSED]


@pytest.mark.parametrize("key", [None, DATABASE_KEY], ids=["plain", "encrypted"])
def test_nothing_acknowledged_is_lost_when_the_power_goes(site, begin_writing, count, say, key):
    made, path = site
    random = Random(SEED)  # noqa: S311
    acknowledged = []
    cuts = count(5, 30)
    for cut in range(cuts):
        writer = begin_writing(path, f"cut-{cut}", key=key)
        written, was_refused = write_until_the_cut(made, writer, random)
        acknowledged += written
        assert lost(path, acknowledged, key) == []
        assert_whole(path, key)
        assert was_refused, "the writer went on after the disk had failed"
    form = "plain" if key is None else "encrypted"
    say(f"power, synchronous FULL, {form}: {cuts} cuts, {len(acknowledged)} acknowledged, 0 lost")


def test_the_same_cuts_lose_visits_when_nothing_waits_for_the_disk(site, begin_writing, count, say):
    made, path = site
    random = Random(SEED)  # noqa: S311
    written, gone = 0, 0
    cuts = count(2, 10)
    for cut in range(cuts):
        writer = begin_writing(path, f"cut-{cut}", synchronous="OFF")
        acknowledged, _ = write_until_the_cut(made, writer, random)
        written += len(acknowledged)
        gone += len(lost_or_damaged(path, acknowledged))
    say(f"power, synchronous OFF: {cuts} cuts, {written} acknowledged, {gone} lost")
    assert gone > 0, "the rig is blind: it shows no difference between FULL and OFF"


def lost_or_damaged(path, acknowledged):
    try:
        return lost(path, acknowledged)
    except DatabaseUnusable:
        return acknowledged
