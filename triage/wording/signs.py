"""Labels of the signs, as a nurse would tick them, and of the groups they are asked in."""

from triage.wording import N_
from triage.wording.further_signs import FURTHER_SIGNS

GROUPS = {
    "look": N_("Look at the patient"),
    "breathe": N_("Breathing and throat"),
    "ask": N_("Ask"),
    "injury": N_("Injury and other dangers"),
}

NONE_OF_THESE = N_("None of these")

CHART_SIGNS = {
    "unresponsive": N_("Does not wake or answer"),
    "stridor": N_("Noisy breathing in (stridor)"),
    "respiratory_distress": N_("Severe trouble breathing"),
    "central_cyanosis": N_("Blue lips or tongue"),
    "weak_fast_pulse": N_("Weak, fast pulse"),
    "heavy_bleeding": N_("Heavy bleeding"),
    "active_convulsions": N_("Fit now (convulsions)"),
    "altered_mental_status": N_("Confused or unusually drowsy"),
    "stiff_neck": N_("Stiff neck"),
    "fever": N_("Fever, felt or told"),
    "hypothermia": N_("Body feels cold"),
    "headache": N_("Headache"),
    "hypoglycaemia": N_("Low blood sugar"),
    # The longest label: it stands for the reference card's list of dangerous injuries and burns.
    "high_risk_trauma": N_("Bad injury: crash, high fall, stab, large burn"),
    "poisoning_or_chemical_exposure": N_("Poison, overdose or chemical"),
    "threatened_limb": N_("Limb without pulse, pale or numb"),
    "snake_bite": N_("Snake bite"),
    "acute_chest_pain": N_("New chest pain"),
    "acute_abdominal_pain": N_("New belly pain"),
    "ecg_acute_ischaemia": N_("ECG shows a heart attack"),
    "violent_aggressive": N_("Violent or aggressive"),
    "severe_abdominal_pain": N_("Severe belly pain"),
    "seizures": N_("Had a fit, now over"),
    "severe_headache": N_("Severe headache"),
    "visual_changes": N_("Blurred sight, spots or flashes"),
    "active_labour": N_("In labour"),
    "trauma": N_("Any injury"),
    "mouth_throat_neck_swelling": N_("Swollen mouth, throat or neck"),
    "wheezing": N_("Wheezing"),
    "vomits_everything": N_("Vomits everything"),
    "ongoing_diarrhoea": N_("Diarrhoea that goes on"),
    "unable_to_feed_or_drink": N_("Cannot feed or drink"),
    "severe_pallor": N_("Very pale"),
    "ongoing_bleeding": N_("Still bleeding, not heavy"),
    "recent_fainting": N_("Fainted recently"),
    "agitation": N_("Very restless, agitated"),
    "acute_general_weakness": N_("New weakness of whole body"),
    "acute_focal_neuro": N_("New weak face, limb or speech"),
    # The form's only line about sight: it stands for visual_changes of the pregnant too.
    "acute_visual_disturbance": N_("New trouble seeing, or flashes"),
    "severe_pain": N_("Severe pain (7 or more of 10)"),
    "rash_worsening_or_peeling": N_("Rash spreading or skin peeling"),
    "acute_limb_deformity": N_("Limb newly bent out of shape"),
    "open_fracture": N_("Broken bone with open wound"),
    "suspected_dislocation": N_("Joint may be out of place"),
    "other_trauma_or_burn": N_("Other injury or burn"),
    "urgent_surgical_diagnosis": N_("May need urgent surgery"),
    "sexual_assault": N_("Sexual assault"),
    "acute_testicular_pain_or_priapism": N_("Testicle pain, lasting erection"),
    "unable_to_pass_urine": N_("Cannot pass urine"),
    "time_sensitive_prophylaxis_exposure": N_("Animal bite or needle injury"),
    "pregnancy_referred_complication": N_("Sent here for pregnancy problem"),
    # Asked for children only.
    "cold_extremities": N_("Cold hands or feet"),
    "lethargy": N_("Limp, very sleepy"),
    "sunken_eyes": N_("Sunken eyes"),
    "very_slow_skin_pinch": N_("Skin pinch stays over 2 seconds"),
    "drinks_poorly": N_("Drinks poorly"),
    "restless_or_irritable": N_("Restless or irritable"),
    "dehydration": N_("Dehydrated"),
    "severe_wasting_or_bilateral_oedema": N_("Very thin, or both feet swollen"),
}
"""Every sign of the IITT adult and child charts, by its canonical name."""

SIGNS = {**CHART_SIGNS, **FURTHER_SIGNS}
"""Every sign that any protocol asks for."""
