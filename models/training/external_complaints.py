"""Reads what the outside cohorts wrote about the complaint, as flags.

Korea wrote free text: a group is set where one of its words occurs. The Indonesian and Malaysian
cohorts took people in because of fever, so all of them have that complaint and no other.
"""

import re

import numpy as np
import pandas as pd

from models.training.complaints import FLAG_NAMES
from triage.clinical.complaint_groups import GROUPS

FEVER_COHORTS = ("afire_indonesia", "segamat_malaysia")
FEVER = "10"
WORDS = {
    "10": "fever|febrile|chill",
    "14": "weakness|malaise|fatigue",
    "18": "syncope|faint|collapse",
    "19": "unconscious|coma|loss of consciousness",
    "20": "dyspnea|sob|shortness of breath",
    "21": "cough|hemoptysis|sputum",
    "25": "sore throat|throat pain",
    "26": "rhinorrhea|coryza|uri",
    "27": "epistaxis",
    "28": "chest (pain|discomfort|tightness)|pain, (ant\\. )?chest",
    "29": "palpitation",
    "30": "headache",
    "31": "seizure|convulsion",
    "32": "mental change|confus|disorient|drowsy",
    "33": "hemiparesis|hemiplegia|dysarthria|aphasia|side weakness|facial palsy|motor weakness",
    "34": "numb|paresthesia|tingling",
    "35": "dizziness|vertigo",
    "37": "abd[a-z.]* ?pain|epigastric|pain, abd|(ruq|rlq|luq|llq) ?pain|hernia",
    "38": "vomit|nausea",
    "39": "diarrhea",
    "40": "hematemesis|melena|hematochezia|jaundice|bloody stool",
    "42": "constipation|distension",
    "45": "urinary (retention|difficulty)|voiding difficulty",
    "46": "hematuria",
    "47": "flank pain",
    "55": "vaginal (bleeding|spotting)",
    "60": "\\bta\\b|traffic",
    "61": "fall|slip",
    "62": "head (injury|trauma|contusion)",
    "63": "wound|laceration|abrasion",
    "64": "fracture|sprain|dislocation",
    "65": "burn|scald",
    "67": "(dog|cat|animal) bite",
    "68": "sting|insect|bee",
    "69": "intoxication|poison|overdose|ingestion",
    "73": "foreign body",
    "74": "allerg|anaphyla|urticari",
    "75": "rash|itching|pruritus",
    "77": "edema|swelling",
    "78": "(arm|leg|knee|hand|finger|foot|ankle|shoulder|hip|wrist|elbow|toe|thigh) (pain|injury)",
    "79": "back pain|lbp|pain, (low )?back",
    "80": "ocular pain|eye pain|visual",
    "82": "ear pain|otalgia",
    "83": "toothache|dental",
}


def flags(cohort: str, complaint: pd.Series) -> pd.DataFrame:
    """Return the complaint flags of *cohort*, one row for each text in *complaint*."""
    made = np.zeros((len(complaint), len(GROUPS)))
    if cohort in FEVER_COHORTS:
        made[:, GROUPS.index(FEVER)] = 1.0
    else:
        for group, words in WORDS.items():
            found = complaint.str.contains(words.replace("(", "(?:"), flags=re.IGNORECASE)
            made[found.to_numpy(bool), GROUPS.index(group)] = 1.0
    return pd.DataFrame(made, columns=list(FLAG_NAMES), index=complaint.index)
