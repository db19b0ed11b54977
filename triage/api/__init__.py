"""The API door: visits for programs, and health for operators."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Flask

from triage.api import health, openapi, visits
from triage.api.door import EXTENSION, Door, build_gate
from triage.api.problems import build_problems
from triage.settings import Settings
from triage.visits import Clinic

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_BODY_BYTES = 64 * 1024
PREFIX = "/api/"
PATHS = frozenset({"/healthz", "/readyz", "/metrics"})


def _utc_now() -> datetime:
    return datetime.now(UTC)


def register(
    app: Flask, clinic: Clinic, settings: Settings, now: Callable[[], datetime] = _utc_now
) -> None:
    """Open the API door on *app*: its paths are served here, with this door's gate and errors."""
    programs = make_programs(clinic, settings, now)
    people, mine = app.wsgi_app, programs.wsgi_app

    def either(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        chosen: WSGIApplication = mine if path.startswith(PREFIX) or path in PATHS else people
        return chosen(environ, start_response)

    app.wsgi_app = either  # type: ignore[method-assign]


def make_programs(
    clinic: Clinic, settings: Settings, now: Callable[[], datetime] = _utc_now
) -> Flask:
    """Return this door alone.

    It is an application of its own, because a gate and the shape of errors count for everything
    that an application serves, an address that nobody knows included.
    """
    app = Flask("triage.api", static_folder=None, template_folder=None)
    app.extensions[EXTENSION] = Door(clinic=clinic, settings=settings, now=now)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY_BYTES
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    build_gate(app)
    build_problems(app)
    for module in (visits, openapi, health):
        app.register_blueprint(module.blueprint)
    return app
