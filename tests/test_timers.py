"""What comes again and again, and a clock that somebody set."""

from datetime import timedelta

import pytest

from tests.store.factories import NOW, after, make_site
from triage.store import duties
from triage.store.accounts import NewAccount, create_account
from triage.store.drafts import Draft, of_account, save
from triage.store.forms import answer, answered
from triage.store.log import entries
from triage.timers import CLOCK_STEP, DUTIES, Duty, Timers, due


@pytest.fixture
def database(tmp_path):
    made = make_site(tmp_path / "a.db", synchronous="OFF")
    yield made
    made.close()


def every(hours):
    return Duty(name="d", every=timedelta(hours=hours), run=lambda _connection, _now: None)


@pytest.mark.parametrize(
    ("since", "is_due"),
    [
        pytest.param(timedelta(minutes=59, seconds=59), False, id="just before"),
        pytest.param(timedelta(hours=1), True, id="at the hour"),
        pytest.param(timedelta(seconds=-1), True, id="done in the future: the clock was set back"),
        pytest.param(timedelta(), False, id="just done"),
    ],
)
def test_a_duty_is_due_when_its_time_has_come(since, is_due):
    assert bool(due({"d": NOW}, NOW + since, [every(1)])) is is_due


def test_a_duty_that_was_never_done_is_due():
    assert [one.name for one in due({}, NOW, [every(1)])] == ["d"]


def test_each_duty_is_done_once_in_its_time_and_a_restart_does_not_repeat_it(database):
    names = [one.name for one in DUTIES]
    assert Timers(monotonic=lambda: 0.0).run(database, NOW) == names
    assert Timers(monotonic=lambda: 0.0).run(database, after(seconds=59)) == []
    assert Timers(monotonic=lambda: 0.0).run(database, after(seconds=60)) == ["alive"]
    assert Timers(monotonic=lambda: 0.0).run(database, after(hours=2)) == names
    with database.reading() as connection:
        assert duties.done(connection)["sweep"] == after(hours=2)


def test_what_has_passed_its_time_is_deleted_and_nothing_else(database):
    with database.writing() as connection:
        who = create_account(
            connection, NewAccount(name="A", role="worker", pin_hash="x", language="en"), now=NOW
        )
        for day in (0, 5):
            save(
                connection,
                Draft(
                    id=str(day),
                    account_id=who.id,
                    step="who",
                    words={},
                    created_at=NOW,
                    changed_at=after(days=day),
                ),
            )
            answer(connection, bytes([day]), "/line", after(days=day))
    Timers(monotonic=lambda: 0.0).run(database, after(days=8))
    with database.reading() as connection:
        assert [one.id for one in of_account(connection, who.id, after(days=8))] == ["5"]
        assert answered(connection, bytes([0])) is None
        assert answered(connection, bytes([5])) == "/line"
        assert list(entries(connection)) == []


@pytest.mark.parametrize(
    ("step", "entries_made"),
    [
        pytest.param(CLOCK_STEP - timedelta(milliseconds=1), 0, id="just below"),
        pytest.param(CLOCK_STEP, 1, id="at the limit"),
        pytest.param(-CLOCK_STEP, 1, id="back"),
        pytest.param(-CLOCK_STEP + timedelta(milliseconds=1), 0, id="back, just below"),
        pytest.param(timedelta(days=400), 1, id="a box without a battery that hears the time"),
    ],
)
def test_a_clock_that_was_set_leaves_an_entry_that_never_leaves(database, step, entries_made):
    seconds = iter([100.0, 160.0])
    timers = Timers(monotonic=lambda: next(seconds), known=())
    timers.run(database, NOW)
    timers.run(database, NOW + timedelta(seconds=60) + step)
    with database.reading() as connection:
        made = list(entries(connection))
    assert len(made) == entries_made
    for one in made:
        assert (one.header.kind, one.header.place.lane) == ("clock.adjusted", 4)
        assert one.compartments["decision"] == {"by_ms": step // timedelta(milliseconds=1)}
