"""What a person reads when something went wrong."""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from traceback import format_tb

from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException

from triage.errors import AccessDenied, DatabaseUnusable, NotFound
from triage.web.door import Here, door, frame, here, show
from triage.web.pages.plain import ErrorPage
from triage.wording import N_

log = logging.getLogger(__name__)
RETRY_AFTER_S = "30"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A heading and what to do, as msgids."""

    heading: str
    what_to_do: str


TROUBLES = {
    403: Trouble(
        heading=N_("You may not do this"),
        what_to_do=N_("Nothing was changed. Ask somebody whose task it is."),
    ),
    404: Trouble(
        heading=N_("Not found"),
        what_to_do=N_("There is nothing at this address. Check the code, or look in the line."),
    ),
    405: Trouble(
        heading=N_("This cannot be opened like this"),
        what_to_do=N_("Go back to the home page and begin there."),
    ),
    413: Trouble(
        heading=N_("This is too long"),
        what_to_do=N_("Nothing was recorded. Go back and write less."),
    ),
    500: Trouble(
        heading=N_("Something went wrong"),
        what_to_do=N_(
            "The program made a mistake. Go back and send it again: nothing is recorded twice. "
            "Go on with care on paper if it happens again."
        ),
    ),
    503: Trouble(
        heading=N_("Nothing can be recorded now"),
        what_to_do=N_(
            "Go on with care on paper. Call who looks after the computer, then send it again."
        ),
    ),
}
OTHER = 500
WHAT = {AccessDenied: 403, NotFound: 404, DatabaseUnusable: 503}


def build_troubles(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(HTTPException, _http)
    for kind in WHAT:
        app.register_error_handler(kind, _foreseen)
    app.register_error_handler(Exception, _unforeseen)


def _http(error: HTTPException) -> Response:
    response = error.get_response()
    if (
        isinstance(response, Response)
        and error.code is not None
        and error.code < HTTPStatus.BAD_REQUEST
    ):
        return response
    return _page(error.code or OTHER)


def _foreseen(error: Exception) -> Response:
    status = next(code for kind, code in WHAT.items() if isinstance(error, kind))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        log.error("%s", error)
    return _page(status)


def _unforeseen(error: Exception) -> Response:
    # Kind and place, never the message: it may hold what was typed about a patient.
    place = "".join(format_tb(error.__traceback__))
    log.error("unforeseen %s at\n%s", type(error).__name__, place)
    return _page(OTHER)


def _page(status: int) -> Response:
    if "here" not in g:
        # The error came before anybody was looked up, perhaps because the database is away.
        g.here = Here(language=door().languages.get("en"), signed_in=None, token="")
    trouble = TROUBLES.get(status, TROUBLES[404] if status < OTHER else TROUBLES[OTHER])
    translate = here().language.gettext
    page = ErrorPage(
        frame=frame(),
        heading=translate(trouble.heading),
        what_to_do=translate(trouble.what_to_do),
    )
    response = show(page, status)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = RETRY_AFTER_S
        response.headers["Cache-Control"] = "no-store"
    return response
