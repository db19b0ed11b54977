"""Every listed page as it is seen, on the smallest screens, with keys only, and on paper."""

import re

import pytest

from tests.pages import axe, sight
from tests.pages.browser import WIDTHS, fresh_page
from tests.pages.listing import PAGES, RESULT
from tests.pages.shelf import DEMONSTRATION

pytestmark = pytest.mark.slow

LANGUAGES = ["en", "th", "my"]
LEVELS = [page.name for page in PAGES if page.kind == RESULT]
every_page = pytest.mark.parametrize("name", [page.name for page in PAGES])
WITHOUT_COLOUR = ("rgb(255, 255, 255)", "rgba(255, 255, 255, 0)")
FAULTY = """<!DOCTYPE html><meta name=viewport content="width=device-width">
<style>b{display:block;width:300px;color:#eee}:focus{outline:0}input{width:9px;height:9px}</style>
<b>Faint and wide</b><input tabindex=2><input tabindex=1>"""


@pytest.fixture(scope="module")
def pages(browser):
    """Return one page for each width, which all tests here use in turn."""
    with (
        fresh_page(browser, viewport={"width": 240, "height": 320}) as small,
        fresh_page(browser, viewport={"width": 360, "height": 640}) as large,
    ):
        yield {240: small, 360: large}


@pytest.fixture(scope="module")
def watched(browser):
    """Return a page in which axe may run."""
    with fresh_page(browser, java_script_enabled=True, bypass_csp=True) as opened:
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", [*LANGUAGES, DEMONSTRATION])
def test_nothing_is_cut_off_or_too_small(pages, shelf, language, width):
    wrong = {}
    for listed in PAGES:
        pages[width].goto(shelf.url(language, listed.name))
        wrong[listed.name] = sight.cut_off(pages[width]) + sight.too_small(pages[width])

    assert {name: found for name, found in wrong.items() if found} == {}


@every_page
def test_axe_finds_nothing(watched, shelf, name):
    for width in WIDTHS:
        watched.set_viewport_size({"width": width, "height": 640})
        watched.goto(shelf.url("en", name))
        assert axe.violations(watched) == [], width


@every_page
def test_every_control_is_reached_with_keys_in_the_order_of_the_page(pages, shelf, name):
    pages[240].goto(shelf.url("en", name))

    assert sight.unreachable(pages[240]) == []


@pytest.mark.parametrize("language", ["en", DEMONSTRATION])
def test_every_page_can_be_read_on_paper(pages, shelf, language):
    page = pages[360]
    page.emulate_media(media="print")
    wrong = {}
    for listed in PAGES:
        page.goto(shelf.url(language, listed.name))
        wrong[listed.name] = sight.faint_on_paper(page)
    page.emulate_media(media="null")

    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LEVELS)
def test_a_result_is_printed_on_one_small_sheet_without_what_is_pressed(
    pages, shelf, name, language
):
    page = pages[360]
    page.goto(shelf.url(language, name))
    sheet = page.pdf(format="A5", margin=dict.fromkeys(("top", "right", "bottom", "left"), "1cm"))

    page.emulate_media(media="print")
    pressed = [one for one in page.locator("nav,form,input").all() if one.is_visible()]
    level, code = page.locator("h1").is_visible(), page.locator("b.c").is_visible()
    page.emulate_media(media="null")
    assert len(re.findall(rb"/Type */Page\b", sheet)) == 1
    assert (pressed, level, code) == ([], True, True)


def test_levels_differ_without_their_colours(pages, shelf):
    page = pages[240]
    page.emulate_media(forced_colors="active")
    frames, symbols = {}, {}
    for name in LEVELS:
        page.goto(shelf.url("en", name))
        heading = page.locator("h1")
        style = heading.evaluate(
            "e => {const s = getComputedStyle(e);"
            "return [s.borderTopStyle, s.borderTopWidth, s.backgroundColor]}"
        )
        assert style[2] in WITHOUT_COLOUR
        symbol, level = (heading.text_content() or "").split()[:2]
        frames.setdefault(tuple(style[:2]), set()).add(level)
        symbols.setdefault(symbol, set()).add(level)
    page.emulate_media(forced_colors="none")

    one_level_each = [{"GREEN"}, {"INCOMPLETE"}, {"ORANGE"}, {"RED"}, {"YELLOW"}]
    assert sorted(frames.values(), key=min) == one_level_each
    assert sorted(symbols.values(), key=min) == one_level_each


def test_what_is_wrong_is_seen(browser):
    with fresh_page(browser, java_script_enabled=True) as page:
        page.set_content(FAULTY)

        assert "the page is" in " ".join(sight.cut_off(page))
        assert len(sight.too_small(page)) == 2
        assert len(sight.faint_on_paper(page)) == 1
        assert len(sight.unreachable(page)) == 4
        assert any(found.startswith("label:") for found in axe.violations(page))


def test_a_page_costs_one_request_and_all_pages_together_one_style_sheet(browser, shelf):
    with fresh_page(browser) as page:
        before = len(shelf.asked)
        for listed in PAGES:
            page.goto(shelf.url("en", listed.name))
        asked = shelf.asked[before:]

    sheets = [path for path in asked if path.endswith(".css")]
    assert len(sheets) == 1
    assert [path for path in asked if path not in sheets] == [f"/en/{one.name}" for one in PAGES]
