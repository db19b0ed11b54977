"""A person at a browser, for tests: keeps the cookie, copies the hidden fields of forms."""

import re
from html import unescape
from os import urandom

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.site import NODE_KEY, PIN, Site
from triage.web.gate import SESSION_COOKIE
from triage.web.keys import NONCE_BYTES, Form, new_key

WOMAN = {
    "sex": "F",
    "age": "30",
    "age_unit": "years",
    "full_name": "Test Patient",
    "village": "Baan Na",
    "pregnant": "no",
}
NORMAL = {"hr": "80", "rr": "16", "temp_c": "37.0", "spo2": "98", "avpu": "A", "sbp": "120"}
NOTHING_SEEN = {"none": ["breathe", "look", "ask", "injury"]}
FEVER = {"complaint": "10"}
CHECK_UP = {"complaint": "94"}
"""Opens no further questions."""
_HIDDEN = re.compile(r'<input type=hidden name="?(\w+)"? value="?([^">]*)"?>')
_FORM = re.compile(r"<form method=post(?: action=\"?([^\">]+)\"?)?>(.*?)</form>", re.DOTALL)


def hidden(page: TestResponse, action: str | None = None) -> dict[str, str]:
    """Return the hidden fields of the form that posts to *action*, None for the page itself."""
    for where, inside in _FORM.findall(page.text):
        if unescape(where) == (action or ""):
            return {name: unescape(value) for name, value in _HIDDEN.findall(inside)}
    raise AssertionError(f"no form for {action} in {page.request.path}")


class Person:
    """Somebody with a browser of their own."""

    def __init__(
        self, site: Site, name: str = "", *, enrolled: bool = True, **headers: str
    ) -> None:
        """Enrol the browser unless told otherwise, and sign in as *name*, if given."""
        self.site = site
        self.browser: FlaskClient = site.app.test_client()
        self.headers: dict[str, str] = {}
        if enrolled:
            answer = self.send("/devices/enrol", code=site.enrol_code)
            assert answer.status_code == 303, answer.text
        self.headers = headers
        if name:
            answer = self.send("/sign-in", name=name, pin=PIN)
            assert answer.status_code == 303, answer.text

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.browser.get(path, headers=self.headers)

    def post(self, path: str, words: dict[str, object]) -> TestResponse:
        """Post exactly *words*."""
        return self.browser.post(path, data=words, headers=self.headers)

    def send(self, path: str, action: str | None = None, **typed: object) -> TestResponse:
        """Open *path*, fill in its form and send it."""
        return self.post(action or path, hidden(self.get(path), action) | typed)

    def key(self, path: str) -> str:
        """Return a genuine key of the form that posts to *path*, as this browser would get it."""
        cookie = self.browser.get_cookie(SESSION_COOKIE)
        form = Form(session=cookie.value if cookie else "", path=path)
        return new_key(NODE_KEY, form, urandom(NONCE_BYTES))

    def begin(self, **who: object) -> str:
        """Take the first step and return the address of the next."""
        answer = self.send("/visits/new", **(WOMAN | who))
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def enter(
        self,
        *,
        who: dict[str, object] | None = None,
        signs: dict[str, object] | None = None,
        vitals: dict[str, object] | None = None,
    ) -> TestResponse:
        """Enter a patient and return the last answer."""
        path = self.begin(**(who or {}))
        for typed in (FEVER, signs or NOTHING_SEEN, vitals or NORMAL):
            answer = self.send(self.passed(path), **typed)
            path = answer.headers.get("Location", "")
        return answer

    def passed(self, path: str) -> str:
        """Return *path*, or where it leads when further questions are left unanswered."""
        if not path.partition("?")[0].endswith("/further"):
            return path
        return self.send(path).headers["Location"]

    def go(self, path: str, *steps: dict[str, object]) -> str:
        """Take *steps* from *path* on and return the address of the next."""
        for typed in steps:
            path = self.passed(self.send(path, **typed).headers["Location"])
        return path

    def code(self, **typed: dict[str, object]) -> str:
        """Enter a patient and return the case code."""
        answer = self.enter(**typed)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"].split("/")[2]

    def read(self, **typed: dict[str, object]) -> str:
        """Enter a patient and return the text of the result."""
        return self.get(f"/visits/{self.code(**typed)}/result").text
