"""Where the facts of each advice come from, and how sure that is, by advice code.

PRIMARY: the document was read. SECONDARY: a restatement that cites it. UNVERIFIED p: from memory,
p says how sure. The words are the project's own; no clinician has signed any of them off.
"""

from triage.wording.drug_lines import WITH_DRUG

_BEC = "WHO/ICRC Basic Emergency Care 2018 (UNVERIFIED 0.9)"
_BEC_LESS = "WHO/ICRC Basic Emergency Care 2018 (UNVERIFIED 0.85)"
_SNAKE = "WHO snakebite guidance, SEARO 2016 (SECONDARY)"
_MCPC = "WHO managing complications in pregnancy and childbirth (SECONDARY)"
_PCPNC = "WHO pregnancy, childbirth, postpartum and newborn care (UNVERIFIED 0.9)"
_IMCI = "WHO IMCI chart booklet 2014 (SECONDARY)"
_MHGAP = "WHO mhGAP p. 137 (PRIMARY excerpt)"
_RABIES = "WHO rabies, 2018 (wash: SECONDARY; 15 minutes: UNVERIFIED 0.97)"
_DENGUE = "WHO dengue 2009, arboviral 2025 (SECONDARY)"
_FLAG = "WHO surveillance and infection control guidance (UNVERIFIED 0.85)"
_PROJECT = "project: what the level means"

SOURCES = {
    "red_now": _PROJECT,
    "orange_soon": _PROJECT,
    "yellow_soon": _PROJECT,
    "green_wait": _PROJECT,
    "measure_missing": _PROJECT,
    "unresponsive": _BEC,
    "airway_stridor": _BEC,
    "choking": "Basic Emergency Care 2018, WHO Pocket Book 2013 choking charts (UNVERIFIED 0.95)",
    "resp_distress": _BEC,
    "shock": f"{_BEC}; fluids in children: ETAT 2016 (SECONDARY)",
    "heavy_bleeding": f"{_BEC}; the band is a last resort for a limb, approve locally",
    "heart_rate": _BEC,
    "convulsion": "Basic Emergency Care 2018, mhGAP (UNVERIFIED 0.95)",
    "meningitis_confusion": "IMCI 2014 pre-referral, WHO meningitis 2025 (SECONDARY)",
    "hypoglycaemia": "WHO Pocket Book 2013, IMCI 2014 (SECONDARY)",
    "high_risk_trauma": _BEC,
    "head_injury": "NICE NG232 (SECONDARY), Basic Emergency Care 2018 (UNVERIFIED 0.9)",
    "major_burn": "WHO burns fact sheet (UNVERIFIED 0.9)",
    "poisoning": f"{_MHGAP}: no forced vomiting, nothing to drink",
    "chemical_eye": _BEC_LESS,
    "threatened_limb": _BEC_LESS,
    "snake_bite": _SNAKE,
    "snake_bite_band": _SNAKE,
    "chest_pain_over50": _BEC,
    "abdominal_pain_over50": _BEC,
    "violent": "WHO mhGAP (UNVERIFIED 0.9)",
    "preg_bleeding": f"{_PCPNC}; danger sign SECONDARY",
    "preeclampsia": _MCPC,
    "eclampsia": _MCPC,
    "pph": "WHO postpartum haemorrhage 2025, bundle (SECONDARY)",
    "preg_abdo": _PCPNC,
    "labour": _PCPNC,
    "preg_trauma": _BEC,
    "newborn": "WHO sick young infant 2019, newborn care (UNVERIFIED 0.9)",
    "child_dehydration": f"{_IMCI}, plan C",
    "testis": "urology practice, no WHO text (UNVERIFIED 0.95)",
    "fever_child": _IMCI,
    "animal_bite": _RABIES,
    "stroke": _BEC,
    "diarrhoea_adult": "Global Task Force on Cholera Control, IMCI 2014 (UNVERIFIED 0.9)",
    "wheeze": "asthma first aid (UNVERIFIED 0.9)",
    "electric_shock": _BEC_LESS,
    "dengue_home": _DENGUE,
    "dengue_watch": _DENGUE,
    "dengue_severe": _DENGUE,
    "rabies_urgent": _RABIES,
    "wash_skin": _RABIES,
    "antivenom": _SNAKE,
    "heat_stroke": "Bouchama 2002, Wilderness Medical Society 2019 (SECONDARY)",
    "heat_rest": "Bouchama 2002, Wilderness Medical Society 2019 (UNVERIFIED 0.9)",
    "self_harm": _MHGAP,
    "drowning": "European Resuscitation Council, WHO drowning (UNVERIFIED 0.9)",
    "anaphylaxis": "World Allergy Organization (UNVERIFIED 0.95)",
    "jellyfish": "Thai disease control advice (SECONDARY); approve locally",
    "tetanus": "WHO tetanus (UNVERIFIED 0.9)",
    "severe_malaria": "WHO severe malaria (UNVERIFIED 0.9)",
    "very_dry": "Global Task Force on Cholera Control (UNVERIFIED 0.9)",
    "separate_mask": "WHO tuberculosis infection control (PRIMARY excerpts)",
    "separate_stool": _FLAG,
    "separate_touch": _FLAG,
    "tell_surveillance": _FLAG,
    "wash_hands": _FLAG,
}

DRUG_SOURCES = dict.fromkeys(WITH_DRUG, "as without the drug; needs national approval") | {
    "chest_pain_over50": "Basic Emergency Care 2018 (UNVERIFIED 0.9)",
    "anaphylaxis": "World Allergy Organization (UNVERIFIED 0.95); same dose SEARO 2016 (SECONDARY)",
    "wheeze": "asthma first aid (UNVERIFIED 0.9; the count of puffs needs national approval)",
}
"""Of the texts with a drug."""
