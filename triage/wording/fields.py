"""Labels of what is typed or chosen, and of the choices."""

from triage.wording import N_, Translate
from triage.wording.questions import HEADINGS
from triage.wording.signs import GROUPS, SIGNS

VITALS = {
    "hr": N_("Pulse a minute"),
    "rr": N_("Breaths a minute (count 60 s)"),
    "temp_c": N_("Temperature °C"),
    "spo2": N_("Oxygen SpO2, percent"),
    "on_oxygen": N_("Breathes extra oxygen"),
    "sbp": N_("Blood pressure, upper"),
    "dbp": N_("Blood pressure, lower"),
    "avpu": N_("How awake (AVPU)"),
    "glucose_mmol": N_("Blood sugar mmol/L"),
    "gcs": N_("Glasgow coma score"),
    "cap_refill_s": N_("Skin colour back, seconds"),
    "muac_mm": N_("Arm tape (MUAC) mm"),
    "pain_0_10": N_("Pain from 0 to 10"),
    "weight_kg": N_("Weight kg"),
    "height_cm": N_("Height cm"),
}
"""Labels of the measurements on a form, with their units."""

AVPU = {
    "A": N_("A: awake"),
    "C": N_("C: newly confused"),
    "V": N_("V: reacts to voice only"),
    "P": N_("P: reacts to pain only"),
    "U": N_("U: does not react"),
}

NOT_MEASURED = {
    "no_device": N_("no device"),
    "refused": N_("patient refused"),
    "unable": N_("could not be measured"),
}

SEX = {"F": N_("Female"), "M": N_("Male"), "unknown": N_("Sex not known")}

YES_NO = {"yes": N_("Yes"), "no": N_("No"), "unknown": N_("Not known")}

AGE_UNITS = {
    "years": N_("years"),
    "months": N_("months"),
    "weeks": N_("weeks"),
    "days": N_("days"),
}

AGE_GROUPS = {"adult": N_("Adult (12 or older)"), "child": N_("Child (under 12)")}

FIELDS = {
    "hr": N_("Pulse"),
    "rr": N_("Breathing"),
    "temp_c": N_("Temperature"),
    "spo2": N_("Oxygen SpO2"),
    "on_oxygen": N_("Breathes extra oxygen"),
    "sbp": N_("Blood pressure, upper"),
    "dbp": N_("Blood pressure, lower"),
    "avpu": N_("How awake (AVPU)"),
    "glucose_mmol": N_("Blood sugar"),
    "glucose_unit": N_("Unit of the blood sugar"),
    "gcs": N_("Glasgow coma score"),
    "cap_refill_s": N_("Skin colour back"),
    "muac_mm": N_("Arm tape (MUAC)"),
    "pain_0_10": N_("Pain"),
    "weight_kg": N_("Weight"),
    "height_cm": N_("Height"),
    "temp_site": N_("Where the temperature was taken"),
    "mobility": N_("How the patient moves"),
    "age_hours": N_("Age in hours"),
    "rr_repeat": N_("Breathing, second count"),
    "cough_days": N_("Days of cough"),
    "diarrhoea_days": N_("Days of diarrhoea"),
    "fever_days": N_("Days of fever"),
    "ear_discharge_days": N_("Days of pus from the ear"),
    "malaria_test": N_("Malaria test"),
    "malaria_risk": N_("Risk of malaria here"),
    "full_name": N_("Full name"),
    "unknown_patient": N_("Patient not known"),
    "village": N_("Village"),
    "phone": N_("Phone"),
    "sex": N_("Sex"),
    "age": N_("Age"),
    "age_years": N_("Age in years"),
    "age_months": N_("Age in months"),
    "age_days": N_("Age in days"),
    "age_unit": N_("Unit of the age"),
    "age_group": N_("Adult or child"),
    "birth_date": N_("Date of birth"),
    "pregnant": N_("Pregnant"),
    "gestation_weeks": N_("Weeks of pregnancy"),
    "postpartum_days": N_("Days since birth"),
    "minutes_since_birth": N_("Minutes since the child was born"),
    "blood_loss_ml": N_("Blood lost since the birth"),
    "burn_bsa_pct": N_("Burnt part of the skin"),
    "burn_depth": N_("Depth of the burn"),
    "illness_days": N_("Days since the illness began"),
    "hours_since_injury": N_("Hours since the injury"),
    "vomits": N_("Vomited how often"),
    "ast_u_l": N_("Liver test AST"),
    "alt_u_l": N_("Liver test ALT"),
    "hb_g_dl": N_("Haemoglobin"),
    "animal": N_("Animal"),
    "exposure": N_("What the animal did"),
    "complaint": N_("Main problem"),
    "complaints": N_("Main problem"),
    "present": N_("Signs"),
    "absent": N_("Signs"),
    "none": N_("None of these"),
    "vitals": N_("Measurements"),
    "trauma": SIGNS["trauma"],
    "note": N_("Note"),
}
"""Short names, without units: for a heading, a list or the beginning of a message."""


def name_text(name: str, translate: Translate) -> str:
    """Return what to call the field, sign or group *name*; *name* itself if it has no label."""
    short = name.removeprefix("vitals.").removeprefix("why_")
    for table in (FIELDS, SIGNS, GROUPS, HEADINGS):
        if short in table:
            return translate(table[short])
    return name
