"""The first page, and the waiting line."""

from collections.abc import Mapping

from flask import Blueprint, Response, request, url_for

from triage.access import Action
from triage.care.drafts import unfinished
from triage.i18n import Language
from triage.store import visits
from triage.store.drafts import Draft
from triage.web.door import actor, can, door, frame, fresh_key, show
from triage.web.pages.home import Count, DraftLine, HomePage
from triage.web.pages.line import counts, line_page
from triage.web.pages.parts import level_name
from triage.web.pages.result import NOT_SIGNED_OFF
from triage.wording import N_
from triage.wording.fields import AGE_UNITS, SEX

home = Blueprint("home", __name__)
line = Blueprint("line", __name__)

ABOUT = N_("About this program")
MOST_DRAFTS = 9
MOST_DIGITS = 4


@home.get("/", endpoint="show")
def show_home() -> Response:
    """Return what one can do, who waits and what is unfinished."""
    may_take = can(Action.TAKE_VISIT)
    page_frame = frame()
    words = page_frame.words
    signed_off = door().settings.sign_off
    page = HomePage(
        frame=page_frame,
        key=fresh_key(url_for("sign_in.leave")),
        may_take=may_take,
        may_let_in=can(Action.LET_IN),
        may_oversee=can(Action.SEE_READERS),
        counts=_counts(words) if may_take else (),
        drafts=_drafts(words) if may_take else (),
        limits=words.gettext(ABOUT if signed_off else NOT_SIGNED_OFF),
    )
    return show(page)


def _counts(words: Language) -> tuple[Count, ...]:
    with door().clinic.database.reading() as connection:
        waiting = visits.line(connection)
    return tuple(
        Count(level=level_name(level, words), count=count)
        for level, count in counts(waiting).items()
    )


def _drafts(words: Language) -> tuple[DraftLine, ...]:
    mine = unfinished(door().clinic.database, actor(), door().now())
    return tuple(_draft_line(draft, words) for draft in mine[:MOST_DRAFTS])


def _draft_line(draft: Draft, words: Language) -> DraftLine:
    typed = {name: values[0] for name, values in draft.words.items() if values}
    sex = typed.get("sex", "")
    told = (
        typed.get("full_name", ""),
        words.gettext(SEX[sex]) if sex in SEX else "",
        _typed_age(typed, words),
        words.time(draft.changed_at, door().zone),
    )
    return DraftLine(
        path=url_for("new_visit.show", draft_id=draft.id, step=draft.step),
        text=", ".join(part for part in told if part),
        level=level_name(draft.level, words) if draft.level else "",
    )


def _typed_age(typed: Mapping[str, str], words: Language) -> str:
    """Return the age as it was typed, with its unit."""
    unit = AGE_UNITS.get(typed.get("age_unit", "years"))
    return f"{typed['age']} {words.gettext(unit)}" if "age" in typed and unit else ""


@line.get("/line", endpoint="show")
def show_line() -> Response:
    """Return who is to be seen next."""
    with door().clinic.database.reading() as connection:
        waiting = visits.line(connection)
    given = request.args.get("after", "")
    skipped = int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else 0
    return show(line_page(frame(), waiting, door().now(), skipped=skipped))
