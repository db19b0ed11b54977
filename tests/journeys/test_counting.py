"""What the load test counts with can see what it has to see."""

import subprocess
import sys

import pytest

from tests.journeys.load import MOST_TRIES, Tally, patiently
from tests.journeys.memory import held_mb
from tests.journeys.worker import RefusedError

HELD_MB = 40


@pytest.fixture
def holding():
    """Start processes that hold so many megabytes until the test is over."""
    begun = []

    def begin(megabytes):
        command = f"held = bytearray(b'x') * ({megabytes} << 20); print(flush=True); input()"
        process = subprocess.Popen(
            [sys.executable, "-c", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        begun.append(process)
        process.stdout.readline()
        return process.pid

    yield begin
    for process in begun:
        process.communicate(b"\n")


def test_what_a_process_holds_more_is_seen(holding):
    more_mb = held_mb([holding(HELD_MB)]) - held_mb([holding(0)])
    assert HELD_MB - 1 <= more_mb <= HELD_MB + 1


def test_a_file_that_two_processes_map_counts_once(holding):
    one, other = holding(0), holding(0)
    anonymous_and_file_mb = held_mb([one])
    assert held_mb([one, other]) < 2 * anonymous_and_file_mb - 1


def answers(*given):
    """Return what sends a request and gets these answers, one after the other."""
    following = iter(given)
    return lambda: next(following)


BUSY = (503, {"Retry-After": "5"}, "busy")


def test_a_request_is_sent_again_while_the_service_says_that_it_is_busy():
    tally = Tally()
    assert patiently(tally, "API POST", answers(BUSY, BUSY, (201, {}, "{}")))[0] == 201
    assert (tally.busy, tally.requests) == (2, 3)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param([(500, {}, "")], id="an error of the service"),
        pytest.param([(404, {}, "")], id="something that is not there"),
        pytest.param([(503, {"Retry-After": None}, "")], id="busy without a time to return"),
        pytest.param([BUSY] * MOST_TRIES, id="busy for ever"),
    ],
)
def test_any_other_answer_is_broken(given):
    with pytest.raises(RefusedError):
        patiently(Tally(), "API POST", answers(*given))


def test_the_table_of_answers_has_the_median_and_the_99th_percentile():
    tally = Tally()
    tally.seconds["line"] = [number / 1000 for number in range(100)]
    assert tally.table().splitlines()[-1] == "| line | 100 | 50 | 99 |"
