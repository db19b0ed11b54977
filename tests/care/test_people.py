"""Accounts as who runs the box changes them."""

from datetime import timedelta

import pytest

from tests.care import devices
from tests.care.devices import who
from tests.store.factories import NOW, make_site
from triage.access import Role
from triage.care import people
from triage.care.site import Person
from triage.errors import SignInRefused, SiteRefused, Throttled

KEY = b"k" * 32
BROWSER = "browser"
NOI = Person(name="Noi", role=Role.WORKER)


@pytest.fixture
def database(tmp_path):
    made = make_site(tmp_path / "triage.db", synchronous="OFF")
    yield made
    made.close()


def enter(database, pin, now=NOW):
    return devices.enter(database, KEY, now, name="Noi", pin=pin, token=BROWSER)


def test_who_was_added_signs_in_with_the_pin_that_was_shown(database):
    given = people.add(database, KEY, NOI, NOW)
    assert enter(database, given.pin).actor.role == "worker"


def test_a_name_is_given_once(database):
    people.add(database, KEY, NOI, NOW)
    with pytest.raises(SiteRefused, match="another account"):
        people.add(database, KEY, Person(name="NOI ", role=Role.CLINICIAN), NOW)


def test_another_pin_ends_the_old_one_its_lock_and_every_session(database):
    before = people.add(database, KEY, NOI, NOW)
    enter(database, before.pin)
    for _ in range(4):
        with pytest.raises(SignInRefused):
            enter(database, "000000")
    with pytest.raises(Throttled):
        enter(database, "000000")
    after = people.reset_pin(database, KEY, "noi")
    assert who(database, BROWSER, NOW) is None
    assert enter(database, after.pin).actor.name == "Noi"
    with pytest.raises(SignInRefused):
        enter(database, before.pin)


def test_who_is_disabled_is_out_at_once_and_may_come_back(database):
    given = people.add(database, KEY, NOI, NOW)
    enter(database, given.pin)
    people.set_disabled(database, "Noi", is_disabled=True)
    assert who(database, BROWSER, NOW) is None
    with pytest.raises(SignInRefused):
        enter(database, given.pin)
    people.set_disabled(database, "Noi", is_disabled=False)
    assert who(database, BROWSER, NOW) is None
    enter(database, given.pin, now=NOW + timedelta(minutes=1))


def test_nobody_of_that_name_is_said(database):
    with pytest.raises(SiteRefused, match="nobody here is called 'Nok'"):
        people.reset_pin(database, KEY, "Nok")
    with pytest.raises(SiteRefused, match="nobody here is called 'Nok'"):
        people.set_disabled(database, "Nok", is_disabled=True)
