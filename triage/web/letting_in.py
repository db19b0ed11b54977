"""What enrolling and signing in share: secrets in cookies, and refusals with when to try again."""

from base64 import urlsafe_b64encode
from http import HTTPStatus

from flask import Response

from triage.errors import SignInRefused, Throttled
from triage.web.door import door, here
from triage.wording.pages import SIGN_IN

TOKEN_BYTES = 18
A_YEAR_S = 31536000
DEVICE_KEPT_S = 400 * 86400
"""No browser keeps a cookie longer (RFC 6265bis, section 5.5)."""
A_MINUTE_S = 60


def new_token() -> str:
    """Return a random secret of 24 characters for a cookie."""
    return urlsafe_b64encode(door().random(TOKEN_BYTES)).decode("ascii")


def give_cookie(answer: Response, name: str, value: str, kept_s: int | None = None) -> None:
    """Let *answer* leave a cookie that no script and no other site can use.

    It is kept for *kept_s* seconds; None: until the browser is closed.
    """
    answer.set_cookie(
        name, value, max_age=kept_s, httponly=True, samesite="Lax", secure=door().needs_tls
    )


def refusal_text(refused: SignInRefused | Throttled) -> str:
    """Return why somebody was not let in, in the reader's language."""
    text = here().language.gettext(SIGN_IN[refused.code])
    if isinstance(refused, Throttled):
        minutes = -(-refused.retry_after_s(door().now()) // A_MINUTE_S)
        return text.format(minutes=minutes)
    return text


def status_of(refused: SignInRefused | Throttled) -> int:
    """Return the status under which a page with the refusal is answered."""
    is_throttled = isinstance(refused, Throttled)
    return HTTPStatus.TOO_MANY_REQUESTS if is_throttled else HTTPStatus.UNPROCESSABLE_ENTITY


def refused_with(refused: SignInRefused | Throttled, answer: Response) -> Response:
    """Return *answer* with when another try is looked at, where that is known."""
    if isinstance(refused, Throttled):
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Retry-After"] = str(refused.retry_after_s(door().now()))
    return answer
