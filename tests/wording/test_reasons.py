import pytest

from triage.wording.criteria import CRITERIA, MEASURED, reason_text
from triage.wording.signs import SIGNS


def english(msgid):
    return msgid


def fired(code, value, threshold):
    return {"id": code, "value": value, "threshold": threshold}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            fired("A_V_RR", 34, "> 30"), "Breathing 34 a minute (limit: above 30)", id="above"
        ),
        pytest.param(
            fired("A_R_HR", 44.0, "< 50"), "Pulse 44 a minute (limit: below 50)", id="below"
        ),
        pytest.param(
            fired("A_R_PREG_BP", 160, ">= 160"),
            "Blood pressure 160 in pregnancy (limit: 160 or more)",
            id="or more",
        ),
        pytest.param(
            fired("A_V_SPO2", 91, "<= 91"), "Oxygen SpO2 91 (limit: 91 or less)", id="or less"
        ),
        pytest.param(
            fired("A_V_TEMP", 39.4, "> 39"),
            "Temperature 39.4 °C (limit: above 39)",
            id="with a decimal",
        ),
        pytest.param(
            fired("A_V_HR", 44, "< 60 or > 130"),
            "Pulse 44 a minute (< 60 or > 130)",
            id="a limit of two parts is shown as it stands",
        ),
        pytest.param(
            fired("A_V_AVPU", "V", "not A"), "Not fully awake (AVPU V)", id="a letter that fired"
        ),
        pytest.param(
            fired("A_R_HYPOGLYCAEMIA", 2.9, "< 3.5"),
            "Blood sugar 2.9 mmol/L (limit: below 3.5)",
            id="measured",
        ),
        pytest.param(
            fired("A_R_HYPOGLYCAEMIA", "hypoglycaemia", "present"),
            SIGNS["hypoglycaemia"],
            id="the same criterion by a sign",
        ),
        pytest.param(
            fired("A_R_STRIDOR", "stridor", "present"), SIGNS["stridor"], id="a sign that was seen"
        ),
        pytest.param(
            fired("C_P_NOT_ON_CHART", "seizures", "present"),
            SIGNS["seizures"],
            id="the sign itself where the criterion only says that one is there",
        ),
        pytest.param(
            fired("A_V_RR", None, ""), CRITERIA["A_V_RR"], id="no number: the plain reason"
        ),
        pytest.param(fired("TEWS_RED", 7, ">= 7"), "TEWS score 7 (limit: 7 or more)", id="points"),
        pytest.param(
            fired("SATS_C_CYANOSIS_OR_SPO2_UNDER_92", "central_cyanosis", "present"),
            "Blue lips or tongue, or too little oxygen",
            id="a sign that a number could have shown too",
        ),
        pytest.param(fired("NEW_RULE", 3, "> 2"), "NEW_RULE", id="a criterion without words"),
    ],
)
def test_a_reason_says_what_was_found_and_the_limit(entry, expected):
    assert reason_text(entry, english) == expected


@pytest.mark.parametrize("code", CRITERIA)
@pytest.mark.parametrize("value", [None, 3, 3.5, "stridor", "V", True])
def test_no_criterion_fails_on_any_value(code, value):
    text = reason_text(fired(code, value, "> 2"), english)
    assert text
    assert "{" not in text


def test_numbers_are_shown_in_the_readers_way():
    entry = fired("A_R_HYPOGLYCAEMIA", 2.9, "< 3.5")

    def comma(number):
        return f"{number:g}".replace(".", ",")

    assert reason_text(entry, english, comma) == "Blood sugar 2,9 mmol/L (limit: below 3,5)"


def test_only_vital_signs_have_a_measured_reason():
    assert all("{value}" in template for template in MEASURED.values())
