"""Signing in and out, choosing a language, and the page about the program."""

from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.care import sign_in
from triage.care.sign_in import Attempt
from triage.errors import SignInRefused, Throttled
from triage.web.door import device_actor, door, frame, fresh_key, here, lead_to, show
from triage.web.gate import DEVICE_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE, form_is_ours
from triage.web.kept import carried, own_path, send_again, sign_in_form
from triage.web.letting_in import (
    A_YEAR_S,
    DEVICE_KEPT_S,
    give_cookie,
    new_token,
    refusal_text,
    refused_with,
    status_of,
)
from triage.web.pages.account import LanguagePage
from triage.web.pages.plain import AboutPage

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
    attempt = Attempt(
        device_id=device_actor().account_id,
        name=request.form.get("name", ""),
        pin=request.form.get("pin", ""),
        token=new_token(),
        unlock_code=request.form.get("unlock_code", ""),
    )
    try:
        sign_in.sign_in(door().clinic.database, door().node_key, attempt, door().now())
    except (SignInRefused, Throttled) as refused:
        return refused_with(
            refused,
            sign_in_form(
                refusal=refusal_text(refused),
                status=status_of(refused),
                kept=kept,
                following=following,
                asks_code=isinstance(refused, Throttled) or bool(attempt.unlock_code),
            ),
        )
    answer = send_again(kept, following, attempt.token) if kept else lead_to(following)
    give_cookie(answer, SESSION_COOKIE, attempt.token)
    # Again at each signing in, so that a browser in use never forgets its device.
    give_cookie(answer, DEVICE_COOKIE, request.cookies[DEVICE_COOKIE], DEVICE_KEPT_S)
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
        give_cookie(answer, LANGUAGE_COOKIE, code, A_YEAR_S)
    return answer


@about.get("/about", endpoint="show")
def show_about() -> Response:
    """Return what this program is not."""
    return show(AboutPage(frame=frame(), sign_off=door().settings.sign_off))
