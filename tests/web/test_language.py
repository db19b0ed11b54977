import pytest

from tests.web.person import Person, hidden
from triage.i18n import Languages
from triage.settings import shipped

LANGUAGES = Languages.load(shipped("translations"))


def test_there_are_thirteen_languages_by_their_own_names(site):
    text = Person(site).get("/language").text

    assert len(LANGUAGES.codes) == 13
    assert all(f'value="{one.native_name}"' in text for one in LANGUAGES.all())


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_the_switch_works_before_and_after_signing_in(site, code):
    language = LANGUAGES.get(code)
    person = Person(site)

    person.send("/language", language=language.native_name)
    before = person.get("/sign-in")
    noi = Person(site, "Noi")
    noi.send("/language", language=language.native_name)
    after = noi.get("/visits/new")

    for page in (before, after):
        assert page.headers["Content-Language"] == language.bcp47
        assert f'<html lang="{language.bcp47}"' in page.text


def test_the_choice_follows_the_person_to_another_browser(site):
    Person(site, "Noi").send("/language", language="ไทย")

    assert Person(site, "Noi").get("/").headers["Content-Language"] == "th"


def test_a_stranger_reads_the_language_of_the_browser(site):
    person = Person(site, **{"Accept-Language": "in-ID,in;q=0.9,en;q=0.5"})

    assert person.get("/sign-in").headers["Content-Language"] == "id"


def test_the_switch_leads_back_to_the_page_it_came_from(noi):
    form = noi.get("/language?next=/visits/new")

    answer = noi.post("/language", hidden(form) | {"language": "ไทย"})

    assert answer.headers["Location"] == "/visits/new"


def test_an_unknown_language_changes_nothing(noi):
    noi.send("/language", language="Klingon")

    assert noi.get("/").headers["Content-Language"] == "en"


@pytest.mark.parametrize("code", ["th", "id"])
def test_unreviewed_clinical_text_is_marked_once_and_red_actions_stand_beside_english(noi, code):
    language = LANGUAGES.get(code)
    noi.send("/language", language=language.native_name)

    text = noi.read(signs={"present": ["stridor"], "none": ["look", "ask", "injury"]})

    mark = language.gettext("Draft translation, not checked by a clinician")
    assert mark != "Draft translation, not checked by a clinician"
    assert text.count(mark) == 1
    assert "RED" in text
    assert "<i lang=en>Treat at once." in text


def test_english_is_not_marked_as_a_translation(noi):
    text = noi.read()

    assert "Draft translation" not in text
    assert "Not checked or signed by any clinician" in text


def test_what_was_entered_in_one_language_is_read_in_another(noi, dara):
    dara.send("/language", language="ไทย")
    code = noi.code()

    assert "GREEN" in dara.get(f"/visits/{code}/result").text
    assert dara.get(f"/visits/{code}/result").headers["Content-Language"] == "th"
