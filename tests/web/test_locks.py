"""Wrong PINs lock one person on one device; a supervisor's code ends it."""

import pytest

from tests.web.person import Person, hidden
from tests.web.site import NODE_KEY, NOON, PIN
from triage.care.one_time_codes import draw_unlocking

WRONG = "000000"


def attempt(person, name="Noi", pin=WRONG, **more):
    return person.send("/sign-in", name=name, pin=pin, **more)


def locked_out(site):
    person = Person(site)
    for _ in range(5):
        last = attempt(person)
    assert last.status_code == 429
    return person


def code_for(site, name="Noi"):
    return draw_unlocking(site.clinic.database, NODE_KEY, name, site.clock.at)


def drawn_by(supervisor, name="Noi"):
    """Return the code on the page to which drawing it leads."""
    led = supervisor.send("/people", "/people/unlock", name=name)
    page = supervisor.get(led.headers["Location"]).text
    return page.partition("class=c>")[2].partition("<")[0]


def test_wrong_pins_on_one_device_lock_nobody_on_another(site):
    locked_out(site)

    assert attempt(Person(site), pin=PIN).status_code == 303


def test_a_lock_is_the_same_after_a_restart(site):
    person = locked_out(site)
    site.clinic.database.close()

    assert attempt(person, pin=PIN).status_code == 429


def test_a_supervisor_s_code_with_name_and_pin_ends_the_lock(site):
    person = locked_out(site)
    code = drawn_by(Person(site, "Suda"))

    refused = attempt(person, pin=PIN)
    assert "Supervisor's code" in refused.text or "Supervisor&#39;s code" in refused.text
    assert attempt(person, pin=PIN, unlock_code=code).status_code == 303


def test_a_code_ends_the_lock_but_never_stands_for_the_pin(site):
    person = locked_out(site)

    wrong = attempt(person, unlock_code=code_for(site))

    assert (wrong.status_code, "Name or PIN is wrong." in wrong.text) == (422, True)
    assert attempt(person, pin=PIN).status_code == 303


def test_a_code_counts_once(site):
    person, other, code = locked_out(site), locked_out(site), code_for(site)
    attempt(person, pin=PIN, unlock_code=code)

    again = attempt(other, pin=PIN, unlock_code=code)

    assert (again.status_code, "This code is wrong" in again.text) == (422, True)
    assert code not in again.text


def test_a_code_counts_for_the_person_for_whom_it_was_drawn(site):
    person = locked_out(site)

    assert attempt(person, pin=PIN, unlock_code=code_for(site, "Dara")).status_code == 422


@pytest.mark.parametrize(("minutes", "status"), [(29.9, 303), (30, 422)])
def test_a_code_counts_for_half_an_hour(site, minutes, status):
    person, code = Person(site), code_for(site)
    site.clock.turn(minutes=minutes)

    assert attempt(person, pin=PIN, unlock_code=code).status_code == status


def test_ten_wrong_codes_block_codes_on_this_device(site):
    person, code = locked_out(site), code_for(site)
    for _ in range(10):
        assert attempt(person, pin=PIN, unlock_code="234-567-89A").status_code == 422
    blocked = attempt(person, pin=PIN, unlock_code=code)

    assert (blocked.status_code, blocked.headers["Retry-After"]) == (429, "900")
    assert "Too many wrong codes. Wait 15 min." in blocked.text


def test_a_device_has_a_limit_over_all_names(site):
    person = Person(site)
    statuses = [attempt(person, name=f"Nobody {number}").status_code for number in range(20)]
    blocked = attempt(person, pin=PIN)

    assert statuses == [422] * 19 + [429]
    assert blocked.status_code == 429
    assert "on this device" in blocked.text
    assert attempt(Person(site), pin=PIN).status_code == 303


def test_somebody_s_own_right_pin_opens_no_more_tries_at_others(site):
    person = Person(site)
    for number in range(19):
        attempt(person, name=f"Nobody {number}")
    attempt(person, name="Dara", pin=PIN)
    person.send("/", "/sign-out")

    assert attempt(person, name="Nobody").status_code == 429


def test_a_supervisor_s_code_ends_the_device_s_limit_too(site):
    person = Person(site)
    for number in range(20):
        attempt(person, name=f"Nobody {number}")

    assert attempt(person, pin=PIN, unlock_code=code_for(site)).status_code == 303


@pytest.mark.parametrize(
    ("name", "status"), [("Suda", 200), ("Ana", 200), ("Noi", 403), ("Dara", 403)]
)
def test_supervisors_and_administrators_let_others_in(site, name, status):
    person = Person(site, name)

    assert person.get("/people").status_code == status
    assert ("People and devices" in person.get("/").text) is (status == 200)


def test_a_code_for_a_device_is_drawn_on_a_page_and_enrols_a_browser(site):
    suda = Person(site, "Suda")
    led = suda.send("/people", "/people/enrol", device="  Front   desk ")
    page = suda.get(led.headers["Location"])
    code = page.text.partition("class=c>")[2].partition("<")[0]

    assert "Front desk" in page.text
    assert code not in led.headers["Location"]
    stranger = Person(site, enrolled=False)
    assert stranger.send("/devices/enrol", code=code).status_code == 303


def test_a_form_sent_twice_draws_one_code(site):
    suda = Person(site, "Suda")
    words = hidden(suda.get("/people"), "/people/unlock") | {"name": "Noi"}

    first = suda.post("/people/unlock", words).headers["Location"]
    code = code_for(site)
    second = suda.post("/people/unlock", words).headers["Location"]

    assert first == second
    # The replay must not put the older code back in the place of the newer one.
    assert attempt(Person(site), pin=PIN, unlock_code=code).status_code == 303


def test_a_code_is_shown_to_who_drew_it_and_only_while_it_counts(site):
    suda = Person(site, "Suda")
    path = suda.send("/people", "/people/unlock", name="Noi").headers["Location"]

    assert Person(site, "Ana").get(path).status_code == 404
    assert suda.get(path).status_code == 200
    for _ in range(8):
        site.clock.turn(minutes=4)
        shown = suda.get(path)
    assert shown.status_code == 404


def test_a_code_for_nobody_is_not_drawn(site):
    assert Person(site, "Suda").send("/people", "/people/unlock", name="Nobody").status_code == 404
    assert site.clock.at == NOON
