"""Many clients at once: programs that report, workers who enter, look up and move patients.

One round of a client is 26 requests. Thirteen of them are recorded durably before they are
answered: four reports of a program, four steps of a form, five moves out of the line. One is a
report sent again, which must be answered as before. The others read: visits, forms, the line.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from threading import Thread
from time import perf_counter
from typing import Any
from uuid import uuid4

from tests.journeys.service import Service
from tests.journeys.worker import _FORM, _HIDDEN, RefusedError, Worker

REPORTS = 4
MOST_TRIES = 100
REPORT = {
    "age_years": 62,
    "sex": "M",
    "present": ["fever"],
    "absent": "all_others",
    "vitals": {"hr": 104, "rr": 24, "temp_c": 38.4, "spo2": 94, "sbp": 108, "dbp": 70, "avpu": "A"},
    "complaints": ["21"],
}


@dataclass(slots=True)
class Tally:
    """What was sent and what came back.

    seconds: of each answer, by kind of request; busy: answers 503 that said when to come again;
    reported: (report id, case code); entered: names; broken: everything that must not happen.
    """

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    busy: int = 0
    repeated: int = 0
    reported: list[tuple[str, str]] = field(default_factory=list)
    entered: list[tuple[str, str]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        return sum(map(len, self.seconds.values()))

    def add(self, other: "Tally") -> None:
        """Take in what another client counted."""
        for kind, times in other.seconds.items():
            self.seconds[kind] += times
        self.busy += other.busy
        self.repeated += other.repeated
        self.reported += other.reported
        self.entered += other.entered
        self.broken += other.broken

    def table(self) -> str:
        """Return a Markdown table: requests, median and 99th percentile by kind."""
        lines = ["| request | answered | p50 ms | p99 ms |", "|---|--:|--:|--:|"]
        for kind, times in sorted(self.seconds.items()):
            ordered = sorted(times)
            middle, late = (ordered[int(len(ordered) * part)] * 1000 for part in (0.5, 0.99))
            lines.append(f"| {kind} | {len(ordered):,} | {middle:.0f} | {late:.0f} |")
        return "\n".join(lines)


class TimedWorker(Worker):
    """A worker with a watch, who tries again when the service says that it is busy."""

    def __init__(self, service: Service) -> None:
        super().__init__(service)
        self.tally = Tally()

    def request(self, method: str, path: str, words: Mapping[str, object] | None = None):
        """Return status, headers and text of the first answer that is not 503."""
        kind = {"/line": "line", "/sign-in": "sign in"}.get(path, f"page {method}")
        return patiently(
            self.tally, kind, lambda: super(TimedWorker, self).request(method, path, words)
        )

    def move(self, code: str, state: str) -> None:
        """Say on the page of the visit where the patient is now."""
        path = f"/visits/{code}/move"
        _, _, page = self.request("GET", f"/visits/{code}")
        inside = next((inner for action, inner in _FORM.findall(page) if action == path), "")
        hidden = {name: unescape(value) for name, value in _HIDDEN.findall(inside)}
        status, _, text = self.request("POST", path, hidden | {"state": state})
        if status != HTTPStatus.SEE_OTHER:
            raise RefusedError(f"{path} answered {status}: {text}")


class TimedProgram:
    """A program with a token and a watch."""

    def __init__(self, service: Service) -> None:
        words = json.loads((service.directory / "demo.json").read_text())
        self.headers = {
            "Authorization": f"Bearer {words['edge']['token']}",
            "Content-Type": "application/json",
        }
        self.connection = HTTPConnection("127.0.0.1", service.port, timeout=60)
        self.tally = Tally()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def ask(self, method: str, path: str, expected: int, words: object = None) -> Any:
        """Return the answer, which must have the status *expected*."""
        status, _, text = patiently(
            self.tally, f"API {method}", lambda: self._once(method, path, words)
        )
        if status != expected:
            raise RefusedError(f"{path} answered {status}, not {expected}: {text}")
        return json.loads(text)

    def _once(self, method: str, path: str, words: object):
        body = None if words is None else json.dumps(words)
        self.connection.request(method, path, body, self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def report(self, report_id: str, expected: int = HTTPStatus.CREATED) -> str:
        """Send a report and return its case code."""
        words = REPORT | {"report_id": report_id}
        return str(self.ask("POST", "/api/v1/visits", expected, words)["case_code"])


def patiently(tally: Tally, kind: str, send):
    """Return the first answer that is not 503; any other error must not happen."""
    for _ in range(MOST_TRIES):
        began = perf_counter()
        status, headers, text = answer = send()
        tally.seconds[kind].append(perf_counter() - began)
        if status < HTTPStatus.BAD_REQUEST:
            return answer
        if status != HTTPStatus.SERVICE_UNAVAILABLE or not headers["Retry-After"]:
            raise RefusedError(f"{kind} was answered {status}: {text}")
        tally.busy += 1
    raise RefusedError(f"{kind} was answered 503 {MOST_TRIES} times")


class Client:
    """One worker and one program beside each other, over a connection each."""

    def __init__(self, service: Service, name: str) -> None:
        self.name = name
        self.worker = TimedWorker(service)
        self.program = TimedProgram(service)

    def work(self, requests: int) -> None:
        """Send *requests* or a few more; what goes wrong is written down, the client stops."""
        tally = self.worker.tally = self.program.tally = self.tally = Tally()
        try:
            if not self.worker.cookie:
                self.worker.sign_in()
            while tally.requests < requests:
                self._reports()
                self._enters()
        except (OSError, HTTPException, ValueError) as error:
            tally.broken.append(f"{type(error).__name__}: {error}")

    def close(self) -> None:
        """Close both connections."""
        self.worker.close()
        self.program.close()

    def _reports(self) -> None:
        for _ in range(REPORTS):
            report_id = str(uuid4())
            code = self.program.report(report_id)
            self.tally.reported.append((report_id, code))
            self.worker.move(code, "done")
        if self.program.report(report_id, HTTPStatus.OK) != code:
            raise RefusedError(f"the report {report_id} sent again has another case code")
        self.tally.repeated += 1
        self.program.ask("GET", f"/api/v1/visits/{code}", HTTPStatus.OK)

    def _enters(self) -> None:
        name = f"Test {self.name} {uuid4()}"
        code = self.worker.enter(name)
        self.tally.entered.append((name, code))
        self.worker.request("GET", f"/visits/{code}/result")
        self.worker.request("GET", "/line")
        self.worker.move(code, "done")


class Crowd:
    """So many clients, who stay signed in."""

    def __init__(self, service: Service, size: int) -> None:
        self.clients = [Client(service, str(number)) for number in range(size)]

    def work(self, requests: int) -> Tally:
        """Return what the clients counted, who sent at least *requests* together, all at once."""
        share = -(-requests // len(self.clients))
        threads = [Thread(target=client.work, args=(share,)) for client in self.clients]
        for thread in threads:
            thread.start()
        whole = Tally()
        for thread, client in zip(threads, self.clients, strict=True):
            thread.join()
            whole.add(client.tally)
        return whole

    def close(self) -> None:
        """Close every connection."""
        for client in self.clients:
            client.close()
