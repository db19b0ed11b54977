from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine, event

from tests.store.factories import (
    after,
    new_amendment,
    new_node,
    new_override,
    new_patient,
    new_visit,
)
from triage.clinical.level import Level
from triage.store import tables
from triage.store.audit import check
from triage.store.nodes import create_node
from triage.store.projection import rebuild
from triage.store.visits import REASONS, STATES, amend, by_id, line, move, override, record

LEVELS = st.sampled_from(Level)
WORDS = st.dictionaries(
    st.text(max_size=6).filter(lambda name: not name.endswith(("_tenths", "_millionths"))),
    st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.none()
    | st.lists(st.text(max_size=5), max_size=3),
    max_size=4,
)
PATIENTS = st.none() | st.builds(
    new_patient,
    full_name=st.text(max_size=20),
    phone=st.sampled_from(["", "+10005550100"]),
    sex=st.sampled_from(["F", "M", "unknown"]),
    birth_year=st.none() | st.integers(1900, 2026),
    birth_date=st.none() | st.dates(),
    is_unknown=st.booleans(),
)
DECIDED = st.fixed_dictionaries(
    {
        "findings": WORDS,
        "decision": WORDS,
        "level": LEVELS,
        "group_weight": st.integers(0, 3),
        "complete": st.booleans(),
        "needs_review_now": st.booleans(),
        "provisional": st.booleans(),
        "note": st.text(max_size=20),
        "language": st.sampled_from(["en", "th", "km"]),
        "patient": PATIENTS,
    }
)
ANY = st.integers(0, 10_000)


def dump(connection):
    """Every row of every table that is made from the log."""
    return {
        table.name: connection.execute(table.select().order_by(*table.primary_key)).all()
        for table in tables.PROJECTION
    }


class History(RuleBasedStateMachine):
    """Whatever is done to visits, the tables are what the log says."""

    def __init__(self):
        super().__init__()
        engine = create_engine("sqlite://")
        event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA foreign_keys = ON"))
        self.connection = engine.connect()
        tables.metadata.create_all(self.connection)
        self.minutes = 0
        self.visits = []

    @initialize()
    def make_node(self):
        create_node(self.connection, new_node())

    def now(self):
        self.minutes += 1
        return after(minutes=self.minutes)

    @rule(decided=DECIDED)
    def record(self, decided):
        row = record(self.connection, new_visit(f"r{self.minutes}", now=self.now(), **decided))
        assert (row.findings, row.decision) == (decided["findings"], decided["decision"])
        self.visits.append(row.id)

    @precondition(lambda self: self.visits)
    @rule(which=ANY, decided=DECIDED, to=LEVELS, why=st.sampled_from(sorted(REASONS)))
    def amend(self, which, decided, to, why):
        visit_id = self.visits[which % len(self.visits)]
        before = by_id(self.connection, visit_id)
        new = new_amendment(visit_id, now=self.now(), line_level=to, reason=why, **decided)
        row = amend(self.connection, new)
        assert (row.level, row.line_level, row.override) == (decided["level"], to, None)
        assert row.version == before.version + 1

    @precondition(lambda self: self.visits)
    @rule(which=ANY, to=LEVELS, why=st.text(min_size=1, max_size=10))
    def override(self, which, to, why):
        visit_id = self.visits[which % len(self.visits)]
        row = override(self.connection, new_override(visit_id, to=to, reason=why, now=self.now()))
        assert (row.line_level, row.override.reason) == (to, why)

    @precondition(lambda self: self.visits)
    @rule(which=ANY, state=st.sampled_from(sorted(STATES)))
    def move(self, which, state):
        visit_id = self.visits[which % len(self.visits)]
        assert move(self.connection, visit_id, state, actor_id="a", now=self.now()).state == state

    @invariant()
    def only_who_waits_stands_in_the_line(self):
        assert {row.state for row in line(self.connection)} <= {"waiting"}

    def teardown(self):
        if self.visits:
            assert check(self.connection).entries >= len(self.visits)
            before = dump(self.connection)
            rebuild(self.connection)
            assert dump(self.connection) == before
        self.connection.close()
        self.connection.engine.dispose()


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_a_rebuild_undoes_what_was_written_into_the_tables_by_hand(connection):
    record(connection, new_visit(patient=new_patient()))
    before = dump(connection)
    connection.exec_driver_sql("UPDATE visit SET line_level = 'GREEN'")
    connection.exec_driver_sql("UPDATE patient SET full_name = 'Other'")
    connection.exec_driver_sql("DELETE FROM decision")
    assert rebuild(connection) == 2
    assert dump(connection) == before


def test_a_rebuild_of_an_empty_log_leaves_empty_tables(connection):
    assert rebuild(connection) == 0
    assert not any(dump(connection).values())
