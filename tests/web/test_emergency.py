"""Without signing in: signs, level, action; recorded under the device and taken over later."""

import pytest

from tests.web.person import NORMAL, NOTHING_SEEN, Person, hidden
from tests.web.site import PIN
from triage.exchange.sovereignty import LOCAL_LANE
from triage.store import devices, log, visits

RED = {"present": ["stridor"]}


@pytest.fixture
def passer(site):
    """Return somebody at a device where nobody is signed in."""
    return Person(site)


def tell(person, chart="adult", **typed):
    path = f"/emergency/{chart}"
    return person.post(path, hidden(person.get(path), path) | typed)


def told(person, chart="adult", **typed):
    """Tell an emergency and return the address of its result."""
    answer = tell(person, chart, **typed)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def line(site):
    with site.clinic.database.reading() as connection:
        return visits.line(connection)


def entries(site):
    with site.clinic.database.reading() as connection:
        return tuple(log.entries(connection))


def test_the_sign_in_page_leads_there_even_who_is_locked_out(passer):
    for _ in range(5):
        locked = passer.send("/sign-in", name="Noi", pin="000000")

    assert locked.status_code == 429
    for page in (locked, passer.get("/sign-in")):
        assert 'href="/emergency"' in page.text or "href=/emergency" in page.text
    assert "RED" in passer.get(told(passer, **RED)).text


def test_a_sign_gives_level_and_action_at_once(site, passer):
    page = passer.get(told(passer, sex="F", age="30", age_unit="years", **RED)).text

    assert "■ RED" in page
    assert "Do now" in page
    assert "Female" in page
    assert line(site)[0].code in page


def test_it_is_recorded_under_the_device_and_stands_in_the_line(site, passer, noi):
    told(passer, **RED)

    with site.clinic.database.reading() as connection:
        [device] = [one for one in devices.every(connection) if one.name == "Device 1"]
    [visit] = line(site)
    [entry] = entries(site)
    assert (visit.level.name, visit.is_unclaimed) == ("RED", True)
    assert entry.context.actor_id == visit.recorded_by == device.id
    assert visit.patient is None
    page = noi.get("/line").text
    assert "Emergency, not claimed" in page
    assert visit.code in page


@pytest.mark.parametrize(
    ("chart", "typed", "level"),
    [
        pytest.param("adult", RED, "RED", id="a red sign"),
        pytest.param(
            "child", {"present": ["lethargy"]}, "ORANGE", id="a sign of the child's chart"
        ),
        pytest.param("adult", NOTHING_SEEN, "UNDETERMINED", id="nothing seen, nothing measured"),
        pytest.param("adult", {}, "UNDETERMINED", id="nothing answered"),
    ],
)
def test_the_chart_decides_and_unknown_is_never_normal(site, passer, chart, typed, level):
    told(passer, chart, **typed)

    assert line(site)[0].level.name == level


def test_measurements_are_added_and_decide_anew(site, passer):
    path = told(passer, age="30", age_unit="years", **NOTHING_SEEN)

    led = passer.send(f"{path}/vitals", **(NORMAL | {"spo2": "80"}))

    assert led.headers["Location"] == path
    page = passer.get(path).text
    assert line(site)[0].level.name in page
    assert line(site)[0].findings["vitals"]["spo2"] == 80
    assert "Was ? INCOMPLETE" in page


def test_a_wrong_measurement_comes_back_with_everything_typed(passer):
    path = told(passer, **RED)

    page = passer.send(f"{path}/vitals", hr="x", rr="16")

    assert page.status_code == 422
    assert "is not a number" in page.text
    assert 'value="16"' in page.text or "value=16" in page.text


def test_danger_is_recorded_and_said_before_what_was_typed_wrong(site, passer):
    page = tell(passer, age="x", **RED)

    assert page.status_code == 422
    assert page.text.index("RED") < page.text.index("is not a number")
    assert [visit.level.name for visit in line(site)] == ["RED"]
    words = hidden(page, "/emergency/adult") | {"age": "40", "age_unit": "years"} | RED
    passer.post("/emergency/adult", words)
    assert {visit.level.name for visit in line(site)} == {"RED"}


def test_without_danger_nothing_is_recorded_until_the_form_is_right(site, passer):
    assert tell(passer, age="x").status_code == 422
    assert line(site) == ()


def test_an_age_of_the_other_chart_asks_that_chart_and_takes_no_sign_for_absent(site, passer):
    typed = {"age": "3", "age_unit": "years", "present": ["agitation"]} | NOTHING_SEEN
    page = tell(passer, **typed)

    assert page.status_code == 422
    assert "contradicts" in page.text
    assert "lethargy" in page.text
    assert "agitation" in page.text
    path = "/emergency/child"
    again = passer.post(path, hidden(page, path) | {"age": "3", "age_unit": "years"})
    assert again.status_code == 303
    assert line(site)[0].findings.get("absent", []) == []


def test_a_group_ticked_both_ways_is_asked_again(passer):
    page = tell(passer, present=["fever"], none=["ask"])

    assert page.status_code == 422
    assert "contradicts" in page.text


def test_a_form_sent_twice_is_one_visit(site, passer):
    words = hidden(passer.get("/emergency/adult"), "/emergency/adult") | RED
    first = passer.post("/emergency/adult", words)
    before = len(entries(site))

    second = passer.post("/emergency/adult", words)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(entries(site)) == before


def test_another_device_is_shown_nothing_of_it(site, passer):
    path = told(passer, **RED)

    for page in (path, f"{path}/vitals"):
        assert Person(site).get(page).status_code == 404


@pytest.mark.parametrize(("minutes", "status"), [(59.9, 200), (60, 404)])
def test_it_is_shown_for_an_hour(site, passer, minutes, status):
    path = told(passer, **RED)
    site.clock.turn(minutes=minutes)

    assert passer.get(path).status_code == status


def test_nothing_of_other_patients_is_shown(noi, passer):
    code = noi.code(who={"full_name": "Somsri Example", "village": "Secret Village"})
    path = told(passer, **RED)

    for page in ("/emergency", "/emergency/adult", path, f"{path}/vitals", "/sign-in"):
        text = passer.get(page).text
        assert not [word for word in (code, "Somsri", "Secret Village") if word in text]
    for closed in (f"/visits/{code}", f"/visits/{code}/result", "/line", "/"):
        assert passer.get(closed).status_code == 303


def test_who_takes_it_over_finishes_the_form_and_the_line_says_so(site, passer, noi):
    path = told(passer, sex="F", age="30", age_unit="years", **RED)
    code = line(site)[0].code
    page = noi.get(f"/visits/{code}")
    assert "Take this patient over" in page.text

    led = noi.send(f"/visits/{code}", f"/visits/{code}/claim")

    assert led.headers["Location"] == f"/visits/{code}"
    page = noi.get(f"/visits/{code}").text
    assert "Take this patient over" not in page
    assert "Emergency taken over, Noi" in page
    assert "Device 1" in page
    assert "Emergency, not claimed" not in noi.get("/line").text
    assert passer.get(path).status_code == 404
    step = page.partition("/visits/new/")[2].partition('"')[0].partition(">")[0]
    done = noi.send(f"/visits/new/{step}", full_name="Test Patient", sex="F", age="30")
    assert "complaint" in done.headers["Location"]
    kinds = [one.header.kind for one in entries(site) if one.header.place.lane != LOCAL_LANE]
    assert kinds[:2] == ["visit.recorded", "visit.claimed"]
    assert len(line(site)) == 1


def test_what_somebody_took_over_stays_theirs(site, passer, noi, dara):
    told(passer, **RED)
    code = line(site)[0].code
    mine = hidden(noi.get(f"/visits/{code}"), f"/visits/{code}/claim")
    yours = hidden(dara.get(f"/visits/{code}"), f"/visits/{code}/claim")
    noi.post(f"/visits/{code}/claim", mine)
    before = len(entries(site))

    for person, words in ((dara, yours), (noi, mine)):
        assert person.post(f"/visits/{code}/claim", words).status_code == 303

    assert len(entries(site)) == before


def test_what_comes_late_is_sent_again_as_a_new_emergency(site, passer, noi):
    path = "/emergency/adult"
    words = hidden(passer.get(path), path)
    passer.post(path, words | RED)
    code = line(site)[0].code
    noi.send(f"/visits/{code}", f"/visits/{code}/claim")

    late = passer.post(path, words | {"present": ["heavy_bleeding"]})
    assert late.status_code == 403
    passer.post(path, hidden(late, path))

    assert len(line(site)) == 2


@pytest.mark.parametrize("name", ["Ana", "Noi"])
def test_whoever_is_signed_in_may_tell_an_emergency_too(site, name):
    person = Person(site, name)

    assert "RED" in person.get(told(person, **RED)).text
    assert line(site)[0].is_unclaimed


def test_an_administrator_takes_nobody_over(site, passer):
    told(passer, **RED)
    code = line(site)[0].code
    ana = Person(site, "Ana")
    assert ana.post(f"/visits/{code}/claim", {"k": "x"}).status_code == 403
    assert ana.send("/sign-in", name="Ana", pin=PIN).status_code == 303
    assert line(site)[0].is_unclaimed
