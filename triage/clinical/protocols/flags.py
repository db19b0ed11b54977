"""Isolation and notification: whom to keep apart, and whom to report. Never a colour.

Each flag is a condition with its document; what is to be done stands in
`triage/clinical/advice.py`. Case definitions differ between ministries: these are the widest of
those read, and no diagnosis.
"""

from dataclasses import dataclass

from triage.clinical.age import ADULT_YEARS
from triage.clinical.facts import Condition, Facts
from triage.clinical.protocols.special_illness import SEVERE_DEHYDRATION
from triage.clinical.protocols.special_parts import After, after, any_sign
from triage.clinical.rules import AgeIs, AllOf, AnyOf, Number, Said, Sign

TB_COUGH_DAYS = 14
"""Two weeks of cough. Source: WHO TB infection control guidelines."""
CHOLERA_FROM_YEARS = 2
AFP_UNDER_YEARS = 15
SARI_FEVER_C, SARI_DAYS = 38.0, 10
"""Fever told or measured, begun at most ten days ago. UNVERIFIED 0.97."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One reason to separate or to report.

    Attributes:
        id: never changed once released.
        source: document, and how sure.
        condition: when it holds.
    """

    id: str
    source: str
    condition: Condition


COUGH = AnyOf((Sign("cough"), Said("coughing_blood"), Number("cough_days", ">", 0)))
_TB_SYMPTOMS = (Sign("fever"), Sign("night_sweats"), Sign("weight_loss"))
_FLU = After(
    COUGH,
    (
        AnyOf((Said("fever"), Said("reported_fever"), Number("temp_c", ">=", SARI_FEVER_C))),
        Number("illness_days", "<=", SARI_DAYS),
    ),
)

FLAGS: tuple[Flag, ...] = (
    Flag(
        id="F_TB",
        source="WHO TB infection control (excerpts); four-symptom screen UNVERIFIED 0.97",
        condition=AnyOf(
            (
                Number("cough_days", ">=", TB_COUGH_DAYS),
                After(COUGH, (AnyOf((Said("coughing_blood"), *_TB_SYMPTOMS)),)),
                After(
                    AnyOf((Said("hiv"), Said("tb_contact"))),
                    (AnyOf((COUGH, *_TB_SYMPTOMS)),),
                ),
            )
        ),
    ),
    Flag(
        id="F_MEASLES",
        source="WHO surveillance standard 2018, suspected case, at second hand",
        condition=AnyOf(
            (
                Said("measles_now"),
                after("maculopapular_rash", Sign("fever")),
            )
        ),
    ),
    Flag(
        id="F_CHOLERA",
        source="GTFCC cholera surveillance, at second hand",
        condition=after(
            "acute_watery_diarrhoea",
            AnyOf(
                (
                    Said("outbreak_declared"),
                    AllOf((AgeIs("years", ">=", CHOLERA_FROM_YEARS), SEVERE_DEHYDRATION)),
                )
            ),
        ),
    ),
    Flag(
        id="F_DIPHTHERIA",
        source="WHO surveillance standard (UNVERIFIED 0.95)",
        condition=after("sore_throat", AnyOf((Sign("grey_membrane"), Sign("bull_neck")))),
    ),
    Flag(
        id="F_MENINGITIS",
        source="WHO surveillance standard (UNVERIFIED 0.95); policy P22",
        condition=After(
            Sign("fever"),
            (
                any_sign(
                    "stiff_neck", "altered_mental_status", "unresponsive", "bulging_fontanelle"
                ),
            ),
        ),
    ),
    Flag(
        id="F_AFP",
        source="WHO polio surveillance (UNVERIFIED 0.95)",
        condition=after("flaccid_weakness_acute", AgeIs("years", "<", AFP_UNDER_YEARS)),
    ),
    Flag(
        id="F_SARI",
        source="WHO influenza surveillance (UNVERIFIED 0.97)",
        condition=after("needs_admission", _FLU),
    ),
    Flag(
        id="F_AVIAN",
        source="WHO influenza surveillance (UNVERIFIED 0.85)",
        condition=after("poultry_contact", _FLU),
    ),
    Flag(
        id="F_VHF_MPOX",
        source="WHO case definitions (UNVERIFIED 0.85)",
        condition=AnyOf(
            (
                after("unexplained_bleeding", Sign("fever")),
                after("vesicular_rash", any_sign("fever", "swollen_lymph_nodes")),
            )
        ),
    ),
    Flag(
        id="F_HFMD",
        source="WHO Western Pacific guide to hand, foot and mouth disease (UNVERIFIED 0.9)",
        condition=after(
            "mouth_ulcers",
            Sign("rash_palms_soles"),
            Sign("fever"),
            AgeIs("years", "<", ADULT_YEARS),
        ),
    ),
)
SIGNS = frozenset(
    {
        "cough",
        "coughing_blood",
        "night_sweats",
        "weight_loss",
        "hiv",
        "tb_contact",
        "measles_now",
        "maculopapular_rash",
        "coryza",
        "acute_watery_diarrhoea",
        "outbreak_declared",
        "sore_throat",
        "grey_membrane",
        "bull_neck",
        "bulging_fontanelle",
        "flaccid_weakness_acute",
        "needs_admission",
        "poultry_contact",
        "unexplained_bleeding",
        "vesicular_rash",
        "swollen_lymph_nodes",
        "mouth_ulcers",
        "rash_palms_soles",
    }
)


def flags_of(facts: Facts) -> tuple[str, ...]:
    """Return the ids of the flags that hold; what was not asked raises none."""
    return tuple(flag.id for flag in FLAGS if flag.condition.judge(facts).truth)
