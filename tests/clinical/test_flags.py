"""Whom to separate and whom to report: each flag, its limits, and that no flag is a colour."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.clinical.test_special import patient
from tests.strategies import findings
from triage.assess import assess
from triage.clinical.floor import Conditions, compose
from triage.clinical.protocols import flags, special
from triage.clinical.signs import facts_of


def raised(who) -> set[str]:
    return set(flags.flags_of(facts_of(who, is_child=False)))


FLAGGED = [
    ("F_TB", patient(cough_days=14), patient("cough", cough_days=13)),
    ("F_TB", patient("cough", "weight_loss"), patient("weight_loss")),
    ("F_TB", patient("cough", "night_sweats"), patient("night_sweats")),
    ("F_TB", patient("cough", "fever"), patient("cough")),
    ("F_TB", patient("fever", cough_days=1), patient("fever", cough_days=0)),
    ("F_TB", patient("coughing_blood"), patient("hiv")),
    ("F_TB", patient("hiv", "weight_loss"), patient("tb_contact")),
    ("F_TB", patient("tb_contact", "cough"), patient("cough", cough_days=1)),
    ("F_MEASLES", patient("fever", "maculopapular_rash"), patient("maculopapular_rash")),
    ("F_MEASLES", patient("measles_now"), patient("fever", "coryza", "cough")),
    (
        "F_CHOLERA",
        patient("acute_watery_diarrhoea", "outbreak_declared"),
        patient("acute_watery_diarrhoea"),
    ),
    (
        "F_CHOLERA",
        patient("acute_watery_diarrhoea", "severe_dehydration", years=2),
        patient("acute_watery_diarrhoea", "severe_dehydration", years=1),
    ),
    (
        "F_CHOLERA",
        patient("acute_watery_diarrhoea", "outbreak_declared", years=1),
        patient("outbreak_declared", "severe_dehydration"),
    ),
    ("F_DIPHTHERIA", patient("sore_throat", "grey_membrane"), patient("sore_throat")),
    ("F_DIPHTHERIA", patient("sore_throat", "bull_neck"), patient("grey_membrane")),
    ("F_MENINGITIS", patient("fever", "stiff_neck"), patient("stiff_neck")),
    ("F_MENINGITIS", patient("stiff_neck", temp_c=38.0), patient("stiff_neck", temp_c=37.9)),
    ("F_MENINGITIS", patient("fever", "bulging_fontanelle", years=0), patient("fever")),
    ("F_MENINGITIS", patient("fever", avpu="V"), patient("fever", avpu="A")),
    (
        "F_AFP",
        patient("flaccid_weakness_acute", years=14),
        patient("flaccid_weakness_acute", years=15),
    ),
    (
        "F_SARI",
        patient("cough", "fever", "needs_admission", illness_days=10),
        patient("cough", "fever", "needs_admission", illness_days=11),
    ),
    (
        "F_SARI",
        patient("cough", "needs_admission", temp_c=38.0, illness_days=1),
        patient("cough", "needs_admission", temp_c=37.9, illness_days=1),
    ),
    (
        "F_SARI",
        patient("cough", "fever", "needs_admission", illness_days=0),
        patient("cough", "fever", "needs_admission"),
    ),
    (
        "F_AVIAN",
        patient("cough", "fever", "poultry_contact", illness_days=10),
        patient("cough", "fever", illness_days=10),
    ),
    ("F_VHF_MPOX", patient("fever", "unexplained_bleeding"), patient("unexplained_bleeding")),
    ("F_VHF_MPOX", patient("vesicular_rash", "swollen_lymph_nodes"), patient("vesicular_rash")),
    (
        "F_HFMD",
        patient("fever", "mouth_ulcers", "rash_palms_soles", years=11),
        patient("fever", "mouth_ulcers", "rash_palms_soles", years=12),
    ),
]


@pytest.mark.parametrize(("flag", "holds", "does_not"), FLAGGED)
def test_a_flag_is_raised_by_its_definition_and_not_by_a_part_of_it(flag, holds, does_not):
    assert flag in raised(holds)
    assert flag not in raised(does_not)


def test_every_flag_is_tested():
    assert {flag for flag, *_ in FLAGGED} == {flag.id for flag in flags.FLAGS}
    assert all(flag.source for flag in flags.FLAGS)


@given(findings())
def test_a_flag_never_changes_a_level(who):
    signs = frozenset({"hiv", "tb_contact", "coryza", "night_sweats", "poultry_contact"})
    quiet = replace(who, present=who.present - signs, absent=who.absent - signs)
    flagged = replace(quiet, present=quiet.present | signs)
    assert compose(flagged, Conditions()).level == compose(quiet, Conditions()).level


def test_a_flag_alone_is_an_opinion_without_a_level():
    opinion = special.judge(patient(cough_days=20))
    assert (opinion.level, opinion.fired, opinion.flags) == (None, (), ("F_TB",))


def test_a_flag_of_a_decision_becomes_advice():
    decision = assess(patient("fever", "maculopapular_rash"), Conditions(), None)
    assert "F_MEASLES" in decision.floor.flags
    assert {"separate_mask", "tell_surveillance"} <= set(decision.advice)
