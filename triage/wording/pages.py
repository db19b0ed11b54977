"""Words that pages and lists share: levels, states of a visit, roles, refusals."""

from dataclasses import dataclass

from triage.clinical.level import Level
from triage.wording import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelWords:
    """How a level is shown; never by colour alone.

    Attributes:
        symbol: a shape of its own, not translated.
        word: msgid of the level's name. Its translation keeps the English word first.
        heading: msgid of what to do, in a few words.
    """

    symbol: str
    word: str
    heading: str


# Translators: keep the English word first, then yours: "RED MERAH".
LEVELS = {
    Level.RED: LevelWords(symbol="■", word=N_("RED"), heading=N_("Treat at once")),
    Level.ORANGE: LevelWords(symbol="◆", word=N_("ORANGE"), heading=N_("Very urgent, see next")),
    Level.YELLOW: LevelWords(symbol="▲", word=N_("YELLOW"), heading=N_("Urgent, see soon")),
    Level.GREEN: LevelWords(symbol="●", word=N_("GREEN"), heading=N_("Not urgent, may wait")),
    Level.UNDETERMINED: LevelWords(
        symbol="?", word=N_("INCOMPLETE"), heading=N_("Finish the check, waits as YELLOW")
    ),
}

PROVISIONAL = N_("PROVISIONAL: SpO2 was not measured")
NEEDS_REVIEW_NOW = N_("A clinician should look at this patient now")
DRAFT = N_("Draft translation, not checked by a clinician")

STATES = {
    "waiting": N_("Waiting"),
    "in_care": N_("In care"),
    "referred": N_("Sent on"),
    "left": N_("Left before care"),
    "died": N_("Died"),
    "done": N_("Finished"),
}

AMENDMENTS = {
    "completed": N_("Completed"),
    "corrected": N_("Corrected"),
    "retriage": N_("Checked again"),
    "added": N_("Added"),
}

ROLES = {
    "worker": N_("Health worker"),
    "clinician": N_("Clinician"),
    "supervisor": N_("Supervisor"),
    "administrator": N_("Administrator"),
    "oversight": N_("Oversight"),
}

SIGN_IN = {
    "wrong": N_("Name or PIN is wrong."),
    "wrong_code": N_("This code is wrong, was used, or is too old."),
    "locked": N_("Too many wrong PINs. Wait {minutes} min, or type a code from your supervisor."),
    "device": N_(
        "Too many wrong PINs on this device. Wait {minutes} min, or type a code from your "
        "supervisor."
    ),
    "unlock": N_("Too many wrong codes. Wait {minutes} min."),
    "enrol": N_("Too many wrong codes. Wait {minutes} min."),
}
"""Why somebody was not let in; minutes: until another try is looked at."""

EMERGENCY = N_("Emergency, not claimed")
CLAIMED = N_("Emergency taken over")
