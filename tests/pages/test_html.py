"""Every page is correct HTML, with one main part, one heading and a label for every input."""

import html5lib
import pytest

from tests.web.walk import Walk

pytestmark = pytest.mark.slow

XHTML = "{http://www.w3.org/1999/xhtml}"
UNLABELLED = {"hidden", "submit"}


def inputs(tree):
    for name in ("input", "select", "textarea"):
        for one in tree.iter(XHTML + name):
            if one.get("type") not in UNLABELLED:
                yield one


@pytest.mark.parametrize("code", ["en", "th", "my"])
def test_every_page_is_correct_and_can_be_read_aloud(real_site, code):
    for page in Walk(real_site, code).pages():
        parser = html5lib.HTMLParser(strict=True)
        tree = parser.parse(page.body.decode())
        labelled = {one for label in tree.iter(XHTML + "label") for one in label.iter()}
        assert set(inputs(tree)) <= labelled, page.name
        for once in ("main", "h1", "title"):
            assert len(list(tree.iter(XHTML + once))) == 1, (page.name, once)
        assert tree.get("lang"), page.name
        ids = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), page.name
        linked = [a.get("href")[1:] for a in tree.iter(XHTML + "a") if a.get("href")[:1] == "#"]
        assert set(linked) <= set(ids), page.name
