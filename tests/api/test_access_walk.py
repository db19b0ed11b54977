"""Every address of programs, by everybody: the answer is what the table says."""

from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from tests.api.conftest import ELSEWHERE, Program
from tests.web.person import NORMAL, Person
from tests.web.site import Site
from triage import api
from triage.access import Scope
from triage.api.door import ANYBODY, RULES
from triage.store import tables, tokens

REPORT_ID = "0b0fb3a2-52a3-4f4a-9a67-3f6c6e5f0001"
PATIENT = {"full_name": "Zebedee Walker", "village": "Wanderfield"}
OF_A_PERSON = {"full_name": "Quentin Halfway", "village": "Midstream"}
SECRETS = (*PATIENT.values(), *OF_A_PERSON.values())
REPORT = {"report_id": REPORT_ID, "age_years": 30, "absent": "all_others"}
CALLERS = ("nobody", "a wrong token", "a revoked token", "a person's session", *Scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A site with a visit that a program sent, and one that a person entered."""

    site: Site
    codes: tuple[str, ...]

    def addresses(self, code):
        """Give method, endpoint and address of everything that programs can call."""
        app = api.make_programs(self.site.clinic, None, self.site.clock)
        for rule in app.url_map.iter_rules():
            assert rule.arguments <= {"code"}, f"say here what stands for {rule.arguments}"
            words = dict.fromkeys(rule.arguments, code)
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                path = app.url_map.bind("localhost").build(rule.endpoint, words, method=method)
                yield method, rule.endpoint, path

    def rows(self):
        """Return how many rows each table has, but for the count of wrong tokens."""
        with self.site.clinic.database.reading() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in tables.metadata.sorted_tables
                if table is not tables.throttle
            }


@pytest.fixture
def world(site, program):
    sent = program.post(REPORT | {"patient": PATIENT})
    assert sent.status_code == 201
    typed = Person(site, "Noi").code(who=OF_A_PERSON, vitals=NORMAL)
    return World(site=site, codes=(sent.json["case_code"], typed))


@pytest.fixture
def caller(site, program_with):
    """Return a maker of what asks: a browser that carries what this caller has."""

    def make(name):
        browser = site.app.test_client()
        if name == "nobody":
            return browser, {}
        if name == "a person's session":
            return Person(site, "Suda").browser, {}
        secret = tokens.new_secret()
        if name in tuple(Scope):
            secret = program_with(name).secret
        if name == "a revoked token":
            secret = program_with(*Scope, name=name).secret
            with site.clinic.database.writing() as connection:
                (mine,) = (one for one in tokens.every(connection) if one.name == name)
                tokens.revoke(connection, mine.id)
        return browser, {"Authorization": f"Bearer {secret}"}

    return make


def expected(endpoint, name, *, known):
    """Return the statuses that the table gives."""
    needed = RULES[endpoint]
    if needed == ANYBODY:
        return {200}
    if name not in tuple(Scope):
        return {401}
    if needed != name:
        return {403}
    if endpoint in {"visits.show", "visits.receipt"}:
        return {200} if known else {404}
    return {200, 201}


@pytest.mark.parametrize("known", [True, False], ids=["known codes", "unknown codes"])
@pytest.mark.parametrize("name", CALLERS)
def test_an_address_answers_as_the_table_says(world, caller, name, known):
    browser, headers = caller(name)
    for code in world.codes if known else ("222-222", "xyz"):
        for method, endpoint, path in world.addresses(code):
            before = world.rows()
            answer = browser.open(
                path, method=method, json=REPORT, headers=headers, environ_base=ELSEWHERE
            )
            statuses = expected(endpoint, name, known=known)
            assert answer.status_code in statuses, (method, path, answer.status)
            assert not [word for word in SECRETS if word in answer.text], (method, path)
            if statuses & {401, 403, 404}:
                assert world.rows() == before, (method, path)
                assert code not in answer.text


def test_a_report_id_of_another_token_tells_nothing_of_its_report(world, program_with):
    other = program_with(Scope.VISITS_WRITE, name="Another program")
    for content in ({}, {"age_years": 31}, {"patient": PATIENT}):
        answer = other.post(REPORT | content)
        assert answer.status_code in {200, 201, 409}
        assert not [code for code in world.codes if code in answer.text]
        assert not [word for word in SECRETS if word in answer.text]


def test_a_patient_who_is_not_known_here_is_refused_without_a_word(world, program_with):
    before = world.rows()
    unknown = {"patient": {"id": "36f7c78f-c4f4-42aa-9fa6-a8abccaecff7"}}
    answer = program_with(Scope.VISITS_WRITE, name="Another program").post(REPORT | unknown)
    assert answer.status_code == 422
    assert not [word for word in SECRETS if word in answer.text]
    assert world.rows()["entry"] == before["entry"]


def test_a_token_opens_no_page_of_people(world, program_with):
    program: Program = program_with(*Scope)
    for path in ("/", "/line", f"/visits/{world.codes[1]}", "/visits/new"):
        answer = program.get(path)
        assert answer.status_code == 303
        assert not [word for word in SECRETS if word in answer.text]
