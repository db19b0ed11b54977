"""kill -9 in the middle of writing: what was acknowledged is there, once, and nothing is broken."""

from random import Random

import pytest

from tests.durability.whole import assert_whole, lost
from tests.store.factories import DATABASE_KEY, make_site

SEED = 20261123
MOST_BEFORE_A_KILL = 40


@pytest.mark.slow
@pytest.mark.parametrize("key", [None, DATABASE_KEY], ids=["plain", "encrypted"])
def test_every_acknowledged_visit_survives_kills_of_its_writer(
    directory, begin_writing, count, say, key
):
    random = Random(SEED)  # noqa: S311
    path = directory / "triage.db"
    make_site(path, key=key).close()
    acknowledged, kills = [], 0
    while len(acknowledged) < count(150, 1000):
        writer = begin_writing(path, f"run-{kills}", key=key)
        before = random.randint(1, MOST_BEFORE_A_KILL)
        lines = [writer.stdout.readline() for _ in range(before)]
        writer.kill()
        # What it acknowledged while the signal was on its way counts as well.
        lines += writer.stdout.readlines()
        writer.wait()
        acknowledged += [tuple(line.split()) for line in lines]
        kills += 1
        assert lost(path, acknowledged, key) == []
        assert_whole(path, key)
    assert all(len(pair) == 2 for pair in acknowledged)
    form = "plain" if key is None else "encrypted"
    say(f"kill -9, {form}: {kills} kills, {len(acknowledged)} visits acknowledged, 0 lost, 0 twice")
