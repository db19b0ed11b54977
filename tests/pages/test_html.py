"""Every listed page is correct HTML, with one main part, one heading and labels for its inputs."""

import html5lib
import pytest

from tests.pages import nu
from tests.pages.shelf import collected

pytestmark = pytest.mark.slow

LANGUAGES = ["en", "th", "my"]
XHTML = "{http://www.w3.org/1999/xhtml}"
UNLABELLED = {"hidden", "submit"}


def inputs(tree):
    for name in ("input", "select", "textarea"):
        for one in tree.iter(XHTML + name):
            if one.get("type") not in UNLABELLED:
                yield one


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_is_correct_and_can_be_read_aloud(code):
    for name, page in collected(code).pages.items():
        parser = html5lib.HTMLParser(strict=True)
        tree = parser.parse(page.body.decode())
        labelled = {one for label in tree.iter(XHTML + "label") for one in label.iter()}
        assert set(inputs(tree)) <= labelled, name
        for once in ("main", "h1", "title"):
            assert len(list(tree.iter(XHTML + once))) == 1, (name, once)
        assert tree.get("lang"), name
        ids = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), name
        linked = [a.get("href")[1:] for a in tree.iter(XHTML + "a") if a.get("href")[:1] == "#"]
        assert linked == [one for one in ids if one in linked], name


def test_the_nu_checker_finds_neither_error_nor_warning(tmp_path):
    pages = {
        f"{code}-{name}": page.body
        for code in LANGUAGES
        for name, page in collected(code).pages.items()
    }

    assert nu.complaints(pages, tmp_path) == []


def test_the_nu_checker_finds_what_is_wrong(tmp_path):
    page = b"<!DOCTYPE html><html lang=en><title>x</title><p>one<p id=a>two<p id=a>three</ul>"

    found = nu.complaints({"wrong": page, "right": page.partition(b"<p id")[0]}, tmp_path)

    assert len(found) == 3
    assert all(one.startswith("wrong: ") for one in found)
