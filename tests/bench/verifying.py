"""Entries a second through the verifier."""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure
from tests.verify.logs import ENGINE, parts, whole
from tests.web.site import make_site
from triage.access import Actor, Role
from triage.intake.payload import read_words
from triage.intake.report import Report
from triage.verify import verify
from triage.visits import take_visit

VISITS, REPEATS = 500, 3
WORDS = {
    "age_years": 30,
    "sex": "F",
    "pregnant": False,
    "present": ["headache"],
    "absent": "all_others",
    "vitals": {"hr": 80, "rr": 16, "temp_c": 37.0, "spo2": 98, "sbp": 120, "avpu": "A"},
}


def figures(directory: Path) -> Iterator[Figure]:
    """Visits of a well adult in one log, checked in one thread: chain, commitments and decisions,
    with the model and without; the median of three.
    """
    site = make_site(directory)
    actor = Actor(account_id="bench", name="bench", role=Role.WORKER)
    for number in range(VISITS):
        findings = read_words(WORDS).findings
        report = Report(report_id=str(number), scope="bench", findings=findings)
        take_visit(report, site.clinic, actor, now=site.clock.at)
    content = whole(*parts(site))
    model = site.clinic.slot.current()
    chain = _rate(content, "another engine", lambda _: None)
    yield Figure(what="chain and commitments alone", value=f"{chain:.0f}/s", beside="100 %")
    for what, found in (("and the floor anew", None), ("and the model's score too", model)):
        rate = _rate(content, ENGINE, lambda _, found=found: found)
        yield Figure(what=what, value=f"{rate:.0f}/s", beside=f"{rate / chain:.1%}")
    yield Figure(what="bytes of an entry in the file", value=f"{len(content) / VISITS:.0f}")
    site.clinic.database.close()


def _rate(content: bytes, engine: str, models) -> float:
    def seconds() -> float:
        began = time.perf_counter()
        account = verify(io.BytesIO(content).read, engine, models)
        assert account.agrees, account.first
        return time.perf_counter() - began

    return VISITS / median(seconds() for _ in range(REPEATS))
