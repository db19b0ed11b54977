"""What the real server sends before a page, byte by byte."""

import re
from http.client import HTTPConnection
from socket import create_connection
from urllib.parse import urlencode

import pytest

from tests.pages.shelf import collected
from tests.web.site import PIN

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
def cookie(address):
    """Return the cookie of somebody who signed in through the real server."""
    return sign_in(address)


def sign_in(address):
    connection = HTTPConnection(address.removeprefix("http://"))
    connection.request("GET", "/sign-in")
    text = connection.getresponse().read().decode()
    key = re.search(r'name=k value="([^"]+)"', text)[1]
    form = urlencode({"k": key, "name": "Noi", "pin": PIN})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sign-in", form, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.getheader("Set-Cookie").partition(";")[0]


@pytest.mark.parametrize("path", ["/", "/line", "/visits/new", "/language", "/visits/222-222"])
def test_the_headers_of_a_page_keep_to_their_bytes(address, cookie, path):
    block = header_block(address, get(path, f"Cookie: {cookie}; l=zh_Hans"))

    assert len(block) <= LONGEST_HEADERS, block
    assert b"Content-Encoding: gzip" in block
    assert b"Content-Security-Policy" in block
    assert b"X-Content-Type-Options" in block


def test_the_longest_language_tag_fits_too(address):
    block = header_block(address, get("/sign-in", "Cookie: l=zh_Hans"))

    assert b"Content-Language: zh-Hans" in block
    assert len(block) <= LONGEST_HEADERS


def own_headers(page):
    """Return the bytes of the headers that the program gives *page* when it is compressed."""
    lines = [f"{name}: {value}\r\n" for name, value in page.headers.items()]
    return len("".join(lines)) + len("Content-Encoding: gzip\r\n")


def test_the_headers_of_every_listed_page_keep_to_their_bytes(address):
    pages = collected(LONGEST_TAG).pages
    block = header_block(address, get("/sign-in", f"Cookie: l={LONGEST_TAG}"))
    added_by_the_server = len(block) - own_headers(pages["sign-in"])

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


def test_a_connection_stays_open_for_the_next_page(address):
    connection = HTTPConnection(address.removeprefix("http://"))
    for _ in range(3):
        connection.request("GET", "/sign-in")
        answer = connection.getresponse()
        answer.read()
        assert not answer.will_close
    connection.close()


def test_the_access_log_names_no_person_and_no_address(address, cookie, tmp_path):
    header_block(address, get("/sign-in?next=/somsri", f"Cookie: {cookie}", "User-Agent: phone"))

    log = (tmp_path / "log").read_text()
    assert "GET /sign-in 200" in log
    for word in ("127.0.0.1", "somsri", "phone", cookie.partition("=")[2]):
        assert word not in log
