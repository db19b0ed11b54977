import pytest

from tests.store.factories import NOW, after, new_amendment, new_visit
from triage.clinical.level import Level
from triage.store.claims import claim
from triage.store.log import entries
from triage.store.projection import rebuild
from triage.store.visits import amend, by_id, record

DEVICE = "00000000-0000-4000-8000-00000000000d"
NOI = "00000000-0000-4000-8000-000000000002"


@pytest.fixture
def emergency(connection):
    return record(connection, new_visit(is_emergency=True, actor_id=DEVICE, complete=False))


def test_an_emergency_waits_for_somebody_to_take_it_over(emergency):
    assert emergency.is_unclaimed
    assert emergency.recorded_by == DEVICE


def test_any_other_visit_waits_for_nobody(connection):
    visit = record(connection, new_visit())
    assert not visit.is_unclaimed
    with pytest.raises(ValueError, match="nobody has claimed"):
        claim(connection, visit.id, actor_id=NOI, now=NOW)


def test_who_takes_an_emergency_over_is_an_entry_of_the_log(connection, emergency):
    claimed = claim(connection, emergency.id, actor_id=NOI, now=after(minutes=3))
    assert (claimed.is_unclaimed, claimed.is_emergency) == (False, True)
    assert (claimed.claimed_by, claimed.claimed_at) == (NOI, after(minutes=3))
    *_, newest = entries(connection)
    assert (newest.header.kind, newest.context.actor_id) == ("visit.claimed", NOI)
    assert newest.context.subjects == {"visit": emergency.id, "code": emergency.code}
    assert newest.compartments == {"decision": {"from": DEVICE}}


def test_an_emergency_is_taken_over_once(connection, emergency):
    claim(connection, emergency.id, actor_id=NOI, now=NOW)
    with pytest.raises(ValueError, match="nobody has claimed"):
        claim(connection, emergency.id, actor_id="another", now=NOW)


@pytest.mark.parametrize(("level", "lane"), [(Level.RED, 0), (Level.YELLOW, 1)])
def test_taking_over_goes_with_what_it_answers(connection, level, lane):
    visit = record(connection, new_visit(is_emergency=True, level=level))
    claim(connection, visit.id, actor_id=NOI, now=NOW)
    *_, newest = entries(connection)
    assert newest.header.place.lane == lane


def test_an_amendment_keeps_what_began_as_an_emergency(connection, emergency):
    claim(connection, emergency.id, actor_id=NOI, now=NOW)
    visit = amend(connection, new_amendment(emergency.id))
    assert (visit.is_emergency, visit.claimed_by) == (True, NOI)


def test_emergencies_and_claims_are_rebuilt_from_the_log(connection, emergency):
    open_one = record(connection, new_visit("report-9", is_emergency=True))
    claimed = claim(connection, emergency.id, actor_id=NOI, now=NOW)
    rebuild(connection)
    assert by_id(connection, emergency.id) == claimed
    assert by_id(connection, open_one.id) == open_one
