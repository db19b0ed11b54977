"""Headings, topics and choices of the further questions."""

from triage.wording import N_

HEADINGS = {
    "airway": N_("Airway and heart"),
    "young_infant": N_("Baby under 2 months"),
    "yellow_skin": N_("Yellow colour"),
    "pregnancy_signs": N_("In pregnancy or labour"),
    "after_birth": N_("After the birth"),
    "head": N_("Head"),
    "mechanism": N_("How it happened"),
    "burn_signs": N_("The burn"),
    "snake": N_("After the snake bite"),
    "rabies": N_("Signs of rabies"),
    "sting": N_("Sting or allergy"),
    "exposed_to": N_("What came before"),
    "self_harm": N_("Ask gently, alone with the patient"),
    "stroke": N_("Face, arm, speech, strength"),
    "tetanus": N_("Stiffness and spasms"),
    "chest": N_("Chest and cough"),
    "fever_danger": N_("Danger signs in fever"),
    "dryness": N_("Lack of water"),
    "vomiting": N_("Vomiting"),
    "stool": N_("Stool"),
    "fever_clues": N_("What comes with the fever"),
    "limb": N_("Injured or painful limb"),
    "injury_kind": N_("Kind of injury"),
    "throat_signs": N_("Throat and nose"),
    "spreads_by_air": N_("May spread through the air"),
    "rash_kind": N_("Rash and glands"),
    "eyes_and_mouth": N_("Eyes and mouth"),
    "ear_signs": N_("Ears"),
    "nutrition": N_("Nutrition"),
    "sugar": N_("Diabetes"),
    "test_results": N_("Results of tests"),
    "at_home": N_("Other illness and home"),
}
"""Headings of the groups of check boxes."""

TOPICS = {
    "breathing": N_("Breathing and throat"),
    "infant": N_("Baby under 2 months"),
    "pregnancy": N_("Pregnancy and birth"),
    "injury": N_("Injury"),
    "burns": N_("Burn or scald"),
    "bites": N_("Bites and stings"),
    "mind": N_("Mind, poison, heat and water"),
    "nerves": N_("Head and nerves"),
    "heart": N_("Heart"),
    "fever": N_("Fever"),
    "belly": N_("Vomiting and diarrhoea"),
    "throat": N_("Throat and nose"),
    "spread": N_("Diseases that spread"),
    "ears": N_("Eyes, ears and mouth"),
    "food": N_("Nutrition and diabetes"),
    "pain": N_("Pain"),
    "measured": N_("More measurements"),
    "tests": N_("Results of tests"),
}
"""Names of the topics, under which every question is found."""

CHOICES = {
    "burn_depth": {
        "superficial": N_("Skin red only"),
        "partial": N_("Blisters"),
        "full": N_("Skin white or black, no feeling"),
    },
    "temp_site": {
        "axillary": N_("armpit"),
        "oral": N_("mouth"),
        "tympanic": N_("ear"),
        "rectal": N_("rectum"),
    },
    "mobility": {
        "walking": N_("Walks alone"),
        "with_help": N_("Walks with help"),
        "stretcher": N_("Carried or on a stretcher"),
        "normal_for_age": N_("Child moves as usual"),
        "unable_as_normal": N_("Child cannot move as usual"),
    },
    "malaria_test": {
        "positive": N_("positive"),
        "negative": N_("negative"),
        "not_done": N_("not done"),
    },
    "malaria_risk": {"high": N_("high"), "low": N_("low"), "none": N_("none")},
    "animal": {
        "dog": N_("dog"),
        "cat": N_("cat"),
        "bat": N_("bat"),
        "monkey": N_("monkey"),
        "other": N_("other animal"),
    },
    "exposure": {
        "bite_through_skin": N_("Bite or scratch through the skin"),
        "scratch_no_bleeding": N_("Scratch without bleeding"),
        "lick_broken_skin": N_("Licked broken skin"),
        "lick_intact_skin": N_("Licked whole skin"),
        "contact": N_("Touched or fed only"),
    },
}
"""The words to choose from, by field."""

SHOWN_UNITS = frozenset({"%", "U/L", "g/dL", "mL"})
"""Units that stand behind a label; those of time stand in its words."""
