"""What to do now, as codes: first for the level, then for what fired, the most urgent first.

Which criterion asks for which text follows WHO/ICRC Basic Emergency Care and the guidance named in
`triage/wording/advice.py`; no clinician has signed the texts off.
"""

import re
from collections.abc import Iterable

from triage.clinical.decision import Fired
from triage.clinical.findings import Findings
from triage.clinical.level import Level

FOR_LEVEL = {
    Level.RED: "red_now",
    Level.ORANGE: "orange_soon",
    Level.YELLOW: "yellow_soon",
    Level.UNDETERMINED: "measure_missing",
    Level.GREEN: "green_wait",
}

FOR_CRITERION: dict[str, tuple[str, ...]] = {
    "R_UNRESPONSIVE": ("unresponsive",),
    "R_STRIDOR": ("airway_stridor", "choking"),
    "R_RESP_DISTRESS": ("resp_distress",),
    "R_CYANOSIS": ("resp_distress",),
    "R_CRT": ("shock",),
    "R_WEAK_FAST_PULSE": ("shock",),
    "R_COLD_EXTREMITIES": ("shock",),
    "R_HEAVY_BLEEDING": ("heavy_bleeding",),
    "R_HR": ("heart_rate",),
    "R_CONVULSIONS": ("convulsion",),
    "R_TWO_OF_NEURO": ("meningitis_confusion",),
    "R_AMS_PLUS": ("meningitis_confusion",),
    "R_HYPOGLYCAEMIA": ("hypoglycaemia",),
    "R_HIGH_RISK_TRAUMA": ("high_risk_trauma",),
    "R_POISONING": ("poisoning", "chemical_eye"),
    "R_THREATENED_LIMB": ("threatened_limb",),
    "R_SNAKE_BITE": ("snake_bite", "snake_bite_band"),
    "R_ECG": ("chest_pain_over50",),
    "R_VIOLENT": ("violent",),
    "R_DEHYDRATION_TWO": ("child_dehydration",),
    "R_INFANT_LT8D": ("newborn",),
    "R_LT2M_TEMP": ("newborn",),
    "R_TESTIS": ("testis",),
    "R_PREG_BLEEDING": ("preg_bleeding",),
    "R_PREG_ABDO": ("preg_abdo",),
    "R_PREG_SEIZURE_AMS": ("eclampsia",),
    "R_PREG_HEADACHE": ("preeclampsia",),
    "R_PREG_VISUAL": ("preeclampsia",),
    "R_PREG_BP": ("preeclampsia",),
    "R_PREG_LABOUR": ("labour",),
    "R_PREG_TRAUMA": ("preg_trauma",),
    "Y_FOCAL_NEURO": ("stroke",),
    "Y_TESTIS": ("testis",),
    "Y_VOMIT_DIARRHOEA": ("diarrhoea_adult",),
    "Y_WHEEZE": ("wheeze",),
    "Y_RESTLESS": ("fever_child",),
    "Y_PROPHYLAXIS": ("animal_bite",),
}
"""By the id without its chart's letter: both charts give the same first aid for the same sign."""

FOR_SPECIAL: dict[str, tuple[str, ...]] = {
    "HEAD_COMA": ("head_injury",),
    "HEAD_BLEEDING_DISORDER": ("head_injury",),
    "HEAD_ONE_HOUR": ("head_injury",),
    "HEAD_NOT_AWAKE": ("head_injury",),
    "HEAD_CHILD_TWO": ("head_injury",),
    "HEAD_CHILD_ONE": ("head_injury",),
    "HEAD_EIGHT_HOURS": ("head_injury",),
    "B_MAJOR": ("major_burn",),
    "B_OTHER": ("major_burn",),
    "SB_ANY": ("snake_bite", "snake_bite_band"),
    "BOXJELLY": ("jellyfish",),
    "DROWN": ("drowning",),
    "ST_FAST": ("stroke",),
    "MAL_SEVERE": ("severe_malaria",),
    "H_STROKE": ("heat_stroke",),
    "H_EXHAUSTION": ("heat_rest",),
    "M_ACT": ("self_harm",),
    "M_IMMINENT": ("self_harm",),
    "M_POSTNATAL": ("self_harm",),
    "M_THOUGHTS": ("self_harm",),
    "TETANUS": ("tetanus",),
    "METHANOL": ("poisoning",),
    "ANAPH": ("anaphylaxis",),
    "DEHYD_SEVERE": ("very_dry",),
    "C_V_TEMP": ("fever_child",),
    "E_AIRWAY": ("airway_stridor", "choking"),
    "E_CYANOSIS": ("resp_distress",),
    "E_RESP": ("resp_distress",),
    "E_SHOCK": ("shock",),
    "E_COMA": ("unresponsive",),
    "E_CONVULSING": ("convulsion",),
    "E_SEVERE_DEHYDRATION": ("child_dehydration",),
    "P_POISONING": ("poisoning", "chemical_eye"),
    "P_BURNS": ("major_burn",),
    "IMCI_DANGER_CONVULSIONS": ("convulsion",),
    "IMCI_SEVERE_PNEUMONIA_OR_VERY_SEVERE_DISEASE": ("resp_distress",),
    "IMCI_SEVERE_DEHYDRATION": ("child_dehydration",),
    "IMCI_VERY_SEVERE_FEBRILE_DISEASE": ("meningitis_confusion", "fever_child"),
    "IMCI_MALARIA": ("fever_child",),
    "YI_FEEDING": ("newborn",),
    "YI_CONVULSIONS": ("convulsion", "newborn"),
    "YI_INDRAWING": ("resp_distress", "newborn"),
    "YI_FEVER": ("newborn",),
    "YI_COLD": ("newborn",),
    "YI_MOVEMENT": ("newborn",),
    "YI_FAST_BREATHING": ("newborn",),
    "YI_SEVERE_DEHYDRATION": ("child_dehydration",),
    "OB_PPH": ("pph", "shock"),
    "OB_HEAVY_BLEEDING": ("pph", "shock"),
    "OB_BLEEDING_LATE": ("preg_bleeding",),
    "OB_BLEEDING": ("preg_bleeding",),
    "OB_FIT": ("eclampsia",),
    "OB_HEADACHE_SIGHT": ("preeclampsia",),
    "OB_SEVERE_ABDOMINAL_PAIN": ("preg_abdo",),
    "OB_BREATHING": ("resp_distress",),
    "OB_SEVERE_PRESSURE": ("preeclampsia",),
    "OB_PRESSURE_SYMPTOMS": ("preeclampsia",),
    "OB_SELF_HARM": ("self_harm",),
    "OB_LONG_LABOUR": ("labour",),
    "HYPOTENSION_CHILD": ("shock",),
    "HYPOTENSION_SHOCK": ("shock",),
    "HYPOTENSION_VERY_LOW": ("shock",),
    "SHOCK_INDEX_OB_URGENT": ("shock",),
    "N_SPO2_RED": ("resp_distress",),
    "N_RR_SLOW": ("resp_distress",),
    "N_RR_FAST": ("resp_distress",),
    "N_MENINGITIS": ("meningitis_confusion",),
    "NO_SIGN_OF_LIFE": ("unresponsive",),
}
"""By the whole id."""

FOR_DISCRIMINATOR: dict[str, tuple[str, ...]] = {
    "AIRWAY_OBSTRUCTED": ("airway_stridor", "choking"),
    "CARDIAC_ARREST": ("unresponsive",),
    "NOT_BREATHING_OR_APNOEA": ("unresponsive",),
    "CYANOSIS_OR_SPO2_UNDER_92": ("resp_distress",),
    "SEVERE_RESPIRATORY_DISTRESS": ("resp_distress",),
    "SHORTNESS_OF_BREATH_ACUTE": ("resp_distress",),
    "COLD_HANDS_PLUS_TWO_SHOCK_SIGNS": ("shock",),
    "HAEMORRHAGE_UNCONTROLLED": ("heavy_bleeding",),
    "SEIZURE_CURRENT": ("convulsion",),
    "CONVULSING_OR_POSTICTAL_NOT_ALERT": ("convulsion",),
    "COMA_OR_CONFUSION": ("unresponsive",),
    "DIARRHOEA_SEVERE_DEHYDRATION": ("child_dehydration",),
    "GLUCOSE_UNDER_3": ("hypoglycaemia",),
    "FOCAL_NEUROLOGY_ACUTE": ("stroke",),
    "AGGRESSION": ("violent",),
    "THREATENED_LIMB": ("threatened_limb",),
    "OPEN_FRACTURE_OR_THREATENED_LIMB": ("threatened_limb",),
    "HIGH_ENERGY_TRANSFER": ("high_risk_trauma",),
    "STABBED_NECK": ("heavy_bleeding",),
    "POISONING_OVERDOSE": ("poisoning", "chemical_eye"),
    "BURN_FACIAL_INHALATION": ("major_burn", "airway_stridor"),
    "BURN_OVER_20": ("major_burn",),
    "BURN_10_PERCENT_OR_MORE": ("major_burn",),
    "BURN_CIRCUMFERENTIAL": ("major_burn",),
    "BURN_OTHER": ("major_burn",),
    "BURN_ELECTRICAL": ("electric_shock", "major_burn"),
    "BURN_CHEMICAL": ("major_burn", "chemical_eye"),
    "CHEST_PAIN": ("chest_pain_over50",),
    "PREGNANCY_ABDOMINAL_TRAUMA": ("preg_trauma",),
    "PREGNANCY_TRAUMA": ("preg_trauma",),
    "PREGNANCY_ABDOMINAL_PAIN": ("preg_abdo",),
    "PREGNANCY_PV_BLEED": ("preg_bleeding",),
}
"""By the id of a SATS discriminator without its chart."""
SATS = re.compile("SATS_[AC]_")

FOR_FLAG: dict[str, tuple[str, ...]] = {
    "dengue_group_a": ("dengue_home",),
    "dengue_group_b": ("dengue_watch",),
    "dengue_group_c": ("dengue_severe",),
    "rabies_iii": ("rabies_urgent", "animal_bite"),
    "rabies_ii": ("animal_bite",),
    "rabies_i": ("wash_skin",),
    "refer_for_antivenom": ("antivenom",),
    "F_TB": ("separate_mask",),
    "F_MEASLES": ("separate_mask", "tell_surveillance"),
    "F_CHOLERA": ("separate_stool", "tell_surveillance"),
    "F_DIPHTHERIA": ("separate_mask", "tell_surveillance"),
    "F_MENINGITIS": ("separate_mask", "tell_surveillance"),
    "F_AFP": ("tell_surveillance",),
    "F_SARI": ("separate_mask", "tell_surveillance"),
    "F_AVIAN": ("separate_mask", "tell_surveillance"),
    "F_VHF_MPOX": ("separate_touch", "tell_surveillance"),
    "F_HFMD": ("wash_hands",),
}
"""What a flag of a decision asks for besides: to separate, to report, where to send."""

AT_HOME = frozenset({"dengue_home", "wash_skin"})
"""Said only to somebody who is GREEN: anybody else is not going home now."""

PAIN_OVER_50 = {
    "acute_chest_pain": "chest_pain_over50",
    "acute_abdominal_pain": "abdominal_pain_over50",
}
PREGNANT_FIRST = "R_PREG_"
MOST_LINES = 2
"""The most lines that one criterion has."""


def advise(
    level: Level, fired: Iterable[Fired], findings: Findings, flags: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return advice codes without repetition: the level's, of *fired* in its order, of *flags*."""
    ordered = sorted(fired, key=lambda one: PREGNANT_FIRST not in one.id)
    each = [_of(one, findings) for one in ordered]
    each += [FOR_FLAG.get(flag, ()) for flag in flags]
    # The first line of every criterion before the second line of any: a page shows the first few.
    rounds = (of[place] for place in range(MOST_LINES) for of in each if len(of) > place)
    codes = dict.fromkeys((FOR_LEVEL[level], *rounds))
    return tuple(code for code in codes if level is Level.GREEN or code not in AT_HOME)


def _of(fired: Fired, findings: Findings) -> tuple[str, ...]:
    name = fired.id.partition("_")[2]
    if name == "R_CHEST_ABDO_PAIN_OVER50":
        return tuple(code for sign, code in PAIN_OVER_50.items() if sign in findings.present)
    discriminator = SATS.sub("", fired.id)
    return (
        FOR_SPECIAL.get(fired.id)
        or FOR_DISCRIMINATOR.get(discriminator)
        or FOR_CRITERION.get(name, ())
    )
