"""What the documents name exists."""

import re
from pathlib import Path

import pytest

from tests.i18n.test_shipped_catalogues import COMPLETE

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "tests" / "golden" / "README.md"]
)
ROOTS = {path.name for path in ROOT.iterdir()} - {"var", "dist"}
"""What a path of ours begins with; a demonstration or a build makes the other two."""
QUOTED = re.compile(r"`([\w.<>/*-]+)`")
LINKED = re.compile(r"\]\(([^)#:]+)\)")


def missing(document, text):
    """Return every path in *text* that does not exist; *document* is where links start from."""
    quoted = {one for one in QUOTED.findall(text) if one.split("/")[0] in ROOTS and "/" in one}
    absent = [one for one in quoted if not any(ROOT.glob(re.sub("<[^>]*>", "*", one)))]
    linked = {one for one in LINKED.findall(text) if not (document.parent / one).exists()}
    return sorted({*absent, *linked})


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_a_document_names_exists(document):
    assert missing(document, document.read_text()) == []


def test_a_path_that_does_not_exist_is_found():
    there = "`triage/visits.py` `tests/i18n/test_<what>.py` [here](README.md) `application/json`"
    not_there = "`triage/nowhere.py` `tests/nowhere/<what>.py` [there](docs/nowhere.md)"

    assert missing(ROOT / "README.md", there) == []
    assert len(missing(ROOT / "README.md", not_there)) == 3


def test_the_languages_called_complete_are_those_of_the_translators_table():
    text = (ROOT / "docs" / "translating.md").read_text()
    told = re.findall(r"^\| `(\w+)` \|[^|]*\| complete", text, re.MULTILINE)
    assert sorted(told) == sorted(COMPLETE)
