"""Pictures of every listed page as the smallest phone shows it.

python -m tests.pages.screenshots OUT
"""

import sys
from pathlib import Path

from tests.pages.browser import chromium, fresh_page
from tests.pages.listing import PAGES
from tests.pages.shelf import standing

LANGUAGES = ("en", "id", "th", "my")
"""Three scripts: letters without marks, with marks above, and with marks all round."""


def main(out: Path) -> None:
    """Write the picture of each page in each language of LANGUAGES to *out*."""
    with standing() as shelf, chromium() as browser, fresh_page(browser) as page:
        for language in LANGUAGES:
            folder = out / language
            folder.mkdir(parents=True, exist_ok=True)
            for listed in PAGES:
                page.goto(shelf.url(language, listed.name))
                page.screenshot(path=folder / f"{listed.name}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
