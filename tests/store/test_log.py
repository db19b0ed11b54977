from datetime import timedelta, timezone

import pytest

from tests.store.factories import ACTOR, NOW, after
from triage.errors import DatabaseUnusable
from triage.exchange.entry import Kind, derived_id
from triage.store.database import Database
from triage.store.log import Context, NewEntry, append, entries


def new_entry(**other):
    given = {
        "kind": Kind.INCIDENT_REPORTED,
        "lane": 1,
        "context": Context(now=NOW, actor_id=ACTOR, subjects={"visit": "v"}),
        "compartments": {"clinical": {"temp_c": 37.2}, "note": {"text": "word"}},
    }
    return NewEntry(**{**given, **other})


def at(now):
    return Context(now=now, actor_id=None)


def test_an_entry_is_read_back_as_it_was_returned(connection):
    stored = append(connection, new_entry(points_at="other"))
    assert list(entries(connection)) == [stored]
    assert stored.compartments == {"clinical": {"temp_c": 37.2}, "note": {"text": "word"}}
    assert stored.context == Context(now=NOW, actor_id=ACTOR, subjects={"visit": "v"})
    assert stored.header.recorded == {"clinical", "note"}
    assert stored.header.points_at == "other"


def test_an_empty_compartment_is_not_recorded(connection):
    stored = append(connection, new_entry(compartments={"note": {}, "contact": {"phone": "1"}}))
    assert stored.header.recorded == {"contact"}


def test_each_lane_counts_for_itself_and_the_order_of_recording_stays(connection):
    lanes = [1, 0, 1, 4, 0, 1]
    for lane in lanes:
        append(connection, new_entry(lane=lane))
    places = [(s.header.place.lane, s.header.place.seq) for s in entries(connection)]
    assert places == [(1, 1), (0, 1), (1, 2), (4, 1), (0, 2), (1, 3)]


def test_an_id_is_derived_from_the_place_and_joins_the_subjects_if_asked(connection):
    stored = append(connection, new_entry(subject="incident"))
    assert stored.id == derived_id(b"k" * 32, 1, 1, 1)
    assert stored.context.subjects == {"visit": "v", "incident": stored.id}


def test_a_time_is_kept_to_the_millisecond_in_utc(connection):
    bangkok = timezone(timedelta(hours=7))
    given = after(microseconds=1_999).astimezone(bangkok)
    stored = append(connection, new_entry(context=at(given)))
    assert stored.context.now == after(milliseconds=1)
    assert stored.context.now.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("later", "grows_by"),
    [
        pytest.param(timedelta(milliseconds=5), 5 << 16, id="clock goes on"),
        pytest.param(timedelta(0), 1, id="same millisecond"),
        pytest.param(timedelta(days=-400), 1, id="clock set back"),
    ],
)
def test_the_logical_clock_grows_even_if_the_wall_clock_does_not(connection, later, grows_by):
    first = append(connection, new_entry(lane=0))
    second = append(connection, new_entry(lane=2, context=at(NOW + later)))
    assert second.hlc - first.hlc == grows_by
    assert second.context.now == NOW + later


def test_one_block_key_serves_64_entries_and_the_next_has_another(connection):
    for _ in range(65):
        append(connection, new_entry())
    keys = connection.exec_driver_sql("SELECT block, key FROM entry_block ORDER BY block").all()
    assert [row.block for row in keys] == [0, 1]
    assert len({row.key for row in keys}) == 2


def test_equal_entries_of_two_nodes_or_times_leave_no_equal_bytes(connection):
    first, second = (append(connection, new_entry()) for _ in range(2))
    query = "SELECT DISTINCT substr(commitments, 49, 16) FROM entry"
    assert first.hash != second.hash
    assert len(connection.exec_driver_sql(query).all()) == 2


def test_a_database_without_a_node_records_nothing(tmp_path):
    database = Database(tmp_path / "a.db")
    database.upgrade()
    with pytest.raises(DatabaseUnusable, match="triage init"), database.writing() as connection:
        append(connection, new_entry())
    with pytest.raises(DatabaseUnusable, match="triage init"), database.reading() as connection:
        next(entries(connection))
    database.close()
