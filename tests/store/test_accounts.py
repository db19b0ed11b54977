from datetime import timedelta

import pytest

from tests.store.factories import NOW, after
from triage.errors import NotFound
from triage.store.accounts import (
    LOCKED_FOR,
    MOST_TRIES,
    NameTaken,
    NewAccount,
    by_id,
    create_account,
    every,
    find,
    record_failure,
    record_success,
    set_disabled,
    set_language,
    set_pin,
)


def new_account(**other):
    given = {"name": "Worker One", "role": "worker", "pin_hash": "hash", "language": "th"}
    return NewAccount(**{**given, **other})


@pytest.fixture
def account(connection):
    return create_account(connection, new_account(), now=NOW)


def fail(connection, account, times, now=NOW):
    for _ in range(times):
        account = record_failure(connection, account.id, now)
    return account


def test_an_account_is_read_back_as_it_was_made(connection, account):
    assert by_id(connection, account.id) == account
    assert (account.name, account.role, account.language) == ("Worker One", "worker", "th")
    assert (account.failed_tries, account.is_disabled, account.created_at) == (0, False, NOW)
    assert not account.is_locked(NOW)


@pytest.mark.parametrize("typed", ["worker one", "  WORKER  One ", "Ｗorker One"])
def test_a_name_is_found_however_it_is_spelled(connection, account, typed):
    assert find(connection, typed) == account


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Straße", "STRASSE"), ("Ṛta", "r\u0323ta"), ("สมชาย", "สมชาย"), ("İz", "i\u0307z")],
)
def test_a_name_in_any_script_is_found(connection, name, typed):
    made = create_account(connection, new_account(name=name), now=NOW)
    assert find(connection, typed) == made


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("typed", ["", "Worker", "Worker One%", "' OR 1=1 --"])
def test_a_name_that_nobody_has_finds_nobody(connection, typed):
    assert find(connection, typed) is None


def test_two_people_cannot_share_a_name(connection, account):
    with pytest.raises(NameTaken):
        create_account(connection, new_account(name="worker ONE"), now=NOW)
    assert every(connection) == (account,)


def test_accounts_are_listed_by_name(connection):
    for name in ("c", "A", "b"):
        create_account(connection, new_account(name=name), now=NOW)
    assert [account.name for account in every(connection)] == ["A", "b", "c"]


def test_an_account_that_does_not_exist_is_not_found(connection):
    with pytest.raises(NotFound):
        by_id(connection, "nobody")
    with pytest.raises(NotFound):
        record_failure(connection, "nobody", NOW)


@pytest.mark.parametrize(
    ("tries", "is_locked"), [(MOST_TRIES - 1, False), (MOST_TRIES, True), (MOST_TRIES + 3, True)]
)
def test_the_fifth_wrong_pin_in_a_row_locks(connection, account, tries, is_locked):
    assert MOST_TRIES == 5
    assert fail(connection, account, tries).is_locked(NOW) == is_locked


@pytest.mark.parametrize(
    ("later", "is_locked"),
    [
        (timedelta(0), True),
        (LOCKED_FOR - timedelta(milliseconds=1), True),
        (LOCKED_FOR, False),
        (LOCKED_FOR + timedelta(seconds=1), False),
    ],
)
def test_a_locked_account_opens_after_fifteen_minutes(connection, account, later, is_locked):
    assert timedelta(minutes=15) == LOCKED_FOR
    fail(connection, account, MOST_TRIES)
    assert by_id(connection, account.id).is_locked(NOW + later) == is_locked


def test_tries_while_it_is_locked_do_not_make_the_lock_longer(connection, account):
    fail(connection, account, MOST_TRIES)
    later = fail(connection, account, 9, after(minutes=14))
    assert later.locked_until == NOW + LOCKED_FOR


def test_after_the_lock_five_more_tries_are_open(connection, account):
    fail(connection, account, MOST_TRIES)
    assert not fail(connection, account, MOST_TRIES - 1, after(minutes=15)).is_locked(
        after(minutes=15)
    )
    assert fail(connection, account, 1, after(minutes=15)).is_locked(after(minutes=15))


def test_the_right_pin_forgets_the_wrong_ones(connection, account):
    fail(connection, account, MOST_TRIES - 1)
    assert record_success(connection, account.id).failed_tries == 0
    assert not fail(connection, account, MOST_TRIES - 1).is_locked(NOW)


def test_a_lock_survives_a_restart(database):
    with database.writing() as connection:
        account = create_account(connection, new_account(), now=NOW)
        fail(connection, account, MOST_TRIES)
    database.close()
    with database.reading() as connection:
        assert by_id(connection, account.id).is_locked(NOW)


def test_a_new_pin_unlocks(connection, account):
    fail(connection, account, MOST_TRIES)
    changed = set_pin(connection, account.id, "other")
    assert (changed.pin_hash, changed.is_locked(NOW)) == ("other", False)


def test_language_and_access_can_be_changed(connection, account):
    assert set_language(connection, account.id, "km").language == "km"
    assert set_disabled(connection, account.id, is_disabled=True).is_disabled
    assert not set_disabled(connection, account.id, is_disabled=False).is_disabled
