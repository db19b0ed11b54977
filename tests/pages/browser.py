"""Chromium with scripts switched off, as wide as the smallest phone, and a person in front."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.site import PIN

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW = {"width": 240, "height": 320}
WIDTHS = (240, 360)
"""Of the smallest phone and of a cheap new one, in pixels."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give Chromium; one is enough for any number of people and pages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def fresh_page(browser: Browser, **options: object) -> Iterator[Page]:
    """Give a page without scripts to somebody whom *browser* has not seen before."""
    context = browser.new_context(**({"java_script_enabled": False, "viewport": NARROW} | options))
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def open_browser() -> Iterator[Page]:
    """Give a page of a browser without scripts."""
    with chromium() as browser, fresh_page(browser) as page:
        yield page


def press(page: Page) -> None:
    """Send the page's main form."""
    page.locator("form:not([action]) input[type=submit]").first.click()


def fill(page: Page, typed: Mapping[str, object]) -> None:
    """Fill in inputs by name: a list ticks check boxes, a choice is chosen."""
    for name, value in typed.items():
        if isinstance(value, list):
            for one in value:
                page.locator(f'input[name={name}][value="{one}"]').check()
            continue
        field = page.locator(f"[name={name}]")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def enrol(page: Page, address: str, code: str) -> None:
    """Make the browser a device of the site."""
    page.goto(f"{address}/devices/enrol")
    fill(page, {"code": code})
    press(page)


def sign_in(page: Page, address: str, name: str = "Noi") -> None:
    """Sign in."""
    page.goto(f"{address}/sign-in")
    fill(page, {"name": name, "pin": PIN})
    press(page)


def choose_language(page: Page, address: str, native_name: str) -> None:
    """Switch the language."""
    page.goto(f"{address}/language")
    page.locator(f"input[value='{native_name}']").click()
