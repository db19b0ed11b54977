"""What a receipt says, and what is told when an answer was wrong."""

from triage.wording import N_

SOURCES = {
    "typed": N_("Typed on a page of this site"),
    "program": N_("Sent by a program"),
    "device": N_("Told on a device where nobody was signed in"),
}
AVPU_COMPUTED = N_("How awake: worked out from the coma score")
EDITION = N_("{protocol}, {version}: {level}")
NO_OXIMETER = N_("This site has no oximeter.")
MADE_BY = N_("Program {release}, medicine {engine}")
MODEL_FILE = N_("Model {model}, file {sha256}")
COULD_RAISE = N_("Not known, and could raise the level to {level}: {names}")
LOWER_WITHOUT = N_("The level would be {level} without: {names}")
NO_CHANGE = N_("No single answer would change the level.")
NOT_COMPUTED = N_("Decided by another version. What would change it was not worked out.")

HEADINGS = {
    "inputs": N_("What was found"),
    "fired": N_("Why"),
    "protocols": N_("Protocols"),
    "model": N_("Model"),
    "changes": N_("What would change the level"),
    "events": N_("What was decided"),
    "made": N_("How it was computed"),
}

INCIDENTS = {
    "too_low": N_("The level was too low"),
    "too_high": N_("The level was too high"),
    "advice": N_("The advice was wrong or unsafe"),
    "other": N_("Something else was wrong"),
}
WHAT_HAPPENED = N_("What happened?")
TELL_MORE = N_("Tell more, without names")
ASK_WHAT = N_("Choose what happened.")

RIGHT_CODE = N_("Case code of another visit of the right patient")
RIGHT_NAME = N_("If the right patient has no visit here: full name")
PUT_BACK = N_("Put back to the patient before: {patient}")
NO_SUCH_VISIT = N_("No visit with a patient has this case code.")
ASK_WHO = N_("Write who the right patient is.")
