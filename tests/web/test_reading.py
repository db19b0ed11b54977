"""Who opened a visit's record stands in the log; reading goes on where nothing can be written."""

import logging
import re

import pytest

from tests.web.person import NORMAL, WOMAN, Person
from triage.care.reading import ONE_READING, readers
from triage.store import accounts, audit
from triage.store.log import entries
from triage.store.projection import rebuild

PAGES = ("", "/result", "/level", "/correct", "/correct/who", "/retriage", "/retriage/signs")
WINDOW_S = int(ONE_READING.total_seconds())


def readings(site):
    with site.clinic.database.reading() as connection:
        found = [one for one in entries(connection) if one.header.kind == "access.read"]
    return [(one.context.actor_id, one.context.subjects) for one in found]


def account_id(site, name):
    with site.clinic.database.reading() as connection:
        return accounts.find(connection, name).id


@pytest.fixture
def code(noi):
    """Return the code of a visit that Noi recorded, behind a recorded one of somebody else."""
    return noi.code()


@pytest.mark.parametrize("page", PAGES)
def test_opening_a_page_of_a_visit_is_recorded_in_the_lane_that_stays_here(site, code, dara, page):
    assert dara.get(f"/visits/{code}{page}").status_code == 200

    with site.clinic.database.reading() as connection:
        *_, newest = entries(connection)
    assert (newest.header.kind, newest.header.place.lane) == ("access.read", 4)
    assert newest.context.actor_id == account_id(site, "Dara")
    assert newest.context.now == site.clock.at
    assert newest.compartments == {}
    assert newest.context.subjects.keys() == {"visit", "code", "patient", "how"}
    assert (newest.context.subjects["code"], newest.context.subjects["how"]) == (code, "page")


def test_every_page_of_a_visit_records_its_reading(site, code):
    rules = [rule for rule in site.app.url_map.iter_rules() if "code" in rule.arguments]
    fill = {"code": code, "step": "vitals"}
    opened = [
        site.app.url_map.bind("").build(rule.endpoint, {one: fill[one] for one in rule.arguments})
        for rule in rules
        if "GET" in rule.methods
    ]
    assert len(opened) >= 7
    for number, path in enumerate(opened, start=1):
        Person(site, "Dara").get(path)
        assert len(readings(site)) == number, path
        site.clock.turn(hours=1)


def test_the_entry_names_nobody_and_the_log_stays_whole(site, code, dara):
    dara.get(f"/visits/{code}")

    with site.clinic.database.writing() as connection:
        *_, newest = entries(connection)
        assert WOMAN["full_name"] not in str(newest)
        before = audit.check(connection).entries
        assert rebuild(connection) == before
    assert f"{code}" in dara.get("/line").text


@pytest.mark.parametrize(
    ("seconds", "recorded"),
    [
        pytest.param(0, 1, id="at once"),
        pytest.param(WINDOW_S - 1, 1, id="just within"),
        pytest.param(WINDOW_S, 1, id="at the limit"),
        pytest.param(WINDOW_S + 1, 2, id="just after"),
    ],
)
def test_opening_it_again_within_minutes_is_one_reading(site, code, dara, seconds, recorded):
    dara.get(f"/visits/{code}")
    site.clock.turn(seconds=seconds)
    again = Person(site, "Dara")

    again.get(f"/visits/{code}/result")
    again.get(f"/visits/{code}")

    assert len(readings(site)) == recorded


def test_each_reader_and_each_visit_counts_for_itself(site, noi, dara):
    first, second = noi.code(), noi.code()
    for person in (dara, Person(site, "Suda")):
        for code in (first, second):
            person.get(f"/visits/{code}")

    found = [(actor, about["code"]) for actor, about in readings(site)]
    assert len(set(found)) == len(found) == 4


def test_who_just_recorded_corrected_or_moved_the_visit_does_not_read_it(site, noi):
    code = noi.code()
    for page in PAGES:
        noi.get(f"/visits/{code}{page}")
    noi.send(f"/visits/{code}/correct/vitals", **(NORMAL | {"hr": "90"}))
    noi.get(f"/visits/{code}/result")
    noi.send(f"/visits/{code}", f"/visits/{code}/move", state="in_care")
    noi.get(f"/visits/{code}")
    assert readings(site) == []

    site.clock.turn(hours=1)
    Person(site, "Noi").get(f"/visits/{code}/result")
    assert len(readings(site)) == 1


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize("path", ["/visits/222-222", "/visits/xyz", "/line", "/", "/visits/new"])
def test_what_is_no_record_leaves_no_reading(site, dara, path):
    dara.get(path)

    assert readings(site) == []


def test_many_entries_in_between_hide_no_reading(site, code, dara):
    dara.get(f"/visits/{code}")
    noi = Person(site, "Noi")
    for _ in range(12):
        noi.code()

    dara.get(f"/visits/{code}")

    assert len(readings(site)) == 1


def test_a_clock_that_was_set_back_records_again_rather_than_not(site, code, dara):
    dara.get(f"/visits/{code}")
    site.clock.turn(days=-30)

    Person(site, "Dara").get(f"/visits/{code}")

    assert len(readings(site)) == 2


def test_the_readers_of_a_visit_are_listed_oldest_first(site, code, dara):
    dara.get(f"/visits/{code}")
    site.clock.turn(hours=1)
    Person(site, "Suda").get(f"/visits/{code}/result")

    listed = [(one.how, name) for one, name in readers(site.clinic.database, code)]

    assert listed == [("page", "Dara"), ("page", "Suda")]


def opened_line(page):
    return re.findall(r"Opened by: [^<\n]*", page.text)


@pytest.mark.parametrize(
    ("name", "sees"), [("Noi", False), ("Dara", False), ("Suda", True)], ids=str
)
def test_only_a_supervisor_sees_on_the_visit_s_page_who_opened_it(site, code, dara, name, sees):
    dara.get(f"/visits/{code}")
    site.clock.turn(hours=1)

    shown = opened_line(Person(site, name).get(f"/visits/{code}"))

    assert len(shown) == sees
    if sees:
        suda, of_dara = shown[0].removeprefix("Opened by: ").split(", ", 1)
        assert suda.startswith("Suda 4 May 2026 ")
        assert of_dara.startswith("Dara 4 May 2026 ")


@pytest.mark.parametrize(
    ("times", "earlier"),
    [(8, ""), (9, "1 earlier opening"), (10, "2 earlier openings")],
    ids=["nine", "ten", "eleven"],
)
def test_the_line_of_readers_stays_short(site, code, times, earlier):
    for _ in range(times):
        Person(site, "Dara").get(f"/visits/{code}/result")
        site.clock.turn(hours=1)

    (line,) = opened_line(Person(site, "Suda").get(f"/visits/{code}"))

    assert (line.count("Dara"), line.count("Suda")) == (8, 1)
    assert re.findall(r"\d+ earlier openings?", line) == ([earlier] if earlier else [])


@pytest.mark.parametrize("page", PAGES)
def test_where_nothing_can_be_written_the_record_is_shown_and_the_operator_told(
    site, code, dara, page, caplog, cannot_write
):
    name = WOMAN["full_name"]
    with cannot_write(site.clinic.database), caplog.at_level(logging.WARNING):
        # Longer than a minute: that the browser was seen cannot be written either.
        site.clock.turn(minutes=2)
        answer = dara.get(f"/visits/{code}{page}")

    assert answer.status_code == 200
    assert "a record was opened and this could not be recorded" in caplog.text
    assert "that a browser was seen cannot be recorded" in caplog.text
    assert not [word for word in (name, code, "Dara") if word in caplog.text]
    assert readings(site) == []


def test_a_disk_that_stays_full_lets_who_is_signed_in_read_on_and_still_locks_an_idle_device(
    site, code, dara, cannot_write
):
    path = f"/visits/{code}"
    with cannot_write(site.clinic.database):
        for _ in range(10):
            site.clock.turn(minutes=4)
            assert dara.get(path).status_code == 200
        site.clock.turn(minutes=5)
        assert dara.get(path).status_code == 303
