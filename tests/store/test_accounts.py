import pytest

from tests.store.factories import NOW
from triage.errors import NotFound
from triage.store.accounts import (
    NameTaken,
    NewAccount,
    by_id,
    create_account,
    every,
    find,
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


def test_an_account_is_read_back_as_it_was_made(connection, account):
    assert by_id(connection, account.id) == account
    assert (account.name, account.role, account.language) == ("Worker One", "worker", "th")
    assert (account.is_disabled, account.created_at) == (False, NOW)


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


def test_a_pin_can_be_changed(connection, account):
    assert set_pin(connection, account.id, "other").pin_hash == "other"


def test_language_and_access_can_be_changed(connection, account):
    assert set_language(connection, account.id, "km").language == "km"
    assert set_disabled(connection, account.id, is_disabled=True).is_disabled
    assert not set_disabled(connection, account.id, is_disabled=False).is_disabled
