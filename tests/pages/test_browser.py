"""A person with Chromium, scripts switched off, on a screen of 240 pixels."""

import re

import pytest

from tests.pages.browser import enrol, fill, fresh_page, press, sign_in
from tests.web.person import CHECK_UP, NORMAL, NOTHING_SEEN, WOMAN

pytestmark = pytest.mark.slow

RED_SIGNS = {"present": ["active_convulsions"], "none": ["breathe", "ask", "injury"]}


@pytest.fixture
def page(address, browser, tmp_path):
    """Return a browser in which a health worker signed in."""
    with fresh_page(browser) as opened:
        enrol(opened, address, (tmp_path / "enrol-code").read_text())
        sign_in(opened, address)
        yield opened


def enter(page, address, signs, vitals):
    """Enter a patient through the form and return the heading of the result."""
    page.goto(f"{address}/visits/new")
    for typed in (WOMAN, CHECK_UP, signs, vitals):
        fill(page, typed)
        press(page)
    return page.locator("h1").text_content()


@pytest.mark.parametrize(
    ("signs", "vitals", "word"),
    [
        pytest.param(NOTHING_SEEN, NORMAL, "● GREEN", id="well"),
        pytest.param(RED_SIGNS, NORMAL, "■ RED", id="convulsions"),
        pytest.param(NOTHING_SEEN, NORMAL | {"temp_c": "39.6"}, "▲ YELLOW", id="fever"),
        pytest.param({"none": ["look"]}, {"hr": "80"}, "? INCOMPLETE", id="hardly asked"),
    ],
)
def test_a_patient_is_entered_and_gets_a_level(page, address, signs, vitals, word):
    assert enter(page, address, signs, vitals).startswith(word)


def test_the_back_button_shows_each_step_as_it_was_sent(page, address):
    enter(page, address, NOTHING_SEEN, NORMAL | {"note": "by boat"})

    page.go_back()
    assert page.locator("[name=hr]").input_value() == "80"
    assert page.locator("[name=note]").input_value() == "by boat"
    page.go_back()
    assert page.locator("input[value=look]").is_checked()


def test_a_value_changed_after_going_back_corrects_the_visit(page, address):
    enter(page, address, NOTHING_SEEN, NORMAL)
    code = page.locator("b.c").text_content()

    page.go_back()
    fill(page, {"temp_c": "39.6"})
    press(page)

    assert page.locator("b.c").text_content() == code
    assert "▲ YELLOW" in page.locator("h1").text_content()
    assert "Was ● GREEN" in page.locator("main").text_content()


def test_the_link_of_a_problem_leads_to_its_input(page, address):
    page.goto(f"{address}/visits/new")
    fill(page, WOMAN | {"age": "old"})
    press(page)

    page.locator("a[href='#age']").click()

    assert page.locator("[name=age]").is_visible()
    assert page.evaluate("location.hash") == "#age"


def test_letters_are_large_and_lines_are_wide_apart(page, address):
    page.goto(f"{address}/visits/new")
    style = "(name) => getComputedStyle(document.querySelector('label'))[name]"

    size = float(page.evaluate(style, "fontSize").removesuffix("px"))
    height = float(page.evaluate(style, "lineHeight").removesuffix("px"))

    assert size >= 16
    assert height / size >= 1.6


def test_what_is_pressed_is_large_enough(page, address):
    page.goto(f"{address}/visits/new")
    for selector in ("input[type=submit]", "input[type=checkbox]", "select", "nav a"):
        box = page.locator(selector).first.bounding_box()
        assert box["height"] >= 24, selector


def test_one_page_costs_one_request_and_one_cached_style_sheet(page, address, tmp_path):
    page.goto(f"{address}/visits/new")
    page.goto(f"{address}/line")

    asked = re.findall("(?:GET|POST) ([^ ]+)", (tmp_path / "log").read_text())
    sheets = [path for path in asked if path.endswith(".css")]
    assert asked[-2:] == ["/visits/new", "/line"]
    assert len(sheets) == 1
    assert set(asked) - set(sheets) == {"/devices/enrol", "/sign-in", "/", "/visits/new", "/line"}
