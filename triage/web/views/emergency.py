"""An emergency on a device where nobody is signed in: signs first, then how urgent and what to do.

It is recorded under the device. Only the device that told it is shown it again, for a short time,
and nothing else about anybody; somebody who signs in takes it over.
"""

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.clinical.age import age_from
from triage.clinical.findings import Findings
from triage.clinical.protocols.iitt import chart_name
from triage.errors import NotFound
from triage.intake.fields import GROUPS
from triage.intake.problems import Code, Problem
from triage.intake.report import FROM_FORM, Report
from triage.store import visits
from triage.store.visits import VisitRow
from triage.visits import Outcome, take_visit
from triage.web.door import device_actor, door, frame, fresh_key, here, lead_to, show
from triage.web.kept import send_again, typed
from triage.web.keys import draft_id as id_of
from triage.web.pages.emergency import (
    EmergencyPage,
    EmergencySigns,
    EmergencyStart,
    emergency_inputs,
    result_page,
    with_ticked,
)
from triage.web.pages.inputs import Filling, sign_groups
from triage.web.pages.menu import Part
from triage.web.pages.parts import FormParts
from triage.web.prefill import form_words, measured_again
from triage.web.progress import Read, Standing, asked, danger, posted, read, step_page
from triage.web.steps import NAMES, FormWords, Step
from triage.wording.fields import AGE_GROUPS

emergency = Blueprint("emergency", __name__, url_prefix="/emergency")

CHARTS = ("adult", "child")
WHO = ("sex", "age", "age_unit")
SHOWN_FOR = timedelta(hours=1)
"""How long the device that told it may look at it again."""
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@emergency.get("", endpoint="show")
def show_start() -> Response:
    """Return the choice between the two charts."""
    page = EmergencyStart(
        frame=frame(),
        charts=tuple(
            Part(
                path=url_for("emergency.signs", chart=chart),
                label=here().language.gettext(AGE_GROUPS[chart]),
            )
            for chart in CHARTS
        ),
    )
    return show(page)


@emergency.get("/<any(adult, child):chart>")
def signs(chart: str) -> Response:
    """Return the empty form of a chart."""
    this = replace(_read({}, chart, ""), problems=())
    return show(_signs_page(this, chart, ""))


@emergency.post("/<any(adult, child):chart>")
def take(chart: str) -> Response:
    """Decide, record, and lead to the result; danger is recorded whatever else is wrong."""
    report_id = id_of(door().node_key, request.form["k"])
    seen = _seen(report_id)
    if seen is not None and not seen.is_unclaimed:
        # Somebody signed in looks after this patient now: what comes late is a new emergency.
        return send_again(typed(), request.path, here().session, HTTPStatus.FORBIDDEN)
    words = {name: request.form.getlist(name) for name in (*WHO, *NAMES[Step.SIGNS])}
    this = _read({name: given for name, given in words.items() if any(given)}, chart, report_id)
    if this.problems and not this.is_danger:
        return show(_signs_page(this, chart, seen.code if seen else ""), _REFUSED)
    outcome = _record(this.parsed.report)
    if this.problems:
        return show(_signs_page(this, chart, outcome.visit.code), _REFUSED)
    return lead_to(url_for("emergency.result", report_id=report_id))


@emergency.get("/<uuid:report_id>")
def result(report_id: object) -> Response:
    """Return how urgent, why, and what to do now."""
    return show(_result(_own(str(report_id)), str(report_id)))


@emergency.get("/<uuid:report_id>/vitals")
def vitals(report_id: object) -> Response:
    """Return the measurements as they are known."""
    words = form_words(_own(str(report_id)))
    this = replace(read(words, Step.VITALS, str(report_id)), problems=())
    return show(step_page(Step.VITALS, this, frame(), Standing(is_new_danger=False)))


@emergency.post("/<uuid:report_id>/vitals")
def measure(report_id: object) -> Response:
    """Decide anew with the measurements and lead to the result."""
    visit = _own(str(report_id))
    words = measured_again(form_words(visit), posted(Step.VITALS))
    this = read(words, Step.VITALS, str(report_id))
    if not this.problems or this.decision.level > visit.level:
        _record(this.parsed.report)
    if this.problems:
        shown = replace(this, words=words | posted(Step.VITALS))
        known = Standing(code=visit.code, is_new_danger=this.decision.level > visit.level)
        page = step_page(Step.VITALS, shown, frame(has_problems=True), known)
        return show(page, _REFUSED)
    return lead_to(url_for("emergency.result", report_id=report_id))


def _read(words: FormWords, chart: str, report_id: str) -> Read:
    """Return what the form of *chart* says; the age is of the chart where none was typed."""
    this = read(words | {"age_group": [chart]}, Step.SIGNS, report_id)
    mine = (*WHO, "age_group", *GROUPS, *NAMES[Step.SIGNS])
    problems = tuple(one for one in this.parsed.problems if one.field in mine)
    if chart_name(this.parsed.report.findings.age) == chart:
        return replace(this, problems=problems)
    kept = {name: values for name, values in words.items() if name != "none"}
    this = _none_absent(read(kept | {"age_group": [chart]}, Step.SIGNS, report_id))
    if not _has_chart(this.parsed.report.findings):
        # The same chart is shown again, with everything that was ticked.
        return replace(this, problems=problems, words=words)
    if not any(one.field in WHO for one in problems):
        age = (words.get("age") or [""])[-1]
        problems = (Problem(field="age", code=Code.CONTRADICTION, given=age), *problems)
    return replace(this, problems=problems)


def _none_absent(this: Read) -> Read:
    """Return *this* without absent signs: those of the other chart were not asked.

    Otherwise a group with a tick would close signs that nobody was asked for.
    """
    report = this.parsed.report
    known = replace(report, findings=replace(report.findings, absent=frozenset()))
    return replace(this, parsed=replace(this.parsed, report=known))


def _has_chart(findings: Findings) -> bool:
    """Return whether the age says which chart applies; one that cannot be read does not."""
    return chart_name(findings.age) in CHARTS


def _record(report: Report) -> Outcome:
    """Record *report* as this device's, to be taken over and finished by somebody signed in."""
    told = replace(report, patient=None, complete=False, is_emergency=True)
    return take_visit(told, door().clinic, device_actor(), now=door().now())


def _signs_page(this: Read, chart: str, code: str) -> EmergencySigns:
    """Return the form, for the chart of the age where one was typed that can be read."""
    findings = this.parsed.report.findings
    if not _has_chart(findings):
        findings = replace(findings, age=age_from(group=chart) or findings.age)
    path = url_for("emergency.signs", chart=chart_name(findings.age))
    page_frame = frame(has_problems=bool(this.problems))
    filling = Filling(typed=this.words, problems=this.problems, words=page_frame.words)
    parts = FormParts(
        key=fresh_key(path),
        faults=filling.faults(),
        danger=danger(this.decision, page_frame, code) if this.is_danger else None,
    )
    return EmergencySigns(
        frame=page_frame,
        form=parts,
        path=path,
        inputs=emergency_inputs(filling),
        groups=sign_groups(filling, with_ticked(asked(findings), findings)),
    )


def _result(visit: VisitRow, report_id: str) -> EmergencyPage:
    with door().clinic.database.reading() as connection:
        history = visits.history(connection, visit.id)
    more = url_for("emergency.vitals", report_id=report_id)
    return result_page(
        frame(), visit, was=history[-2].level if len(history) > 1 else None, more=more
    )


def _seen(report_id: str) -> VisitRow | None:
    with door().clinic.database.reading() as connection:
        return visits.by_report(connection, report_id, FROM_FORM)


def _own(report_id: str) -> VisitRow:
    """Return the emergency that this device told a short time ago.

    Raises:
        NotFound: there is none, it is too long ago, or somebody took it over.
    """
    visit = _seen(report_id)
    if visit is None or not visit.is_unclaimed or visit.recorded_by != device_actor().account_id:
        raise NotFound("this device told no such emergency, or somebody looks after it now")
    if door().now() - visit.decided_at >= SHOWN_FOR:
        raise NotFound("this emergency was told too long ago to be shown here")
    return visit
