"""The paper for the patient: what it says, in which language, and what it keeps to itself."""

import pytest

from tests.web.person import NORMAL, Person
from tests.web.site import make_site
from triage.clinical.age import age_from
from triage.clinical.danger_signs import (
    AFTER_BIRTH,
    CHILD,
    EVERYBODY,
    PREGNANT,
    YOUNG_INFANT,
    come_back,
    may_be_told,
)
from triage.clinical.findings import Findings
from triage.errors import SettingsWrong
from triage.settings import Settings
from triage.web.replies import gzipped
from triage.wording.advice import ADVICE
from triage.wording.drug_lines import WITH_DRUG
from triage.wording.slip import AT_HOME, COME_BACK

RED = {"signs": {"present": ["stridor", "heavy_bleeding"]}}
LONGEST = 3000


@pytest.fixture
def clinic(tmp_path):
    site = make_site(tmp_path, is_demonstration=False, plain_http=True)
    yield site
    site.clinic.database.close()


def slip(person, language="", **typed):
    code = person.code(**typed)
    return code, person.get(f"/visits/{code}/slip{language}")


def test_the_paper_names_the_case_and_the_clinic_and_nobody_else(clinic):
    code, page = slip(Person(clinic, "Dara"), **RED)
    assert page.status_code == 200
    assert code in page.text
    assert "Baan Na" in page.text
    assert "Test Patient" not in page.text
    assert "Dara" not in page.text
    assert len(gzipped(page.get_data())) <= LONGEST


@pytest.mark.parametrize("language", ["th", "id"])
def test_the_paper_speaks_the_language_that_is_asked_for(clinic, language):
    _, page = slip(Person(clinic, "Noi"), f"?language={language}", **RED)
    assert page.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in page.text
    assert COME_BACK["worse"] not in page.text


def test_a_language_without_the_sentences_is_not_offered(clinic):
    _, page = slip(Person(clinic, "Noi"), "?language=km", **RED)
    assert page.headers["Content-Language"] == "en"
    assert "?language=km" not in page.text
    assert "?language=th" in page.text


@pytest.mark.parametrize(
    ("patient", "signs"),
    [
        (Findings(age=age_from(years=30)), EVERYBODY),
        (Findings(), EVERYBODY),
        (Findings(age=age_from(months=59)), CHILD),
        (Findings(age=age_from(months=60)), EVERYBODY),
        (Findings(age=age_from(days=59)), YOUNG_INFANT),
        (Findings(age=age_from(days=60)), CHILD),
        (Findings(age=age_from(years=30), pregnant=True), PREGNANT),
        (Findings(age=age_from(years=30), postpartum_days=3), AFTER_BIRTH),
    ],
)
def test_the_danger_signs_are_those_of_the_patient(patient, signs):
    assert come_back(patient) == signs
    assert set(signs) <= set(COME_BACK)


@pytest.mark.parametrize(
    "criterion",
    [
        "A_Y_SEXUAL_ASSAULT",
        "C_Y_PREGNANCY",
        "A_R_PREG_BLEEDING",
        "A_R_VIOLENT",
        "M_ACT",
        "OB_SELF_HARM",
        "C_Y_MALNUTRITION",
        "A_R_POISONING",
        "SATS_C_VISIBLE_SEVERE_WASTING",
    ],
)
def test_nothing_confided_stands_on_the_paper(criterion):
    assert not may_be_told(criterion)


def test_what_anybody_can_see_stands_on_the_paper():
    assert may_be_told("A_R_STRIDOR")
    assert may_be_told("NEWS2_HIGH")


def test_drugs_are_named_only_where_the_site_approved_them(clinic):
    typed = {"signs": {"present": ["wheezing"]}, "vitals": NORMAL}
    person = Person(clinic, "Noi")
    code = person.code(**typed)
    assert WITH_DRUG["wheeze"] not in person.get(f"/visits/{code}").text
    assert ADVICE["wheeze"] in person.get(f"/visits/{code}").text


def test_where_the_site_approved_drugs_they_are_named(tmp_path):
    site = make_site(tmp_path, drug_lines_approved="Dr Example, 12345, 2026-11-24")
    person = Person(site, "Noi")
    code = person.code(signs={"present": ["wheezing"]}, vitals=NORMAL)
    text = person.get(f"/visits/{code}").text
    site.clinic.database.close()
    assert WITH_DRUG["wheeze"] in text
    assert ADVICE["wheeze"] not in text


@pytest.mark.parametrize("given", ["yes", "Dr Example", "Dr Example, 12345", "Dr, 1, May"])
def test_an_approval_without_name_licence_and_date_is_no_approval(given):
    env = {"TRIAGE_SITE_NAME": "X", "TRIAGE_DIRECTORY": "/x", "TRIAGE_DRUG_LINES_APPROVED": given}
    with pytest.raises(SettingsWrong, match="TRIAGE_DRUG_LINES_APPROVED"):
        Settings.from_env(env)


def test_what_is_said_for_home_is_advice_that_exists():
    assert set(AT_HOME) <= set(ADVICE)
