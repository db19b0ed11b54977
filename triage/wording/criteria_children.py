"""The reasons of the charts for children: ETAT, IMCI 2 to 59 months, IMCI young infant.

Facts: WHO Pocket Book 2013 with the ETAT update 2016; WHO IMCI chart booklets 2014 and 2019.
"""

from triage.wording import N_
from triage.wording.signs import SIGNS

_SEVERE_DEHYDRATION = N_("Diarrhoea with signs of severe dehydration")
_SOME_DEHYDRATION = N_("Diarrhoea with signs of some dehydration")
_FIT = N_("Fit in this illness")
_THIN_ARM = N_("Upper arm very thin")
_BABY_TEMPERATURE = N_("Baby under 2 months, too cold or too hot")

CRITERIA = {
    # ETAT, emergency.
    "E_AIRWAY": N_("Airway blocked, or not breathing"),
    "E_CYANOSIS": SIGNS["central_cyanosis"],
    "E_RESP": SIGNS["respiratory_distress"],
    "E_SHOCK": N_("Cold hands, slow skin colour and weak fast pulse together"),
    "E_COMA": SIGNS["unresponsive"],
    "E_CONVULSING": SIGNS["active_convulsions"],
    "E_SEVERE_DEHYDRATION": _SEVERE_DEHYDRATION,
    # ETAT, priority.
    "P_TINY": N_("Baby under 2 months"),
    "P_TEMP": SIGNS["temperature_very_high"],
    "P_TRAUMA": N_("Injury, or may need urgent surgery"),
    "P_PALLOR": SIGNS["severe_pallor"],
    "P_POISONING": SIGNS["poisoning_or_chemical_exposure"],
    "P_PAIN": N_("Severe pain"),
    "P_RESP": SIGNS["some_respiratory_distress"],
    "P_RESTLESS": N_("Restless, irritable or very sleepy"),
    "P_REFERRAL": SIGNS["urgent_referral_note"],
    "P_MALNUTRITION": SIGNS["visible_severe_wasting"],
    "P_OEDEMA": N_("Both feet or the face swollen"),
    "P_BURNS": SIGNS["major_burns"],
    # IMCI, 2 to 59 months.
    "IMCI_DANGER_CANNOT_DRINK": SIGNS["unable_to_feed_or_drink"],
    "IMCI_DANGER_VOMITS_ALL": SIGNS["vomits_everything"],
    "IMCI_DANGER_CONVULSIONS": _FIT,
    "IMCI_DANGER_LETHARGIC": SIGNS["lethargy"],
    "IMCI_SEVERE_PNEUMONIA_OR_VERY_SEVERE_DISEASE": N_(
        "Cough or trouble breathing with a danger sign"
    ),
    "IMCI_PNEUMONIA": N_("Cough with fast breathing or chest drawn in"),
    "IMCI_SEVERE_DEHYDRATION": _SEVERE_DEHYDRATION,
    "IMCI_SOME_DEHYDRATION": _SOME_DEHYDRATION,
    "IMCI_SEVERE_PERSISTENT_DIARRHOEA": N_("Diarrhoea for 14 days or more, and dehydrated"),
    "IMCI_PERSISTENT_DIARRHOEA": N_("Diarrhoea for 14 days or more"),
    "IMCI_DYSENTERY": SIGNS["blood_in_stool"],
    "IMCI_VERY_SEVERE_FEBRILE_DISEASE": N_("Fever with stiff neck or a danger sign"),
    "IMCI_MALARIA": N_("Fever that may be malaria"),
    "IMCI_FEVER_OVER_7_DAYS": N_("Fever for more than 7 days"),
    "IMCI_SEVERE_COMPLICATED_MEASLES": N_("Measles with a danger sign"),
    "IMCI_MEASLES_EYE_MOUTH": N_("Measles with pus in the eye or mouth sores"),
    "IMCI_MASTOIDITIS": SIGNS["tender_swelling_behind_ear"],
    "IMCI_ACUTE_EAR_INFECTION": N_("Ear pain, or pus from the ear for less than 14 days"),
    "IMCI_CHRONIC_EAR_INFECTION": N_("Pus from the ear for 14 days or more"),
    "IMCI_EAR_DISCHARGE": SIGNS["ear_pus"],
    "IMCI_COMPLICATED_SAM": N_("Very thin or feet swollen, and ill besides"),
    "IMCI_OEDEMA_UNASSESSED": SIGNS["oedema_both_feet"],
    "IMCI_UNCOMPLICATED_SAM": _THIN_ARM,
    "IMCI_SAM_UNASSESSED": _THIN_ARM,
    "IMCI_MODERATE": N_("Upper arm thin"),
    "IMCI_SEVERE_ANAEMIA": SIGNS["severe_pallor"],
    "IMCI_ANAEMIA": SIGNS["some_palmar_pallor"],
    # IMCI, young infant.
    "YI_FEEDING": N_("Baby feeds badly or not at all"),
    "YI_CONVULSIONS": _FIT,
    "YI_INDRAWING": SIGNS["severe_chest_indrawing"],
    "YI_FEVER": _BABY_TEMPERATURE,
    "YI_COLD": _BABY_TEMPERATURE,
    "YI_MOVEMENT": N_("Baby moves only when touched, or not at all"),
    "YI_FAST_BREATHING": N_("Baby of the first week breathes too fast"),
    "YI_PNEUMONIA": N_("Baby breathes too fast"),
    "YI_LOCAL_BACTERIAL_INFECTION": N_("Baby with a red navel, or pus on navel or skin"),
    "YI_EARLY_JAUNDICE": N_("Yellow on the first day of life"),
    "YI_YELLOW_PALMS": SIGNS["yellow_palms_and_soles"],
    "YI_JAUNDICE": SIGNS["jaundice"],
    "YI_SEVERE_DEHYDRATION": _SEVERE_DEHYDRATION,
    "YI_SOME_DEHYDRATION": _SOME_DEHYDRATION,
    "YI_VERY_LOW_WEIGHT": N_("Newborn weighs less than 2 kg"),
}
"""Plain reasons; they stand on their own when no number is known."""

_BREATHING_IS = N_("Breathing {value} a minute ({threshold})")
_BABY_TEMPERATURE_IS = N_("Baby under 2 months, temperature {value} °C ({threshold})")
_ARM_IS = N_("Upper arm (MUAC) {value} mm ({threshold})")

MEASURED = {
    "P_TEMP": N_("Temperature {value} °C ({threshold})"),
    "IMCI_PNEUMONIA": _BREATHING_IS,
    "IMCI_UNCOMPLICATED_SAM": _ARM_IS,
    "IMCI_SAM_UNASSESSED": _ARM_IS,
    "IMCI_MODERATE": _ARM_IS,
    "YI_FEVER": _BABY_TEMPERATURE_IS,
    "YI_COLD": _BABY_TEMPERATURE_IS,
    "YI_FAST_BREATHING": _BREATHING_IS,
    "YI_PNEUMONIA": _BREATHING_IS,
}
"""Reasons with the number that fired and its limit."""

BY_SIGN = frozenset(
    {
        "E_AIRWAY",
        "P_TRAUMA",
        "P_MALNUTRITION",
        "P_OEDEMA",
        "P_RESTLESS",
        "IMCI_OEDEMA_UNASSESSED",
        "YI_FEEDING",
        "YI_LOCAL_BACTERIAL_INFECTION",
    }
)
"""Criteria of several signs: the reason is the one that was seen."""
