"""locales.toml: the table of languages, read and checked."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from triage.errors import SettingsWrong

ENGLISH = "en"
"""The source language: a msgid is its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleEntry:
    """One table of locales.toml; the file explains each key."""

    code: str
    bcp47: str
    native_name: str
    formatting: str
    aliases: tuple[str, ...]
    plural: str
    fallback: tuple[str, ...]
    direction: str
    calendar: str
    reviewed: bool


def read_locales(directory: Path) -> tuple[LocaleEntry, ...]:
    """Return the languages that *directory* offers, in the order of its locales.toml.

    Raises:
        SettingsWrong: locales.toml is missing or wrong, or a language has neither a directory
            nor a fallback; the message lists every mistake.
    """
    entries, mistakes = _read(directory / "locales.toml")
    mistakes += [m for entry in entries for m in _mistakes(entry, directory, entries)]
    if not mistakes and ENGLISH not in {entry.code for entry in entries}:
        mistakes.append(f"{directory / 'locales.toml'}: add a table [{ENGLISH}]")
    if mistakes:
        raise SettingsWrong(mistakes)
    return tuple(entries)


def _read(path: Path) -> tuple[list[LocaleEntry], list[str]]:
    """Return the entries of *path* and what is wrong with it."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return [], [f"{path} is missing; name the directory that holds the project's translations"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [], [f"{path} cannot be read: {error}"]
    wanted = {f.name for f in fields(LocaleEntry)} - {"code"}
    mistakes = [
        f"{path}: [{code}] needs exactly the keys {', '.join(sorted(wanted))}"
        for code, table in tables.items()
        if not isinstance(table, dict) or set(table) != wanted
    ]
    return ([] if mistakes else [_entry(code, table) for code, table in tables.items()]), mistakes


def _entry(code: str, table: dict[str, Any]) -> LocaleEntry:
    lists = {key: tuple(table[key]) for key in ("aliases", "fallback")}
    return LocaleEntry(code=code, **(table | lists))


def _mistakes(entry: LocaleEntry, directory: Path, entries: Sequence[LocaleEntry]) -> list[str]:
    """Return what would keep *entry* from being shown."""
    mistakes = []
    if not entry.fallback and entry.code != ENGLISH and not (directory / entry.code).is_dir():
        mistakes.append(f"[{entry.code}] has no directory; add it or give a fallback")
    unknown = set(entry.fallback) - {other.code for other in entries}
    if unknown:
        mistakes.append(f"[{entry.code}] falls back to {', '.join(sorted(unknown))}: no such table")
    try:
        Locale.parse(entry.formatting)
    except (UnknownLocaleError, ValueError):
        mistakes.append(f"[{entry.code}] formatting {entry.formatting!r} is unknown to Babel")
    return mistakes
