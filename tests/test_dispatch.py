"""The second process: what may leave is sent at least once, what may not never is."""

import json
import subprocess
import sys
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.factories import NOW, after, make_site, new_message, new_patient, new_visit
from triage.dispatch import FIRST_WAIT, HELD_FOR, LONGEST_WAIT, Outbox, run_once, wait_before
from triage.egress import Border, Crossing, Endpoint, post
from triage.errors import NotFound
from triage.exchange.sovereignty import (
    Channel,
    Destination,
    Policy,
    Purpose,
    Request,
    Rule,
    Tier,
)
from triage.store import outbox
from triage.store.audit import check
from triage.store.log import entries
from triage.store.visits import record
from triage.timers import Timers

HOME = "kh/kampong-thom/baray"
HUB = Destination(name="hub", jurisdiction="kh/kampong-thom", channel=Channel.SYNC)


class Hub(ThreadingHTTPServer):
    """A server on loopback that answers as it is told and remembers what it was sent."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received, self.answers = [], []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/in"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.received.append(self.rfile.read(int(self.headers["Content-Length"])))
        status, headers, body = (
            self.server.answers.pop(0) if self.server.answers else (200, {}, b"")
        )
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def hub():
    server = Hub()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def database(tmp_path):
    made = make_site(tmp_path / "a.db", synchronous="OFF")
    yield made
    made.close()


class PostOneVisit:
    """Posts the clinical part of a visit's first entry to the hub."""

    def __init__(self, url):
        self.url, self.worded = url, 0

    def crossing(self, connection, message):
        found = [one for one in entries(connection) if one.id == message.words["visit"]]
        if not found:
            raise NotFound("the visit is gone")
        asked = Request(destination=HUB, purpose=Purpose.REFERRAL)
        return Crossing(entries=(found[0].header,), request=asked, subjects={"visit": found[0].id})

    def word(self, connection, message, verdicts):
        self.worded += 1
        (entry,) = [one for one in entries(connection) if one.id == message.words["visit"]]
        parts = {
            name: dict(entry.compartments[name])
            for name in verdicts[0].sent
            if name in entry.compartments
        }
        return json.dumps(parts, sort_keys=True).encode()

    def hand_over(self, _message, cleared):
        post(cleared, Endpoint(url=self.url, content_type="application/json"))


def rule(*compartments):
    return Rule(
        purposes=frozenset({Purpose.REFERRAL}),
        tiers=frozenset({Tier.DISTRICT}),
        channels=frozenset({Channel.SYNC}),
        compartments=frozenset(compartments),
    )


def box(database, *rules):
    policy = Policy(id="test", version="1", basis="a test", sha256=str(rules), rules=rules)
    border = Border(jurisdiction=HOME, policy=policy)
    return Outbox(database=database, border=border, chance=lambda: 0.5)


def go(box, carriers, now=NOW):
    return run_once(box, carriers, (), Timers(monotonic=lambda: 0.0, known=()), lambda: now)


def one_visit_to_send(database, **other):
    with database.writing() as connection:
        visit = record(
            connection, new_visit(patient=new_patient(full_name="Secret Name"), note="Secret note")
        )
        outbox.enqueue(connection, new_message(words={"visit": visit.id}, **other), NOW)
    return visit


def ledger(database):
    with database.reading() as connection:
        check(connection)
        return [one for one in entries(connection) if one.header.kind.startswith("transfer.")]


def states(database):
    with database.reading() as connection:
        return dict(outbox.waiting(connection).numbers)


def test_what_the_policy_allows_arrives_and_one_line_of_the_ledger_says_what_it_was(database, hub):
    visit = one_visit_to_send(database)
    done = go(box(database, rule("context", "decision")), {"post": PostOneVisit(hub.url)})
    assert done.sent == 1
    (body,) = hub.received
    assert set(json.loads(body)) == {"decision"}
    assert b"Secret" not in body
    (line,) = ledger(database)
    told = line.compartments["decision"]
    assert (line.header.kind, line.header.place.lane) == ("transfer.allowed", 4)
    assert line.context.subjects == {"visit": visit.id}
    assert told["sent"] == ["context", "decision"]
    assert told["withheld"] == ["clinical", "note"]
    assert (told["bytes"], told["tier"], told["policy"]) == (len(body), "district", "test")
    assert states(database) == {"sent": 1}
    assert go(box(database, rule("decision")), {"post": PostOneVisit(hub.url)}).sent == 0


def test_what_no_rule_allows_is_never_worded_or_sent_and_one_line_says_so(database, hub):
    one_visit_to_send(database)
    carrier = PostOneVisit(hub.url)
    assert go(box(database), {"post": carrier}).denied == 1
    assert (hub.received, carrier.worded) == ([], 0)
    (line,) = ledger(database)
    assert line.header.kind == "transfer.denied"
    assert line.compartments["decision"]["refusal"] == "no_rule"
    assert states(database) == {"denied": 1}


def test_a_crossing_that_no_entry_stands_for_is_refused(database):
    crossing = Crossing(entries=(), request=Request(destination=HUB, purpose=Purpose.REFERRAL))
    with database.writing() as connection:
        border = box(database, rule("context", "decision")).border
        refused = border.clear(connection, crossing, lambda _: b"words", NOW)
    assert refused.why == "no_rule"


def test_a_link_that_is_down_delays_the_message_and_the_same_bytes_go_again(database, hub):
    one_visit_to_send(database)
    carrier, sender = PostOneVisit(hub.url), box(database, rule("decision"))
    hub.answers = [(503, {"Retry-After": "60"}, b""), (502, {}, b"")]
    assert go(sender, {"post": carrier}).postponed == 1
    assert go(sender, {"post": carrier}, after(seconds=59)).postponed == 0
    assert go(sender, {"post": carrier}, after(seconds=60)).postponed == 1
    assert go(sender, {"post": carrier}, after(seconds=70)).sent == 1
    assert len(hub.received) == 3
    assert len(set(hub.received)) == 1
    assert (carrier.worded, len(ledger(database))) == (1, 1)


def test_nobody_listening_is_a_link_that_is_down(database):
    one_visit_to_send(database)
    done = go(box(database, rule("decision")), {"post": PostOneVisit("http://127.0.0.1:9/in")})
    assert done.postponed == 1


def test_what_the_other_end_refuses_is_given_up(database, hub):
    one_visit_to_send(database)
    hub.answers = [(422, {}, b"")]
    assert go(box(database, rule("decision")), {"post": PostOneVisit(hub.url)}).given_up == 1
    assert states(database) == {"given_up": 1}


@pytest.mark.parametrize("status", [301, 307])
def test_nothing_follows_a_redirection_to_somewhere_else(database, hub, status):
    one_visit_to_send(database)
    hub.answers = [(status, {"Location": hub.url}, b"")]
    assert go(box(database, rule("decision")), {"post": PostOneVisit(hub.url)}).given_up == 1
    assert len(hub.received) == 1


def test_an_answer_without_end_is_not_read_to_the_end(database, hub):
    one_visit_to_send(database)
    hub.answers = [(200, {}, bytes(2 << 20))]
    assert go(box(database, rule("decision")), {"post": PostOneVisit(hub.url)}).given_up == 1


def test_a_policy_that_became_stricter_stops_what_was_worded_before(database, hub):
    one_visit_to_send(database)
    carrier = PostOneVisit(hub.url)
    hub.answers = [(503, {}, b"")]
    go(box(database, rule("clinical", "decision")), {"post": carrier})
    assert go(box(database), {"post": carrier}, after(minutes=1)).denied == 1
    assert [one.header.kind for one in ledger(database)] == ["transfer.allowed", "transfer.denied"]


def test_a_policy_that_lets_less_through_makes_other_words_with_a_line_of_their_own(database, hub):
    one_visit_to_send(database)
    carrier = PostOneVisit(hub.url)
    hub.answers = [(503, {}, b"")]
    go(box(database, rule("clinical", "decision")), {"post": carrier})
    assert go(box(database, rule("decision")), {"post": carrier}, after(minutes=1)).sent == 1
    first, second = (json.loads(body) for body in hub.received)
    assert (set(first), set(second)) == ({"clinical", "decision"}, {"decision"})
    assert len(ledger(database)) == 2


def test_a_process_killed_after_sending_sends_the_same_bytes_again(database, hub):
    one_visit_to_send(database)

    class Dies(PostOneVisit):
        def hand_over(self, _message, cleared):
            super().hand_over(_message, cleared)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(box(database, rule("decision")), {"post": Dies(hub.url)})
    carrier = PostOneVisit(hub.url)
    assert go(box(database, rule("decision")), {"post": carrier}, NOW + HELD_FOR).sent == 1
    assert len(hub.received) == 2
    assert len(set(hub.received)) == 1
    assert (carrier.worded, len(ledger(database))) == (0, 1)


def test_a_message_about_nothing_is_given_up(database, hub):
    with database.writing() as connection:
        outbox.enqueue(connection, new_message(words={"visit": "gone"}), NOW)
    assert go(box(database, rule("decision")), {"post": PostOneVisit(hub.url)}).given_up == 1


def test_a_message_that_would_come_too_late_is_not_sent(database, hub):
    one_visit_to_send(database, expires_at=after(minutes=5))
    done = go(box(database, rule("decision")), {"post": PostOneVisit(hub.url)}, after(minutes=5))
    assert (done.expired, done.sent, hub.received) == (1, 0, [])


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_the_wait_grows_with_the_attempts_and_never_beyond_five_minutes(attempts, chance):
    assert FIRST_WAIT <= wait_before(attempts, chance) <= LONGEST_WAIT
    assert wait_before(attempts, chance) <= wait_before(attempts + 1, chance)


def test_waits_differ_by_chance():
    assert wait_before(8, 0.1) != wait_before(8, 0.9)
    assert wait_before(0, 0.9) == FIRST_WAIT == timedelta(seconds=1)


def test_the_second_process_loads_neither_the_model_nor_a_door(tmp_path):
    make_site(tmp_path / "triage.db").close()
    code = """
import sys
from triage.app import create_dispatch
from triage.settings import Settings
settings = Settings.from_env(
    {"TRIAGE_NODE": "edge", "TRIAGE_SITE_NAME": "x", "TRIAGE_DIRECTORY": sys.argv[1]}
)
create_dispatch(settings).run_once()
print([name for name in sys.modules if name.startswith(
    ("triage.risk", "triage.web", "triage.api", "triage.assess", "triage.visits",
     "onnxruntime", "numpy", "flask", "jinja2", "babel", "httpx"))])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
