"""The reasons of SATS: TEWS, and the discriminators of adults and children; ESI for comparison.

Facts: SATS training manual 2012; AHRQ ESI handbook v4 (2012).
"""

from triage.wording import N_
from triage.wording.signs import SIGNS

_LIMB = N_("Limb in danger: no pulse, pale or numb")
_INJURY = N_("Dangerous injury or burn")
_FACE_BURN = N_("Burn of the face or airway")
_ROUND_BURN = N_("Burn all the way round a limb or the body")
_OTHER_BURN = N_("Burn")

CRITERIA = {
    # Points.
    "TEWS_RED": N_("TEWS score very high"),
    "TEWS_ORANGE": N_("TEWS score high"),
    "TEWS_YELLOW": N_("TEWS score raised"),
    # Adults, red.
    "SATS_A_AIRWAY_OBSTRUCTED": N_("Airway blocked, or not breathing"),
    "SATS_A_CARDIAC_ARREST": SIGNS["cardiac_arrest"],
    "SATS_A_SEIZURE_CURRENT": SIGNS["active_convulsions"],
    "SATS_A_BURN_FACIAL_INHALATION": _FACE_BURN,
    "SATS_A_GLUCOSE_UNDER_3": SIGNS["hypoglycaemia"],
    # Adults, orange.
    "SATS_A_HIGH_ENERGY_TRANSFER": _INJURY,
    "SATS_A_SHORTNESS_OF_BREATH_ACUTE": N_("New trouble breathing"),
    "SATS_A_REDUCED_CONSCIOUSNESS_OR_CONFUSED": SIGNS["altered_mental_status"],
    "SATS_A_COUGHING_BLOOD": SIGNS["coughing_blood"],
    "SATS_A_CHEST_PAIN": SIGNS["acute_chest_pain"],
    "SATS_A_STABBED_NECK": SIGNS["stabbed_neck"],
    "SATS_A_HAEMORRHAGE_UNCONTROLLED": SIGNS["heavy_bleeding"],
    "SATS_A_SEIZURE_POST_ICTAL": N_("Fit, now or just over"),
    "SATS_A_FOCAL_NEUROLOGY_ACUTE": SIGNS["acute_focal_neuro"],
    "SATS_A_AGGRESSION": SIGNS["violent_aggressive"],
    "SATS_A_THREATENED_LIMB": _LIMB,
    "SATS_A_EYE_INJURY": SIGNS["eye_injury"],
    "SATS_A_DISLOCATION_LARGE_JOINT": SIGNS["dislocation_large_joint"],
    "SATS_A_FRACTURE_COMPOUND": SIGNS["open_fracture"],
    "SATS_A_BURN_OVER_20": N_("Burn of more than a fifth of the skin"),
    "SATS_A_BURN_ELECTRICAL": SIGNS["burn_electrical"],
    "SATS_A_BURN_CIRCUMFERENTIAL": _ROUND_BURN,
    "SATS_A_BURN_CHEMICAL": SIGNS["burn_chemical"],
    "SATS_A_POISONING_OVERDOSE": SIGNS["poisoning_or_chemical_exposure"],
    "SATS_A_GLUCOSE_OVER_11_WITH_KETONURIA": N_("High blood sugar with ketones in the urine"),
    "SATS_A_VOMITING_FRESH_BLOOD": SIGNS["vomiting_fresh_blood"],
    "SATS_A_PREGNANCY_ABDOMINAL_TRAUMA": N_("Injury to the belly in pregnancy"),
    "SATS_A_PREGNANCY_ABDOMINAL_PAIN": N_("Belly pain in pregnancy"),
    "SATS_A_SEVERE_PAIN": N_("Severe pain"),
    # Adults, yellow.
    "SATS_A_HAEMORRHAGE_CONTROLLED": SIGNS["haemorrhage_controlled"],
    "SATS_A_DISLOCATION_FINGER_TOE": SIGNS["dislocation_finger_toe"],
    "SATS_A_FRACTURE_CLOSED": SIGNS["closed_fracture"],
    "SATS_A_BURN_OTHER": _OTHER_BURN,
    "SATS_A_ABDOMINAL_PAIN": SIGNS["acute_abdominal_pain"],
    "SATS_A_GLUCOSE_OVER_17_NO_KETONURIA": N_("High blood sugar"),
    "SATS_A_VOMITING_PERSISTENTLY": SIGNS["persistent_vomiting"],
    "SATS_A_PREGNANCY_TRAUMA": N_("Injury in pregnancy"),
    "SATS_A_PREGNANCY_PV_BLEED": N_("Bleeding in pregnancy"),
    "SATS_A_MODERATE_PAIN": SIGNS["moderate_pain"],
    # Children, red.
    "SATS_C_AIRWAY_OBSTRUCTED": SIGNS["obstructed_breathing"],
    "SATS_C_NOT_BREATHING_OR_APNOEA": N_("Not breathing, or breathing stopped for a time"),
    "SATS_C_CYANOSIS_OR_SPO2_UNDER_92": N_("Blue lips or tongue, or too little oxygen"),
    "SATS_C_SEVERE_RESPIRATORY_DISTRESS": SIGNS["respiratory_distress"],
    "SATS_C_COLD_HANDS_PLUS_TWO_SHOCK_SIGNS": N_("Cold hands with other signs of shock"),
    "SATS_C_HAEMORRHAGE_UNCONTROLLED": SIGNS["heavy_bleeding"],
    "SATS_C_CONVULSING_OR_POSTICTAL_NOT_ALERT": N_("Fit now, or not awake after a fit"),
    "SATS_C_COMA_OR_CONFUSION": N_("Does not wake, or is confused"),
    "SATS_C_DIARRHOEA_SEVERE_DEHYDRATION": N_("Diarrhoea with signs of severe dehydration"),
    "SATS_C_BURN_FACIAL_INHALATION": _FACE_BURN,
    "SATS_C_GLUCOSE_UNDER_3": SIGNS["hypoglycaemia"],
    "SATS_C_PURPURIC_RASH": SIGNS["purpuric_rash"],
    # Children, orange.
    "SATS_C_TINY_BABY_UNDER_2_MONTHS": N_("Baby younger than 2 months"),
    "SATS_C_INCONSOLABLE_CRYING_OR_SEVERE_PAIN": N_("Cannot be calmed, or severe pain"),
    "SATS_C_MORE_SLEEPY_THAN_NORMAL": N_("More sleepy than normal"),
    "SATS_C_POISONING_OVERDOSE": SIGNS["poisoning_or_chemical_exposure"],
    "SATS_C_FOCAL_NEUROLOGY_ACUTE": SIGNS["acute_focal_neuro"],
    "SATS_C_HIGH_ENERGY_TRANSFER": _INJURY,
    "SATS_C_BURN_10_PERCENT_OR_MORE": N_("Burn of a tenth of the skin or more"),
    "SATS_C_BURN_CIRCUMFERENTIAL": _ROUND_BURN,
    "SATS_C_BURN_ELECTRICAL": SIGNS["burn_electrical"],
    "SATS_C_BURN_CHEMICAL": SIGNS["burn_chemical"],
    "SATS_C_EYE_INJURY": SIGNS["eye_injury"],
    "SATS_C_OPEN_FRACTURE_OR_THREATENED_LIMB": N_("Broken bone with open wound, or limb in danger"),
    "SATS_C_DISLOCATION_LARGE_JOINT": SIGNS["dislocation_large_joint"],
    # Children, yellow.
    "SATS_C_SOME_RESPIRATORY_DISTRESS": SIGNS["some_respiratory_distress"],
    "SATS_C_SOME_DEHYDRATION": N_("Diarrhoea or vomiting with signs of dehydration"),
    "SATS_C_UNABLE_TO_DRINK_OR_VOMITS_EVERYTHING": N_("Cannot feed or drink, or vomits everything"),
    "SATS_C_VISIBLE_SEVERE_WASTING": SIGNS["visible_severe_wasting"],
    "SATS_C_PITTING_OEDEMA_BOTH_FEET": SIGNS["oedema_both_feet"],
    "SATS_C_KNOWN_DIABETES_UNWELL": SIGNS["known_diabetes_unwell"],
    "SATS_C_BURN_OTHER": _OTHER_BURN,
    "SATS_C_CLOSED_FRACTURE": SIGNS["closed_fracture"],
    "SATS_C_DISLOCATION_FINGER_TOE": SIGNS["dislocation_finger_toe"],
    # ESI, for comparison only.
    "ESI4_HR": N_("Pulse too slow or too fast"),
    "ESI4_RR": N_("Breathing too slow or too fast"),
    "ESI4_SPO2": N_("Too little oxygen in the blood (SpO2)"),
}
"""Plain reasons; they stand on their own when no number is known."""

_TEWS_IS = N_("TEWS score {value} ({threshold})")
_SUGAR_IS = N_("Blood sugar {value} mmol/L ({threshold})")

MEASURED = {
    "TEWS_RED": _TEWS_IS,
    "TEWS_ORANGE": _TEWS_IS,
    "TEWS_YELLOW": _TEWS_IS,
    "SATS_A_GLUCOSE_UNDER_3": _SUGAR_IS,
    "SATS_C_GLUCOSE_UNDER_3": _SUGAR_IS,
    "SATS_A_GLUCOSE_OVER_17_NO_KETONURIA": _SUGAR_IS,
    "SATS_C_CYANOSIS_OR_SPO2_UNDER_92": N_("Oxygen SpO2 {value} ({threshold})"),
}
"""Reasons with the number that fired and its limit."""
