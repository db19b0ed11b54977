"""The model's groups of complaints: which group each complaint of a report belongs to.

The groups are those of `models/training/data/rfv_to_complaint.csv`, and a test compares the two.
Several complaints share a group where the training survey held too few people with each of them.
Codes without a group lie outside the model's experience: the survey has no snake bite (66),
malaria or dengue (13), sick newborn (17) or drowning (72), no key for fever with rash (11) or with
headache (12), for late pregnancy's danger signs (52) or for malnutrition (91); patients in arrest
were left out.
"""

_ALL = (
    "10 14 18 19 20 21 22 23 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 42 44 45 46 47 48"
    " 50 51 53 55 56 59 60 61 62 63 64 65 67 68 69 70 73 74 75 76 77 78 79 80 81 82 83 84 85 86"
    " 87 88 89 90 93 94 99 ABNTEST ANUS CARD GENM PAIN STAB"
)
GROUPS: tuple[str, ...] = tuple(_ALL.split())
"""Every group, sorted as text: the order of the model's inputs."""

_JOINED = {
    "15": "14",
    "16": "10",
    "24": "21",
    "41": "40",
    "43": "40",
    "49": "37",
    "54": "53",
    "57": "75",
    "58": "70",
    "71": "14",
    "92": "14",
    "ANAEMIA": "CARD",
    "BLEED": "40",
    "CHRONIC": "CARD",
    "DIAL": "CARD",
    "TUBE": "93",
}
_GROUP_OF = {group: group for group in GROUPS} | _JOINED


def group_of(complaint: str) -> str | None:
    """Return the group of one complaint (triage.clinical.complaints.CODES); None without one."""
    return _GROUP_OF.get(complaint)
