"""IMCI 2 to 59 months, what is checked besides: measles, ears, malnutrition, anaemia.

Source: WHO IMCI chart booklet 2014, read in restatements. Not signed off by a clinician.
"""

from dataclasses import dataclass, replace

from triage.clinical.facts import Facts, Verdict
from triage.clinical.protocols.imci import DAYS_LONG, Box, green, none_of
from triage.clinical.protocols.imci_symptoms import CHART, CIRCULATION, DANGER, pink, yellow
from triage.clinical.rules import AgeIs, AllOf, AnyOf, Not, Number, Said, Sign
from triage.clinical.signs import MUAC_FROM_MONTHS, SEVERE_WASTING_MM

MALNUTRITION = "WHO IMCI chart booklet 2014 (UNVERIFIED 0.95; 115 mm SECONDARY)"
MODERATE_WASTING_MM = 125
"""Upper arm below this, mm, and not below 115: moderate malnutrition."""

MEASLES = Sign("measles_now")
SEVERE_MEASLES = AnyOf((Sign("clouding_of_cornea"), Sign("deep_or_extensive_mouth_ulcers"), DANGER))
EYE_OR_MOUTH = AnyOf((Sign("pus_from_eye"), Sign("mouth_ulcers")))
MEASLES_BOX = Box(
    gate=MEASLES,
    rows=(
        pink("SEVERE_COMPLICATED_MEASLES", "other", AllOf((MEASLES, SEVERE_MEASLES))),
        yellow("MEASLES_EYE_MOUTH", "other", AllOf((MEASLES, EYE_OR_MOUTH))),
        green("MEASLES", CHART, none_of(SEVERE_MEASLES, EYE_OR_MOUTH)),
    ),
)

MASTOIDITIS = Sign("tender_swelling_behind_ear")
EAR_SIGNS = (MASTOIDITIS, Sign("ear_pain"), Sign("ear_pus"))
LONG_DISCHARGE = Number("ear_discharge_days", ">=", DAYS_LONG)
EAR_BOX = Box(
    gate=AnyOf((Sign("ear_problem"), *EAR_SIGNS)),
    rows=(
        pink("MASTOIDITIS", "other", MASTOIDITIS),
        yellow(
            "ACUTE_EAR_INFECTION",
            "other",
            AnyOf((Sign("ear_pain"), AllOf((Not(LONG_DISCHARGE), Sign("ear_pus"))))),
        ),
        yellow("CHRONIC_EAR_INFECTION", "other", AllOf((Sign("ear_pus"), LONG_DISCHARGE))),
        yellow("EAR_DISCHARGE", "other", Sign("ear_pus")),
        green("NO_EAR_INFECTION", CHART, none_of(*EAR_SIGNS)),
    ),
)
"""Ear discharge of unknown length is yellow too; which of the two it is stays open."""

HAS_MUAC_AGE = AgeIs("months", ">=", MUAC_FROM_MONTHS)
"""The bands of the upper arm are for 6 to 59 months."""


@dataclass(frozen=True, slots=True)
class UpperArm:
    """The upper arm, in mm, compared with a limit, at an age for which the bands are made."""

    operator: str
    limit: int

    def judge(self, facts: Facts) -> Verdict:
        """Return the comparison; where nobody measured, the age alone is no part of an answer."""
        arm = Number("muac_mm", self.operator, self.limit)
        verdict = AllOf((HAS_MUAC_AGE, arm)).judge(facts)
        return verdict if "muac_mm" not in verdict.open else replace(verdict, partly=False)


SEVERE_WASTING = UpperArm("<", SEVERE_WASTING_MM)
OEDEMA = AnyOf((Sign("oedema_both_feet"), Said("severe_wasting_or_bilateral_oedema")))
COMPLICATION = AnyOf((Sign("medical_complication"), Sign("fails_appetite_test"), DANGER))
NUTRITION_BOX = Box(
    needs_tape=True,
    rows=(
        pink(
            "COMPLICATED_SAM",
            "general",
            AllOf((COMPLICATION, AnyOf((OEDEMA, SEVERE_WASTING)))),
            MALNUTRITION,
        ),
        yellow("OEDEMA_UNASSESSED", "general", OEDEMA, source=MALNUTRITION),
        yellow(
            "UNCOMPLICATED_SAM",
            "general",
            AllOf((Not(COMPLICATION), SEVERE_WASTING)),
            source=MALNUTRITION,
        ),
        yellow("SAM_UNASSESSED", "general", SEVERE_WASTING, source=MALNUTRITION),
        yellow(
            "MODERATE",
            "general",
            UpperArm("<", MODERATE_WASTING_MM),
            source=MALNUTRITION,
        ),
        green(
            "NONE",
            MALNUTRITION,
            AllOf(
                (
                    UpperArm(">=", MODERATE_WASTING_MM),
                    none_of(OEDEMA, Sign("visible_severe_wasting")),
                )
            ),
        ),
    ),
)
"""Swollen feet without a known complication are never green: the chart has no home row for them
(project policy)."""

ANAEMIA_BOX = Box(
    rows=(
        pink("SEVERE_ANAEMIA", CIRCULATION, Sign("severe_pallor")),
        yellow("ANAEMIA", CIRCULATION, Sign("some_palmar_pallor")),
        green("NO_ANAEMIA", CHART, none_of(Sign("severe_pallor"), Sign("some_palmar_pallor"))),
    )
)
