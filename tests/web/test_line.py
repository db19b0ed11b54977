from tests.web.person import NORMAL, Person

RED = {"signs": {"present": ["stridor"], "none": ["look", "ask", "injury"]}}


def test_the_line_shows_the_most_urgent_first(noi):
    green = noi.code()
    red = noi.code(**RED)

    text = noi.get("/line").text

    assert text.index(red) < text.index(green)


def test_the_line_tells_how_long_against_the_target(noi, site):
    noi.code()
    site.clock.turn(minutes=45)

    assert "45 of 240 min" in Person(site, "Noi").get("/line").text


def test_somebody_who_waits_too_long_stands_out(noi, site):
    noi.code()
    site.clock.turn(minutes=241)

    assert "<b>241 of 240 min</b>" in Person(site, "Noi").get("/line").text


def test_a_retriage_is_due_after_its_interval(noi, site):
    noi.code()

    site.clock.turn(minutes=119)
    noi = Person(site, "Noi")
    before = noi.get("/line").text
    site.clock.turn(minutes=1)

    assert "Check again now" not in before
    assert "Check again now" in noi.get("/line").text


def test_a_high_risk_vital_sign_asks_for_a_look_now(noi):
    noi.code(vitals=NORMAL | {"temp_c": "39.5"})

    assert "A clinician should look at this patient now" in noi.get("/line").text


def test_who_is_moved_on_leaves_the_line(noi):
    code = noi.code()

    answer = noi.send(f"/visits/{code}", f"/visits/{code}/move", state="in_care")

    assert answer.headers["Location"] == "/line"
    assert code not in noi.get("/line").text


def test_a_patient_cannot_be_moved_to_nowhere(noi):
    code = noi.code()

    answer = noi.send(f"/visits/{code}", f"/visits/{code}/move", state="moon")

    assert answer.status_code == 404
    assert code in noi.get("/line").text


def test_home_counts_who_waits(noi):
    noi.code(**RED)
    noi.code(**RED)
    noi.code()

    text = noi.get("/").text

    assert "■ RED <b>2</b>" in text
    assert "● GREEN <b>1</b>" in text


def test_a_long_line_goes_on_on_another_page(noi):
    codes = [noi.code() for _ in range(31)]

    first, second = noi.get("/line").text, noi.get("/line?after=30").text

    assert ">1 more</a>" in first
    assert sum(code in first for code in codes) == 30
    assert sum(code in second for code in codes) == 1
    assert noi.get("/line?after=x").text.count("<li>") == 30


def test_an_empty_line_says_so(noi):
    assert "Nobody waits" in noi.get("/line").text
