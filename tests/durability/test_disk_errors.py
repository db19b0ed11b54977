"""Single errors of the disk, injected into system calls: nothing that was answered is lost."""

import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPException
from itertools import islice
from pathlib import Path

import pytest

from tests.durability.test_service import assert_all_there_once
from tests.durability.whole import assert_whole, lost
from tests.durability.writer import REFUSED
from tests.journeys.service import Service
from tests.journeys.worker import RefusedError, Worker
from tests.store.factories import make_site
from triage.exchange.entry import Kind
from triage.store import log
from triage.store.database import Database

pytestmark = pytest.mark.slow

SYNC_FAILS = "fdatasync:error=EIO"
DISK_IS_FULL = "pwrite64:error=ENOSPC"
LETS_GO_WITHIN_S = 5
MOST_LINES = 1000
"""Many more than a writer says before its disk fails."""


def rules(inject: str) -> list[str]:
    """Return what makes strace let a system call fail."""
    call = inject.partition(":")[0]
    return ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={inject}"]


@pytest.fixture
def write_until_it_fails(directory, begin_writing):
    """Run the writer with failing calls; return what it acknowledged and what it said last."""

    def write(inject: str, name: str) -> tuple[list[tuple[str, str]], str]:
        path = directory / "triage.db"
        if not path.exists():
            make_site(path).close()
        writer = begin_writing(path, name, before=[*rules(inject), "-qq"])
        lines = [line.strip() for line in islice(writer.stdout, MOST_LINES)]
        return [(line.split()[0], line.split()[1]) for line in lines[:-1]], lines[-1]

    return write


@pytest.mark.parametrize(
    "inject",
    [
        pytest.param(f"{SYNC_FAILS}:when=40", id="one sync fails"),
        pytest.param(f"{SYNC_FAILS}:when=40+", id="every sync fails"),
        pytest.param(f"{DISK_IS_FULL}:when=400+", id="the disk is full"),
    ],
)
def test_a_writer_on_a_failing_disk_loses_nothing_it_acknowledged_and_stops(
    directory, write_until_it_fails, inject, say
):
    path = directory / "triage.db"
    acknowledged = []
    for number in range(3):
        written, last = write_until_it_fails(inject, f"run-{number}")
        assert last == REFUSED, "it went on after the disk had failed"
        acknowledged += written
        assert lost(path, acknowledged) == []
        assert_whole(path)
    assert len(acknowledged) > 3
    say(f"{inject}: {len(acknowledged)} acknowledged, 0 lost")


@contextmanager
def failing(service: Service, inject: str) -> Iterator[None]:
    """Let a system call of the running service fail, from now until the block ends."""
    assert service.process is not None
    command = [*rules(inject), *(part for pid in processes(service) for part in ("-p", pid))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        try:
            for _ in processes(service):
                line = tracer.stderr.readline()
                assert "attached" in line, line
            yield
        finally:
            # Asked to, it lets the traced processes go on as before.
            tracer.terminate()
            try:
                tracer.communicate(timeout=LETS_GO_WITHIN_S)
            except subprocess.TimeoutExpired:
                # It may wait for ever for a process that died while it was let go.
                tracer.kill()


def processes(service: Service) -> list[str]:
    """Return the process ids of the service: gunicorn's first process and the one that serves."""
    first = str(service.process.pid)
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *children]


@pytest.fixture
def service(directory) -> Iterator[Service]:
    made = Service(directory / "site")
    made.start()
    yield made
    made.kill()


def enter(worker: Worker, names: Iterator[str], answered: list[str]) -> str:
    """Enter a patient and return the case code."""
    name = next(names)
    code = worker.enter(name)
    answered.append(name)
    return code


def enter_many(worker: Worker, names: Iterator[str], answered: list[str], many: int) -> None:
    for _ in range(many):
        enter(worker, names, answered)


def refused(worker: Worker, names: Iterator[str], answered: list[str]) -> None:
    """Fail unless a patient cannot be entered, with a page that says so."""
    with pytest.raises(RefusedError, match="answered 503") as error:
        enter(worker, names, answered)
    assert "Nothing can be recorded now" in str(error.value)


def assert_readable(worker: Worker) -> None:
    for path in ("/", "/line", "/visits/new"):
        status, _, _ = worker.request("GET", path)
        assert status == HTTPStatus.OK, path


def assert_record_opens(reader: Worker, code: str) -> None:
    """Fail unless somebody else's record is shown, though that cannot be recorded."""
    for path in (f"/visits/{code}", f"/visits/{code}/result"):
        status, _, text = reader.request("GET", path)
        assert status == HTTPStatus.OK, path
        assert code in text


def readings(service: Service) -> int:
    """Return how many readings the service's log holds."""
    path = service.directory / "triage.db"
    with closing(Database(path)) as database, database.reading() as connection:
        return sum(one.header.kind == Kind.ACCESS_READ for one in log.entries(connection))


@pytest.fixture
def names() -> Iterator[str]:
    return (f"Test {number}" for number in iter(range(10_000)))


def test_a_full_disk_refuses_writes_stays_readable_and_goes_on_when_there_is_space(
    service, names, count, say
):
    answered: list[str] = []
    with closing(Worker(service)) as worker:
        worker.sign_in()
        for _ in range(count(2, 10)):
            enter_many(worker, names, answered, count(5, 50))
            with failing(service, DISK_IS_FULL):
                for _ in range(3):
                    refused(worker, names, answered)
                    assert_readable(worker)
            enter_many(worker, names, answered, 1)
    service.stop()
    assert_all_there_once(service, answered)
    say(f"disk full under the service: {len(answered)} answered, 0 lost, readable throughout")


def test_after_a_failed_sync_the_service_is_read_only_until_it_is_started_again(
    service, names, count, say
):
    answered: list[str] = []
    for _ in range(count(2, 10)):
        with closing(Worker(service)) as worker:
            worker.sign_in()
            enter_many(worker, names, answered, count(5, 50))
            with failing(service, SYNC_FAILS):
                refused(worker, names, answered)
                assert_readable(worker)
            # The disk answers again, but what it took before is unknown.
            refused(worker, names, answered)
            assert_readable(worker)
        service.stop()
        assert_all_there_once(service, answered)
        service.start()
    say(f"failed sync under the service: {len(answered)} answered, 0 lost, readable throughout")


@pytest.mark.parametrize(
    ("inject", "recorded_afterwards"),
    [
        pytest.param(DISK_IS_FULL, 1, id="a full disk"),
        pytest.param(SYNC_FAILS, 0, id="a failed sync"),
    ],
)
def test_a_record_opens_while_its_reading_cannot_be_recorded(
    service, names, inject, recorded_afterwards
):
    with closing(Worker(service)) as worker, closing(Worker(service, "clinician")) as reader:
        worker.sign_in()
        reader.sign_in()
        code = enter(worker, names, [])
        with failing(service, inject):
            assert_record_opens(reader, code)
            assert readings(service) == 0
        # After a failed sync nothing is written before the service is started again.
        assert_record_opens(reader, code)
    assert readings(service) == recorded_afterwards


@pytest.mark.parametrize("call", [5, 60, 150])
def test_a_kill_in_the_middle_of_a_write_loses_nothing(service, names, say, call):
    answered: list[str] = []
    with closing(Worker(service)) as worker:
        worker.sign_in()
        enter_many(worker, names, answered, 3)
        with (
            suppress(OSError, HTTPException),
            failing(service, f"pwrite64:signal=SIGKILL:when={call}"),
        ):
            enter_many(worker, names, answered, 100)
    service.kill()
    assert 3 <= len(answered) < 103
    assert_all_there_once(service, answered)
    say(f"killed within a write: {len(answered)} answered, 0 lost")
