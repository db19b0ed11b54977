"""What to do now, by advice code: at most 160 characters of GSM-7, so one SMS holds it.

Facts: WHO/ICRC Basic Emergency Care, WHO ETAT, IMCI and PCPNC, mhGAP, WHO snakebite, burns and
rabies guidance, most of it from memory or at second hand. No clinician has signed these texts.
No drug is named with a dose here; the lines that do stand in drug_lines.py and are shown only where
the site approved them.
"""

from collections.abc import Mapping

from triage.wording import N_
from triage.wording.drug_lines import WITH_DRUG

ADVICE = {
    "red_now": N_(
        "Treat at once. Stay with the patient, call for help, get ready to send to hospital."
    ),
    "orange_soon": N_(
        "Very urgent: see this patient next. Do not leave alone. Check again if anything changes."
    ),
    "yellow_soon": N_(
        "Urgent: see this patient soon. Seat where staff can watch. Check again if worse."
    ),
    "green_wait": N_("May wait. Tell the patient to come to staff at once if anything gets worse."),
    "measure_missing": N_(
        "Something was not asked or measured. Do it now; until then the patient waits as YELLOW."
    ),
    "unresponsive": N_(
        "Cannot be woken. Breathing: turn on the side, tilt the head back, nothing by mouth. "
        "Not breathing: begin chest compressions. Hospital now."
    ),
    "airway_stridor": N_(
        "Noise when breathing in: let the patient sit up, keep calm. Do not look into the throat, "
        "do not lay flat. Oxygen if you have it. Hospital now."
    ),
    "choking": N_(
        "Choking, cannot cough: 5 back blows, 5 belly thrusts, repeat. Pregnant: chest thrusts. "
        "Under 1 year: 5 back blows, 5 chest thrusts. No blind finger sweep."
    ),
    "resp_distress": N_(
        "Severe trouble breathing: sit up, open tight clothes, oxygen if you have it, own inhaler "
        "if asthma. Stay with the patient. Hospital now."
    ),
    "shock": N_(
        "Shock: lay flat (pregnant: on left side), keep warm, stop bleeding. Nothing by mouth; "
        "if diarrhoea and awake: sips of ORS. Drip by protocol. Hospital now."
    ),
    "heavy_bleeding": N_(
        "Heavy bleeding: press hard with clean cloth, keep pressing. Leave stuck objects in. "
        "Limb still pouring: tight band above the wound, note time. Go now."
    ),
    "heart_rate": N_(
        "Pulse far too slow or fast: rest sitting or lying, no walking. Oxygen if you have it. "
        "Take all medicines along. Hospital now."
    ),
    "convulsion": N_(
        "Fit: clear hard things away, turn on the side. Nothing in the mouth, do not hold down. "
        "Note the time. Measure sugar if you can. Hospital now."
    ),
    "meningitis_confusion": N_(
        "May be a brain infection. Drowsy: lay on the side. Nothing by mouth unless fully awake. "
        "Do not wait: hospital now."
    ),
    "hypoglycaemia": N_(
        "Low sugar. Awake: milk, or 4 level teaspoons of sugar in 200 ml water. Not awake: "
        "on the side, a little wet sugar under the tongue. Hospital now."
    ),
    "high_risk_trauma": N_(
        "Bad injury: keep neck and back still, press on bleeding, keep warm, splint a broken limb "
        "as it lies. Nothing to eat. Hospital now."
    ),
    "head_injury": N_(
        "Head injury: lie still, head and neck in line. Sleepy, vomits, fit, or fluid from ear "
        "or nose: hospital now. Wake and check often."
    ),
    "major_burn": N_(
        "Burn: cool 20 minutes under clean, cool running water. Rings and loose clothes off, "
        "cover with clean cloth, keep warm. No ice, oil or paste."
    ),
    "poisoning": N_(
        "Poison: fresh air, wet clothes off, wash the skin, protect your hands. Do not make "
        "vomit, nothing to drink. Take the bottle along. Hospital now."
    ),
    "chemical_eye": N_(
        "Chemical in the eye: hold it open, rinse with plenty of clean water 20 minutes or more, "
        "also on the way. Do not rub. Hospital now."
    ),
    "threatened_limb": N_(
        "Cold, pale or numb limb: loosen cast, ring or shoe (never a tourniquet or snake-bite "
        "band). Still, at heart height. No rubbing or heat. Hospital now."
    ),
    "snake_bite": N_(
        "Snake bite: calm and still, splint the limb, rings off. No cutting, sucking, tight band, "
        "ice or herbs. Do not walk: carry to hospital now."
    ),
    "snake_bite_band": N_(
        "Snake bite with a tight band on: do not take it off suddenly. Go to a hospital with "
        "antivenom ready. Vomits: lie on the left side."
    ),
    "chest_pain_over50": N_(
        "Chest pain: rest half sitting, no walking. Oxygen if SpO2 is low. "
        "Take all medicines along. Hospital now."
    ),
    "abdominal_pain_over50": N_(
        "Severe belly pain: nothing to eat or drink, lie as is easiest. "
        "Vomits blood, black stool or hard belly: hospital at once."
    ),
    "violent": N_(
        "Violent or very upset: keep all safe, one person talks calmly, give room. "
        "Check for low sugar, fever, breathing trouble. Get help."
    ),
    "preg_bleeding": N_(
        "Bleeding in pregnancy: lie on left side, keep warm, keep the pads. "
        "Do not examine inside. Heavy: nothing by mouth. Hospital now."
    ),
    "preeclampsia": N_(
        "Very high blood pressure in pregnancy, or signs of it: rest on left side, quiet, "
        "do not leave her alone. Tell the hospital and go now."
    ),
    "eclampsia": N_(
        "Fit or confusion in pregnancy: lay on left side, nothing in the mouth, "
        "oxygen if you have it. Tell the hospital and go now."
    ),
    "pph": N_(
        "Bleeding after birth: rub the womb through the belly until hard, bladder empty, baby to "
        "the breast. Lay flat, keep warm. Hospital now."
    ),
    "preg_abdo": N_(
        "Severe belly pain in pregnancy: lie on left side, nothing by mouth. "
        "Early, with fainting: may be a pregnancy in the tube. Hospital now."
    ),
    "labour": N_(
        "Labour: call the midwife, clean hands and place. Baby comes: do not pull; "
        "dry, skin to skin, cover, clean cord. Watch for bleeding."
    ),
    "preg_trauma": N_(
        "Injury in pregnancy, even a small one: hospital. Lie tilted to the left. "
        "Watch for bleeding, belly pain, baby not moving."
    ),
    "newborn": N_(
        "Sick newborn: skin to skin. Cold: cap and cover. Hot: unwrap. Breast or cup only if "
        "awake. Not breathing: rub back, give breaths. Hospital now."
    ),
    "child_dehydration": N_(
        "Very dry child: hospital now. Awake: ORS by spoon every 1-2 minutes on the way, "
        "breast milk. Not awake or cannot swallow: nothing by mouth."
    ),
    "testis": N_(
        "Sudden testicle pain: a surgeon must look within 6 hours. "
        "Nothing to eat or drink. Hospital at once."
    ),
    "fever_child": N_(
        "Hot child: extra clothes off, give fluids and breast milk. Test for malaria. "
        "No aspirin, no ibuprofen. Danger sign: hospital now."
    ),
    "animal_bite": N_(
        "Animal bite: wash 15 minutes with soap and running water, then antiseptic. "
        "Do not stitch, no chili or herbs. Rabies vaccine today."
    ),
    "stroke": N_(
        "Face droops, arm weak or speech changed: note when it began. Nothing by mouth, "
        "drowsy: on the side. Measure sugar. Hospital now."
    ),
    "diarrhoea_adult": N_(
        "Watery stools: drink ORS after each (1 packet in the clean water it names). "
        "Too weak to drink, sunken eyes, no urine: hospital now."
    ),
    "wheeze": N_(
        "Asthma: sit up, keep calm, own inhaler as prescribed. "
        "Cannot say a sentence, or getting tired: hospital now."
    ),
    "electric_shock": N_(
        "Electric shock: power off before you touch. Not breathing: chest compressions. "
        "All need a hospital check, even if well."
    ),
    "dengue_home": N_(
        "Dengue at home: drink plenty. NO aspirin, NO ibuprofen. Belly pain, vomiting, "
        "bleeding, sleepy or no urine for 6 hours: come back at once."
    ),
    "dengue_watch": N_(
        "May be dengue: watch at the clinic. Drink often. No aspirin, no ibuprofen. Check "
        "pulse, pressure and urine often. A cooler body is no proof of safety."
    ),
    "dengue_severe": N_(
        "May be severe dengue: hospital now. Lay flat, keep warm. Drip by protocol. No aspirin,"
        " no ibuprofen. Check pulse and pressure on the way."
    ),
    "rabies_urgent": N_(
        "Bite, broken skin or bat: rabies vaccine AND immunoglobulin today, before signs begin."
        " Wash first: 15 minutes, soap and running water."
    ),
    "wash_skin": N_(
        "Animal touched or licked skin that is whole: wash with soap and water. Look for "
        "scratches. No vaccine needed if there are none."
    ),
    "antivenom": N_(
        "Snake bite with signs of poison: hospital with antivenom now; call ahead. Watch "
        "breathing and bleeding on the way."
    ),
    "heat_stroke": N_(
        "Too hot, confused or fits: shade, clothes off, wet the whole body and fan hard. Cool "
        "first, then move. Nothing to drink if not fully awake."
    ),
    "heat_rest": N_(
        "Unwell from heat: shade, loosen clothes, wet the skin and fan, sips of ORS. "
        "Confused, a fit, or no better soon: hospital now."
    ),
    "self_harm": N_(
        "Stay with the patient. Take away poisons, medicines, blades and rope. Listen, do not "
        "blame. Poison or a wound: hospital now."
    ),
    "drowning": N_(
        "Nearly drowned. Not breathing: 5 rescue breaths, then chest compressions. Breathing: "
        "on the side, dry, warm. Hospital even if well."
    ),
    "anaphylaxis": N_(
        "Sudden allergy: own adrenalin pen now, if any. Faint: lie flat. Hard breathing: sit. "
        "Take away the cause. Hospital now."
    ),
    "jellyfish": N_(
        "Jellyfish sting: out of the water, do not rub. Vinegar for 30 seconds, no fresh water."
        " Not breathing: chest compressions. Hospital now."
    ),
    "tetanus": N_(
        "Locked jaw or spasms: quiet, dark place, touch little, on the side, nothing by mouth. "
        "Clean the wound. Hospital now."
    ),
    "severe_malaria": N_(
        "May be severe malaria: hospital now. Measure sugar. Drowsy: lay on the side, nothing "
        "by mouth. First treatment by protocol, do not wait."
    ),
    "very_dry": N_(
        "Very dry from diarrhoea: hospital now, drip by protocol. Awake: ORS in small sips all "
        "the way. Not awake: nothing by mouth, on the side."
    ),
    "separate_mask": N_("Mask on, apart from others, by an open window or outside. See first."),
    "separate_stool": N_(
        "May pass on by stool: own toilet or bucket, gloves, wash hands with soap after every "
        "contact, clean up spills with chlorine."
    ),
    "separate_touch": N_(
        "May pass on by touch: a room apart, few helpers. Gloves, mask, cover skin and eyes. Do"
        " not touch blood, sores or bedding."
    ),
    "tell_surveillance": N_("Tell the disease surveillance officer today."),
    "wash_hands": N_(
        "May pass on among children: keep apart from other children, wash hands with soap. "
        "Jerks, vomits or very sleepy: hospital now."
    ),
}
"""Advice codes; which criterion gives which advice is decided in triage.clinical.advice."""


def texts(*, has_drug_lines: bool) -> Mapping[str, str]:
    """Return the sentence of each advice code; with drugs only where the site approved them."""
    return ADVICE | WITH_DRUG if has_drug_lines else ADVICE
