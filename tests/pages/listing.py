"""The list of pages: a page is checked by having its line here.

Each line says what the page is called, which endpoint shows it, how one gets there, as whom, and
which bytes it may have. Lines are walked from top to bottom in one site, so what a page shows of
earlier visits is always the same.
"""

from dataclasses import dataclass

from tests.pages.guide import (
    WORKER,
    Way,
    asked_further,
    at,
    busy,
    changed,
    drawn,
    emergency_refused,
    forged,
    further_refused,
    lowered,
    of,
    posted,
    refused,
    step,
    told,
    typed_too_late,
    unclaimed,
    unknown_device,
)

FORM, RESULT, OTHER = "form", "result", "other"
"""Kinds of byte budgets."""
CLINICIAN, SUPERVISOR, ADMINISTRATOR, NOBODY = "Dara", "Suda", "Ana", ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page: *shown_by* is its endpoint, "" for a page of its own error; *person* opens it."""

    name: str
    shown_by: str
    way: Way
    kind: str = OTHER
    person: str = WORKER
    status: int = 200


PAGES = (
    Listed("enrol", "devices.show", unknown_device("/devices/enrol"), person=NOBODY),
    Listed(
        "enrol-refused",
        "devices.enrol",
        unknown_device("/devices/enrol", code="222-222-222"),
        person=NOBODY,
        status=422,
    ),
    Listed("emergency", "emergency.show", at("/emergency"), person=NOBODY),
    Listed("emergency-adult", "emergency.signs", at("/emergency/adult"), FORM, person=NOBODY),
    Listed("emergency-child", "emergency.signs", at("/emergency/child"), FORM, person=NOBODY),
    Listed("emergency-refused", "emergency.take", emergency_refused, person=NOBODY, status=422),
    Listed("emergency-result-red", "emergency.result", told(), RESULT, person=NOBODY),
    Listed("emergency-vitals", "emergency.vitals", told("/vitals"), FORM, person=NOBODY),
    Listed(
        "emergency-vitals-refused",
        "emergency.measure",
        told("/vitals", hr="x"),
        person=NOBODY,
        status=422,
    ),
    Listed("visit-unclaimed", "visit.show", unclaimed),
    Listed("people", "people.show", at("/people"), person=SUPERVISOR),
    Listed("code", "people.code", drawn, person=SUPERVISOR),
    Listed("sign-in", "sign_in.show", at("/sign-in"), person=NOBODY),
    Listed(
        "sign-in-refused",
        "sign_in.enter",
        posted("/sign-in", name=WORKER, pin="000000"),
        person=NOBODY,
        status=422,
    ),
    Listed("sign-in-kept", "new_visit.begin", typed_too_late, person=NOBODY),
    Listed("language", "language.show", at("/language"), person=NOBODY),
    Listed("about", "about.show", at("/about"), person=NOBODY),
    Listed("protocols", "protocols.show", at("/protocols"), person=NOBODY),
    Listed("card-score", "protocols.card", at("/protocols/SATS"), person=NOBODY),
    Listed("card-continued", "protocols.card", at("/protocols/SATS?after=30"), person=NOBODY),
    Listed("card", "protocols.card", at("/protocols/SPECIAL"), person=NOBODY),
    Listed("home-quiet", "home.show", at("/")),
    Listed("home-administrator", "home.show", at("/"), person=ADMINISTRATOR),
    Listed("line-quiet", "line.show", at("/line")),
    Listed("forbidden", "line.show", at("/line"), person=ADMINISTRATOR, status=403),
    Listed("not-found", "visit.show", at("/visits/ZZZ-ZZZ"), status=404),
    Listed("wrong-way", "", at("/sign-out"), status=405),
    Listed("too-long", "new_visit.begin", forged("/visits/new", note="x" * 70_000), status=413),
    Listed("stale", "new_visit.begin", forged("/visits/new", sex="F", age="30"), status=403),
    Listed("who", "new_visit.who", at("/visits/new"), FORM),
    Listed("who-refused", "new_visit.begin", posted("/visits/new", sex="F", age="abc"), status=422),
    Listed("complaint", "new_visit.show", step(1, pregnant="unknown"), FORM),
    Listed("signs", "new_visit.show", step(2, pregnant="unknown"), FORM),
    Listed("signs-child", "new_visit.show", step(2, age="3", sex="M", pregnant=""), FORM),
    Listed(
        "signs-refused",
        "new_visit.take",
        refused(2, {"present": ["stridor"], "none": ["breathe"]}),
        status=422,
    ),
    Listed("further", "new_visit.show", asked_further("10"), FORM),
    Listed("further-injury", "new_visit.show", asked_further("60"), FORM),
    Listed(
        "further-child", "new_visit.show", asked_further("10", age="3", sex="M", pregnant=""), FORM
    ),
    Listed("further-pregnant", "new_visit.show", asked_further("50", pregnant="yes"), FORM),
    Listed("further-topic", "new_visit.show", asked_further("60", "injury"), FORM),
    Listed("further-fever", "new_visit.show", asked_further("10", "fever"), FORM),
    Listed("further-refused", "new_visit.take", further_refused, status=422),
    Listed("vitals", "new_visit.show", step(3, pregnant="unknown"), FORM),
    Listed(
        "vitals-refused",
        "new_visit.take",
        refused(3, {"hr": "0", "rr": "x", "temp_c": "99"}),
        status=422,
    ),
    Listed("result-green", "visit.result", of("green", "/result"), RESULT),
    Listed("result-yellow", "visit.result", of("yellow", "/result"), RESULT),
    Listed("result-orange", "visit.result", of("orange", "/result"), RESULT),
    Listed("result-red", "visit.result", of("red", "/result"), RESULT),
    Listed("result-incomplete", "visit.result", of("incomplete", "/result"), RESULT),
    Listed("slip", "visit.slip", of("yellow", "/slip")),
    Listed("slip-red", "visit.slip", of("red", "/slip")),
    Listed("visit-green", "visit.show", of("green")),
    Listed("visit-yellow", "visit.show", of("yellow")),
    Listed("visit-orange", "visit.show", of("orange")),
    Listed("visit-red", "visit.show", of("red")),
    Listed("visit-incomplete", "visit.show", of("incomplete")),
    Listed("visit-better", "visit.show", lowered, person=CLINICIAN),
    Listed("receipt-green", "receipt.show", of("green", "/receipt")),
    Listed("receipt-red", "receipt.show", of("red", "/receipt")),
    Listed("receipt-incomplete", "receipt.show", of("incomplete", "/receipt")),
    Listed("incident", "incident.show", of("green", "/wrong")),
    Listed("incident-refused", "incident.tell", changed("green", "/wrong", text="x"), status=422),
    Listed("incidents-none", "incidents.show", at("/incidents"), person=SUPERVISOR),
    Listed("reassign", "reassign.show", of("green", "/patient")),
    Listed("reassign-refused", "reassign.give", changed("green", "/patient"), status=422),
    Listed("level", "level.show", of("incomplete", "/level")),
    Listed("level-highest", "level.show", of("red", "/level")),
    Listed("level-refused", "level.change", changed("green", "/level"), status=422),
    Listed("correct", "correct.show", of("incomplete", "/correct")),
    Listed("correct-who", "correct.part", of("incomplete", "/correct/who"), FORM),
    Listed("correct-complaint", "correct.part", of("incomplete", "/correct/complaint"), FORM),
    Listed("correct-signs", "correct.part", of("incomplete", "/correct/signs"), FORM),
    Listed("correct-vitals", "correct.part", of("incomplete", "/correct/vitals"), FORM),
    Listed(
        "correct-refused", "correct.take", changed("green", "/correct/vitals", hr="x"), status=422
    ),
    Listed("retriage", "retriage.show", of("incomplete", "/retriage"), FORM),
    Listed("retriage-signs", "retriage.part", of("incomplete", "/retriage/signs"), FORM),
    Listed("retriage-refused", "retriage.take", changed("green", "/retriage", hr="x"), status=422),
    Listed("home", "home.show", busy("/")),
    Listed("line", "line.show", busy("/line")),
    Listed("line-further", "line.show", busy("/line?after=25")),
)

NO_PAGE = {
    "style.show": "the style sheet",
    "sign_in.leave": "leads to the sign-in page",
    "language.choose": "leads back",
    "visit.move": "leads to the line; anything else is the page not-found",
    "visit.confirm": "leads to the visit",
    "visit.claim": "leads to the visit",
    "people.unlock": "leads to the code",
    "people.enrol": "leads to the code",
}
"""Endpoints that show no page, with what they do instead."""
