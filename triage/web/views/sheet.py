"""The style sheet."""

from flask import Blueprint, Response, abort

from triage.web.door import door
from triage.web.replies import FOR_A_YEAR

sheet = Blueprint("style", __name__)


@sheet.get("/static/<name>", endpoint="show")
def show_style(name: str) -> Response:
    """Return the style sheet under the name that its content has, for a year."""
    style = door().style
    if style.path != f"/static/{name}":
        abort(404)
    response = Response(style.css, mimetype="text/css")
    response.headers["Cache-Control"] = FOR_A_YEAR
    return response
