"""A site whose API door is open, and programs with tokens."""

from dataclasses import dataclass, field

import pytest

from tests.web.site import NOON, Site, make_site
from triage import api
from triage.access import Scope
from triage.settings import Node, Settings, shipped
from triage.store import tokens

BOTH = frozenset({Scope.VISITS_WRITE, Scope.VISITS_READ})
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@dataclass(slots=True)
class Program:
    """A program with a token, on another machine unless told otherwise."""

    site: Site
    secret: str = ""
    place: dict[str, str] = field(default_factory=lambda: dict(ELSEWHERE))

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}

    def get(self, path, **headers):
        browser = self.site.app.test_client(use_cookies=False)
        return browser.get(path, headers=self.headers | headers, environ_base=self.place)

    def post(self, words, **more):
        browser = self.site.app.test_client(use_cookies=False)
        given = {"data": words} if isinstance(words, bytes) else {"json": words}
        more.setdefault("content_type", "application/json")
        return browser.post(
            "/api/v1/visits", headers=self.headers, environ_base=self.place, **given, **more
        )


@pytest.fixture
def site(tmp_path):
    """Return a site with both doors."""
    made = make_site(tmp_path)
    settings = Settings(
        node=Node.EDGE,
        site_name="Baan Na",
        directory=tmp_path,
        model_directory=shipped("models/risk"),
        translations_directory=shipped("translations"),
    )
    api.register(made.app, made.clinic, settings, made.clock)
    yield made
    made.clinic.database.close()


@pytest.fixture
def program_with(site):
    """Return a maker of programs by the scopes of their tokens."""

    def make(*scopes: Scope, name: str = "A program") -> Program:
        secret = tokens.new_secret()
        with site.clinic.database.writing() as connection:
            tokens.create(connection, secret, name, frozenset(scopes), NOON)
        return Program(site, secret)

    return make


@pytest.fixture
def program(program_with):
    """Return a program that sends visits and asks for them."""
    return program_with(*BOTH)


@pytest.fixture
def stranger(site):
    """Return a program without a token."""
    return Program(site)
