"""Labels of the signs that other protocols ask for besides those of the IITT charts."""

from triage.wording import N_

FURTHER_SIGNS = {
    # SATS.
    "abdominal_trauma": N_("Injury to the belly"),
    "apnoea": N_("Breathing stopped for a time"),
    "burn_chemical": N_("Burn from a chemical"),
    "burn_electrical": N_("Burn from electricity"),
    "cardiac_arrest": N_("No pulse, heart has stopped"),
    "closed_fracture": N_("Broken bone, skin not open"),
    "coughing_blood": N_("Coughs up blood"),
    "crying_without_tears": N_("Cries without tears"),
    "dislocation_finger_toe": N_("Finger or toe out of place"),
    "dislocation_large_joint": N_("Large joint out of place"),
    "eye_injury": N_("Eye injury"),
    "haemorrhage_controlled": N_("Bleeding that has been stopped"),
    "inconsolable_crying": N_("Cries and cannot be calmed"),
    "ketonuria": N_("Ketones in the urine"),
    "known_diabetes_unwell": N_("Known diabetes, unwell now"),
    "less_urine": N_("Passes less urine"),
    "moderate_pain": N_("Moderate pain"),
    "purpuric_rash": N_("Purple spots that do not fade when pressed"),
    "some_respiratory_distress": N_("Some trouble breathing"),
    "stabbed_neck": N_("Stab wound in the neck"),
    "vomiting_fresh_blood": N_("Vomits fresh blood"),
    # Several protocols.
    "drinks_eagerly_thirsty": N_("Thirsty, drinks eagerly"),
    "not_breathing": N_("Not breathing"),
    "obstructed_breathing": N_("Airway blocked"),
    "oedema_both_feet": N_("Both feet swollen"),
    "persistent_vomiting": N_("Keeps vomiting"),
    "slow_skin_pinch": N_("Skin pinch goes back slowly"),
    "visible_severe_wasting": N_("Very thin, wasted"),
}
"""Every sign of intake.fields.FURTHER_SIGNS, by its canonical name."""
