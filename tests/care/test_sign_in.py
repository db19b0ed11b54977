from datetime import timedelta

import pytest

from tests.care.devices import enter, who
from tests.web.site import NODE_KEY, NOON, PIN, make_site
from triage.care.sign_in import IDLE_FOR, STAYS_FOR, leave, names
from triage.errors import SignInRefused, Throttled


@pytest.fixture
def database(tmp_path):
    made = make_site(tmp_path).clinic.database
    yield made
    made.close()


def attempt(database, *, pin=PIN, browser="desk", name="Noi", now=NOON, **more):
    return enter(database, NODE_KEY, now, name=name, pin=pin, token=browser, **more)


def test_the_browser_with_the_token_is_known_from_then_on(database):
    signed_in = attempt(database)

    assert signed_in.actor.name == "Noi"
    assert who(database, "desk", NOON) == signed_in
    assert who(database, "other", NOON) is None


def test_a_session_ends_exactly_after_its_time(database):
    attempt(database)
    end = NOON + STAYS_FOR
    now = NOON
    while now + IDLE_FOR / 2 < end:
        now += IDLE_FOR / 2
        assert who(database, "desk", now) is not None

    assert who(database, "desk", end) is None


@pytest.mark.parametrize(("seconds", "stays"), [(299, True), (300, False)])
def test_an_idle_browser_is_locked_after_exactly_five_minutes(database, seconds, stays):
    attempt(database)
    assert (who(database, "desk", NOON + timedelta(seconds=seconds)) is not None) is stays


def test_leaving_is_for_one_browser_and_may_be_repeated(database):
    attempt(database, browser="phone")
    attempt(database, browser="desk")

    leave(database, "phone")
    leave(database, "phone")

    assert who(database, "phone", NOON) is None
    assert who(database, "desk", NOON) is not None


def test_the_right_pin_makes_wrong_ones_forgotten(database):
    for browser in ("desk", "phone"):
        for _ in range(4):
            with pytest.raises(SignInRefused, match="wrong"):
                attempt(database, pin="1")
        attempt(database, browser=browser)


def test_the_fifth_wrong_pin_says_locked(database):
    codes = []
    for _ in range(5):
        with pytest.raises((SignInRefused, Throttled)) as refused:
            attempt(database, pin="1")
        codes.append(refused.value.code)

    assert codes == ["wrong"] * 4 + ["locked"]


def test_names_come_in_their_order(database):
    assert names(database) == ("Ana", "Dara", "Noi", "Suda")
