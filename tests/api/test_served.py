"""The door behind the real server."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.api.test_visits import report
from tests.web.served import served
from tests.web.site import NOON
from triage.access import Scope
from triage.care.tokens import give_token
from triage.store.database import Database

pytestmark = pytest.mark.slow

AT_ONCE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A served site, and a token for it."""

    address: str
    secret: str

    def connect(self) -> HTTPConnection:
        return HTTPConnection(self.address, timeout=30)

    def ask(
        self, connection: HTTPConnection, method: str, path: str, words: object = None
    ) -> tuple[HTTPResponse, bytes]:
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        connection.request(method, path, json.dumps(words), headers)
        answer = connection.getresponse()
        return answer, answer.read()

    def post(self, words: object) -> tuple[HTTPResponse, bytes]:
        connection = self.connect()
        try:
            return self.ask(connection, "POST", "/api/v1/visits", words)
        finally:
            connection.close()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with served(tmp_path) as address:
        database = Database(tmp_path / "triage.db")
        secret = give_token(database, "A program", frozenset(Scope), NOON)
        database.close()
        yield Service(address=address.removeprefix("http://"), secret=secret)


def test_a_report_that_arrives_many_times_at_once_is_recorded_once(service):
    sent = report()
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(lambda _: service.post(sent), range(AT_ONCE)))
    assert sorted(answer.status for answer, _ in answers) == [200] * (AT_ONCE - 1) + [201]
    assert len({json.loads(body)["case_code"] for _, body in answers}) == 1


def test_the_access_log_holds_no_secret_and_nobody(service, tmp_path):
    connection = service.connect()
    # One connection: what was asked first is logged before the next is read.
    service.ask(connection, "POST", "/api/v1/visits", report())
    service.ask(connection, "GET", "/metrics")
    connection.close()
    log = (tmp_path / "log").read_text()
    assert "POST /api/v1/visits 201" in log
    assert service.secret not in log
    assert "Test Person" not in log


def test_the_headers_are_few(service):
    answer, _ = service.post(report())
    assert sum(len(f"{name}: {value}\r\n") for name, value in answer.getheaders()) < 300


def test_a_body_that_is_too_long_is_refused_by_the_server_too(service):
    answer, body = service.post(report(note="x" * 70_000))
    assert (answer.status, json.loads(body)["status"]) == (413, 413)
