"""Many clients at once: all are answered, everything acknowledged is there once."""

from time import perf_counter

import pytest

from tests.durability.whole import lost
from tests.journeys.load import Crowd
from tests.journeys.memory import held_mb, of_group
from tests.journeys.service import Service
from triage.store.audit import check
from triage.store.database import Database

pytestmark = pytest.mark.slow

MOST_GROWTH_MB = 10
VISITS = (
    "SELECT p.full_name, v.code, v.state FROM visit v LEFT JOIN patient p ON p.id = v.patient_id"
)


@pytest.fixture
def service(directory):
    made = Service(directory / "site")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def crowd(service, count):
    made = Crowd(service, count(16, 128))
    yield made
    made.close()


def recorded(service):
    """Return name, case code and state of every visit, after the log was walked."""
    database = Database(service.directory / "triage.db")
    with database.reading() as connection:
        check(connection)
        found = [tuple(row) for row in connection.exec_driver_sql(VISITS)]
    database.close()
    return found


@pytest.mark.timeout(1800)
def test_many_clients_at_once_are_answered_and_nothing_is_lost_or_there_twice(
    service, crowd, count, say
):
    requests = count(600, 100_000)
    whole = crowd.work(count(416, 5_000))
    before_mb = held_mb(of_group(service.process.pid))
    began = perf_counter()
    measured = crowd.work(requests)
    took_s = perf_counter() - began
    after_mb = held_mb(of_group(service.process.pid))
    service.stop()
    whole.add(measured)
    say(
        f"{len(crowd.clients)} clients, {measured.requests:,} requests in {took_s:.0f} s,"
        f" {measured.busy} told to come again; in all {len(whole.reported):,} visits by programs,"
        f" {len(whole.entered):,} by pages, {whole.repeated:,} reports sent twice;"
        f" memory {before_mb:.1f} MB before, {after_mb:.1f} MB after\n\n{measured.table()}"
    )

    assert whole.broken == []
    assert measured.requests >= requests
    assert lost(service.directory / "triage.db", whole.reported) == []
    visits = recorded(service)
    assert len(visits) == len(whole.reported) + len(whole.entered)
    assert sorted((name, code) for name, code, _ in visits if name) == sorted(whole.entered)
    assert {state for _, _, state in visits} == {"done"}
    assert after_mb - before_mb <= MOST_GROWTH_MB
