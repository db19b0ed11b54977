"""Every listed page in the two text browsers, compared with what it was.

`make golden` writes the files anew; read their difference before it is committed.
"""

import os
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.pages.dumps import dumped
from tests.pages.listing import PAGES
from tests.pages.shelf import collected

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "golden" / "pages"
IS_WRITING = os.environ.get("GOLDEN") == "write"
ALSO_IN_THAI = ("signs", "result-red")
DUMPS = {f"{page.name}.en": ("en", page.name) for page in PAGES} | {
    f"{name}.th": ("th", name) for name in ALSO_IN_THAI
}


@pytest.mark.parametrize("name", DUMPS)
def test_text_browsers_show_the_page_as_before(name, tmp_path):
    language, page = DUMPS[name]
    now = dumped(collected(language).pages[page].body, tmp_path)
    file = GOLDEN / f"{name}.txt"
    if IS_WRITING:
        file.write_text(now, encoding="utf-8")
    before = file.read_text(encoding="utf-8")

    difference = unified_diff(before.splitlines(), now.splitlines(), "before", "now", lineterm="")
    assert "\n".join(difference) == ""


def test_no_dump_is_left_of_a_page_that_is_no_longer_listed():
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(DUMPS)
