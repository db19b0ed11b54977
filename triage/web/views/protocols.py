"""The cards of the protocols, open to everybody: they hold nothing about anybody."""

from dataclasses import replace

from flask import Blueprint, Response, request

from triage.clinical.library import LIBRARY
from triage.errors import NotFound
from triage.web.door import door, frame, show
from triage.web.frame import Frame
from triage.web.pages.cards import card_page, library_page

protocols = Blueprint("protocols", __name__, url_prefix="/protocols")

FOR_TEN_MINUTES = "max-age=600"
MOST_DIGITS = 3


@protocols.get("", endpoint="show")
def show_library() -> Response:
    """Return the list of the cards."""
    return _kept(show(library_page(_frame())))


@protocols.get("/<protocol>")
def card(protocol: str) -> Response:
    """Return one card."""
    if protocol not in LIBRARY:
        raise NotFound("there is no such protocol")
    given = request.args.get("after", "")
    skipped = int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else 0
    return _kept(show(card_page(_frame(), protocol, door().today, skipped)))


def _frame() -> Frame:
    """Return the frame without the person, since the page may be kept for others."""
    return replace(frame(), person="", may_read=False)


def _kept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = FOR_TEN_MINUTES
    answer.headers["Vary"] = "Cookie"
    return answer
