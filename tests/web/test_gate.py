"""What every request passes: rules, keys of forms, headers; and what every error says."""

import gzip
import logging

import pytest

from tests.web.person import WOMAN, Person, hidden
from triage.access import Action
from triage.errors import DatabaseUnusable
from triage.web.rules import ANYBODY, ON_DEVICE, RULES, SIGNED_IN


def test_every_page_has_a_rule_about_who_may_open_it(site):
    assert {rule.endpoint for rule in site.app.url_map.iter_rules()} == set(RULES)
    named = (ANYBODY, ON_DEVICE, SIGNED_IN)
    assert all(rule in named or isinstance(rule, Action) for rule in RULES.values())


def test_every_post_without_a_genuine_key_is_refused(noi, site):
    code, some_id = noi.code(), "36f7c78f-c4f4-42aa-9fa6-a8abccaecff7"
    fill = {"code": code, "draft_id": some_id, "report_id": some_id, "step": "who"}
    fill["chart"] = "adult"
    posts = [rule for rule in site.app.url_map.iter_rules() if "POST" in rule.methods]
    assert posts
    suda = Person(site, "Suda")

    for rule in posts:
        with site.app.test_request_context():
            path = site.app.url_map.bind("localhost").build(
                rule.endpoint, {name: fill[name] for name in rule.arguments}, method="POST"
            )
        person = suda if RULES[rule.endpoint] is Action.LET_IN else noi
        answer = person.post(path, {"k": "AAAA", "level": "RED", "reason": "x", "state": "died"})
        assert answer.status_code == 403, path


def test_a_refused_form_comes_back_with_everything_typed_and_can_be_sent_again(noi):
    typed = WOMAN | {"full_name": 'A "quoted" <name>'}

    refused = noi.post("/visits/new", typed | {"k": "x"})
    again = noi.post("/visits/new", hidden(refused, "/visits/new"))

    assert refused.status_code == 403
    assert again.status_code == 303
    assert "A &#34;quoted&#34; &lt;name&gt;" in noi.get("/").text


def test_a_key_of_another_person_s_session_is_refused(noi, dara):
    words = hidden(noi.get("/visits/new"))

    assert dara.post("/visits/new", words | WOMAN).status_code == 403


def test_a_key_of_another_form_is_refused(noi):
    words = hidden(noi.get("/visits/new"))

    assert noi.post("/language", words | {"language": "English"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="from another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="from a neighbour"),
        pytest.param({"Origin": "https://evil.example"}, id="of another origin"),
    ],
)
def test_a_form_that_comes_from_elsewhere_is_refused_even_with_a_key(noi, headers):
    words = hidden(noi.get("/visits/new"))

    assert noi.browser.post("/visits/new", data=words | WOMAN, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="a browser that says nothing"),
        pytest.param({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, id="no-referrer"),
        pytest.param({"Origin": "http://localhost"}, id="own origin"),
    ],
)
def test_a_form_of_ours_is_taken(noi, headers):
    words = hidden(noi.get("/visits/new"))

    assert noi.browser.post("/visits/new", data=words | WOMAN, headers=headers).status_code == 303


def test_showing_a_form_writes_nothing(noi, site):
    path = site.clinic.database.path
    wal = path.with_name(path.name + "-wal")
    before = (path.read_bytes(), wal.read_bytes())

    for page in ("/", "/visits/new", "/language", "/line"):
        noi.get(page)

    assert (path.read_bytes(), wal.read_bytes()) == before


def test_pages_are_private_and_strict(noi):
    headers = noi.get("/line").headers

    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Content-Security-Policy"] == (
        "default-src 'none';style-src 'self';form-action 'self';"
        "frame-ancestors 'none';base-uri 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_page_is_compressed_only_for_who_can_read_it(site):
    plain = Person(site).get("/sign-in")
    packed = Person(site, **{"Accept-Encoding": "gzip, deflate"}).get("/sign-in")

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"<h1>Sign in</h1>" in gzip.decompress(packed.get_data())


def test_the_style_sheet_is_kept_for_a_year_under_the_name_of_its_content(site):
    person = Person(site)
    path = person.get("/sign-in").text.split("stylesheet href=")[1].split(">")[0].strip('"')

    sheet = person.get(path)

    assert sheet.mimetype == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert person.get("/static/00000000.css").status_code == 404


def test_no_page_asks_for_a_script_or_anything_from_elsewhere(noi):
    for path in ("/", "/visits/new", "/line", "/language", "/about"):
        text = noi.get(path).text
        assert "<script" not in text
        assert "http" not in text.replace("https://", "http")
        assert "style=" not in text
        assert text.count("<link ") == 1


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/nothing", 404, "Not found"),
        ("/visits/222-222", 404, "Not found"),
        ("/visits/abc", 404, "Not found"),
        ("/visits/new/36f7c78f-c4f4-42aa-9fa6-a8abccaecff7/who", 404, "Not found"),
        ("/sign-out", 405, "This cannot be opened like this"),
    ],
)
def test_an_error_says_in_plain_words_what_to_do(noi, path, status, heading):
    answer = noi.get(path)

    assert answer.status_code == status
    assert f"<h1>{heading}</h1>" in answer.text


def test_a_long_post_is_refused_in_words(noi):
    words = hidden(noi.get("/visits/new")) | WOMAN | {"village": "x" * 70_000}

    answer = noi.post("/visits/new", words)

    assert answer.status_code == 413
    assert "too long" in answer.text


def test_a_database_that_is_away_is_said_with_when_to_try_again(noi, site, monkeypatch):
    def away():
        raise DatabaseUnusable("the disk is full")

    monkeypatch.setattr(site.clinic.database, "reading", away)

    answer = noi.get("/line")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Nothing can be recorded now" in answer.text


def test_a_mistake_of_the_program_is_logged_without_what_was_typed(noi, monkeypatch, caplog):
    typed = WOMAN["full_name"]

    def broken(*_arguments, **_named):
        raise ValueError(typed)

    monkeypatch.setattr("triage.web.views.home.line_page", broken)
    with caplog.at_level(logging.ERROR):
        answer = noi.get("/line")

    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "unforeseen ValueError" in caplog.text
    assert typed not in caplog.text


def test_a_demonstration_says_so_on_every_page(noi):
    for path in ("/", "/line", "/visits/new", "/about", "/language", "/nothing", "/sign-in"):
        assert "DEMONSTRATION" in noi.get(path).text
