"""Pictures of the pages as the smallest phone shows them: python -m tests.pages.screenshots OUT."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.pages.browser import choose_language, enrol, fill, open_browser, press, sign_in
from tests.web.person import FEVER, NORMAL, NOTHING_SEEN, WOMAN
from tests.web.served import served
from tests.web.walk import ILL

LANGUAGES = {"en": "English", "th": "ไทย", "my": "မြန်မာ"}
RED_SIGNS = {"present": ["stridor", "heavy_bleeding"]}


def shoot(page: Page, out: Path, name: str) -> None:
    """Keep a picture of the whole page."""
    page.screenshot(path=out / f"{name}.png", full_page=True)


def walk(page: Page, address: str, out: Path) -> None:
    """Take pictures on the way from a new patient to the line."""
    page.goto(f"{address}/visits/new")
    shoot(page, out, "1-who")
    fill(page, {"sex": "F", "age": "x"})
    press(page)
    shoot(page, out, "1-who-refused")
    fill(page, WOMAN)
    for name, typed in (("2-complaint", FEVER), ("3-signs", RED_SIGNS), ("4-vitals", ILL)):
        press(page)
        shoot(page, out, name)
        fill(page, typed)
    press(page)
    shoot(page, out, "5-result-red")
    code = page.locator("b.c").text_content() or ""
    for part in ("", "/level", "/correct", "/retriage"):
        page.goto(f"{address}/visits/{code}{part}")
        shoot(page, out, f"6-visit{part.replace('/', '-')}")
    page.goto(f"{address}/visits/new")
    fill(page, WOMAN)
    for typed in (FEVER, NOTHING_SEEN, NORMAL | {"hr": "0"}):
        press(page)
        fill(page, typed)
    press(page)
    shoot(page, out, "4-vitals-danger")
    fill(page, NORMAL)
    press(page)
    shoot(page, out, "5-result-green")
    for name in ("", "line", "about", "language"):
        page.goto(f"{address}/{name}")
        shoot(page, out, f"7-{name or 'home'}")


def emergency(page: Page, address: str, out: Path) -> None:
    """Take pictures of an emergency without signing in."""
    page.goto(f"{address}/emergency")
    shoot(page, out, "0-emergency")
    page.goto(f"{address}/emergency/adult")
    shoot(page, out, "0-emergency-signs")
    fill(page, RED_SIGNS)
    page.locator("form input[type=submit]").last.click()
    shoot(page, out, "0-emergency-result")


def main(out: Path) -> None:
    """Take pictures in every language of LANGUAGES into *out*."""
    with tempfile.TemporaryDirectory() as directory, served(Path(directory)) as address:
        for code, native_name in LANGUAGES.items():
            folder = out / code
            folder.mkdir(parents=True, exist_ok=True)
            with open_browser() as page:
                choose_language(page, address, native_name)
                page.goto(f"{address}/devices/enrol")
                shoot(page, folder, "0-enrol")
                enrol(page, address, (Path(directory) / "enrol-code").read_text())
                emergency(page, address, folder)
                page.goto(f"{address}/sign-in")
                shoot(page, folder, "0-sign-in")
                sign_in(page, address)
                choose_language(page, address, native_name)
                walk(page, address, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
