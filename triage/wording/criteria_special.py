"""The reasons of the dengue guidelines and of the special conditions.

Facts: WHO dengue guidelines (2009) and the documents named in
`triage/clinical/protocols/special_injury.py` and `special_illness.py`.
"""

from triage.wording import N_
from triage.wording.signs import SIGNS

CRITERIA = {
    "DEN_S_SHOCK": N_("May be severe dengue: signs of shock"),
    "DEN_S_PULSE_PRESSURE": N_("May be severe dengue: blood pressures close together"),
    "DEN_S_RESP": N_("May be severe dengue: fluid and hard breathing"),
    "DEN_S_BLEED": N_("May be severe dengue: heavy bleeding"),
    "DEN_S_LIVER": N_("May be severe dengue: liver test very high"),
    "DEN_S_CNS": N_("May be severe dengue: confused or drowsy"),
    "DEN_S_ORGAN": N_("May be severe dengue: heart or other organ fails"),
    "DEN_W_ABDO": N_("Dengue warning sign: belly pain"),
    "DEN_W_VOMIT": N_("Dengue warning sign: keeps vomiting"),
    "DEN_W_FLUID": N_("Dengue warning sign: fluid in belly or chest"),
    "DEN_W_BLEED": N_("Dengue warning sign: nose or gums bleed"),
    "DEN_W_LETHARGY": N_("Dengue warning sign: limp, sleepy or restless"),
    "DEN_W_LIVER": N_("Dengue warning sign: large liver"),
    "DEN_W_HCT": N_("Dengue warning sign: blood thicker, platelets fall"),
    "DEN_B_CONDITION": N_("May be dengue, in somebody more at risk"),
    "DEN_B_SOCIAL": N_("May be dengue, and cannot be watched at home"),
    "DEN_B_FLUIDS": N_("May be dengue, and cannot drink enough"),
    "DEN_B_URINE": N_("May be dengue, and no urine for 6 hours"),
    "HEAD_COMA": N_("Head injury, does not wake"),
    "HEAD_BLEEDING_DISORDER": N_("Head injury with blood thinner or bleeding disease"),
    "HEAD_ONE_HOUR": N_("Head injury with a danger sign"),
    "HEAD_NOT_AWAKE": N_("Head injury, not fully awake"),
    "HEAD_CHILD_TWO": N_("Child's head injury with two warning signs"),
    "HEAD_CHILD_ONE": N_("Child's head injury with a warning sign"),
    "HEAD_EIGHT_HOURS": N_("Head injury: was unconscious or forgot, and at risk"),
    "B_MAJOR": N_("Dangerous burn"),
    "B_OTHER": N_("Burn"),
    "R_III": N_("Bite, broken skin or bat: rabies danger"),
    "R_II": N_("Scratch by an animal: rabies danger"),
    "R_SYMPT": N_("May be rabies: fear of water, or agitated after a bite"),
    "BOXJELLY": N_("Dangerous jellyfish sting"),
    "DROWN": N_("Nearly drowned, and coughs or is not well"),
    "ST_FAST": N_("Face, arm or speech: may be a stroke"),
    "MAL_SEVERE": N_("Malaria with a danger sign"),
    "MAL_POSITIVE": N_("Malaria test positive"),
    "H_STROKE": N_("Very hot or after heat, with confusion or a fit"),
    "H_EXHAUSTION": N_("Unwell after great heat"),
    "M_ACT": N_("Self-harm with danger to life"),
    "M_IMMINENT": N_("Danger of self-harm now"),
    "M_POSTNATAL": N_("Thoughts of self-harm after giving birth"),
    "M_THOUGHTS": N_("Needs to talk: self-harm or thoughts of it"),
    "TETANUS": N_("Locked jaw, spasms or stiff newborn"),
    "METHANOL": N_("Unsafe alcohol, and unwell"),
    "ANAPH": N_("Sudden allergy with danger to breathing or blood flow"),
    "DEHYD_SEVERE": N_("Very dry from diarrhoea"),
    "SB_ANY": SIGNS["snake_bite"],
}
"""Plain reasons; they stand on their own when no number is known."""

MEASURED = {
    "DEN_S_PULSE_PRESSURE": N_(
        "May be severe dengue: blood pressures {value} mmHg apart ({threshold})"
    ),
    "DEN_S_LIVER": N_("May be severe dengue: liver test {value} U/L ({threshold})"),
}
"""Reasons with the number that fired and its limit."""
