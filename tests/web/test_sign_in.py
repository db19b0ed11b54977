import pytest

from tests.web.person import WOMAN, Person, hidden
from tests.web.site import PIN, make_site
from triage.store import accounts


def attempt(person, name="Noi", pin="000000"):
    return person.send("/sign-in", name=name, pin=pin)


@pytest.mark.parametrize("path", ["/", "/line", "/visits/new", "/visits/222-222/result"])
def test_a_stranger_is_led_to_the_sign_in_page_and_back(site, path):
    person = Person(site)

    led = person.get(path)
    answer = person.send(led.headers["Location"], name="Noi", pin=PIN)

    assert led.status_code == 303
    assert led.headers["Location"].startswith("/sign-in")
    assert answer.headers["Location"] == path


def test_the_names_of_the_staff_are_offered(site):
    text = Person(site).get("/sign-in").text

    assert all(f"<option>{name}" in text for name in ("Ana", "Dara", "Noi", "Suda"))


def test_a_wrong_pin_is_said_and_the_name_stays_chosen(site):
    answer = attempt(Person(site))

    assert answer.status_code == 422
    assert "Name or PIN is wrong." in answer.text
    assert "<option selected>Noi" in answer.text
    assert "000000" not in answer.text


def test_after_five_wrong_pins_even_the_right_one_waits_fifteen_minutes(site):
    person = Person(site)
    for _ in range(5):
        attempt(person)

    locked = attempt(person, pin=PIN)
    site.clock.turn(minutes=15)

    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "900")
    assert "Too many wrong PINs. Wait 15 min" in locked.text
    assert "<option selected>Noi" in locked.text
    assert PIN not in locked.text
    assert attempt(person, pin=PIN).status_code == 303


def test_four_wrong_pins_lock_nobody_out(site):
    person = Person(site)
    for _ in range(4):
        attempt(person)

    assert attempt(person, pin=PIN).status_code == 303


def test_one_person_s_lock_is_nobody_else_s(site):
    for _ in range(5):
        attempt(Person(site))

    assert attempt(Person(site), name="Dara", pin=PIN).status_code == 303


def test_a_name_that_nobody_has_is_refused_in_the_same_words(site):
    assert "Name or PIN is wrong." in attempt(Person(site), name="Nobody").text


def test_signing_out_ends_the_session_at_the_server(noi):
    cookie = noi.browser.get_cookie("s")

    noi.send("/", "/sign-out")
    noi.browser.set_cookie("s", cookie.value)

    assert noi.get("/").status_code == 303


def test_a_session_ends_after_a_shift(noi, site):
    for _ in range(12 * 15 - 1):
        site.clock.turn(minutes=4)
        assert noi.get("/").status_code == 200
    site.clock.turn(minutes=4)

    assert noi.get("/").status_code == 303


def test_the_cookie_is_small_and_kept_from_scripts_and_other_sites(site):
    person = Person(site)

    cookie = attempt(person, pin=PIN).headers["Set-Cookie"]

    assert len(cookie) < 100
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({"is_demonstration": True}, False, id="demonstration on loopback"),
        pytest.param({"is_demonstration": False}, True, id="real site"),
        pytest.param({"is_demonstration": False, "plain_http": True}, False, id="named exception"),
    ],
)
def test_the_cookie_needs_tls_but_for_named_exceptions(tmp_path, settings, expected):
    person = Person(make_site(tmp_path, **settings))

    cookie = attempt(person, pin=PIN).headers["Set-Cookie"]

    assert ("Secure" in cookie) is expected


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\n//x"],
)
def test_signing_in_leads_to_no_other_site(site, address):
    person = Person(site)
    words = hidden(person.get("/sign-in")) | {"name": "Noi", "pin": PIN, "next": address}

    assert person.post("/sign-in", words).headers["Location"] == "/"


def test_a_key_from_elsewhere_brings_the_sign_in_form_back_and_counts_no_try(site):
    person = Person(site)
    for _ in range(6):
        answer = person.post("/sign-in", {"k": "x", "name": "Noi", "pin": "0"})

    assert answer.status_code == 403
    assert "<option selected>Noi" in answer.text
    assert attempt(person, pin=PIN).status_code == 303


def test_a_disabled_account_is_not_offered_and_cannot_sign_in(site):
    with site.clinic.database.writing() as connection:
        noi = accounts.find(connection, "Noi")
        accounts.set_disabled(connection, noi.id, is_disabled=True)
    person = Person(site)

    assert "<option>Noi" not in person.get("/sign-in").text
    assert attempt(person, pin=PIN).status_code == 422


def test_after_five_idle_minutes_the_device_asks_for_the_pin_again(site):
    person = Person(site, "Noi")
    site.clock.turn(minutes=4, seconds=59)
    assert person.get("/line").status_code == 200

    site.clock.turn(minutes=4, seconds=59)
    assert person.get("/line").status_code == 200

    site.clock.turn(minutes=5)
    led = person.get("/line")
    assert (led.status_code, led.headers["Location"]) == (303, "/sign-in?next=/line")


def test_what_was_typed_while_the_device_locked_itself_is_kept_and_sent_again(site):
    person = Person(site, "Noi")
    typed = hidden(person.get("/visits/new")) | WOMAN | {"pin": "123"}
    site.clock.turn(minutes=6)

    page = person.post("/visits/new", typed)
    assert page.status_code == 200
    assert "What was typed is kept" in page.text
    kept = hidden(page, "/sign-in")
    assert kept["kept_full_name"] == WOMAN["full_name"]
    assert "kept_k" not in kept
    assert "kept_pin" not in kept

    wrong = person.post("/sign-in", kept | {"name": "Noi", "pin": "000000"})
    assert wrong.status_code == 422
    again = person.post("/sign-in", hidden(wrong, "/sign-in") | {"name": "Noi", "pin": PIN})
    assert again.status_code == 200
    sent = person.post("/visits/new", hidden(again, "/visits/new"))
    assert sent.status_code == 303
    assert "complaint" in sent.headers["Location"]


def test_nothing_is_kept_for_a_form_of_another_site(site):
    person = Person(site, **{"Sec-Fetch-Site": "cross-site"})
    answer = person.post("/visits/new", WOMAN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
