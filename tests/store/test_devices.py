from datetime import timedelta

import pytest

from tests.store.factories import NOW, after, new_device
from triage.errors import NotFound
from triage.store import devices


def test_the_secret_tells_which_device_it_is(connection):
    made = devices.create(connection, new_device(), NOW)
    assert devices.find(connection, "desk") == made
    assert (made.name, made.enrolled_by, made.is_revoked) == ("Desk", "", False)
    assert devices.find(connection, "Desk") is None


def test_a_device_without_a_name_is_called_by_its_number(connection):
    devices.create(connection, new_device(), NOW)
    made = devices.create(connection, new_device("phone", ""), NOW)
    assert made.name == "Device 2"


def test_a_revoked_device_is_found_no_more_and_its_row_stays(connection):
    made = devices.create(connection, new_device(), NOW)
    assert devices.revoke(connection, made.id).is_revoked
    assert devices.find(connection, "desk") is None
    assert [one.id for one in devices.every(connection)] == [made.id]


@pytest.mark.parametrize("verb", [devices.by_id, devices.revoke])
def test_a_device_that_does_not_exist_is_not_found(connection, verb):
    with pytest.raises(NotFound, match="triage device list"):
        verb(connection, "nothing")


def test_only_the_day_of_the_last_use_is_kept(connection):
    made = devices.create(connection, new_device(), NOW)
    devices.see(connection, made.id, after(days=1))
    assert devices.by_id(connection, made.id).seen_on == (NOW + timedelta(days=1)).date()
    [(stamp,)] = connection.exec_driver_sql("SELECT seen_on FROM device").all()
    assert stamp % (24 * 3600 * 1000) == 0


def test_the_secret_itself_is_kept_nowhere(database):
    with database.writing() as connection:
        devices.create(connection, new_device("a-secret-of-a-device"), NOW)
    for path in database.path.parent.iterdir():
        assert b"a-secret-of-a-device" not in path.read_bytes()
