"""Every code that another room can send has its words."""

import importlib
import pkgutil

import pytest

import triage.wording
from triage.access import OF_PEOPLE
from triage.clinical import advice as clinical_advice
from triage.clinical.complaint_groups import group_of
from triage.clinical.complaints import KEYPAD
from triage.clinical.features import MEASURED as MODEL_FEATURES
from triage.clinical.features import flag_name
from triage.clinical.findings import NotMeasured, Sex
from triage.clinical.level import Level
from triage.clinical.protocols import FURTHER_SIGNS, RAISING, esi, iitt_adult, iitt_child, news2
from triage.intake import fields as intake_fields
from triage.intake.problems import Code
from triage.wording.advice import ADVICE, texts
from triage.wording.advice_sources import DRUG_SOURCES, SOURCES
from triage.wording.complaints import COMPLAINTS
from triage.wording.criteria import CRITERIA, MEASURED
from triage.wording.drug_lines import WITH_DRUG
from triage.wording.fields import AVPU, FIELDS, NOT_MEASURED, SEX, VITALS, name_text
from triage.wording.further_signs import FURTHER_SIGNS as FURTHER_WORDS
from triage.wording.pages import LEVELS, ROLES
from triage.wording.problems import PROBLEMS, WITH_LIMITS, WITH_SUGGESTION
from triage.wording.risk import FEATURES, OTHER_PROBLEM, abstention_texts, feature_text
from triage.wording.signs import GROUPS, SIGNS

GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The basic table of 3GPP TS 23.038: one unit each."""
SMS_UNITS = 160


def english(msgid):
    return msgid


@pytest.mark.parametrize(
    ("needed", "table"),
    [
        pytest.param(intake_fields.chart_signs("both"), SIGNS, id="signs"),
        pytest.param(intake_fields.GROUPS, GROUPS, id="groups"),
        pytest.param(intake_fields.FIELDS, SIGNS | FIELDS, id="fields"),
        pytest.param(intake_fields.ASKED_VITALS, VITALS, id="labels of vitals"),
        pytest.param(intake_fields.FIELDS["avpu"].choices, AVPU, id="AVPU"),
        pytest.param(
            [rule.id for rule in (*iitt_adult.RULES, *iitt_child.RULES)], CRITERIA, id="IITT"
        ),
        pytest.param([*news2.RISK_ID.values(), "NO_SIGN_OF_LIFE"], CRITERIA, id="other criteria"),
        pytest.param(FURTHER_SIGNS, SIGNS, id="signs of other protocols"),
        pytest.param(
            [rule.id for protocol in (*RAISING, esi.PROTOCOL) for rule in protocol.rules],
            CRITERIA,
            id="criteria of other protocols",
        ),
        pytest.param(MEASURED, CRITERIA, id="plain reason beside each measured one"),
        pytest.param(clinical_advice.FOR_LEVEL.values(), ADVICE, id="advice for levels"),
        pytest.param(
            [code for codes in clinical_advice.FOR_CRITERION.values() for code in codes],
            ADVICE,
            id="advice for criteria",
        ),
        pytest.param(
            [code for codes in clinical_advice.FOR_SPECIAL.values() for code in codes],
            ADVICE,
            id="advice for special conditions",
        ),
        pytest.param(
            [code for codes in clinical_advice.FOR_FLAG.values() for code in codes],
            ADVICE,
            id="advice for flags",
        ),
        pytest.param(
            [code for codes in clinical_advice.FOR_DISCRIMINATOR.values() for code in codes],
            ADVICE,
            id="advice for discriminators",
        ),
        pytest.param(clinical_advice.PAIN_OVER_50.values(), ADVICE, id="advice for pain"),
        pytest.param(KEYPAD, COMPLAINTS, id="complaints"),
        pytest.param(Code, PROBLEMS, id="problems"),
        pytest.param({*WITH_LIMITS, *WITH_SUGGESTION}, PROBLEMS, id="plain problems"),
        pytest.param(Level, LEVELS, id="levels"),
        pytest.param(OF_PEOPLE, ROLES, id="roles"),
        pytest.param(NotMeasured, NOT_MEASURED, id="not measured"),
        pytest.param(Sex, SEX, id="sex"),
        pytest.param([feature.name for feature in MODEL_FEATURES], FEATURES, id="features"),
    ],
)
def test_every_code_has_words(needed, table):
    assert not set(needed) - set(table)


def test_every_level_has_a_shape_of_its_own():
    symbols = {words.symbol for words in LEVELS.values()}
    assert len(symbols) == len(Level)


def test_no_two_signs_of_a_chart_look_the_same():
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert len(set(COMPLAINTS.values())) == len(COMPLAINTS)


@pytest.mark.parametrize("text", [*ADVICE.values(), *WITH_DRUG.values()])
def test_advice_fits_one_english_sms(text):
    assert not set(text) - GSM_7
    assert len(text) <= SMS_UNITS


def test_advice_names_no_dose():
    """Drug lines need national approval."""
    texts = " ".join(ADVICE.values()).lower()
    assert not [word for word in (" mg", "mg/kg", "magnesium", "adrenaline") if word in texts]


def test_a_drug_is_named_only_where_the_site_approved_it():
    assert texts(has_drug_lines=False) == ADVICE
    approved = texts(has_drug_lines=True)
    assert {code for code in approved if approved[code] != ADVICE[code]} == set(WITH_DRUG)


def test_every_advice_says_where_it_comes_from_and_how_sure_that_is():
    assert set(SOURCES) == set(ADVICE)
    assert set(DRUG_SOURCES) == set(WITH_DRUG)
    marks = ("PRIMARY", "SECONDARY", "UNVERIFIED", "project", "approval")
    unmarked = [one for one in {**SOURCES, **DRUG_SOURCES}.values()
                if not any(mark in one for mark in marks)]  # fmt: skip
    assert not unmarked


def strings_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)


def test_no_sentence_has_a_per_cent_sign():
    """A template's gettext would take it for a placeholder and fail."""
    modules = [
        importlib.import_module(f"triage.wording.{module.name}")
        for module in pkgutil.iter_modules(triage.wording.__path__)
    ]
    texts = [text for m in modules for name in dir(m) for text in strings_in(m.__dict__[name])
             if name.isupper()]  # fmt: skip
    assert len(texts) > len(SIGNS)
    assert not [text for text in texts if "%" in text]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hr", "Pulse"),
        ("vitals.hr", "Pulse"),
        ("why_hr", "Pulse"),
        ("stridor", SIGNS["stridor"]),
        ("coughing_blood", FURTHER_WORDS["coughing_blood"]),
        ("look", GROUPS["look"]),
        ("something_new", "something_new"),
    ],
)
def test_a_name_is_called_by_its_label(name, expected):
    assert name_text(name, english) == expected


def test_each_reason_to_abstain_is_told():
    texts = abstention_texts(["age_under_12", "few_vitals", "complaint", "hr"], english)
    assert texts == (
        "it does not know children under 12",
        "too few measurements",
        "it does not know this problem",
        "pulse is outside what it has learned from",
    )


@pytest.mark.parametrize("code", [code for code in KEYPAD if group_of(code)])
def test_a_complaint_that_weighed_reads_as_its_own_label(code):
    group = group_of(code)
    assert feature_text(flag_name(group), english, (code,)) == COMPLAINTS[code]


def test_two_complaints_of_one_group_are_both_named():
    text = feature_text(flag_name("40"), english, ("20", "40", "41"))
    assert text == f"{COMPLAINTS['40']}, {COMPLAINTS['41']}"


def test_a_group_reads_as_its_own_complaint_when_nobody_says_which_one_it_was():
    assert feature_text(flag_name("40"), english) == COMPLAINTS["40"]
    assert feature_text(flag_name("CARD"), english, ("DIAL",)) == OTHER_PROBLEM
