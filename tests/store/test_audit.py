import pytest

from tests.store.factories import new_amendment, new_patient, new_visit
from triage.errors import LogBroken
from triage.exchange.entry import Kind
from triage.store.audit import check
from triage.store.log import Context, NewEntry, append, entries
from triage.store.visits import amend, move, record


@pytest.fixture
def log(connection):
    """Seven entries: three patients with a visit each, and an amendment."""
    for number in range(3):
        visit = record(connection, new_visit(f"r{number}", patient=new_patient(), note="n"))
    amend(connection, new_amendment(visit.id))
    return connection


def test_a_log_that_nobody_touched_is_whole_and_its_heads_are_told(log):
    state = check(log)
    assert (state.entries, state.erased) == (7, 0)
    assert [(h.epoch, h.lane, h.seq) for h in state.heads] == [(1, 0, 1), (1, 1, 6)]
    newest = {s.header.place.lane: s.hash for s in entries(log)}
    assert {h.lane: h.hash for h in state.heads} == newest


def test_an_empty_log_is_whole(connection):
    assert check(connection).entries == 0


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param("clinical = x'a0'", "entry 4 .*its clinical is not", id="other content"),
        pytest.param("note = NULL", "entry 4 .*its note is gone", id="content taken out"),
        pytest.param("contact = x'a0'", "entry 4 .*its contact is not", id="content put in"),
        pytest.param("context = x'a0'", "entry 4 .*its time is not", id="context"),
        pytest.param("context = x'ff'", "entry 4 .*cannot be read", id="context no CBOR"),
        pytest.param("kind = 'tombstone'", "entry 4 .*hash does not follow", id="kind"),
        pytest.param("points_at = 'x'", "entry 4 .*hash does not follow", id="points at"),
        pytest.param("schema = 2", "entry 4 .*hash does not follow", id="schema"),
        pytest.param("kind = CAST(x'ff' AS TEXT)", r"behind entry \d cannot", id="kind no text"),
        pytest.param("mask = 31", "entry 4 .*disagree", id="mask"),
        pytest.param("hlc = 1", "entry 4 .*its time is not", id="logical clock"),
        pytest.param("hash = zeroblob(32)", "entry 4 .*hash does not follow", id="hash"),
        pytest.param("commitments = zeroblob(5)", "entry 4 .*length", id="commitments cut"),
        pytest.param("seq = 40", "entry 4 .*missing", id="place"),
        pytest.param("epoch = 2", "entry 4 .*missing", id="epoch"),
    ],
)
def test_a_changed_entry_is_named_as_the_first_that_is_wrong(log, change, named):
    changed = f"UPDATE entry SET {change} WHERE position = 4"  # noqa: S608  written above
    log.exec_driver_sql(changed)
    with pytest.raises(LogBroken, match=named):
        check(log)


def test_a_content_changed_together_with_its_commitment_breaks_the_chain(log):
    log.exec_driver_sql(
        "UPDATE entry SET note = NULL, mask = mask & 15,"
        " commitments = CAST(substr(commitments, 1, 80) || zeroblob(16) AS BLOB)"
        " WHERE position = 4"
    )
    with pytest.raises(LogBroken, match=r"entry 4 .*hash does not follow"):
        check(log)


@pytest.mark.parametrize("position", range(1, 6))
def test_a_removed_entry_shows(log, position):
    log.exec_driver_sql("PRAGMA foreign_keys = OFF")
    log.exec_driver_sql("DELETE FROM entry WHERE position = ?", (position,))
    with pytest.raises(LogBroken, match="an entry before it is missing"):
        check(log)


def test_two_entries_that_changed_places_show(log):
    for old, new in ((3, -1), (4, 3), (-1, 4)):
        log.exec_driver_sql("UPDATE entry SET position = ? WHERE position = ?", (new, old))
    with pytest.raises(LogBroken, match="entry 3 "):
        check(log)


def test_a_lost_block_key_shows(log):
    log.exec_driver_sql("DELETE FROM entry_block WHERE lane = 0")
    with pytest.raises(LogBroken, match="key of its block"):
        check(log)


def test_content_may_be_gone_where_a_tombstone_points(log):
    buried = next(s for s in entries(log) if s.header.kind == Kind.VISIT_RECORDED)
    context = Context(now=buried.context.now, actor_id=None)
    append(log, NewEntry(kind=Kind.TOMBSTONE, lane=1, context=context, points_at=buried.id))
    log.exec_driver_sql("UPDATE entry SET clinical = NULL, note = NULL WHERE position = 2")
    assert check(log).erased == 2


def test_the_message_tells_nothing_of_the_content(log):
    log.exec_driver_sql("UPDATE entry SET identity = x'a0' WHERE position = 1")
    with pytest.raises(LogBroken) as caught:
        check(log)
    assert str(caught.value) == (
        "entry 1 (epoch 1, lane 1, seq 1, patient.registered):"
        " its identity is not what was recorded"
    )


def test_moving_a_patient_adds_one_entry(log):
    visit_id = next(s.id for s in entries(log) if s.header.kind == Kind.VISIT_RECORDED)
    before = check(log).entries
    move(log, visit_id, "in_care", actor_id="a", now=new_visit().now)
    assert check(log).entries == before + 1
