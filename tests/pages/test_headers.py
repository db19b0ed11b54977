"""What the real server sends before a page, byte by byte."""

import json
import re
from http.client import HTTPConnection
from os import urandom
from socket import create_connection
from urllib.parse import urlencode

import pytest

from tests.pages.listing import SUPERVISOR
from tests.pages.shelf import collected
from tests.web.person import WOMAN
from tests.web.site import NODE_KEY, NOON, PIN, make_site
from triage import api
from triage.access import Scope
from triage.care.throttling import LIMITS
from triage.care.tokens import give_token
from triage.store.database import Database
from triage.web.keys import NONCE_BYTES, Form, new_key

pytestmark = pytest.mark.slow

LONGEST_HEADERS = 400
LONGEST_TAG = "zh_Hans"
GZIP = "Accept-Encoding: gzip, deflate"


def header_block(address, request):
    """Send *request* and return the bytes up to the end of the answer's headers."""
    host, _, port = address.removeprefix("http://").partition(":")
    with create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request.encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            received = connection.recv(65536)
            assert received
            answer += received
    return answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def get(path, *headers):
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: localhost", GZIP, *headers, "", ""))


@pytest.fixture
def cookie(address, tmp_path):
    """Return the cookies of somebody who signed in through the real server and may do much."""
    return sign_in(address, (tmp_path / "enrol-code").read_text(), SUPERVISOR)


def sign_in(address, code, name):
    """Enrol a browser by *code*, sign *name* in and return what the browser sends from now on."""
    connection = HTTPConnection(address.removeprefix("http://"))
    given = {}
    for path, typed in (
        ("/devices/enrol", {"code": code}),
        ("/sign-in", {"name": name, "pin": PIN}),
    ):
        sent = {"Cookie": "; ".join(given.values())}
        connection.request("GET", path, headers=sent)
        text = connection.getresponse().read().decode()
        key = re.search(r'name=k value="([^"]+)"', text)[1]
        form = urlencode({"k": key, **typed})
        sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST", path, form, sent)
        answer = connection.getresponse()
        answer.read()
        cookies = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie")]
        given |= {one.partition("=")[0]: one for one in cookies}
    connection.close()
    return "; ".join(given.values())


@pytest.mark.parametrize("path", ["/", "/line", "/visits/new", "/language", "/visits/222-222"])
def test_the_headers_of_a_page_keep_to_their_bytes(address, cookie, path):
    block = header_block(address, get(path, f"Cookie: {cookie}; l=zh_Hans"))

    assert len(block) <= LONGEST_HEADERS, block
    assert b"Content-Encoding: gzip" in block
    assert b"Content-Security-Policy" in block
    assert b"X-Content-Type-Options" in block


def test_the_longest_language_tag_fits_too(address):
    block = header_block(address, get("/devices/enrol", "Cookie: l=zh_Hans"))

    assert b"Content-Language: zh-Hans" in block
    assert len(block) <= LONGEST_HEADERS


def own_headers(page):
    """Return the bytes of the headers that the program gives *page* when it is compressed."""
    lines = [f"{name}: {value}\r\n" for name, value in page.headers.items()]
    return len("".join(lines)) + len("Content-Encoding: gzip\r\n")


def test_the_headers_of_every_listed_page_keep_to_their_bytes(address):
    pages = collected(LONGEST_TAG).pages
    block = header_block(address, get("/devices/enrol", f"Cookie: l={LONGEST_TAG}"))
    added_by_the_server = len(block) - own_headers(pages["enrol"])

    sizes = {name: own_headers(page) + added_by_the_server for name, page in pages.items()}
    assert added_by_the_server > 0
    assert {name: size for name, size in sizes.items() if size > LONGEST_HEADERS} == {}


def test_a_refused_form_fits_too(address, cookie):
    form = "k=x&name=Noi&pin=1"
    request = "\r\n".join(
        (
            "POST /sign-in HTTP/1.1",
            "Host: localhost",
            GZIP,
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(form)}",
            f"Cookie: {cookie}",
            "",
            form,
        )
    )
    block = header_block(address, request)

    assert block.startswith(b"HTTP/1.1 403")
    assert len(block) <= LONGEST_HEADERS


def test_a_browser_that_guessed_too_often_is_refused_as_strictly(address):
    path, in_chinese = "/devices/enrol", f"Cookie: l={LONGEST_TAG}"
    key = new_key(NODE_KEY, Form(session="", path=path), urandom(NONCE_BYTES))
    request = form(path, {"k": key, "code": "222-222-222"}, in_chinese)
    tries = [header_block(address, request) for _ in range(LIMITS["enrol"].most_tries + 1)]

    assert tries[0].startswith(b"HTTP/1.1 422")
    assert tries[-1].startswith(b"HTTP/1.1 429")
    assert b"Retry-After: " in tries[-1]
    assert_strict(tries[-1])


def test_a_connection_stays_open_for_the_next_page(address):
    connection = HTTPConnection(address.removeprefix("http://"))
    for _ in range(3):
        connection.request("GET", "/devices/enrol")
        answer = connection.getresponse()
        answer.read()
        assert not answer.will_close
    connection.close()


def test_the_access_log_names_no_person_and_no_address(address, cookie, tmp_path):
    header_block(address, get("/sign-in?next=/somsri", f"Cookie: {cookie}", "User-Agent: phone"))

    log = (tmp_path / "log").read_text()
    assert "GET /sign-in 200" in log
    for word in ("127.0.0.1", "somsri", "phone", *re.findall(r"[sd]=([^;]+)", cookie)):
        assert word not in log


REPORT = {"report_id": "0b0fb3a2-52a3-4f4a-9a67-3f6c6e5f0001", "age_years": 30}
POLICY = (
    b"Content-Security-Policy: default-src 'none';style-src 'self';form-action 'self';"
    b"frame-ancestors 'none';base-uri 'none'"
)
TELLS_TOO_MUCH = re.compile(rb"^(server|x-powered-by|via|x-runtime):", re.IGNORECASE | re.MULTILINE)


def form(path, words, *headers):
    """Return a request that posts *words* to *path*."""
    body = urlencode(words)
    kind = "Content-Type: application/x-www-form-urlencoded"
    length = f"Content-Length: {len(body)}"
    lines = (f"POST {path} HTTP/1.1", "Host: localhost", GZIP, kind, length, *headers, "", body)
    return "\r\n".join(lines)


@pytest.fixture
def token(address, tmp_path):
    """Return the header of a program that may do everything at the served site."""
    database = Database(tmp_path / "triage.db")
    secret = give_token(database, "A program", frozenset(Scope), NOON)
    database.close()
    assert address
    return f"Authorization: Bearer {secret}"


@pytest.fixture
def words(address, cookie, token, real_site_map):
    """Return what stands for each part of an address at the served site."""
    connection = HTTPConnection(address.removeprefix("http://"))
    headers = {"Content-Type": "application/json", "Authorization": token.partition(": ")[2]}
    connection.request("POST", "/api/v1/visits", json.dumps(REPORT), headers)
    code = json.loads(connection.getresponse().read())["case_code"]
    connection.close()
    begun = led_to(address, cookie, "/visits/new", WOMAN)
    told = led_to(address, cookie, "/emergency/adult", {"present": "stridor"})
    drawn = led_to(address, cookie, "/people/enrol", {"device": "Desk"})
    return {
        "code": code,
        "draft_id": begun.split("/")[3],
        "step": "vitals",
        "chart": "adult",
        "protocol": "SATS",
        "report_id": told.rpartition("/")[2],
        "code_id": drawn.rpartition("/")[2],
        "name": real_site_map.app.extensions["triage"].style.path.rpartition("/")[2],
    }


def led_to(address, cookie, path, typed):
    """Return where the form at *path* leads somebody who sends it with *typed*."""
    key = key_of(cookie, path)
    block = header_block(address, form(path, typed | {"k": key}, f"Cookie: {cookie}"))
    return re.search(rb"\r\nLocation: (\S+)", block)[1].decode()


@pytest.fixture
def real_site_map(tmp_path):
    """Return a site beside the served one, which knows every address."""
    made = make_site(tmp_path / "beside")
    yield made
    made.clinic.database.close()


def key_of(cookie, path):
    """Return a genuine key of the form that posts to *path*, for who is signed in by *cookie*."""
    session = re.search(r"\bs=([^;]+)", cookie)[1]
    return new_key(NODE_KEY, Form(session=session, path=path), urandom(NONCE_BYTES))


def addresses(app, method, words):
    """Give the address of everything that *app* answers by *method*; signing out comes last."""
    here = app.url_map.bind("localhost")
    rules = [rule for rule in app.url_map.iter_rules() if method in rule.methods]
    for rule in sorted(rules, key=lambda one: one.endpoint == "sign_in.leave"):
        filled = {name: words[name] for name in rule.arguments}
        yield here.build(rule.endpoint, filled, method=method)


def assert_strict(block):
    """Fail unless the headers of an answer are few, strict and say nothing about the server."""
    assert len(block) <= LONGEST_HEADERS, block
    assert not TELLS_TOO_MUCH.search(block), block
    assert b"X-Content-Type-Options: nosniff" in block, block
    assert b"Cache-Control: " in block, block
    if b"Content-Type: text/html" in block:
        assert POLICY in block, block
        assert b"Referrer-Policy: no-referrer" in block, block
        kept = b"no-store" if b"Retry-After" in block else b"private, no-cache"
        if b"Vary: Cookie" in block:
            kept = b"max-age=600"
        assert b"Cache-Control: " + kept + b"\r\n" in block, block


def test_every_page_and_every_refusal_is_strict_within_its_bytes(
    address, cookie, words, real_site_map
):
    app, mine = real_site_map.app, f"Cookie: {cookie}; l=zh_Hans"
    seen = set()
    for path in addresses(app, "GET", words):
        for cookies in (mine, "Cookie: l=zh_Hans"):
            block = header_block(address, get(path, cookies))
            seen.add(block.split()[1])
            assert_strict(block)
    for path in addresses(app, "POST", words):
        for key in ("x", key_of(cookie, path)):
            block = header_block(address, form(path, {"k": key}, mine))
            seen.add(block.split()[1])
            assert_strict(block)
    assert seen >= {b"200", b"303", b"403", b"422"}


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET /nothing HTTP/1.1", b"404"),
        ("GET /static/00000000.css HTTP/1.1", b"404"),
        ("GET /sign-out HTTP/1.1", b"405"),
        ("DELETE /line HTTP/1.1", b"405"),
        ("OPTIONS /line HTTP/1.1", b"303"),
        ("GET /api/nothing HTTP/1.1", b"404"),
        ("GET /api/v1/visits HTTP/1.1", b"405"),
        ("GET /api/v1/visits/222-222 HTTP/1.1", b"401"),
    ],
)
def test_an_error_is_as_strict_as_a_page(address, request_line, status):
    lines = (request_line, "Host: localhost", GZIP, "Cookie: l=zh_Hans", "", "")
    block = header_block(address, "\r\n".join(lines))

    assert block.split()[1] == status
    assert_strict(block)


def test_a_post_that_is_too_long_is_refused_as_strictly(address, cookie):
    words = {"k": key_of(cookie, "/visits/new"), "village": "x" * 70_000}
    mine = f"Cookie: {cookie}; l=zh_Hans"
    block = header_block(address, form("/visits/new", words, mine))

    assert block.startswith(b"HTTP/1.1 413")
    assert_strict(block)


def test_a_page_that_says_that_nothing_can_be_recorded_is_as_strict(address, cookie, tmp_path):
    in_chinese = {"language": "zh_Hans", "k": key_of(cookie, "/language")}
    header_block(address, form("/language", in_chinese, f"Cookie: {cookie}"))
    lock = tmp_path / "triage.db.lock"
    lock.unlink()
    lock.mkdir()
    words = WOMAN | {"k": key_of(cookie, "/visits/new")}
    block = header_block(address, form("/visits/new", words, f"Cookie: {cookie}"))

    assert block.startswith(b"HTTP/1.1 503")
    assert b"Retry-After: 30" in block
    assert b"Content-Language: zh-Hans" in block
    assert_strict(block)


def test_everything_for_programs_is_kept_nowhere_and_within_its_bytes(address, token, words):
    programs = api.make_programs(None, None)
    for path in addresses(programs, "GET", words):
        for who in (token, "X-Nobody: 1"):
            block = header_block(address, get(path, who, "X-Forwarded-For: 192.0.2.7"))
            assert_strict(block)
            assert b"Cache-Control: no-store" in block or path.endswith("openapi.json")
