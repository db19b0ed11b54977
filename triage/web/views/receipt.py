"""The receipt of a visit: what its newest decision was made from, for reading and for paper."""

from flask import Blueprint, Response

from triage.care.receipt import made, what_would_change
from triage.exchange.record import decision_from, findings_from
from triage.web.door import door, frame, show
from triage.web.pages.receipt import Behind, receipt_page
from triage.web.views.visit import names_of_all, opened

receipt = Blueprint("receipt", __name__, url_prefix="/visits/<code>")


@receipt.get("/receipt", endpoint="show")
def show_receipt(code: str) -> Response:
    """Return what the newest decision was made from, and what would change it."""
    shown, clinic = opened(code), door().clinic
    visit = shown.visit
    this = made(visit, clinic.engine, on_device=visit.is_emergency and visit.version == 1)
    findings, decision = findings_from(visit.findings), decision_from(visit.decision)
    behind = Behind(
        made=this,
        changes=what_would_change(findings, decision, this.conditions, clinic.slot.current()),
        names=names_of_all(),
    )
    return show(receipt_page(frame(), shown, behind))
