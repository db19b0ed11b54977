"""The served pages under kill -9 and power cuts: every answered visit is there, once."""

from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPException
from random import Random
from threading import Thread
from time import sleep

import pytest

from tests.durability.disk import disk, missing
from tests.durability.whole import assert_whole
from tests.journeys.service import Service
from tests.journeys.worker import Worker
from triage.store.database import Database

SEED = 20261123
WORKERS = 3
MOST_BEFORE_S = 1.5

pytestmark = pytest.mark.slow

NAMES = "SELECT full_name FROM patient p JOIN visit v ON v.patient_id = p.id"


class Shift:
    """Workers who enter patients until the service is gone; each name is used once."""

    def __init__(self, service: Service, number: int) -> None:
        self.service = service
        self.answered: list[str] = []
        self.names = (f"Test {number}-{worker}" for worker in range(WORKERS))
        self.threads = [Thread(target=self._work, args=(name,)) for name in self.names]
        for thread in self.threads:
            thread.start()

    def _work(self, name: str) -> None:
        with suppress(OSError, HTTPException), closing(Worker(self.service)) as worker:
            worker.sign_in()
            number = 0
            while True:
                number += 1
                worker.enter(f"{name}-{number}")
                self.answered.append(f"{name}-{number}")

    def end(self) -> list[str]:
        """Wait until everybody has noticed, and return who was answered."""
        for thread in self.threads:
            thread.join()
        return self.answered


def entered(service: Service) -> list[str]:
    """Return the names of all patients with a visit."""
    database = Database(service.directory / "triage.db")
    with database.reading() as connection:
        names = [row[0] for row in connection.exec_driver_sql(NAMES)]
    database.close()
    return names


@pytest.fixture
def service(directory) -> Iterator[Service]:
    made = Service(directory / "site")
    yield made
    made.kill()


def assert_all_there_once(service: Service, answered: list[str]) -> None:
    names = entered(service)
    assert set(answered) <= set(names), set(answered) - set(names)
    assert len(names) == len(set(names)), "a visit is there twice"
    assert_whole(service.directory / "triage.db")


@pytest.mark.timeout(1800)
def test_every_answered_visit_survives_kill_9(service, count, say):
    random = Random(SEED)  # noqa: S311
    answered: list[str] = []
    kills = 0
    while len(answered) < count(100, 1000):
        service.start()
        shift = Shift(service, kills)
        sleep(random.uniform(0.3, MOST_BEFORE_S))
        service.kill()
        answered += shift.end()
        kills += 1
        assert_all_there_once(service, answered)
    say(f"kill -9 of the service: {kills} kills, {len(answered)} answered, 0 lost, 0 twice")


@pytest.mark.timeout(1800)
def test_every_answered_visit_survives_power_cuts(directory, count, say):
    if missing():
        pytest.fail(missing())
    random = Random(SEED)  # noqa: S311
    answered: list[str] = []
    cuts = count(5, 40)
    with disk(directory) as made:
        service = Service(made.mounted / "site")
        made.unmount()
        made.mount()
        try:
            for cut in range(cuts):
                service.start()
                shift = Shift(service, cut)
                sleep(random.uniform(0.5, MOST_BEFORE_S))
                made.cut()
                service.kill()
                answered += shift.end()
                made.unmount()
                made.mount()
                assert_all_there_once(service, answered)
        finally:
            service.kill()
    assert len(answered) >= cuts
    say(f"power cuts under the service: {cuts} cuts, {len(answered)} answered, 0 lost, 0 twice")
