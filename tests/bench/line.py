"""The waiting line and one visit among 50,000 patients."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.figures import Figure, at_most
from tests.web.person import Person
from tests.web.site import NOON, Site, make_site
from triage.store import visits as store
from triage.store.visits import NewPatient, NewVisit

PATIENTS = 50_000
IN_ONE_TRANSACTION = 1_000
WAITING = (30, 300)
REPEATS = 200
MOST_P95_MS = 50


def figures(directory: Path) -> Iterator[Figure]:
    """From the request to the whole page, within the process, no network: 95th percentile of
    200. The database holds 50,000 patients with a visit each; all but those who wait are set to
    done in the tables directly. Searching for a patient is not built yet and not measured.
    """
    site = make_site(directory, plain_http=True)
    person = Person(site, "Noi")
    codes = _filled(site, person)
    try:
        for waiting in WAITING:
            _leave(site, codes[:waiting])
            for path in ("/line", "/", f"/visits/{codes[0]}"):
                what = "/visits/<code>" if path.startswith("/visits") else path
                middle, late = _milliseconds(person, path)
                yield Figure(
                    what=f"`{what}`, {waiting} waiting of {PATIENTS:,}",
                    value=f"p50 {middle:.1f} ms, p95 {late:.1f} ms",
                    target=at_most(late, MOST_P95_MS, "ms"),
                )
    finally:
        site.clinic.database.close()


def _filled(site: Site, person: Person) -> list[str]:
    """Record a visit for each patient and return the case codes."""
    database = site.clinic.database
    with database.reading() as connection:
        like = store.by_code(connection, person.code())
    codes = []
    for first in range(0, PATIENTS, IN_ONE_TRANSACTION):
        with database.writing() as connection:
            numbers = range(first, first + IN_ONE_TRANSACTION)
            codes += [store.record(connection, _visit(like, number)).code for number in numbers]
    return codes


def _visit(like: store.VisitRow, number: int) -> NewVisit:
    """Return the visit of patient *number*, found and decided as *like* was."""
    return NewVisit(
        report_id=f"report {number}",
        scope="form",
        content_hash=f"hash {number}",
        findings=like.findings,
        decision=like.decision,
        level=like.level,
        group_weight=like.group_weight,
        actor_id="a",
        now=NOON + timedelta(seconds=number),
        patient=NewPatient(full_name=f"Test {number}", village="Test Village", sex="F"),
    )


def _leave(site: Site, waiting: list[str]) -> None:
    """Let only the visits with the case codes *waiting* stand in the line."""
    marks = ", ".join("?" * len(waiting))
    with site.clinic.database.writing() as connection:
        connection.exec_driver_sql("UPDATE visit SET state = 'done'")
        say = f"UPDATE visit SET state = 'waiting' WHERE code IN ({marks})"  # noqa: S608
        connection.exec_driver_sql(say, tuple(waiting))


def _milliseconds(person: Person, path: str) -> tuple[float, float]:
    """Return the median and the 95th percentile of opening *path*."""
    times = []
    for _ in range(REPEATS):
        began = perf_counter()
        assert person.get(path).status_code == 200
        times.append((perf_counter() - began) * 1000)
    return median(times), sorted(times)[int(REPEATS * 0.95)]
