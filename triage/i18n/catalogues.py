"""Catalogues: the sentences of one language, compiled when they are first wanted."""

from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from triage.errors import SettingsWrong

DOMAIN = "messages"


class Absent(NullTranslations):
    """The end of every catalogue: an empty text says that a sentence is missing."""

    def gettext(self, _message: str) -> str:
        """Return the empty text."""
        return ""

    def ngettext(self, _singular: str, _plural: str, _count: int) -> str:
        """Return the empty text."""
        return ""

    def pgettext(self, _context: str, _message: str) -> str:
        """Return the empty text."""
        return ""


def read_catalogue(directory: Path) -> NullTranslations:
    """Return the sentences in *directory*, empty text where there is none.

    The compiled file is used unless it is older than its source, so that a fresh checkout works
    without a build step and an edited sentence shows at the next start.

    Raises:
        SettingsWrong: the source is no catalogue.
    """
    source = directory / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = source.with_suffix(".mo")
    if _is_current(compiled, source):
        content = BytesIO(compiled.read_bytes())
    elif source.exists():
        content = _compile(source)
    else:
        return Absent()
    translations = Translations(content, DOMAIN)
    translations.add_fallback(Absent())
    return translations


def _is_current(compiled: Path, source: Path) -> bool:
    if not compiled.exists():
        return False
    return not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime


def _compile(source: Path) -> BytesIO:
    """Return *source* compiled, without fuzzy sentences."""
    content = BytesIO()
    try:
        with source.open("rb") as file:
            write_mo(content, read_po(file, abort_invalid=True))
    except (PoFileError, UnicodeDecodeError) as error:
        raise SettingsWrong([f"{source} cannot be read: {error}"]) from error
    content.seek(0)
    return content
