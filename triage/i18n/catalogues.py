"""Catalogues: the sentences of one language, compiled when they are first wanted."""

from collections.abc import Sequence
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

    The source is read and compiled in memory, about 30 ms for a whole language, so that there is
    no build step and nothing that could be older than its source.

    Raises:
        SettingsWrong: the source is no catalogue.
    """
    source = directory / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not source.exists():
        return Absent()
    translations = Translations(_compile(source), DOMAIN)
    translations.add_fallback(Absent())
    return translations


def _compile(source: Path) -> BytesIO:
    """Return *source* compiled, without fuzzy and without empty sentences."""
    content = BytesIO()
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise SettingsWrong([f"{source} cannot be read: {error}"]) from error
    # Babel would fill an empty plural with the English singular: "30 year".
    for message in [one for one in catalogue if one.id and not _is_whole(one.string)]:
        catalogue.delete(message.id, message.context)
    write_mo(content, catalogue)
    content.seek(0)
    return content


def _is_whole(text: str | Sequence[str] | None) -> bool:
    return bool(text) if text is None or isinstance(text, str) else all(text)
