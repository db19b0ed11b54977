"""Taking a visit: once, completely, and never lower than it may be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.opinion import Opinion
from tests.strategies import NORMAL
from triage.access import Actor, Role
from triage.clinical.age import age_from
from triage.clinical.findings import Findings
from triage.clinical.floor import Conditions
from triage.clinical.level import Level
from triage.errors import VisitConflict
from triage.exchange.record import decision_from, findings_from
from triage.intake.fields import chart_signs
from triage.intake.report import PatientWords, Report
from triage.store import visits as store
from triage.store.audit import check
from triage.store.database import Database
from triage.store.nodes import Node, create_node
from triage.visits import Amendment, Clinic, content_hash, line_level, take_visit

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NURSE = Actor(account_id="nurse", name="Test Nurse", role=Role.WORKER)
WELL = Findings(age=age_from(years=30), absent=chart_signs("adult"), vitals=NORMAL)
RED = replace(WELL, present=frozenset({"stridor"}), absent=WELL.absent - {"stridor"})
YELLOW = replace(WELL, vitals=replace(NORMAL, rr=31))
SOMEBODY = PatientWords(full_name="Test Patient", village="Test Village")


class Absent:
    """No model."""

    def current(self) -> None:
        return None


@pytest.fixture
def clinic(tmp_path):
    database = Database(tmp_path / "triage.db", synchronous="OFF")
    database.upgrade()
    node = Node(number=1, id_key=b"i" * 32, site_name="Test", is_demonstration=True, created_at=NOW)
    with database.writing() as connection:
        create_node(connection, node)
    yield Clinic(
        database=database, slot=Absent(), conditions=Conditions(), engine="e", key=b"k" * 32
    )
    database.close()


def report(findings: Findings = WELL, report_id: str = "r1", **more: object) -> Report:
    return Report(report_id=report_id, findings=findings, **{"patient": SOMEBODY, **more})


def take(clinic: Clinic, given: Report, amendment: Amendment | None = None, minutes: int = 0):
    return take_visit(
        given, clinic, NURSE, now=NOW + timedelta(minutes=minutes), amendment=amendment
    )


def entries(clinic: Clinic) -> int:
    with clinic.database.reading() as connection:
        return check(connection).entries


def test_the_same_report_again_gives_the_stored_outcome_and_records_nothing(clinic):
    first = take(clinic, report())
    before = entries(clinic)
    again = take(clinic, report(), minutes=5)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.visit == first.visit
    assert again.decision == first.decision
    assert entries(clinic) == before


def test_other_content_under_the_same_id_completes_the_visit(clinic):
    unfinished = take(clinic, report(RED, complete=False))
    done = take(clinic, report(WELL))
    assert done.visit.id == unfinished.visit.id
    assert done.was is Level.RED
    assert done.visit.complete
    assert done.visit.version == 2
    assert not take(clinic, report(RED, complete=False)).is_new


def test_other_content_from_a_program_is_a_conflict_and_changes_nothing(clinic):
    first = take(clinic, report(scope="token"))
    before = entries(clinic)
    with pytest.raises(VisitConflict):
        take(clinic, report(RED, scope="token"))
    assert entries(clinic) == before
    assert take(clinic, report(scope="token")).visit == first.visit


def test_a_report_id_counts_within_its_scope(clinic):
    visits = [take(clinic, report(scope=scope)).visit for scope in ("form", "one", "two")]
    assert len({visit.id for visit in visits}) == 3
    assert [visit.scope for visit in visits] == ["form", "one", "two"]


def test_what_was_decided_is_stored_with_everything_needed_to_decide_it_again(clinic):
    taken = take(replace(clinic, slot=Opinion(Level.ORANGE)), report(YELLOW))
    stored = taken.visit
    assert stored.level is Level.ORANGE
    assert findings_from(stored.findings) == YELLOW
    assert decision_from(stored.decision) == taken.decision
    assert stored.decision["engine"] == "e"
    assert stored.decision["conditions"] == {"has_oximeter": True, "age_band_thresholds": True}


def test_without_a_model_the_floor_decides(clinic):
    assert take(clinic, report(YELLOW)).decision.level is Level.YELLOW
    assert take(clinic, report(YELLOW)).decision.risk is None


def test_a_correction_may_lower_and_a_retriage_keeps_the_place_in_the_line(clinic):
    first = take(clinic, report(RED)).visit
    later = take(clinic, report(WELL, "r2"), Amendment(visit_id=first.id, reason="retriage"))
    assert (later.visit.level, later.visit.line_level) == (Level.GREEN, Level.RED)
    right = take(clinic, report(WELL, "r3"), Amendment(visit_id=first.id, reason="corrected"))
    assert (right.visit.level, right.visit.line_level) == (Level.GREEN, Level.GREEN)
    assert right.was is Level.GREEN


def test_a_corrected_name_is_kept_and_its_first_form_too(clinic):
    first = take(clinic, report()).visit
    named = replace(SOMEBODY, full_name="Test Other")
    change = Amendment(visit_id=first.id, reason="corrected")
    assert take(clinic, report(patient=named), change).visit.patient.full_name == "Test Other"


@pytest.mark.parametrize(
    ("before", "decided", "reason", "expected"),
    [
        ("RED", "GREEN", "retriage", "RED"),
        ("RED", "GREEN", "added", "RED"),
        ("RED", "GREEN", "corrected", "GREEN"),
        ("RED", "YELLOW", "completed", "YELLOW"),
        ("YELLOW", "RED", "retriage", "RED"),
        ("UNDETERMINED", "GREEN", "retriage", "GREEN"),
        ("UNDETERMINED", "YELLOW", "retriage", "YELLOW"),
        ("GREEN", "GREEN", "retriage", "GREEN"),
    ],
)
def test_the_line_keeps_the_highest_level_unless_a_mistake_is_corrected(
    clinic, before, decided, reason, expected
):
    visit = replace(take(clinic, report()).visit, line_level=Level[before])
    assert line_level(visit, Level[decided], reason) is Level[expected]


def test_what_a_person_raised_stays_raised_after_a_correction(clinic):
    visit = take(clinic, report()).visit
    with clinic.database.writing() as connection:
        raised = store.override(
            connection,
            store.NewOverride(
                visit_id=visit.id, to=Level.RED, reason="looks ill", actor_id="nurse", now=NOW
            ),
        )
    assert line_level(raised, Level.GREEN, "corrected") is Level.RED


def test_the_content_hash_needs_the_key_and_sees_every_word():
    one = report()
    assert content_hash(one, b"a") != content_hash(one, b"b")
    others = [
        report(RED),
        report(note="x"),
        report(complete=False),
        report(patient=replace(SOMEBODY, phone="1")),
        report(patient=None, patient_id="p"),
    ]
    assert content_hash(one, b"a") not in {content_hash(other, b"a") for other in others}
    assert content_hash(one, b"a") == content_hash(report(report_id="r9", language="th"), b"a")


def test_waiting_patients_stand_by_level_then_by_what_is_weightier(clinic):
    take(clinic, report(WELL, "g"))
    take(clinic, report(replace(WELL, absent=frozenset()), "u"), minutes=1)
    bleeding = replace(WELL, present=frozenset({"heavy_bleeding"}))
    take(clinic, report(bleeding, "b"), minutes=2)
    take(clinic, report(RED, "s"), minutes=3)
    take(clinic, report(YELLOW, "y"), minutes=4)
    with clinic.database.reading() as connection:
        order = [row.report_id for row in store.line(connection)]
    assert order[:2] == ["s", "b"]
    assert order[-1] == "g"
    assert set(order[2:4]) == {"u", "y"}
