"""What the real server sends before a page, byte by byte."""

import re
from http.client import HTTPConnection
from socket import create_connection
from urllib.parse import urlencode

import pytest

from tests.web.site import PIN

pytestmark = pytest.mark.slow

LONGEST_HEADERS = 400
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
    """Return the cookies of somebody who signed in through the real server."""
    return sign_in(address, (tmp_path / "enrol-code").read_text())


def sign_in(address, code):
    connection = HTTPConnection(address.removeprefix("http://"))
    given = {}
    for path, typed in (
        ("/devices/enrol", {"code": code}),
        ("/sign-in", {"name": "Noi", "pin": PIN}),
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
