"""A browser belongs to the site once it typed a code."""

import pytest

from tests.web.person import WOMAN, Person, hidden
from tests.web.site import NODE_KEY, NOON, PIN, make_site
from triage.care import devices as care
from triage.care.one_time_codes import draw_enrolment


@pytest.fixture
def stranger(site):
    """Return somebody whose browser does not belong to the site."""
    return Person(site, enrolled=False)


def fresh_code(site, name=""):
    return draw_enrolment(site.clinic.database, NODE_KEY, name, NOON)


def enrol(person, code):
    return person.send("/devices/enrol", code=code)


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/line", "/visits/new", "/visits/222-222", "/emergency", "/people"]
)
def test_a_browser_that_does_not_belong_here_is_led_to_the_page_for_the_code(stranger, path):
    led = stranger.get(path)

    assert led.status_code == 303
    assert led.headers["Location"].startswith("/devices/enrol")
    assert stranger.get(led.headers["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["/about", "/language", "/devices/enrol"])
def test_what_shows_nothing_of_the_clinic_is_open_to_any_browser(stranger, path):
    page = stranger.get(path)

    assert page.status_code == 200
    assert "Noi" not in page.text


def test_the_code_and_the_pin_lead_back_to_where_one_wanted_to_go(site, stranger):
    to_enrol = stranger.get("/line").headers["Location"]
    to_sign_in = stranger.send(to_enrol, code=fresh_code(site)).headers["Location"]
    answer = stranger.send(to_sign_in, name="Noi", pin=PIN)

    assert answer.headers["Location"] == "/line"


def test_a_code_is_understood_in_small_letters_and_without_hyphens(site, stranger):
    code = fresh_code(site).lower().replace("-", " ")

    assert enrol(stranger, code).status_code == 303


def test_a_code_enrols_one_browser(site, stranger):
    code = fresh_code(site)
    enrol(stranger, code)

    again = enrol(Person(site, enrolled=False), code)

    assert again.status_code == 422
    assert "This code is wrong, was used, or is too old." in again.text


@pytest.mark.parametrize(("hours", "status"), [(23.99, 303), (24, 422)])
def test_a_code_counts_for_a_day(site, stranger, hours, status):
    code = fresh_code(site)
    site.clock.turn(hours=hours)

    assert enrol(stranger, code).status_code == status


def test_a_form_sent_twice_enrols_one_device(site, stranger):
    words = hidden(stranger.get("/devices/enrol")) | {"code": site.enrol_code}
    before = len(care.everything(site.clinic.database))

    stranger.post("/devices/enrol", words)
    again = stranger.post("/devices/enrol", words)

    assert again.status_code in {303, 403}
    assert len(care.everything(site.clinic.database)) == before + 1


def test_the_cookie_stays_for_years_of_use_and_is_kept_from_scripts(site, stranger):
    cookie = enrol(stranger, site.enrol_code).headers["Set-Cookie"]

    assert cookie.startswith("d=")
    for part in ("HttpOnly", "SameSite=Lax", "Max-Age=34560000"):
        assert part in cookie
    again = stranger.send("/sign-in", name="Noi", pin=PIN).headers.getlist("Set-Cookie")
    assert cookie.partition(";")[0] in [one.partition(";")[0] for one in again]


def test_the_cookie_needs_tls_at_a_real_site(tmp_path):
    site = make_site(tmp_path, is_demonstration=False)
    person = Person(site, enrolled=False)

    assert "Secure" in enrol(person, site.enrol_code).headers["Set-Cookie"]


def test_after_twenty_wrong_codes_even_a_right_one_waits(site, stranger):
    code = fresh_code(site)
    for _ in range(19):
        assert enrol(stranger, "234-567-89A").status_code == 422
    blocked = enrol(stranger, "234-567-89A")

    assert (blocked.status_code, blocked.headers["Retry-After"]) == (429, "900")
    assert "Too many wrong codes. Wait 15 min." in blocked.text
    site.clock.turn(minutes=14, seconds=59)
    assert enrol(Person(site, enrolled=False), code).headers["Retry-After"] == "1"
    site.clock.turn(seconds=1)
    assert enrol(stranger, code).status_code == 303


def test_a_new_code_from_who_runs_the_box_ends_the_wait(site, stranger):
    for _ in range(20):
        enrol(stranger, "x")

    assert enrol(stranger, fresh_code(site)).status_code == 303


def test_a_revoked_device_is_out_at_once_and_so_is_who_sat_there(site, noi):
    [*_, device] = care.everything(site.clinic.database)
    care.revoke(site.clinic.database, device.id)

    assert noi.get("/line").headers["Location"] == "/devices/enrol?next=/line"
    cookie = noi.browser.get_cookie("s").value
    other = Person(site)
    other.browser.set_cookie("s", cookie)
    assert other.get("/line").headers["Location"] == "/sign-in?next=/line"


def test_a_session_counts_on_its_own_device_alone(site, noi):
    other = Person(site)
    other.browser.set_cookie("s", noi.browser.get_cookie("s").value)

    assert other.get("/line").headers["Location"] == "/sign-in?next=/line"
    assert noi.get("/line").status_code == 200


def test_what_was_typed_when_the_device_was_shut_out_is_kept_until_it_is_let_in_again(site, noi):
    typed = hidden(noi.get("/visits/new")) | WOMAN
    [*_, device] = care.everything(site.clinic.database)
    care.revoke(site.clinic.database, device.id)

    page = noi.post("/visits/new", typed)
    kept = hidden(page, "/devices/enrol")
    assert kept["kept_full_name"] == WOMAN["full_name"]
    wrong = noi.post("/devices/enrol", kept | {"code": "x"})
    assert "value=x" not in wrong.text
    words = hidden(wrong, "/devices/enrol") | {"code": site.enrol_code}
    to_sign_in = noi.post("/devices/enrol", words)
    again = noi.post("/sign-in", hidden(to_sign_in, "/sign-in") | {"name": "Noi", "pin": PIN})
    sent = noi.post("/visits/new", hidden(again, "/visits/new"))

    assert "complaint" in sent.headers["Location"]


def test_a_device_is_noticed_once_a_day_and_not_more_often(site, noi):
    site.clock.turn(days=1)
    noi.get("/sign-in")
    [*_, device] = care.everything(site.clinic.database)
    assert device.seen_on == site.clock.at.date()

    wal = site.clinic.database.path.with_name("triage.db-wal")
    before = wal.read_bytes()
    noi.get("/sign-in")
    assert wal.read_bytes() == before
