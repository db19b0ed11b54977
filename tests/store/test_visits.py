from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.store.factories import (
    ACTOR,
    DECISION,
    FINDINGS,
    NOW,
    after,
    new_amendment,
    new_override,
    new_patient,
    new_visit,
)
from triage.clinical.level import Level
from triage.errors import NotFound
from triage.exchange.entry import Kind
from triage.store import codes, log
from triage.store.visits import (
    CODE_UNIQUE_FOR,
    OverrideRow,
    amend,
    by_code,
    by_id,
    by_report,
    history,
    line,
    move,
    override,
    record,
)


def kinds(connection):
    return [(s.header.kind, s.header.place.lane) for s in log.entries(connection)]


def test_a_visit_is_read_back_as_it_was_recorded(connection):
    born = {"birth_date": date(1996, 2, 29), "birth_year": 1996}
    patient = new_patient(sex="F", **born)
    row = record(connection, new_visit(patient=patient, note="fell", language="th", group_weight=1))
    assert by_id(connection, row.id) == row
    assert (row.findings, row.decision) == (FINDINGS, DECISION)
    assert (row.level, row.line_level, row.state) == (Level.YELLOW, Level.YELLOW, "waiting")
    assert (row.arrived_at, row.decided_at) == (NOW, NOW)
    assert (row.recorded_by, row.note, row.language, row.version) == (ACTOR, "fell", "th", 1)
    assert (row.patient.full_name, row.patient.birth_date) == ("Example Person", date(1996, 2, 29))
    assert row.patient.id == row.patient_id
    assert row.override is None


def test_words_come_back_with_their_very_types(connection):
    row = record(connection, new_visit())
    assert repr(sorted(row.findings["vitals"].items())) == repr(sorted(FINDINGS["vitals"].items()))


def test_a_new_patient_has_an_entry_of_its_own_before_the_visit_in_the_same_lane(connection):
    row = record(connection, new_visit(patient=new_patient(), level=Level.RED))
    assert kinds(connection) == [(Kind.PATIENT_REGISTERED, 0), (Kind.VISIT_RECORDED, 0)]
    registered, recorded = log.entries(connection)
    assert registered.id == row.patient_id
    assert registered.compartments["contact"] == {"phone": "+10005550100"}
    assert recorded.context.subjects == {
        "visit": row.id,
        "patient": row.patient_id,
        "code": row.code,
        "report": "report-1",
        "scope": "form",
    }


def test_a_visit_of_a_known_patient_carries_no_identity(connection):
    first = record(connection, new_visit(patient=new_patient()))
    again = record(connection, new_visit("report-2", patient_id=first.patient_id))
    assert again.patient == first.patient
    newest = list(log.entries(connection))[-1]
    assert newest.header.recorded == {"clinical", "decision"}


def test_a_visit_needs_no_patient(connection):
    assert record(connection, new_visit()).patient is None


@pytest.mark.parametrize(
    ("level", "lane"),
    [
        (Level.RED, 0),
        (Level.ORANGE, 1),
        (Level.YELLOW, 1),
        (Level.UNDETERMINED, 1),
        (Level.GREEN, 2),
    ],
)
def test_the_lane_follows_the_level(connection, level, lane):
    record(connection, new_visit(level=level))
    assert kinds(connection) == [(Kind.VISIT_RECORDED, lane)]


def test_a_report_counts_once_within_its_scope(connection):
    first = record(connection, new_visit())
    other = record(connection, new_visit(scope="token-7"))
    assert by_report(connection, "report-1", "form") == first
    assert by_report(connection, "report-1", "token-7") == other
    assert by_report(connection, "report-1", "token-8") is None
    with pytest.raises(IntegrityError):
        record(connection, new_visit())


def test_the_report_of_an_amendment_leads_to_its_visit(connection):
    visit = record(connection, new_visit())
    amended = amend(connection, new_amendment(visit.id))
    assert by_report(connection, "report-2", "form") == amended
    assert by_report(connection, "report-1", "form") == amended


def test_an_amendment_shows_the_new_decision_and_keeps_the_old_one(connection):
    visit = record(connection, new_visit())
    row = amend(connection, new_amendment(visit.id, note="worse"))
    assert (row.level, row.line_level, row.version) == (Level.RED, Level.RED, 2)
    assert (row.code, row.arrived_at, row.decided_at) == (visit.code, NOW, after(minutes=5))
    assert row.findings["present"] == ["convulsion"]
    first, second = history(connection, visit.id)
    assert (first.version, first.reason, first.level) == (1, "recorded", Level.YELLOW)
    assert (second.version, second.reason, second.level) == (2, "retriage", Level.RED)
    assert (first.findings, second.note) == (FINDINGS, "worse")
    assert (first.content_hash, second.content_hash) == ("hash of report-1", "hash of report-2")


def test_an_amendment_may_lower_the_decision_and_leave_the_place_in_the_line(connection):
    visit = record(connection, new_visit(level=Level.RED))
    row = amend(
        connection, new_amendment(visit.id, level=Level.GREEN, line_level=Level.RED, reason="added")
    )
    assert (row.level, row.line_level) == (Level.GREEN, Level.RED)


def test_an_amendment_points_at_its_visit(connection):
    visit = record(connection, new_visit())
    amend(connection, new_amendment(visit.id))
    assert list(log.entries(connection))[-1].header.points_at == visit.id


@pytest.mark.parametrize(
    ("before", "after_it", "lane"),
    [
        (Level.YELLOW, Level.RED, 0),
        (Level.RED, Level.YELLOW, 0),
        (Level.GREEN, Level.GREEN, 1),
        (Level.YELLOW, Level.ORANGE, 1),
    ],
)
def test_what_is_red_and_what_answers_it_goes_first(connection, before, after_it, lane):
    visit = record(connection, new_visit(level=before))
    amend(connection, new_amendment(visit.id, level=after_it, line_level=after_it))
    assert kinds(connection)[-1] == (Kind.VISIT_AMENDED, lane)


def test_a_draft_gets_its_patient_when_it_is_completed(connection):
    visit = record(connection, new_visit(complete=False))
    assert not visit.complete
    row = amend(connection, new_amendment(visit.id, reason="completed", patient=new_patient()))
    assert row.complete
    assert row.patient.full_name == "Example Person"
    later = amend(connection, new_amendment(visit.id, report_id="report-3"))
    assert later.patient == row.patient


def test_a_correction_of_the_patient_changes_that_field_alone(connection):
    visit = record(connection, new_visit(patient=new_patient()))
    other = new_patient(full_name="Other Person")
    row = amend(connection, new_amendment(visit.id, reason="corrected", patient=other))
    assert (row.patient.full_name, row.patient.phone) == ("Other Person", "+10005550100")
    assert (row.patient.id, row.patient.revision) == (visit.patient_id, 2)
    changed = next(s for s in log.entries(connection) if s.header.kind == Kind.PATIENT_CHANGED)
    assert changed.compartments == {"identity": {"full_name": "Other Person", "base_revision": 1}}


def test_a_correction_that_changes_nothing_about_the_patient_says_nothing_of_them(connection):
    visit = record(connection, new_visit(patient=new_patient()))
    amend(connection, new_amendment(visit.id, patient=new_patient()))
    assert Kind.PATIENT_CHANGED not in dict(kinds(connection))


def test_an_override_moves_the_visit_in_the_line_and_leaves_the_decision(connection):
    visit = record(connection, new_visit())
    row = override(connection, new_override(visit.id))
    assert (row.level, row.line_level) == (Level.YELLOW, Level.ORANGE)
    assert row.override == OverrideRow(
        to=Level.ORANGE, reason="looks worse", by=ACTOR, at=after(minutes=7)
    )


def test_overrides_stay_in_the_history_of_the_decision_that_they_changed(connection):
    visit = record(connection, new_visit())
    override(connection, new_override(visit.id))
    override(connection, new_override(visit.id, to=Level.GREEN, reason="walks about"))
    row = amend(connection, new_amendment(visit.id))
    assert row.override is None
    override(connection, new_override(visit.id, to=Level.RED))
    levels = [[o.to for o in d.overrides] for d in history(connection, visit.id)]
    assert levels == [[Level.ORANGE, Level.GREEN], [Level.RED]]


def test_who_left_the_line_is_found_but_waits_no_more(connection):
    visit = record(connection, new_visit())
    row = move(connection, visit.id, "in_care", actor_id=ACTOR, now=after(minutes=9))
    assert (row.state, row.moved_at) == ("in_care", after(minutes=9))
    assert line(connection) == ()
    back = move(connection, visit.id, "waiting", actor_id=ACTOR, now=after(minutes=12))
    assert line(connection) == (back,)


def test_a_move_of_a_red_patient_goes_first_and_any_other_last(connection):
    for report, level in (("a", Level.RED), ("b", Level.YELLOW)):
        visit = record(connection, new_visit(report, level=level))
        move(connection, visit.id, "done", actor_id=ACTOR, now=NOW)
    moves = [lane for kind, lane in kinds(connection) if kind == Kind.VISIT_MOVED]
    assert moves == [0, 2]


@pytest.mark.parametrize("state", ["", "WAITING", "lost"])
def test_a_state_that_nobody_knows_is_refused(connection, state):
    visit = record(connection, new_visit())
    with pytest.raises(ValueError, match="never"):
        move(connection, visit.id, state, actor_id=ACTOR, now=NOW)


def test_a_reason_that_nobody_knows_is_refused(connection):
    visit = record(connection, new_visit())
    with pytest.raises(ValueError, match="never"):
        amend(connection, new_amendment(visit.id, reason="because"))


def test_the_line_sorts_by_level_then_group_then_arrival(connection):
    queue = [
        ("red other", Level.RED, 3, 9),
        ("orange breathing", Level.ORANGE, 0, 8),
        ("orange circulation", Level.ORANGE, 1, 1),
        ("yellow breathing late", Level.YELLOW, 0, 7),
        ("undetermined other early", Level.UNDETERMINED, 3, 2),
        ("yellow other late", Level.YELLOW, 3, 3),
        ("undetermined other latest", Level.UNDETERMINED, 3, 4),
        ("green breathing first", Level.GREEN, 0, 0),
    ]
    for name, level, weight, minute in sorted(queue):
        now = after(minutes=minute)
        record(connection, new_visit(name, level=level, group_weight=weight, now=now))
    assert [row.report_id for row in line(connection)] == [name for name, *_ in queue]


def test_the_line_follows_the_place_that_was_confirmed_and_not_the_newest_decision(connection):
    low = record(connection, new_visit("low", level=Level.RED))
    record(connection, new_visit("orange", level=Level.ORANGE))
    lowered = {"level": Level.GREEN, "line_level": Level.RED}
    amend(connection, new_amendment(low.id, **lowered))
    assert [row.level for row in line(connection)] == [Level.GREEN, Level.ORANGE]


def test_a_visit_is_found_by_its_case_code(connection):
    row = record(connection, new_visit())
    assert codes.read_code(row.code) == row.code
    assert by_code(connection, row.code) == row


@pytest.mark.parametrize("find", [by_id, by_code])
def test_what_does_not_exist_is_not_found(connection, find):
    with pytest.raises(NotFound):
        find(connection, "222-222")


def test_what_does_not_exist_cannot_be_changed(connection):
    with pytest.raises(NotFound):
        amend(connection, new_amendment("nobody"))
    with pytest.raises(NotFound):
        override(connection, new_override("nobody"))
    with pytest.raises(NotFound):
        move(connection, "nobody", "done", actor_id=ACTOR, now=NOW)
    assert kinds(connection) == []
    assert history(connection, "nobody") == ()


@pytest.mark.parametrize(
    ("since", "codes_equal"),
    [
        pytest.param(CODE_UNIQUE_FOR - timedelta(milliseconds=1), False, id="just within"),
        pytest.param(CODE_UNIQUE_FOR, True, id="400 days later"),
    ],
)
def test_a_case_code_is_given_again_only_after_400_days(
    connection, monkeypatch, since, codes_equal
):
    drawn = iter([bytes(5), bytes(5), bytes([1, 1, 1, 1, 1])])
    monkeypatch.setattr("triage.store.visits.token_bytes", lambda _: next(drawn))
    first = record(connection, new_visit("first"))
    second = record(connection, new_visit("second", now=NOW + since))
    assert (first.code == second.code) == codes_equal
    assert by_code(connection, second.code) == second
