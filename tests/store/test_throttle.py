from datetime import timedelta

import pytest

from tests.store.factories import NOW, after
from triage.store.throttle import (
    Limit,
    blocked_subjects,
    blocked_until,
    count,
    expire,
    forgive,
    forgive_ending,
)

IN_A_ROW = Limit(most_tries=5, blocked_for=timedelta(minutes=15))
A_WHILE = Limit(most_tries=5, blocked_for=timedelta(minutes=15), within=timedelta(minutes=10))


def fail(connection, times, now=NOW, limit=IN_A_ROW, subject="a"):
    for _ in range(times):
        until = count(connection, subject, limit, now)
    return until


@pytest.mark.parametrize(
    ("tries", "until"), [(4, None), (5, after(minutes=15)), (8, after(minutes=15))]
)
def test_the_last_open_try_blocks(connection, tries, until):
    assert fail(connection, tries) == until
    assert blocked_until(connection, "a", NOW) == until
    assert blocked_until(connection, "b", NOW) is None


@pytest.mark.parametrize(
    ("later", "is_blocked"),
    [
        (timedelta(0), True),
        (timedelta(minutes=15) - timedelta(milliseconds=1), True),
        (timedelta(minutes=15), False),
        (timedelta(minutes=16), False),
    ],
)
def test_a_block_ends_at_its_time(connection, later, is_blocked):
    fail(connection, 5)
    assert (blocked_until(connection, "a", NOW + later) is not None) == is_blocked


def test_tries_while_it_is_blocked_do_not_make_the_block_longer(connection):
    fail(connection, 5)
    assert fail(connection, 9, after(minutes=14)) == after(minutes=15)


def test_after_the_block_as_many_tries_are_open_as_before(connection):
    fail(connection, 5)
    assert fail(connection, 4, after(minutes=15)) is None
    assert fail(connection, 1, after(minutes=15)) == after(minutes=30)


@pytest.mark.parametrize(
    ("later", "is_blocked"),
    [
        (timedelta(minutes=10) - timedelta(milliseconds=1), True),
        (timedelta(minutes=10), False),
    ],
)
def test_tries_of_long_ago_are_forgotten_where_a_span_is_named(connection, later, is_blocked):
    fail(connection, 4, limit=A_WHILE)
    assert (fail(connection, 1, NOW + later, A_WHILE) is not None) == is_blocked


def test_tries_in_a_row_are_never_forgotten_by_time_alone(connection):
    fail(connection, 4)
    assert fail(connection, 1, after(days=300)) is not None


def test_what_is_forgiven_is_open_again(connection):
    fail(connection, 5)
    forgive(connection, "a")
    assert blocked_until(connection, "a", NOW) is None
    assert fail(connection, 4) is None


def test_all_subjects_of_one_ending_are_forgiven_and_no_other(connection):
    for subject in ("x:1", "y:1", "x:11", "x:%1"):
        fail(connection, 5, subject=subject)
    forgive_ending(connection, ":1")
    assert blocked_subjects(connection, NOW) == ("x:%1", "x:11")


def test_a_block_survives_a_restart(database):
    with database.writing() as connection:
        fail(connection, 5)
    database.close()
    with database.reading() as connection:
        assert blocked_until(connection, "a", NOW) == after(minutes=15)


@pytest.mark.parametrize(("hours", "gone"), [(23, 0), (24, 1), (25, 1)])
def test_tries_are_deleted_after_a_day(connection, hours, gone):
    fail(connection, 1)
    assert expire(connection, after(hours=hours)) == gone


def test_a_block_of_less_than_a_day_ago_is_not_deleted(connection):
    fail(connection, 5)
    assert expire(connection, after(hours=24)) == 0
