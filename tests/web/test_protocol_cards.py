"""The cards of the protocols: public, cached, in the reader's language, true to the tables."""

from pathlib import Path

import pytest

from tests.web.person import Person
from tests.web.site import NOON
from triage.cli.cards import card_text, question_table
from triage.clinical.library import LIBRARY
from triage.clinical.protocols import RAISING

DOCUMENTS = Path(__file__).parents[2] / "docs" / "protocols"
PAGES = range(0, 300, 30)


@pytest.fixture
def anybody(site):
    return Person(site, enrolled=False)


def whole(person, name):
    """Return the text of every page of a card."""
    return "".join(person.get(f"/protocols/{name}?after={after}").text for after in PAGES)


def test_every_protocol_has_a_card_in_the_list(anybody):
    text = anybody.get("/protocols").text

    assert {one.name for one in RAISING} < set(LIBRARY)
    for name in LIBRARY:
        assert f"/protocols/{name}" in text


@pytest.mark.parametrize("name", LIBRARY)
def test_a_card_says_what_it_is_and_gives_the_source_of_every_rule(anybody, name):
    protocol, text = LIBRARY[name], whole(anybody, name)

    for told in (protocol.version, protocol.owner, str(protocol.review_by.year)):
        assert told in text
    assert text.count("<li>") >= len(protocol.rules)
    for rule in protocol.rules:
        assert rule.policy in text


def test_a_policy_of_the_project_is_called_one(anybody):
    assert "project policy P19" in whole(anybody, "SPECIAL")


def test_a_limit_stands_with_its_unit(anybody):
    assert "Hours since the injury &gt;= 2 hours" in whole(anybody, "SPECIAL")


def test_a_card_is_public_kept_and_the_same_for_whoever_is_signed_in(anybody, noi):
    answer = noi.get("/protocols/SATS")

    assert answer.headers["Cache-Control"] == "max-age=600"
    assert answer.headers["Vary"] == "Cookie"
    assert "Noi" not in answer.text
    assert answer.text == anybody.get("/protocols/SATS").text


def test_a_card_is_read_in_the_reader_s_language(site):
    reader = Person(site, enrolled=False, **{"Accept-Language": "id"})

    assert "kebijakan proyek" in whole(reader, "SPECIAL")


def test_a_card_past_its_day_says_so(anybody, site):
    assert "has passed" not in anybody.get("/protocols/SATS").text

    site.clock.turn(days=(LIBRARY["SATS"].review_by - NOON.date()).days + 1)

    assert "has passed" in anybody.get("/protocols/SATS").text


def test_a_visit_decided_by_a_protocol_past_its_day_says_so(noi, site):
    signs = {"present": ["stridor"]}
    before = noi.code(signs=signs)
    assert "look again" not in noi.get(f"/visits/{before}").text

    site.clock.turn(days=(LIBRARY["SATS"].review_by - NOON.date()).days + 1)
    noi = Person(site, "Noi")

    assert "Past the day to look again at: IITT" in noi.get(f"/visits/{noi.code(signs=signs)}").text


@pytest.mark.parametrize("path", ["/protocols/NONE", "/protocols/sats"])
def test_there_is_no_other_card(anybody, path):
    assert anybody.get(path).status_code == 404


def test_a_strange_page_number_is_the_first_page(anybody):
    assert anybody.get("/protocols/SATS?after=x").text == anybody.get("/protocols/SATS").text


@pytest.mark.parametrize("name", LIBRARY)
def test_the_document_of_a_card_is_what_the_command_writes(name):
    path = DOCUMENTS / f"{name.lower()}.md"

    assert path.read_text() == card_text(LIBRARY[name]), (
        "run: triage protocols cards docs/protocols"
    )


def test_the_documents_are_the_cards_and_the_table_of_questions():
    assert {one.stem for one in DOCUMENTS.iterdir()} == {n.lower() for n in LIBRARY} | {"questions"}


def test_the_table_of_questions_is_what_the_command_prints():
    written = (DOCUMENTS / "questions.md").read_text()

    assert written == question_table(), (
        "run: triage protocols questions > docs/protocols/questions.md"
    )
