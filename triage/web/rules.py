"""Who may open which page: one line for every endpoint, so that none is open by oversight."""

from collections.abc import Mapping

from triage.access import Action

ANYBODY = "anybody"
ON_DEVICE = "on an enrolled device"
SIGNED_IN = "signed in"

RULES: Mapping[str, str | Action] = {
    "style.show": ANYBODY,
    "devices.show": ANYBODY,
    "devices.enrol": ANYBODY,
    "language.show": ANYBODY,
    "language.choose": ANYBODY,
    "about.show": ANYBODY,
    "protocols.show": ANYBODY,
    "protocols.card": ANYBODY,
    "sign_in.show": ON_DEVICE,
    "sign_in.enter": ON_DEVICE,
    "emergency.show": Action.TAKE_EMERGENCY,
    "emergency.signs": Action.TAKE_EMERGENCY,
    "emergency.take": Action.TAKE_EMERGENCY,
    "emergency.result": Action.TAKE_EMERGENCY,
    "emergency.vitals": Action.TAKE_EMERGENCY,
    "emergency.measure": Action.TAKE_EMERGENCY,
    "sign_in.leave": SIGNED_IN,
    "home.show": SIGNED_IN,
    "line.show": Action.READ_VISIT,
    "visit.show": Action.READ_VISIT,
    "visit.result": Action.READ_VISIT,
    "receipt.show": Action.READ_VISIT,
    "incident.show": Action.READ_VISIT,
    "incident.tell": Action.READ_VISIT,
    "incidents.show": Action.SEE_READERS,
    "reassign.show": Action.TAKE_VISIT,
    "reassign.give": Action.TAKE_VISIT,
    "visit.slip": Action.READ_VISIT,
    "visit.move": Action.MOVE_IN_LINE,
    "visit.confirm": Action.MOVE_IN_LINE,
    "visit.claim": Action.TAKE_VISIT,
    "level.show": Action.RAISE_LEVEL,
    "level.change": Action.RAISE_LEVEL,
    "new_visit.who": Action.TAKE_VISIT,
    "new_visit.begin": Action.TAKE_VISIT,
    "new_visit.show": Action.TAKE_VISIT,
    "new_visit.take": Action.TAKE_VISIT,
    "correct.show": Action.TAKE_VISIT,
    "correct.part": Action.TAKE_VISIT,
    "correct.take": Action.TAKE_VISIT,
    "retriage.show": Action.TAKE_VISIT,
    "retriage.part": Action.TAKE_VISIT,
    "retriage.take": Action.TAKE_VISIT,
    "people.show": Action.LET_IN,
    "people.unlock": Action.LET_IN,
    "people.enrol": Action.LET_IN,
    "people.code": Action.LET_IN,
}
