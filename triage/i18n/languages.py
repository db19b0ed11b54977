"""All languages of a site."""

from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path

from triage.i18n.catalogues import read_catalogue
from triage.i18n.language import Language, Source
from triage.i18n.locales import ENGLISH, LocaleEntry, read_locales
from triage.i18n.negotiation import accepted, known, tags_of


class Languages:
    """The languages of locales.toml; each catalogue is read once, when it is first wanted."""

    def __init__(self, directory: Path, entries: Sequence[LocaleEntry]) -> None:
        """Keep the checked *entries*; :meth:`load` is the way to get one."""
        self._directory = directory
        self._entries = {entry.code: entry for entry in entries}
        self._tags = tags_of(entries)
        self._catalogues: dict[str, NullTranslations] = {ENGLISH: NullTranslations()}
        self._languages: dict[str, Language] = {}

    @classmethod
    def load(cls, directory: Path) -> "Languages":
        """Return the languages that *directory* offers.

        Raises:
            SettingsWrong: locales.toml is missing or wrong, or a language has neither a
                directory nor a fallback; the message lists every mistake.
        """
        return cls(directory, read_locales(directory))

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the order of the menu."""
        return tuple(self._entries)

    def all(self) -> tuple[Language, ...]:
        """Return all languages, in the order of the menu."""
        return tuple(self.get(code) for code in self._entries)

    def get(self, code: str) -> Language:
        """Return the language *code*, English if there is none of that code."""
        code = code if code in self._entries else ENGLISH
        if code not in self._languages:
            self._languages[code] = self._language(self._entries[code])
        return self._languages[code]

    def negotiate(self, preferred: Sequence[str], accept_language: str) -> str:
        """Return the code to use: the first known of *preferred*, else by Accept-Language.

        Args:
            preferred: codes or tags from the most to the least deliberate choice (cookie,
                account, site); empty ones are skipped.
            accept_language: the browser's header, may be empty or nonsense.
        """
        for tag in (*preferred, *accepted(accept_language)):
            code = known(tag, self._tags)
            if code:
                return code
        return ENGLISH

    def _language(self, entry: LocaleEntry) -> Language:
        codes = [entry.code, *entry.fallback]
        if ENGLISH not in codes:
            codes.append(ENGLISH)
        sources = tuple(
            Source(bcp47=self._entries[code].bcp47, catalogue=self._catalogue(code))
            for code in codes
        )
        return Language(entry, sources)

    def _catalogue(self, code: str) -> NullTranslations:
        if code not in self._catalogues:
            self._catalogues[code] = read_catalogue(self._directory / code)
        return self._catalogues[code]
