"""The paper that a patient takes along: what it means, what to do, when to come back at once.

Spoken to the patient or the family, and read by others at home: nothing here blames anybody, names
a diagnosis, or tells what was confided.
"""

from triage.clinical.level import Level
from triage.wording import N_

MEANING = {
    Level.RED: N_(
        "This is an emergency. Stay with the staff. If you are sent on, go at once and take this "
        "paper along."
    ),
    Level.ORANGE: N_(
        "You need help very soon. Stay near the staff. If you are sent on, go at once and take "
        "this paper along."
    ),
    Level.YELLOW: N_(
        "You need to be seen today. Stay where staff can see you. Tell them at once if it gets "
        "worse."
    ),
    Level.GREEN: N_(
        "No sign of danger was found today. Do what the staff told you. Come back if it does not "
        "get better."
    ),
    Level.UNDETERMINED: N_("Your check is not finished. Ask the staff to finish it before you go."),
}
"""What the level means to the patient."""

COME_BACK = {
    "hard_breathing": N_("Breathing gets fast or hard"),
    "not_awake": N_("Hard to wake, or confused"),
    "fit": N_("A fit"),
    "bleeding": N_("Bleeding that does not stop"),
    "keeps_nothing_down": N_("Cannot drink, or everything comes up again"),
    "severe_pain": N_("Pain that is very strong"),
    "worse": N_("You are worried, or it gets worse in any way"),
    "child_cannot_drink": N_("The child cannot drink or suck, or drinks badly"),
    "child_vomits_all": N_("Everything the child takes comes up again"),
    "child_fever": N_("The child gets a fever, or it does not go away"),
    "blood_in_stool": N_("Blood in the stool"),
    "infant_feeds_badly": N_("The baby feeds badly or not at all"),
    "infant_hot_or_cold": N_("The baby feels hot, or colder than usual"),
    "infant_moves_little": N_("The baby moves less than usual"),
    "infant_yellow": N_("The baby's palms or soles turn yellow"),
    "preg_bleeding": N_("Any bleeding, or your waters break"),
    "preg_head_sight": N_("Strong headache, or you see badly"),
    "preg_belly": N_("Strong pain in the belly"),
    "preg_fever": N_("Fever, or too weak to get up"),
    "preg_baby_still": N_("The baby in the womb moves less"),
    "birth_bleeding": N_("More bleeding than before"),
    "birth_fever": N_("Fever, or a flow that smells bad"),
}
"""Signs with which to come back at once, by the codes of triage.clinical.danger_signs."""

AT_HOME = ("dengue_home", "diarrhoea_adult", "animal_bite", "wash_skin", "heat_rest")
"""Advice that is said to the patient too, in the words that staff read."""
