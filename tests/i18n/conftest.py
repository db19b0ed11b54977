"""The shipped languages, and a small directory of made-up ones."""

from pathlib import Path

import pytest

from triage.i18n import Languages

TRANSLATIONS = Path(__file__).parents[2] / "translations"

TABLE = """
[{code}]
bcp47 = "{code}"
native_name = "{code}"
formatting = "en_GB"
aliases = []
plural = "nplurals=2; plural=(n != 1);"
fallback = {fallback}
direction = "ltr"
calendar = "gregorian"
reviewed = false
"""

HEADER = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


class Directory:
    """A translations directory that a test writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.add("en", fallback="[]")

    def add(self, code: str, *, fallback: str = '["en"]', catalogue: str | None = None) -> None:
        """Add a language, with a catalogue of the given entries if any."""
        with (self.path / "locales.toml").open("a") as file:
            file.write(TABLE.format(code=code, fallback=fallback))
        if catalogue is not None:
            source = self.source(code)
            source.parent.mkdir(parents=True)
            source.write_text(HEADER + catalogue)

    def source(self, code: str) -> Path:
        """Return where the catalogue of *code* lies."""
        return self.path / code / "LC_MESSAGES" / "messages.po"

    def load(self) -> Languages:
        """Return the languages as the program would load them."""
        return Languages.load(self.path)


@pytest.fixture
def directory(tmp_path):
    return Directory(tmp_path)


@pytest.fixture(scope="session")
def shipped():
    return Languages.load(TRANSLATIONS)
