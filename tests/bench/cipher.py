"""An encrypted database beside a plain one, in turns: recording, opening, memory, size."""

import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

from tests.bench.posts import memory_mb, start_seconds
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
STARTS = 5
OPENINGS = 50
FORMS = {"plain": None, "encrypted": DATABASE_KEY}
SETTING = {"plain": "no", "encrypted": "yes"}


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as made:
        directory = Path(made)
        _store(directory)
        _service(directory)


def _store(directory: Path) -> None:
    sites = {form: make_site(directory / f"{form}.db", key=FORMS[form]) for form in FORMS}
    times: dict[str, list[float]] = {form: [] for form in FORMS}
    processor = dict.fromkeys(FORMS, 0.0)
    for number in range(ROUNDS):
        for form, database in sites.items():
            began = time.process_time()
            times[form] += [seconds(database, f"{number}-{one}") for one in range(VISITS)]
            processor[form] += time.process_time() - began
    rates = {form: len(took) / sum(took) for form, took in times.items()}
    for form, took in times.items():
        cuts = quantiles(took, n=20)
        print(
            f"{form}: {len(took)} visits recorded one by one, {rates[form]:.0f}/s,"
            f" p50 {median(took) * 1e3:.2f} ms, p95 {cuts[-1] * 1e3:.2f} ms,"
            f" {processor[form] / len(took) * 1e3:.2f} ms of processor each;"
            f" log check {checked_ms(sites[form]):.0f} ms"
        )
        sites[form].close()
    sizes = {form: (directory / f"{form}.db").stat().st_size for form in FORMS}
    opened = {form: opening_ms(directory / f"{form}.db", FORMS[form]) for form in FORMS}
    print(
        f"encrypted to plain: rate {rates['encrypted'] / rates['plain']:.0%},"
        f" processor {processor['encrypted'] / processor['plain']:.0%},"
        f" file {sizes['encrypted']} to {sizes['plain']} bytes"
        f" ({sizes['encrypted'] / sizes['plain']:.1%}),"
        f" opening {opened['encrypted']:.2f} to {opened['plain']:.2f} ms"
    )


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


def _service(directory: Path) -> None:
    services = {
        form: Service(directory / form, TRIAGE_DATABASE_ENCRYPTED=SETTING[form]) for form in FORMS
    }
    starts: dict[str, list[float]] = {form: [] for form in FORMS}
    for _ in range(STARTS):
        for form, service in services.items():
            starts[form].append(start_seconds(service))
            service.stop()
    for form, service in services.items():
        service.start()
        try:
            with closing(Worker(service)) as worker:
                worker.sign_in()
                for number in range(SERVED_VISITS):
                    worker.enter(f"Test {number}")
            memory = memory_mb(service)
        finally:
            service.stop()
        print(
            f"{form} service: start to first answer {median(starts[form]):.2f} s"
            f" (median of {STARTS}), memory after {SERVED_VISITS} visits {memory:.0f} MB"
        )


if __name__ == "__main__":
    run()
