"""Reasons of the obstetric protocols, of sepsis and shock, and of the safety net.

Facts: WHO PCPNC and postpartum haemorrhage 2025, MEOWS, qSOFA, shock index; project policy.
"""

from triage.wording import N_
from triage.wording.signs import SIGNS

_PULSE_FOR_PRESSURE = N_("Pulse too fast for the blood pressure")

CRITERIA = {
    # In pregnancy and after birth.
    "OB_PPH": N_("Heavy bleeding after birth, by what was measured"),
    "OB_HEAVY_BLEEDING": SIGNS["heavy_or_increasing_bleeding"],
    "OB_BLEEDING_LATE": N_("Bleeding in pregnancy: late, painful, with fainting or week unknown"),
    "OB_BLEEDING": N_("Bleeding in pregnancy"),
    "OB_FIT": N_("Fit in pregnancy or after birth"),
    "OB_HEADACHE_SIGHT": N_("Severe headache with trouble seeing"),
    "OB_FEVER_WEAK": SIGNS["fever_too_weak_to_get_up"],
    "OB_SEVERE_ABDOMINAL_PAIN": SIGNS["severe_abdominal_pain"],
    "OB_BREATHING": N_("Trouble breathing in pregnancy or after birth"),
    "OB_CHEST_PAIN": N_("Chest pain or breathlessness after birth"),
    "OB_SEVERE_PRESSURE": N_("Very high blood pressure in pregnancy or after birth"),
    "OB_PRESSURE_SYMPTOMS": N_("High blood pressure with another danger sign"),
    "OB_POSTNATAL_SEPSIS": N_("Fever after birth with belly pain or bad-smelling discharge"),
    "OB_SELF_HARM": SIGNS["thoughts_of_self_harm_or_harming_baby"],
    "OB_CORD": SIGNS["cord_prolapse"],
    "OB_LONG_LABOUR": SIGNS["labour_over_24h"],
    "OB_PPH_OPEN": N_("Blood lost after birth: measure the loss, pulse and blood pressure"),
    "OB_PRESSURE": N_("High blood pressure in pregnancy or after birth"),
    "OB_FEVER": N_("Fever in pregnancy or after birth"),
    "OB_ABDOMINAL_PAIN": N_("Belly pain in pregnancy or after birth"),
    "OB_FEELS_ILL": N_("Feels ill in pregnancy or after birth"),
    "OB_SWELLING": SIGNS["swelling_fingers_face_legs"],
    "OB_CALF": SIGNS["calf_pain_or_swelling"],
    "OB_BREAST": N_("Fever with a painful breast"),
    "OB_NO_MOVEMENT": SIGNS["no_fetal_movement"],
    "OB_WATERS": SIGNS["waters_broken_early"],
    "MEOWS_RED": N_("One measurement of a mother far from normal (MEOWS)"),
    "MEOWS_TWO_YELLOW": N_("Two measurements of a mother not normal (MEOWS)"),
    # Sepsis and shock.
    "QSOFA_POSITIVE": N_("Infection with two dangerous measurements (qSOFA)"),
    "SHOCK_INDEX_OB_URGENT": N_("Pulse far too fast for the blood pressure"),
    "SHOCK_INDEX_OB_REFER": _PULSE_FOR_PRESSURE,
    "SHOCK_INDEX_OB_ALONE": _PULSE_FOR_PRESSURE,
    "SHOCK_INDEX_HIGH": _PULSE_FOR_PRESSURE,
    "SHOCK_INDEX_RAISED": N_("Pulse rather fast for the blood pressure"),
    "HYPOTENSION_CHILD": N_("Blood pressure too low for a child of this age"),
    "HYPOTENSION_SHOCK": N_("Low blood pressure with a sign of shock"),
    "HYPOTENSION_VERY_LOW": N_("Blood pressure dangerously low"),
    "HYPOTENSION_LOW": N_("Blood pressure too low"),
    # The safety net.
    "N_SPO2_RED": N_("Far too little oxygen in the blood (SpO2)"),
    "N_SPO2": N_("Too little oxygen in the blood (SpO2)"),
    "N_RR_SLOW": N_("Breathing dangerously slow"),
    "N_RR_FAST": N_("Breathing dangerously fast"),
    "N_CHILD_HR_RED": N_("Pulse of a small child dangerously slow"),
    "N_CHILD_HR": N_("Pulse of a child far too slow or too fast"),
    "N_COLD": N_("Body dangerously cold"),
    "N_HOT": N_("Body dangerously hot"),
    "N_MENINGITIS": N_("Fever with stiff neck"),
}
"""Plain reasons; they stand on their own when no number is known."""

_BREATHING_IS = N_("Breathing {value} a minute ({threshold})")
_PULSE_IS = N_("Pulse {value} a minute ({threshold})")
_OXYGEN_IS = N_("Oxygen SpO2 {value} ({threshold})")
_TEMPERATURE_IS = N_("Temperature {value} °C ({threshold})")
_INDEX_IS = N_("Pulse divided by blood pressure {value} ({threshold})")
_PRESSURE_IS = N_("Blood pressure {value} ({threshold})")

MEASURED = {
    "OB_SEVERE_PRESSURE": _PRESSURE_IS,
    "OB_PRESSURE": _PRESSURE_IS,
    "SHOCK_INDEX_OB_URGENT": _INDEX_IS,
    "SHOCK_INDEX_OB_REFER": _INDEX_IS,
    "SHOCK_INDEX_OB_ALONE": _INDEX_IS,
    "SHOCK_INDEX_HIGH": _INDEX_IS,
    "SHOCK_INDEX_RAISED": _INDEX_IS,
    "HYPOTENSION_CHILD": _PRESSURE_IS,
    "HYPOTENSION_SHOCK": N_("Blood pressure {value} with a sign of shock ({threshold})"),
    "HYPOTENSION_VERY_LOW": _PRESSURE_IS,
    "HYPOTENSION_LOW": _PRESSURE_IS,
    "N_SPO2_RED": _OXYGEN_IS,
    "N_SPO2": _OXYGEN_IS,
    "N_RR_SLOW": _BREATHING_IS,
    "N_RR_FAST": _BREATHING_IS,
    "N_CHILD_HR_RED": _PULSE_IS,
    "N_CHILD_HR": _PULSE_IS,
    "N_COLD": _TEMPERATURE_IS,
    "N_HOT": _TEMPERATURE_IS,
}
"""Reasons with the number that fired and its limit; used when there is a number."""
