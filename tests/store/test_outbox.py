"""Messages: leased by one, sent at least once, ended once."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.factories import NOW, after, make_site, new_message
from triage.store import outbox
from triage.store.outbox import (
    Frozen,
    deny,
    enqueue,
    expire,
    forget,
    freeze,
    give_up,
    has_expired,
    is_due,
    lease,
    postpone,
    settle,
    waiting,
)

HELD = timedelta(minutes=2)
FROZEN = Frozen(body=b"bytes", form="form", ledger_id="ledger")


def take(connection, now=NOW, carriers=("post",)):
    return lease(connection, carriers, now, HELD)


def states(connection):
    return dict(waiting(connection).numbers)


def test_a_message_with_a_known_key_is_the_same_message(connection):
    assert enqueue(connection, new_message("a"), NOW)
    assert not enqueue(connection, new_message("a", words={"visit": "2"}), NOW)
    assert enqueue(connection, new_message("a", carrier="other"), NOW)
    assert take(connection).words == {"visit": "1"}


def test_the_most_urgent_lane_goes_first_then_what_was_due_first(connection):
    enqueue(connection, new_message("late", lane=1), NOW)
    enqueue(connection, new_message("early", lane=1, due_at=after(minutes=-1)), NOW)
    enqueue(connection, new_message("red", lane=0), NOW)
    assert [take(connection).key for _ in range(3)] == ["red", "early", "late"]
    assert take(connection) is None


def test_what_is_leased_is_nobody_elses_until_the_lease_runs_out(connection):
    enqueue(connection, new_message(), NOW)
    first = take(connection)
    assert (first.attempts, first.leased_until) == (1, NOW + HELD)
    assert not is_due(connection, ["post"], NOW + HELD - timedelta(milliseconds=1))
    second = take(connection, NOW + HELD)
    assert (second.attempts, second.number) == (2, first.number)


def test_who_lost_the_lease_can_end_nothing(connection):
    enqueue(connection, new_message(), NOW)
    lost = take(connection)
    held = take(connection, NOW + HELD)
    assert not settle(connection, lost, NOW)
    assert not give_up(connection, lost, "x", NOW)
    assert not deny(connection, lost, "x", NOW)
    assert not postpone(connection, lost, NOW, "x")
    assert not freeze(connection, lost, FROZEN)
    assert settle(connection, held, NOW)
    assert not settle(connection, held, NOW)
    assert states(connection) == {"sent": 1}


def test_the_words_stay_with_the_message(connection):
    enqueue(connection, new_message(), NOW)
    held = take(connection)
    assert held.frozen is None
    freeze(connection, held, FROZEN)
    postpone(connection, held, after(seconds=5), "the link is down")
    assert take(connection, after(seconds=4)) is None
    assert take(connection, after(seconds=5)).frozen == FROZEN


def test_only_the_carriers_that_are_there_get_messages(connection):
    enqueue(connection, new_message(carrier="sms"), NOW)
    assert not is_due(connection, ["post"], NOW)
    assert not is_due(connection, [], NOW)
    assert take(connection, carriers=("post", "sms")).carrier == "sms"


def test_what_came_too_late_is_not_sent(connection):
    enqueue(connection, new_message(expires_at=after(minutes=5)), NOW)
    assert not has_expired(connection, after(minutes=4, seconds=59))
    assert has_expired(connection, after(minutes=5))
    assert expire(connection, after(minutes=5)) == 1
    assert take(connection, after(minutes=5)) is None
    assert states(connection) == {"expired": 1}


def test_what_is_being_sent_does_not_expire_under_the_senders_hands(connection):
    enqueue(connection, new_message(expires_at=after(minutes=1)), NOW)
    held = take(connection)
    assert expire(connection, after(minutes=1)) == 0
    assert settle(connection, held, after(minutes=1))


def test_what_ended_long_ago_is_forgotten_and_what_waits_never_is(connection):
    for key in ("sent", "waiting"):
        enqueue(connection, new_message(key), NOW)
    settle(connection, take(connection), NOW)
    assert forget(connection, NOW + outbox.KEPT_FOR - timedelta(milliseconds=1)) == 0
    assert forget(connection, NOW + outbox.KEPT_FOR) == 1
    assert states(connection) == {"waiting": 1}


def test_the_age_is_that_of_the_oldest_that_waits(connection):
    assert waiting(connection).oldest is None
    enqueue(connection, new_message("a"), NOW)
    enqueue(connection, new_message("b"), after(minutes=1))
    settle(connection, take(connection), NOW)
    assert waiting(connection).oldest == after(minutes=1)


ENDS = {
    "settle": settle,
    "give_up": lambda connection, held, now: give_up(connection, held, "x", now),
    "deny": lambda connection, held, now: deny(connection, held, "x", now),
}
STEPS = st.lists(
    st.sampled_from(["add", "lease", "wait", "let it run out", "postpone", *ENDS]), max_size=40
)


@given(STEPS)
@settings(deadline=None)
def test_a_message_ends_once_whatever_happens(tmp_path_factory, steps):
    database = make_site(tmp_path_factory.mktemp("outbox") / "a.db", synchronous="OFF")
    now, added, ended, held = NOW, 0, 0, []
    with database.writing() as connection:
        for step in steps:
            if step == "add":
                added += enqueue(connection, new_message(f"m{added}", due_at=now), now)
            elif step == "lease":
                held += [one] if (one := take(connection, now)) else []
            elif step == "wait":
                now += timedelta(seconds=1)
            elif step == "let it run out":
                now += HELD
            elif step == "postpone" and held:
                postpone(connection, held.pop(), now, "x")
            elif held:
                ended += ENDS[step](connection, held[0], now)
        numbers = states(connection)
    database.close()
    assert sum(numbers.values()) == added
    assert added - numbers.get("waiting", 0) == ended


@pytest.mark.parametrize("end", [settle, lambda c, h, n: give_up(c, h, "x", n)])
def test_what_ended_is_never_leased_again(connection, end):
    enqueue(connection, new_message(), NOW)
    end(connection, take(connection), NOW)
    assert take(connection, NOW + timedelta(days=1)) is None
