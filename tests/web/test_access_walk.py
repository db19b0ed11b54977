"""Every page, by everybody: the answer is what the table says, and a refusal tells nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select
from werkzeug.routing import Rule

from tests.web.person import NORMAL, Person, hidden
from tests.web.site import Site, make_site
from triage.access import ALLOWED, Action, Role
from triage.store import accounts, tables
from triage.store.log import entries
from triage.web.rules import ANYBODY, ON_DEVICE, RULES

STAFF = {
    "Noi": "worker",
    "Pim": "worker",
    "Dara": "clinician",
    "Suda": "supervisor",
    "Ana": "administrator",
    "Ola": "oversight",
}
DREW = "Suda"
OWNER, CARE, NOT_IN_CARE = "Noi", ("Noi", "Pim", "Dara", "Suda"), ("Ana", "Ola")
PATIENT = {"full_name": "Zebedee Walker", "village": "Wanderfield", "phone": "0812345678"}
NOTE = "fell off a ladder"
BEGUN = {"full_name": "Quentin Halfway", "village": "Midstream"}
SECRETS = (*PATIENT.values(), NOTE, *BEGUN.values())
TYPED = {
    "level": "RED",
    "reason": "because",
    "state": "done",
    "language": "English",
    "hr": "80",
    "sex": "F",
    "age": "30",
    "name": "Pim",
    "device": "Desk",
    "what": "too_low",
}
"""Something for every form, so that what is let through has an effect."""
ENROLLED = "devices.show"
"""Has nothing to show to a browser that is enrolled, and leads on."""
LEAVES = "sign_in.leave"
FINER = {"visit.confirm": Action.CONFIRM_LOWER}
"""What a form needs beyond its page's rule, at a site that has a supervisor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A site with the addresses of what lies in it.

    Noi recorded a visit and began a form, a device told an emergency, and Suda drew a code.
    """

    site: Site
    code: str
    draft_id: str
    emergency_id: str
    code_id: str

    def words(self, *, known: bool) -> dict[str, str]:
        """Return what stands for each part of an address: Noi's objects, or unknown ones."""
        style = self.site.app.extensions["triage"].style.path.rpartition("/")[2]
        return {
            "code": self.code if known else "222-222",
            "draft_id": self.draft_id if known else "36f7c78f-c4f4-42aa-9fa6-a8abccaecff7",
            "step": "vitals",
            "chart": "adult",
            "protocol": "SATS" if known else "NONE",
            "report_id": self.emergency_id if known else "36f7c78f-c4f4-42aa-9fa6-a8abccaecff7",
            "code_id": self.code_id if known else "36f7c78f-c4f4-42aa-9fa6-a8abccaecff7",
            "name": style if known else "00000000.css",
        }

    def addresses(self, method: str, *, known: bool) -> Iterator[tuple[Rule, str]]:
        """Give every rule that answers *method*, with an address; signing out comes last."""
        rules = [rule for rule in self.site.app.url_map.iter_rules() if method in rule.methods]
        words, here = self.words(known=known), self.site.app.url_map.bind("localhost")
        for rule in sorted(rules, key=lambda one: one.endpoint == LEAVES):
            assert rule.arguments <= words.keys(), f"say above what stands for {rule.arguments}"
            filled = {name: words[name] for name in rule.arguments}
            yield rule, here.build(rule.endpoint, filled, method=method)

    def rows(self) -> dict[str, int]:
        """Return how many rows each table has."""
        with self.site.clinic.database.reading() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in tables.metadata.sorted_tables
            }

    def kinds(self) -> list[str]:
        """Return the kinds of the log's entries."""
        with self.site.clinic.database.reading() as connection:
            return [str(one.header.kind) for one in entries(connection)]


@pytest.fixture
def world(tmp_path) -> Iterator[World]:
    site = make_site(tmp_path, staff=STAFF)
    noi = Person(site, OWNER)
    code = noi.code(who=PATIENT, vitals=NORMAL | {"note": NOTE})
    draft_id = noi.begin(**BEGUN).split("/")[3]
    device, path = Person(site), "/emergency/adult"
    told_here = device.post(path, hidden(device.get(path), path) | {"present": ["stridor"]})
    drawn = Person(site, DREW).send("/people", "/people/enrol", device="Desk")
    yield World(
        site=site,
        code=code,
        draft_id=draft_id,
        emergency_id=last_part(told_here),
        code_id=last_part(drawn),
    )
    site.clinic.database.close()


def last_part(answer) -> str:
    """Return the end of the address that *answer* leads to."""
    return answer.headers["Location"].rpartition("/")[2]


def needs_nobody(rule: Rule) -> bool:
    """Return whether the page is there for whoever holds an enrolled device."""
    needed = RULES[rule.endpoint]
    return needed in {ANYBODY, ON_DEVICE} or needed in ALLOWED[Role.DEVICE]


def may_open(rule: Rule, name: str) -> bool:
    """Return what the table says about this page and the role of *name*."""
    needed = RULES[rule.endpoint]
    return (
        needs_nobody(rule) or not isinstance(needed, Action) or needed in ALLOWED[Role(STAFF[name])]
    )


def may_send(rule: Rule, name: str, *, known: bool) -> bool:
    """Return whether this form may have an effect; what it needs is looked at behind its object."""
    finer = FINER.get(rule.endpoint)
    has_finer = finer is None or not known or finer in ALLOWED[Role(STAFF[name])]
    return may_open(rule, name) and has_finer


def is_missing(rule: Rule, name: str, *, known: bool) -> bool:
    """Return whether nothing is at this address for *name*: unknown, or somebody else's."""
    if "report_id" in rule.arguments:
        return True
    if "code_id" in rule.arguments:
        return not known or name != DREW
    if "draft_id" in rule.arguments:
        return not known or name != OWNER
    return not known and bool(rule.arguments & {"code", "name", "protocol"})


def told(answer) -> list[str]:
    """Return which words about patients the answer holds, in its body or its headers."""
    return [word for word in SECRETS if word in answer.text + str(answer.headers)]


def is_led_to_the_door(answer) -> bool:
    """Return whether the answer leads to where one signs in, and says nothing else."""
    return answer.status_code == 303 and "/sign-in" in answer.headers["Location"]


def test_the_table_gives_patients_to_people_in_care_only():
    for name, role in STAFF.items():
        assert (Action.READ_VISIT in ALLOWED[Role(role)]) == (name in CARE)
    assert ALLOWED[Role.ADMINISTRATOR] == {Action.LET_IN}
    assert ALLOWED[Role.OVERSIGHT] == frozenset()


def test_no_page_with_a_visit_or_a_form_in_its_address_is_open_to_everybody(world):
    for rule in world.site.app.url_map.iter_rules():
        if rule.arguments & {"code", "draft_id"}:
            assert isinstance(RULES[rule.endpoint], Action), rule


@pytest.mark.parametrize("known", [True, False], ids=["objects of Noi", "unknown objects"])
@pytest.mark.parametrize("name", STAFF)
def test_a_page_answers_as_the_table_says(world, name, known):
    person = Person(world.site, name)
    world.site.clock.turn(seconds=30)
    opened = 0
    for rule, path in world.addresses("GET", known=known):
        before, kinds = world.rows(), world.kinds()
        answer = person.get(path)
        if not may_open(rule, name):
            expected = 403
        elif is_missing(rule, name, known=known):
            expected = 404
        else:
            expected, opened = 200, opened + 1
        if rule.endpoint == ENROLLED:
            expected = 303
        assert answer.status_code == expected, (rule.endpoint, path)
        if expected != 200 or name in NOT_IN_CARE:
            assert told(answer) == [], (rule.endpoint, path)
            assert world.rows() == before, (rule.endpoint, path)
        assert set(world.kinds()[len(kinds) :]) <= {"access.read"}
        if name != OWNER:
            assert not set(BEGUN.values()) & set(told(answer)), (rule.endpoint, path)
    assert opened >= 4


@pytest.mark.parametrize("known", [True, False], ids=["objects of Noi", "unknown objects"])
@pytest.mark.parametrize("name", STAFF)
def test_a_form_is_taken_as_the_table_says(world, name, known):
    person = Person(world.site, name)
    seen = set()
    for rule, path in world.addresses("POST", known=known):
        before = world.rows()
        answer = person.post(path, TYPED | {"k": person.key(path)})
        if not may_send(rule, name, known=known):
            expected = {403}
        elif is_missing(rule, name, known=known):
            expected = {404}
        else:
            expected = {303, 422}
        assert answer.status_code in expected, (rule.endpoint, path, answer.status)
        if expected & {403, 404}:
            assert told(answer) == [], (rule.endpoint, path)
            assert world.rows() == before, (rule.endpoint, path)
        seen |= expected
    assert 303 in seen


@pytest.mark.parametrize("name", STAFF)
def test_a_form_with_the_key_of_another_person_changes_nothing(world, name):
    person, other = Person(world.site, name), Person(world.site, "Pim")
    for rule, path in world.addresses("POST", known=True):
        before = world.rows()
        for key in ("", "x", other.key(path)):
            answer = person.post(path, TYPED | {"k": key})
            assert answer.status_code == 403, (rule.endpoint, path)
            assert told(answer) == [], (rule.endpoint, path)
        assert world.rows() == before, (rule.endpoint, path)


def nobody(world: World) -> Person:
    return Person(world.site)


def idle(world: World) -> Person:
    person = Person(world.site, "Suda")
    world.site.clock.turn(minutes=5)
    return person


def at_the_end_of_the_shift(world: World) -> Person:
    person = Person(world.site, "Suda")
    for _ in range(12 * 15):
        world.site.clock.turn(minutes=4)
        person.get("/")
    return person


def disabled(world: World) -> Person:
    person = Person(world.site, "Suda")
    with world.site.clinic.database.writing() as connection:
        account = accounts.find(connection, "Suda")
        accounts.set_disabled(connection, account.id, is_disabled=True)
    return person


def signed_out(world: World) -> Person:
    person = Person(world.site, "Suda")
    stolen = person.browser.get_cookie("s").value
    assert person.send("/", "/sign-out").status_code == 303
    person.browser.set_cookie("s", stolen)
    return person


STRANGERS = (nobody, idle, at_the_end_of_the_shift, disabled, signed_out)


@pytest.mark.parametrize("known", [True, False], ids=["objects of Noi", "unknown objects"])
@pytest.mark.parametrize("stranger", STRANGERS)
def test_who_is_not_signed_in_is_led_to_the_door_and_learns_nothing(world, stranger, known):
    person = stranger(world)
    before = world.rows()
    for rule, path in world.addresses("GET", known=known):
        answer = person.get(path)
        assert told(answer) == [], (rule.endpoint, path)
        if needs_nobody(rule):
            assert answer.status_code in {200, 303, 404}, (rule.endpoint, path)
        else:
            assert is_led_to_the_door(answer), (rule.endpoint, path)
    assert world.rows() == before


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_form_of_somebody_who_is_not_signed_in_is_only_carried_to_the_door(world, stranger):
    person = stranger(world)
    before = world.rows()
    for rule, path in world.addresses("POST", known=True):
        if needs_nobody(rule):
            continue
        answer = person.post(path, TYPED | {"k": person.key(path)})
        assert told(answer) == [], (rule.endpoint, path)
        assert is_led_to_the_door(answer) or "<h1>Sign in</h1>" in answer.text, rule.endpoint
        elsewhere = person.browser.post(path, data=TYPED, headers={"Sec-Fetch-Site": "cross-site"})
        assert is_led_to_the_door(elsewhere), (rule.endpoint, path)
    assert world.rows() == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "HEAD"])
@pytest.mark.parametrize("name", ["", "Ana", "Suda"])
def test_no_other_method_changes_or_tells_anything(world, name, method):
    person = Person(world.site, name)
    before = world.rows()
    for rule, path in world.addresses("GET", known=True):
        answer = person.browser.open(path, method=method, data=TYPED)
        assert answer.status_code < 500, (rule.endpoint, path)
        assert told(answer) == [], (rule.endpoint, path)
    after = world.rows()
    if method == "HEAD":
        # A page that was asked for without its body counts as opened.
        after |= {name: before[name] for name in ("entry", "entry_block")}
    assert after == before
