"""A health worker at a plain browser: reads forms, fills them in, keeps a cookie. No library."""

import re
from collections.abc import Mapping
from html import unescape
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlencode

from tests.journeys.service import Service

_HIDDEN = re.compile(r'<input type=hidden name="?(\w+)"? value="?([^">]*)"?>')
_FORM = re.compile(r'<form method=post(?: action="?([^">]+)"?)?>(.*?)</form>', re.DOTALL)
SOMEBODY = {"sex": "M", "age": "30", "age_unit": "years", "full_name": "Test Patient"}
STEPS: tuple[Mapping[str, object], ...] = (
    {"complaint": "94"},
    {"none": ["breathe", "look", "ask", "injury"]},
    {"temp_c": "37.0", "hr": "80", "rr": "16", "spo2": "98", "avpu": "A"},
)


class RefusedError(OSError):
    """A form was not accepted."""


class Worker:
    """Enters patients over one connection."""

    def __init__(self, service: Service, role: str = "worker") -> None:
        self.user = service.users[role]
        self.connection = HTTPConnection("127.0.0.1", service.port, timeout=20)
        self.code = service.enrol_code
        self.cookies: dict[str, str] = {}

    def sign_in(self) -> None:
        """Enrol the browser, if it is not yet, and sign in by name and PIN."""
        if "d" not in self.cookies:
            self.send("/devices/enrol", {"code": self.code})
        self.send("/sign-in", {"name": self.user["name"], "pin": self.user["pin"]})

    @property
    def cookie(self) -> str:
        """What the browser sends with every request."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def request(self, method: str, path: str, words: Mapping[str, object] | None = None):
        """Return status, headers and text of the answer."""
        headers = {"Cookie": self.cookie} if self.cookies else {}
        body = None
        if words is not None:
            body = urlencode(words, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for given in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = given.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers, text

    def send(self, path: str, typed: Mapping[str, object]) -> str:
        """Open the form at *path*, fill it in, send it; return where it leads."""
        _, _, page = self.request("GET", path)
        forms = [inner for action, inner in _FORM.findall(page) if not action]
        if not forms:
            raise RefusedError(f"{path} shows no form: {page}")
        inside = forms[-1]
        hidden = {name: unescape(value) for name, value in _HIDDEN.findall(inside)}
        status, headers, text = self.request("POST", path, hidden | dict(typed))
        if status != HTTPStatus.SEE_OTHER:
            raise RefusedError(f"{path} answered {status}: {text}")
        return str(headers["Location"])

    def enter(self, name: str = "Test Patient") -> str:
        """Enter a patient and return the case code that the last answer leads to."""
        path = self.send("/visits/new", SOMEBODY | {"full_name": name})
        for typed in STEPS:
            path = self.send(path, typed)
        return path.split("/")[2]
