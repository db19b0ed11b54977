"""The advice that names a drug, in place of the text without it where a site approved drug lines.

At most 160 characters of GSM-7. Doses are from memory or at second hand, and no clinician has
signed them: the setting TRIAGE_DRUG_LINES_APPROVED names who did for the site. Not shown to a
device on which nobody is signed in.
"""

from triage.wording import N_

WITH_DRUG = {
    "meningitis_confusion": N_(
        "May be a brain infection. Drowsy: on the side, nothing by mouth unless fully awake. "
        "First antibiotic dose if you have it, never wait for it. Hospital now."
    ),
    "chest_pain_over50": N_(
        "Chest pain: rest half sitting. Adult, no allergy, bleeding or fever: chew 1 aspirin "
        "300 mg. Oxygen if SpO2 is low. Hospital now."
    ),
    "pph": N_(
        "Bleeding after birth: rub the womb through the belly until hard, bladder empty, baby to "
        "the breast. Womb medicine if trained. Hospital now."
    ),
    "preeclampsia": N_(
        "Very high blood pressure in pregnancy, or signs of it: left side, quiet, do not leave "
        "alone. Magnesium and pressure medicine if you have them. Go now."
    ),
    "eclampsia": N_(
        "Fit or confusion in pregnancy: left side, nothing in the mouth, oxygen if you have it. "
        "First dose of magnesium if trained. Hospital now."
    ),
    "fever_child": N_(
        "Hot child: extra clothes off, fluids, breast milk, paracetamol by weight. Test for "
        "malaria. No aspirin, no ibuprofen. Danger sign: hospital now."
    ),
    "dengue_home": N_(
        "Dengue at home: drink plenty. Only paracetamol, at most 4 a day; NO aspirin, NO "
        "ibuprofen. Belly pain, vomiting, bleeding, sleepy, no urine 6 hours: come back."
    ),
    "anaphylaxis": N_(
        "Sudden allergy: adrenalin 0.01 mg/kg (at most 0.5 mg) into the thigh muscle if you have "
        "it. Faint: lie flat. Hard breathing: sit. Hospital now."
    ),
    "wheeze": N_(
        "Asthma: sit up. Own blue inhaler, 1 puff at a time through a spacer, up to 10, again "
        "after 20 min. Cannot say a sentence, or getting tired: hospital now."
    ),
}
"""By advice code."""
