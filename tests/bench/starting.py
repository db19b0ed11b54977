"""How long the service takes to its first answer, and how much memory it holds."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, at_most
from tests.bench.hello import Hello
from tests.journeys.load import Crowd
from tests.journeys.memory import held_mb, of_group
from tests.journeys.service import Service

STARTS = 5
MOST_START_S = 0.8
MOST_MEMORY_MB = 100
CLIENTS, REQUESTS = 8, 2_000


def figures(directory: Path) -> Iterator[Figure]:
    """From the command to the first page with a warm page cache, median of five; and what the
    processes of the web service hold after 2,000 requests of 8 clients: anonymous pages and
    pages of mapped files, each once. The hello world is served by the same gunicorn settings.
    """
    service, hello = Service(directory / "site"), Hello()
    plain, ours = _start_s(hello), _start_s(service)
    yield Figure(what="hello world: start to first answer", value=f"{plain:.2f} s", beside="1")
    yield Figure(
        what="web service: start to first answer",
        value=f"{ours:.2f} s",
        beside=f"{ours / plain:.1f} times",
        target=at_most(ours, MOST_START_S, "s"),
    )
    hello.start()
    plain = held_mb(of_group(hello.process.pid))
    hello.stop()
    yield Figure(what="hello world: memory", value=f"{plain:.0f} MB", beside="1")
    service.start()
    try:
        fresh = held_mb(of_group(service.process.pid))
        with closing(Crowd(service, CLIENTS)) as crowd:
            tally = crowd.work(REQUESTS)
        worked = held_mb(of_group(service.process.pid))
    finally:
        service.stop()
    assert not tally.broken, tally.broken
    for what, held in (("after the first answer", fresh), (f"{tally.requests} requests", worked)):
        yield Figure(
            what=f"web service: memory, {what}",
            value=f"{held:.0f} MB",
            beside=f"{held / plain:.1f} times",
            target=at_most(held, MOST_MEMORY_MB, "MB"),
        )


def _start_s(served: Service | Hello) -> float:
    """Return the median of the seconds to the first answer."""
    times = []
    for _ in range(STARTS):
        began = time.perf_counter()
        served.start()
        times.append(time.perf_counter() - began)
        served.stop()
    return median(times)
