from datetime import timedelta

import pytest

from tests.store.factories import NOW, after
from triage.store import one_time
from triage.store.one_time import OneTimeCode, Purpose

KEY = b"k" * 32
CODE = "234-567-89A"
END = after(hours=1)


def made(connection, code=CODE, **other):
    given = {
        "id": "1",
        "purpose": Purpose.ENROL,
        "about": "Desk",
        "made_by": "",
        "made_at": NOW,
        "expires_at": END,
    }
    one_time.create(connection, KEY, code, OneTimeCode(**{**given, **other}))


def enrol(connection, now=NOW, code=CODE, key=KEY):
    return one_time.use_to_enrol(connection, key, code, now)


@pytest.mark.parametrize(
    ("now", "counts"),
    [(END - timedelta(milliseconds=1), True), (END, False), (END + timedelta(days=1), False)],
)
def test_a_code_counts_until_its_time(connection, now, counts):
    made(connection)
    assert (enrol(connection, now) is not None) == counts


def test_a_code_counts_once(connection):
    made(connection)
    assert enrol(connection).about == "Desk"
    assert enrol(connection) is None


def test_the_code_of_a_demonstration_counts_again_and_again(connection):
    made(connection, expires_at=None)
    assert all(enrol(connection, after(days=days)) for days in (0, 1, 4000))


def test_another_code_or_another_key_counts_for_nothing(connection):
    made(connection)
    assert enrol(connection, code="234-567-89B") is None
    assert enrol(connection, key=b"o" * 32) is None


def test_a_code_counts_for_its_purpose_alone(connection):
    made(connection, purpose=Purpose.UNLOCK, about="account")
    assert enrol(connection) is None
    assert one_time.use_to_unlock(connection, KEY, CODE, "account", NOW) is not None


def test_a_code_of_one_person_unlocks_nobody_else_and_is_not_used_up_by_it(connection):
    made(connection, purpose=Purpose.UNLOCK, about="account")
    assert one_time.use_to_unlock(connection, KEY, CODE, "another", NOW) is None
    assert one_time.use_to_unlock(connection, KEY, CODE, "account", NOW) is not None


def test_a_newer_code_for_a_person_ends_the_older(connection):
    made(connection, purpose=Purpose.UNLOCK, about="account")
    made(connection, "345-678-9AB", id="2", purpose=Purpose.UNLOCK, about="account")
    assert one_time.use_to_unlock(connection, KEY, CODE, "account", NOW) is None
    assert one_time.use_to_unlock(connection, KEY, "345-678-9AB", "account", NOW) is not None


def test_codes_for_several_devices_count_side_by_side(connection):
    made(connection)
    made(connection, "345-678-9AB", id="2")
    assert enrol(connection) is not None
    assert enrol(connection, code="345-678-9AB") is not None


@pytest.mark.parametrize(("hours", "gone"), [(24, 0), (25, 1)])
def test_a_code_is_deleted_a_day_after_its_time(connection, hours, gone):
    made(connection)
    assert one_time.expire(connection, after(hours=hours)) == gone


def test_a_code_that_was_used_is_deleted_a_day_later_and_a_demonstration_s_never(connection):
    made(connection)
    made(connection, "345-678-9AB", id="2", expires_at=None)
    enrol(connection)
    assert one_time.expire(connection, after(days=1)) == 1
    assert one_time.expire(connection, after(days=999)) == 0


def test_the_code_itself_is_kept_nowhere(database):
    with database.writing() as connection:
        made(connection)
    for path in database.path.parent.iterdir():
        content = path.read_bytes()
        assert CODE.encode() not in content
        assert CODE.replace("-", "").encode() not in content
