from datetime import timedelta

import pytest

from tests.store.factories import NOW, after, on_desk
from triage.store.accounts import NewAccount, create_account, set_disabled
from triage.store.sessions import (
    close_session,
    close_sessions,
    close_sessions_on,
    expire,
    extend_session,
    open_session,
    session,
)

END = after(hours=8)


@pytest.fixture
def account(connection):
    new = NewAccount(name="Worker One", role="worker", pin_hash="hash", language="en")
    made = create_account(connection, new, now=NOW)
    open_session(connection, on_desk(connection, "token", made.id), now=NOW, expires_at=END)
    return made


def test_the_token_tells_who_is_signed_in(connection, account):
    found = session(connection, "token", NOW)
    assert (found.account, found.created_at, found.seen_at) == (account, NOW, NOW)
    assert session(connection, "Token", NOW) is None


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("now", "is_open"),
    [(END - timedelta(milliseconds=1), True), (END, False), (END + timedelta(hours=1), False)],
)
def test_a_session_ends_at_its_time(connection, now, is_open):
    assert (session(connection, "token", now) is not None) == is_open


@pytest.mark.usefixtures("account")
def test_a_session_can_be_made_longer(connection):
    extend_session(connection, "token", now=after(hours=1), expires_at=after(hours=9))
    found = session(connection, "token", END)
    assert (found.created_at, found.seen_at) == (NOW, after(hours=1))


def test_a_disabled_person_is_signed_in_nowhere(connection, account):
    set_disabled(connection, account.id, is_disabled=True)
    assert session(connection, "token", NOW) is None


def test_signing_out_closes_this_browser_alone(connection, account):
    open_session(connection, on_desk(connection, "other", account.id), now=NOW, expires_at=END)
    close_session(connection, "token")
    assert session(connection, "token", NOW) is None
    assert session(connection, "other", NOW) is not None


def test_a_person_can_be_signed_out_everywhere(connection, account):
    open_session(connection, on_desk(connection, "other", account.id), now=NOW, expires_at=END)
    assert close_sessions(connection, account.id) == 2
    assert session(connection, "other", NOW) is None


def test_sessions_that_are_over_are_deleted(connection, account):
    open_session(
        connection, on_desk(connection, "long", account.id), now=NOW, expires_at=after(days=1)
    )
    assert expire(connection, END) == 1
    assert session(connection, "long", END) is not None


def test_the_token_itself_is_kept_nowhere(database):
    with database.writing() as connection:
        new = NewAccount(name="Worker One", role="worker", pin_hash="hash", language="en")
        made = create_account(connection, new, now=NOW)
        open_session(
            connection, on_desk(connection, "a-secret-token", made.id), now=NOW, expires_at=END
        )
    for path in database.path.parent.iterdir():
        assert b"a-secret-token" not in path.read_bytes()


def test_signing_out_a_device_leaves_the_others_signed_in(connection, account):
    other = on_desk(connection, "other", account.id, "phone")
    open_session(connection, other, now=NOW, expires_at=END)
    assert close_sessions_on(connection, other.device_id) == 1
    assert session(connection, "other", NOW) is None
    assert session(connection, "token", NOW) is not None
