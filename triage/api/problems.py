"""What a program reads when something went wrong: one shape (RFC 9457) for every error.

The sentences are for the people who write programs; what a program acts on are status, type and
the codes of the problems.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from traceback import format_tb
from typing import Any

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from triage.care.throttling import LIMITS
from triage.clinical.level import Level
from triage.errors import (
    AccessDenied,
    DatabaseUnusable,
    NotFound,
    SignInRefused,
    Throttled,
    VisitConflict,
)
from triage.evaluate import problem_words
from triage.exchange.record import Words
from triage.intake.problems import Problem

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
REFUSED = 422
TYPE = "/api/v1/openapi.json#"
"""Where the problem's type is described, and under which name."""

DETAILS: Mapping[int, str] = {
    400: "The body is no JSON object that can be read, or names a key twice.",
    401: "Send a token that counts: Authorization: Bearer <token>.",
    403: "The token is not good for this: it lacks the scope.",
    404: "There is nothing at this address.",
    405: "This address does not know this method.",
    409: "This report_id was used for a report with other content. Nothing was changed.",
    413: "The body is longer than 64 kB. Nothing was recorded.",
    415: "Send the report as application/json.",
    422: "The report was not recorded. Correct what is named, and send it again under its id.",
    429: "Too many tokens did not count. Wait, then send it again with one that does.",
    500: "The program made a mistake. Send it again: nothing is recorded twice.",
    503: "Nothing can be recorded now. Wait, then send it again: nothing is recorded twice.",
}
TYPES: Mapping[int, str] = {409: TYPE + "report-id-used", 422: TYPE + "report-refused"}
"""Problems that say more than their status."""
STATUS = {
    SignInRefused: 401,
    AccessDenied: 403,
    NotFound: 404,
    VisitConflict: 409,
    DatabaseUnusable: 503,
    Throttled: 429,
}
RETRY_AFTER_S = {429: str(int(LIMITS["token"].blocked_for.total_seconds())), 503: "30"}
"""Seconds, at most, until the same request may be answered otherwise."""


def build_problems(app: Flask) -> None:
    """Give every error of *app* its document."""
    app.register_error_handler(HTTPException, _http)
    for kind in STATUS:
        app.register_error_handler(kind, _foreseen)
    app.register_error_handler(Exception, _unforeseen)


def problem(status: int, more: Mapping[str, Any] | None = None) -> Response:
    """Return the document of a problem, with the members *more*."""
    words = document(status, more or {})
    response = Response(json.dumps(words), status, content_type=MEDIA_TYPE)
    response.headers["Content-Language"] = "en"
    if status in RETRY_AFTER_S:
        response.headers["Retry-After"] = RETRY_AFTER_S[status]
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def document(status: int, more: Mapping[str, Any]) -> Words:
    """Return the members that every problem has, and *more*."""
    return {
        "type": TYPES.get(status, "about:blank"),
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": DETAILS.get(status, ""),
        **more,
    }


def refusal(problems: Iterable[Problem], level_so_far: Level) -> Words:
    """Return what a refused report is told: every problem, and how urgent what is left is."""
    return {
        "problems": [problem_words(one) for one in problems],
        "level_so_far": level_so_far.name,
    }


def _http(error: HTTPException) -> Response:
    response = problem(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    allowed = dict(error.get_headers()).get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _foreseen(error: Exception) -> Response:
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        log.error("%s", error)
    return problem(status)


def _unforeseen(error: Exception) -> Response:
    # Kind and place, never the message: it may hold what was sent about a patient.
    place = "".join(format_tb(error.__traceback__))
    log.error("unforeseen %s at\n%s", type(error).__name__, place)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR)
