"""Every form may arrive twice: by a retry, a double tap, the back button or a proxy."""

from concurrent.futures import ThreadPoolExecutor

from tests.web.person import FEVER, NORMAL, NOTHING_SEEN, WOMAN, Person, hidden
from tests.web.site import PIN
from triage.store import log, visits


def entries(site):
    with site.clinic.database.reading() as connection:
        return len(tuple(log.entries(connection)))


def lines(site):
    with site.clinic.database.reading() as connection:
        return visits.line(connection)


def twice(person, path, action=None, **typed):
    """Send a form two times and return both answers and how many entries the second added."""
    words = hidden(person.get(path), action) | typed
    first = person.post(action or path, words)
    before = entries(person.site)
    second = person.post(action or path, words)
    return first, second, entries(person.site) - before


def test_the_first_step_sent_twice_begins_one_draft(noi):
    first, second, added = twice(noi, "/visits/new", **WOMAN)

    assert first.headers["Location"] == second.headers["Location"]
    assert noi.get("/").text.count("Test Patient") == 1
    assert added == 0


def test_every_later_step_sent_twice_leads_to_the_same_page(noi, site):
    path = noi.begin()
    for typed in (FEVER, NOTHING_SEEN, NORMAL):
        first, second, added = twice(noi, path, **typed)
        assert first.headers["Location"] == second.headers["Location"]
        assert added == 0
        path = noi.passed(first.headers["Location"])

    assert len(lines(site)) == 1


def test_a_dangerous_step_sent_twice_is_one_entry(noi, site):
    path = noi.begin()
    path = noi.send(path, **FEVER).headers["Location"]

    first, second, added = twice(noi, path, present=["stridor"])

    assert first.headers["Location"] == second.headers["Location"]
    assert added == 0
    assert len(lines(site)) == 1


def test_the_first_step_replayed_after_the_end_makes_no_second_visit(noi, site):
    words = hidden(noi.get("/visits/new")) | WOMAN
    path = noi.post("/visits/new", words).headers["Location"]
    for typed in (FEVER, NOTHING_SEEN, NORMAL):
        path = noi.go(path, typed)

    noi.post("/visits/new", words)

    assert len(lines(site)) == 1
    assert "Not finished" not in noi.get("/").text


def test_going_back_and_changing_a_value_corrects_the_same_visit(noi, site):
    path = noi.begin()
    for typed in (FEVER, NOTHING_SEEN):
        path = noi.go(path, typed)
    form = hidden(noi.get(path))
    noi.post(path, form | NORMAL)

    answer = noi.post(path, form | NORMAL | {"rr": "34"})

    text = noi.get(answer.headers["Location"]).text
    assert "Breathing 34 a minute" in text
    assert "Was ● GREEN" in text
    assert len(lines(site)) == 1


def test_a_level_changed_twice_by_one_form_is_one_change(noi):
    code = noi.code()

    first, second, added = twice(noi, f"/visits/{code}/level", level="RED", reason="grey")

    assert first.status_code == second.status_code == 303
    assert added == 0


def test_a_move_sent_twice_is_one_move(noi):
    code = noi.code()

    first, second, added = twice(noi, f"/visits/{code}", f"/visits/{code}/move", state="in_care")

    assert first.headers["Location"] == second.headers["Location"] == "/line"
    assert added == 0


def test_a_correction_sent_twice_is_one_amendment(noi):
    code = noi.code()

    first, second, added = twice(noi, f"/visits/{code}/correct/vitals", **(NORMAL | {"hr": "140"}))

    assert first.headers["Location"] == second.headers["Location"]
    assert added == 0


def test_a_retriage_sent_twice_is_one_amendment(noi):
    code = noi.code()

    _, _, added = twice(noi, f"/visits/{code}/retriage", hr="140")

    assert added == 0


def test_a_confirmation_sent_twice_is_one_entry(site, noi):
    suda = Person(site, "Suda")
    code = noi.code(vitals=NORMAL | {"rr": "34"})
    noi.send(f"/visits/{code}/retriage", rr="18")

    first, second, added = twice(suda, f"/visits/{code}", f"/visits/{code}/confirm")

    assert first.status_code == second.status_code == 303
    assert added == 0


def test_signing_in_twice_with_one_form_only_signs_in(site):
    person = Person(site)
    words = hidden(person.get("/sign-in")) | {"name": "Noi", "pin": PIN}

    assert person.post("/sign-in", words).status_code == 303
    # Now the browser has a session, and the old form is not of this session.
    assert person.post("/sign-in", words).status_code == 403
    assert person.get("/").status_code == 200


def test_a_correction_replayed_after_a_later_one_does_not_come_back(noi, site):
    code = noi.code()
    path = f"/visits/{code}/correct/vitals"
    words = hidden(noi.get(path)) | NORMAL | {"hr": "140"}
    noi.post(path, words)
    noi.send(path, **(NORMAL | {"hr": "90"}))
    before = entries(site)

    noi.post(path, words)

    assert entries(site) == before
    (visit,) = lines(site)
    assert visit.findings["vitals"]["hr"] == 90


def test_a_form_tapped_many_times_at_once_is_one_visit(noi, site):
    path = noi.begin()
    for typed in (FEVER, NOTHING_SEEN):
        path = noi.go(path, typed)
    words = hidden(noi.get(path)) | NORMAL
    cookies = {name: noi.browser.get_cookie(name).value for name in ("s", "d")}

    def tap(_number):
        browser = site.app.test_client()
        for name, value in cookies.items():
            browser.set_cookie(name, value)
        return browser.post(path, data=words).headers["Location"]

    with ThreadPoolExecutor(8) as taps:
        places = set(taps.map(tap, range(16)))

    assert len(places) == 1
    assert len(lines(site)) == 1
    with site.clinic.database.reading() as connection:
        assert len(visits.history(connection, lines(site)[0].id)) == 1
