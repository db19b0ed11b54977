"""An encrypted database beside a plain one, in turns: recording, opening, memory, size."""

import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

from tests.bench.figures import Figure
from tests.journeys.memory import held_mb, of_group
from tests.journeys.service import Service
from tests.journeys.worker import Worker
from tests.store.factories import DATABASE_KEY, make_site, new_patient, new_visit
from triage.store.audit import check
from triage.store.database import Database
from triage.store.visits import record

ROUNDS = 5
VISITS = 400
"""A round of each form, in turns, so that a busy moment of the machine meets both."""

SERVED_VISITS = 60
OPENINGS = 50
FORMS = {"plain": None, "encrypted": DATABASE_KEY}
SETTING = {"plain": "no", "encrypted": "yes"}


def figures(directory: Path) -> Iterator[Figure]:
    """New patients' visits recorded one by one with their log entry, in turns of 400, plain and
    encrypted; then the check of the log, the opening of the file, and the served program.
    """
    sites = {form: make_site(directory / f"{form}.db", key=FORMS[form]) for form in FORMS}
    times: dict[str, list[float]] = {form: [] for form in FORMS}
    processor = dict.fromkeys(FORMS, 0.0)
    for number in range(ROUNDS):
        for form, database in sites.items():
            began = time.process_time()
            times[form] += [seconds(database, f"{number}-{one}") for one in range(VISITS)]
            processor[form] += time.process_time() - began
    checked = {form: checked_ms(database) for form, database in sites.items()}
    for database in sites.values():
        database.close()
    files = {form: directory / f"{form}.db" for form in FORMS}
    opened = {form: opening_ms(files[form], FORMS[form]) for form in FORMS}
    rates = {form: len(took) / sum(took) for form, took in times.items()}
    slowest = {form: quantiles(took, n=20)[-1] * 1e3 for form, took in times.items()}
    each = {form: spent / (ROUNDS * VISITS) * 1e3 for form, spent in processor.items()}
    sizes = {form: path.stat().st_size / 1e6 for form, path in files.items()}
    yield from _both("visits recorded a second", rates, "/s", 0)
    yield from _both("p95 of recording one", slowest, "ms", 2)
    yield from _both("processor for each", each, "ms", 2)
    yield from _both("check of the log", checked, "ms", 0)
    yield from _both("opening the file", opened, "ms", 2)
    yield from _both("size of the file", sizes, "MB", 2)
    yield from _served(directory)


def _both(what: str, values: Mapping[str, float], unit: str, digits: int) -> Iterator[Figure]:
    for form, value in values.items():
        ratio = "1" if form == "plain" else f"{value / values['plain']:.0%}"
        yield Figure(what=f"{what}, {form}", value=f"{value:.{digits}f} {unit}", beside=ratio)


def _served(directory: Path) -> Iterator[Figure]:
    held = {}
    for form in FORMS:
        service = Service(directory / form, TRIAGE_DATABASE_ENCRYPTED=SETTING[form])
        service.start()
        try:
            with closing(Worker(service)) as worker:
                worker.sign_in()
                for number in range(SERVED_VISITS):
                    worker.enter(f"Test {number}")
            held[form] = held_mb(of_group(service.process.pid))
        finally:
            service.stop()
    yield from _both(f"memory of the service after {SERVED_VISITS} visits", held, "MB", 0)


def seconds(database: Database, report_id: str) -> float:
    """Return how long a new patient's visit takes until it is on the disk."""
    began = time.perf_counter()
    with database.writing() as connection:
        record(connection, new_visit(report_id, patient=new_patient(), note="n" * 300))
    return time.perf_counter() - began


def checked_ms(database: Database) -> float:
    """Return how long it takes to read the whole log and recompute it."""
    began = time.perf_counter()
    with database.reading() as connection:
        check(connection)
    return (time.perf_counter() - began) * 1e3


def opening_ms(path: Path, key: bytes | None) -> float:
    """Return the median time from nothing to the first row."""
    took = []
    for _ in range(OPENINGS):
        began = time.perf_counter()
        with closing(Database(path, key=key)) as database:
            database.check_version()
        took.append(time.perf_counter() - began)
    return median(took) * 1e3
