"""Making a site, and planning one in a file."""

import pytest

from tests.store.factories import NOW
from triage.access import Role
from triage.care.plan import read_plan
from triage.care.site import NewSite, Person, make_site
from triage.errors import SiteRefused
from triage.store import accounts, pins
from triage.store.database import Database
from triage.store.nodes import node

PEOPLE = (
    Person(name="Ana", role=Role.ADMINISTRATOR),
    Person(name="Suda", role=Role.SUPERVISOR, language="th"),
    Person(name="Noi", role=Role.WORKER),
)
GOOD = """
name = "Baan Na"
[[people]]
name = "Ana"
role = "administrator"
[[people]]
name = "Suda"
role = "supervisor"
language = "th"
[[people]]
name = "Noi"
role = "worker"
"""


def make(directory, people=PEOPLE):
    database = Database(directory / "triage.db", synchronous="OFF")
    try:
        return make_site(directory, database, NewSite(name="Baan Na", people=people), NOW)
    finally:
        database.close()


def test_a_new_site_lets_its_people_sign_in_and_is_no_demonstration(tmp_path):
    given = make(tmp_path / "site")
    database = Database(tmp_path / "site" / "triage.db")
    key = (tmp_path / "site" / "node.key").read_bytes()
    with database.reading() as connection:
        assert not node(connection).is_demonstration
        for one in given:
            account = accounts.find(connection, one.name)
            assert pins.verify_pin(key, one.pin, account.pin_hash)
            assert account.role == one.role
    database.close()
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["triage.db", "node.key", "triage.db-wal"])
def test_nothing_is_made_over_what_is_there(tmp_path, name):
    (tmp_path / name).write_bytes(b"somebody's")
    with pytest.raises(SiteRefused, match="holds a site already"):
        make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"somebody's"


def test_a_site_that_cannot_be_made_whole_leaves_nothing_in_the_way(tmp_path):
    with pytest.raises(SiteRefused, match="another account has this name"):
        make(tmp_path, people=(PEOPLE[0], PEOPLE[0]))
    assert list(tmp_path.iterdir()) == []
    assert len(make(tmp_path)) == len(PEOPLE)


def test_a_plan_names_the_clinic_and_its_people(tmp_path):
    path = tmp_path / "site.toml"
    path.write_text(GOOD)
    assert read_plan(path, {"en", "th"}) == NewSite(name="Baan Na", people=PEOPLE)


def test_every_mistake_of_a_plan_is_told_at_once(tmp_path):
    path = tmp_path / "site.toml"
    path.write_text(
        'name = " "\n[[people]]\nname = "Noi"\nrole = "nurse"\nlanguage = "xx"\n'
        '[[people]]\nname = "noi"\nrole = "worker"\n'
    )
    with pytest.raises(SiteRefused) as refused:
        read_plan(path, {"en", "th"})
    words = str(refused.value)
    for part in (
        "clinic's name",
        "'nurse'",
        "'xx'",
        "same name",
        "no administrator, no supervisor",
    ):
        assert part in words


@pytest.mark.parametrize(
    "text", ["name = ", "nom = 'x'", "name = 'x'\npeople = 'Noi'", GOOD + "age = 7\n"]
)
def test_a_plan_that_is_no_plan_is_refused(tmp_path, text):
    path = tmp_path / "site.toml"
    path.write_text(text)
    with pytest.raises(SiteRefused):
        read_plan(path, {"en", "th"})


def test_a_missing_plan_is_said(tmp_path):
    with pytest.raises(SiteRefused, match="cannot be read"):
        read_plan(tmp_path / "site.toml", {"en"})
