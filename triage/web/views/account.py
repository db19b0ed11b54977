"""Signing in and out, choosing a language, and the page about the program."""

from base64 import urlsafe_b64encode
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.care import sign_in
from triage.care.sign_in import Attempt
from triage.errors import SignInRefused
from triage.web.door import door, frame, fresh_key, here, lead_to, show
from triage.web.gate import LANGUAGE_COOKIE, SESSION_COOKIE, form_is_ours
from triage.web.kept import carried, own_path, send_again, sign_in_form
from triage.web.pages.account import LanguagePage
from triage.web.pages.plain import AboutPage
from triage.wording.pages import SIGN_IN

TOKEN_BYTES = 18
A_YEAR_S = 31536000

signing = Blueprint("sign_in", __name__)
language = Blueprint("language", __name__)
about = Blueprint("about", __name__)


@signing.get("/sign-in", endpoint="show")
def show_form() -> Response:
    """Return the form."""
    return sign_in_form(following=request.args.get("next", "/"))


@signing.post("/sign-in")
def enter() -> Response:
    """Sign in and lead on; or say what was wrong."""
    following, kept = own_path(request.form.get("next", "/")), carried()
    if not form_is_ours():
        return sign_in_form(status=HTTPStatus.FORBIDDEN, kept=kept, following=following)
    token = urlsafe_b64encode(door().random(TOKEN_BYTES)).decode("ascii")
    attempt = Attempt(
        name=request.form.get("name", ""), pin=request.form.get("pin", ""), token=token
    )
    try:
        sign_in.sign_in(door().clinic.database, door().node_key, attempt, door().now())
    except SignInRefused as refused:
        text = here().language.gettext(SIGN_IN[refused.code])
        refused_as = HTTPStatus.UNPROCESSABLE_ENTITY
        return sign_in_form(refusal=text, status=refused_as, kept=kept, following=following)
    answer = send_again(kept, following, token) if kept else lead_to(following)
    answer.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="Lax", secure=door().needs_tls)
    return answer


@signing.post("/sign-out")
def leave() -> Response:
    """Sign out and lead to the sign-in page."""
    sign_in.leave(door().clinic.database, here().token)
    answer = lead_to(url_for("sign_in.show"))
    answer.delete_cookie(SESSION_COOKIE)
    return answer


@language.get("/language", endpoint="show")
def show_languages() -> Response:
    """Return every language by its own name."""
    names = tuple(one.native_name for one in door().languages.all())
    page = LanguagePage(
        frame=frame(),
        key=fresh_key(),
        names=names,
        next=own_path(request.args.get("next", "/")),
    )
    return show(page)


@language.post("/language")
def choose() -> Response:
    """Remember the language, in the account or else in a cookie, and lead back."""
    wanted = request.form.get("language", "")
    codes = {one.native_name: one.code for one in door().languages.all()}
    code = codes.get(wanted, wanted if wanted in door().languages.codes else "")
    answer = lead_to(own_path(request.form.get("next", "/")))
    person = here().signed_in
    if code and person is not None:
        sign_in.choose_language(door().clinic.database, person.actor, code)
    elif code:
        answer.set_cookie(
            LANGUAGE_COOKIE,
            code,
            max_age=A_YEAR_S,
            httponly=True,
            samesite="Lax",
            secure=door().needs_tls,
        )
    return answer


@about.get("/about", endpoint="show")
def show_about() -> Response:
    """Return what this program is not."""
    return show(AboutPage(frame=frame(), sign_off=door().settings.sign_off))
