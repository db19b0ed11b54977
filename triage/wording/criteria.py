"""The reason that a fired criterion stands for, short enough for three on a result page.

Facts: WHO/ICRC/MSF IITT adult and child charts with reference card; RCP NEWS2 (2017). The charts
for children have their reasons in a module of their own.
"""

import re
from collections.abc import Callable, Mapping

from triage.wording import (
    N_,
    Translate,
    criteria_mothers,
    criteria_sats,
    criteria_special,
)
from triage.wording import criteria_children as children
from triage.wording.signs import SIGNS

_TWO_OF_NEURO = N_("Two or more of: confusion, stiff neck, fever or cold body, headache")
_CHEST_ABDO_OVER_50 = N_("New chest or belly pain over 50 years of age")
_SLOW_SKIN_COLOUR = N_("Skin colour comes back too slowly")
_PULSE = N_("Pulse too slow or too fast")
_BREATHING = N_("Breathing too slow or too fast")
_TEMPERATURE = N_("Temperature too low or too high")
_OXYGEN = N_("Too little oxygen in the blood (SpO2)")
_AWAKE = N_("Not fully awake")
_CONFUSED_AGITATED = N_("Confused, drowsy or agitated")
_VOMIT_DIARRHOEA = N_("Vomits everything, or diarrhoea that goes on")

CRITERIA = {
    # Adult chart, red.
    "A_R_UNRESPONSIVE": SIGNS["unresponsive"],
    "A_R_STRIDOR": SIGNS["stridor"],
    "A_R_RESP_DISTRESS": SIGNS["respiratory_distress"],
    "A_R_CYANOSIS": SIGNS["central_cyanosis"],
    "A_R_CRT": _SLOW_SKIN_COLOUR,
    "A_R_WEAK_FAST_PULSE": SIGNS["weak_fast_pulse"],
    "A_R_HEAVY_BLEEDING": SIGNS["heavy_bleeding"],
    "A_R_HR": N_("Pulse dangerously slow or fast"),
    "A_R_CONVULSIONS": SIGNS["active_convulsions"],
    "A_R_TWO_OF_NEURO": _TWO_OF_NEURO,
    "A_R_HYPOGLYCAEMIA": SIGNS["hypoglycaemia"],
    "A_R_HIGH_RISK_TRAUMA": N_("Dangerous injury or burn"),
    "A_R_POISONING": SIGNS["poisoning_or_chemical_exposure"],
    "A_R_THREATENED_LIMB": N_("Limb in danger: no pulse, pale or numb"),
    "A_R_SNAKE_BITE": SIGNS["snake_bite"],
    "A_R_CHEST_ABDO_PAIN_OVER50": _CHEST_ABDO_OVER_50,
    "A_R_ECG": SIGNS["ecg_acute_ischaemia"],
    "A_R_VIOLENT": SIGNS["violent_aggressive"],
    "A_R_PREG_BLEEDING": N_("Heavy bleeding in pregnancy"),
    "A_R_PREG_ABDO": N_("Severe belly pain in pregnancy"),
    "A_R_PREG_SEIZURE_AMS": N_("Fit or confusion in pregnancy"),
    "A_R_PREG_HEADACHE": N_("Severe headache in pregnancy"),
    "A_R_PREG_VISUAL": N_("Trouble seeing in pregnancy"),
    "A_R_PREG_BP": N_("High blood pressure in pregnancy"),
    "A_R_PREG_LABOUR": SIGNS["active_labour"],
    "A_R_PREG_TRAUMA": N_("Injury in pregnancy"),
    # Adult chart, yellow.
    "A_Y_SWELLING": SIGNS["mouth_throat_neck_swelling"],
    "A_Y_WHEEZE": SIGNS["wheezing"],
    "A_Y_VOMIT_DIARRHOEA": _VOMIT_DIARRHOEA,
    "A_Y_CANNOT_DRINK": SIGNS["unable_to_feed_or_drink"],
    "A_Y_PALLOR": SIGNS["severe_pallor"],
    "A_Y_BLEEDING": SIGNS["ongoing_bleeding"],
    "A_Y_FAINTING": SIGNS["recent_fainting"],
    "A_Y_AMS_AGITATION": _CONFUSED_AGITATED,
    "A_Y_WEAKNESS": SIGNS["acute_general_weakness"],
    "A_Y_FOCAL_NEURO": SIGNS["acute_focal_neuro"],
    "A_Y_VISUAL": SIGNS["acute_visual_disturbance"],
    "A_Y_SEVERE_PAIN": N_("Severe pain"),
    "A_Y_RASH": SIGNS["rash_worsening_or_peeling"],
    "A_Y_LIMB_DEFORMITY": SIGNS["acute_limb_deformity"],
    "A_Y_OPEN_FRACTURE": SIGNS["open_fracture"],
    "A_Y_DISLOCATION": SIGNS["suspected_dislocation"],
    "A_Y_TRAUMA_BURN": N_("Injury or burn"),
    "A_Y_SURGICAL": SIGNS["urgent_surgical_diagnosis"],
    "A_Y_SEXUAL_ASSAULT": SIGNS["sexual_assault"],
    "A_Y_TESTIS": SIGNS["acute_testicular_pain_or_priapism"],
    "A_Y_RETENTION": SIGNS["unable_to_pass_urine"],
    "A_Y_PROPHYLAXIS": SIGNS["time_sensitive_prophylaxis_exposure"],
    "A_Y_PREG_REFERRED": SIGNS["pregnancy_referred_complication"],
    # Adult chart, high-risk vital signs.
    "A_V_HR": _PULSE,
    "A_V_RR": _BREATHING,
    "A_V_TEMP": _TEMPERATURE,
    "A_V_SPO2": _OXYGEN,
    "A_V_AVPU": _AWAKE,
    # Child chart, red.
    "C_R_UNRESPONSIVE": SIGNS["unresponsive"],
    "C_R_STRIDOR": SIGNS["stridor"],
    "C_R_RESP_DISTRESS": SIGNS["respiratory_distress"],
    "C_R_CYANOSIS": SIGNS["central_cyanosis"],
    "C_R_CRT": _SLOW_SKIN_COLOUR,
    "C_R_WEAK_FAST_PULSE": SIGNS["weak_fast_pulse"],
    "C_R_HEAVY_BLEEDING": SIGNS["heavy_bleeding"],
    "C_R_COLD_EXTREMITIES": SIGNS["cold_extremities"],
    "C_R_DEHYDRATION_TWO": N_("Two or more signs of severe dehydration"),
    "C_R_CONVULSIONS": SIGNS["active_convulsions"],
    "C_R_AMS_PLUS": N_("Confused or drowsy, with stiff neck, fever or cold body"),
    "C_R_HYPOGLYCAEMIA": SIGNS["hypoglycaemia"],
    "C_R_INFANT_LT8D": N_("Baby younger than 8 days"),
    "C_R_LT2M_TEMP": N_("Baby under 2 months, too cold or too hot"),
    "C_R_HIGH_RISK_TRAUMA": N_("Dangerous injury or burn"),
    "C_R_THREATENED_LIMB": N_("Limb in danger: no pulse, pale or numb"),
    "C_R_TESTIS": SIGNS["acute_testicular_pain_or_priapism"],
    "C_R_SNAKE_BITE": SIGNS["snake_bite"],
    "C_R_POISONING": SIGNS["poisoning_or_chemical_exposure"],
    "C_R_PREG_ADULT_RED": N_("Pregnant child with a danger sign"),
    # Child chart, yellow.
    "C_Y_SWELLING": SIGNS["mouth_throat_neck_swelling"],
    "C_Y_WHEEZE": SIGNS["wheezing"],
    "C_Y_CANNOT_FEED": SIGNS["unable_to_feed_or_drink"],
    "C_Y_VOMITS_ALL": SIGNS["vomits_everything"],
    "C_Y_DIARRHOEA": SIGNS["ongoing_diarrhoea"],
    "C_Y_DEHYDRATION": SIGNS["dehydration"],
    "C_Y_PALLOR": SIGNS["severe_pallor"],
    "C_Y_RESTLESS": N_("Restless, irritable or very sleepy"),
    "C_Y_SEVERE_PAIN": N_("Severe pain"),
    "C_Y_INFANT_8D_6M": N_("Baby of 8 days to 6 months"),
    "C_Y_MALNUTRITION": SIGNS["severe_wasting_or_bilateral_oedema"],
    "C_Y_TRAUMA_BURN": N_("Injury or burn"),
    "C_Y_SEXUAL_ASSAULT": SIGNS["sexual_assault"],
    "C_Y_SURGICAL": SIGNS["urgent_surgical_diagnosis"],
    "C_Y_RASH": SIGNS["rash_worsening_or_peeling"],
    "C_Y_PROPHYLAXIS": SIGNS["time_sensitive_prophylaxis_exposure"],
    "C_Y_PREGNANCY": N_("Pregnant, under 12 years of age"),
    "C_Y_HEADACHE": SIGNS["headache"],
    "C_P_NOT_ON_CHART": N_("Danger sign that the child chart does not list"),
    # Child chart, high-risk vital signs.
    "C_V_TEMP": _TEMPERATURE,
    "C_V_SPO2": _OXYGEN,
    "C_V_AVPU": _AWAKE,
    "C_V_RR_HIGH": N_("Breathing too fast"),
    "C_V_RR_LOW": N_("Breathing too slow"),
    "C_V_HR_HIGH": N_("Pulse too fast"),
    "C_V_HR_LOW": N_("Pulse too slow"),
    # Other.
    **children.CRITERIA,
    "NEWS2_HIGH": N_("NEWS2 score high"),
    "NEWS2_MEDIUM": N_("NEWS2 score medium"),
    "NEWS2_SINGLE_3": N_("One measurement far from normal (NEWS2)"),
    "NO_SIGN_OF_LIFE": N_("No pulse or no breath: check the patient now"),
    **criteria_sats.CRITERIA,
    **criteria_mothers.CRITERIA,
    **criteria_special.CRITERIA,
}
"""Plain reasons; they stand on their own when no number is known."""

_PULSE_IS = N_("Pulse {value} a minute ({threshold})")
_BREATHING_IS = N_("Breathing {value} a minute ({threshold})")
_TEMPERATURE_IS = N_("Temperature {value} °C ({threshold})")
_OXYGEN_IS = N_("Oxygen SpO2 {value} ({threshold})")
_SUGAR_IS = N_("Blood sugar {value} mmol/L ({threshold})")
_SKIN_COLOUR_IS = N_("Skin colour back after {value} seconds ({threshold})")
_AVPU_IS = N_("Not fully awake (AVPU {value})")
_NEWS2_IS = N_("NEWS2 score {value} ({threshold})")

MEASURED = {
    **children.MEASURED,
    "A_R_CRT": _SKIN_COLOUR_IS,
    "C_R_CRT": _SKIN_COLOUR_IS,
    "A_R_HR": _PULSE_IS,
    "A_V_HR": _PULSE_IS,
    "C_V_HR_HIGH": _PULSE_IS,
    "C_V_HR_LOW": _PULSE_IS,
    "A_V_RR": _BREATHING_IS,
    "C_V_RR_HIGH": _BREATHING_IS,
    "C_V_RR_LOW": _BREATHING_IS,
    "A_V_TEMP": _TEMPERATURE_IS,
    "C_V_TEMP": _TEMPERATURE_IS,
    "C_R_LT2M_TEMP": N_("Baby under 2 months, temperature {value} °C ({threshold})"),
    "A_V_SPO2": _OXYGEN_IS,
    "C_V_SPO2": _OXYGEN_IS,
    "A_V_AVPU": _AVPU_IS,
    "C_V_AVPU": _AVPU_IS,
    "A_R_HYPOGLYCAEMIA": _SUGAR_IS,
    "C_R_HYPOGLYCAEMIA": _SUGAR_IS,
    "A_R_PREG_BP": N_("Blood pressure {value} in pregnancy ({threshold})"),
    "NEWS2_HIGH": _NEWS2_IS,
    "NEWS2_MEDIUM": _NEWS2_IS,
    **criteria_sats.MEASURED,
    **criteria_mothers.MEASURED,
    **criteria_special.MEASURED,
}
"""Reasons with the number that fired and its limit; used when there is a number."""

BY_SIGN = {"C_P_NOT_ON_CHART", *children.BY_SIGN}
"""Criteria of several signs: the reason is the one that was seen."""

LIMITS = {
    ">": N_("limit: above {limit}"),
    ">=": N_("limit: {limit} or more"),
    "<": N_("limit: below {limit}"),
    "<=": N_("limit: {limit} or less"),
}

_THRESHOLD = re.compile(r"(?P<sign>[<>]=?)\s*(?P<limit>\d+(?:\.\d+)?)")


def plain_number(value: float) -> str:
    """Return *value* with a decimal point, without grouping or trailing zeros."""
    return f"{value:g}"


def reason_text(
    fired: Mapping[str, object],
    translate: Translate,
    show: Callable[[float], str] = plain_number,
) -> str:
    """Return the reason for one entry of a decision's ``fired`` list.

    Args:
        fired: its words: id, value, threshold.
        translate: from msgid to the reader's language.
        show: writes a number in the reader's language.
    """
    code, value = str(fired["id"]), fired.get("value")
    if code in BY_SIGN and value in SIGNS:
        return translate(SIGNS[str(value)])
    if code in MEASURED and _is_measurement(fired):
        return translate(MEASURED[code]).format(
            value=_shown(value, show),
            threshold=_limit_text(str(fired.get("threshold")), translate, show),
        )
    return translate(CRITERIA[code]) if code in CRITERIA else code


def _is_measurement(fired: Mapping[str, object]) -> bool:
    """Return whether a number or a choice fired, not a sign that was seen."""
    value = fired.get("value")
    return value is not None and not isinstance(value, bool) and value not in SIGNS


def _shown(value: object, show: Callable[[float], str]) -> str:
    return show(value) if isinstance(value, int | float) else str(value)


def _limit_text(threshold: str, translate: Translate, show: Callable[[float], str]) -> str:
    """Return *threshold* in words; unchanged if it is more than one comparison."""
    match = _THRESHOLD.fullmatch(threshold)
    if match is None:
        return threshold
    return translate(LIMITS[match["sign"]]).format(limit=show(float(match["limit"])))
