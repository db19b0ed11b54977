"""A new site as an operator writes it down: read, and every mistake told at once."""

import tomllib
from collections.abc import Collection
from pathlib import Path

from triage.access import OF_PEOPLE, Role
from triage.care.site import NewSite, Person
from triage.errors import SiteRefused
from triage.settings import LONGEST_SITE_NAME
from triage.store.accounts import name_key

FIRST_ROLES = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.WORKER)
"""Whom `triage init` asks for, one each; more are added later."""
LONGEST_PERSON_NAME = 60
_SITE_KEYS = {"name", "people"}
_PERSON_KEYS = {"name", "role", "language"}


def read_plan(path: Path, languages: Collection[str]) -> NewSite:
    """Return the site that the TOML file *path* describes: ``name``, and ``[[people]]`` with
    ``name``, ``role`` and, if it is not English, ``language``.

    Raises:
        SiteRefused: the message names every mistake.
    """  # noqa: D205
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SiteRefused(f"{path} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteRefused(f"{path} is no TOML: {error}") from error
    people = tree.get("people", [])
    tables = people if isinstance(people, list) else [people]
    mistakes = [f"{key} is unknown; use name and people" for key in tree.keys() - _SITE_KEYS]
    mistakes += [
        f"people {number}: use name, role and language, as texts"
        for number, one in enumerate(tables, 1)
        if not _is_person(one)
    ]
    _refuse(path, mistakes)
    return checked(path, str(tree.get("name", "")), tables, languages)


def _is_person(given: object) -> bool:
    return (
        isinstance(given, dict)
        and set(given) <= _PERSON_KEYS
        and all(isinstance(value, str) for value in given.values())
    )


def checked(
    where: object, name: str, people: list[dict[str, str]], languages: Collection[str]
) -> NewSite:
    """Return the site called *name* where *people* (name, role, language) work.

    Args:
        where: who wrote this, for the message.
        name: of the clinic.
        people: one map each.
        languages: the codes that may be chosen.

    Raises:
        SiteRefused: the message names every mistake.
    """
    mistakes = []
    if not 0 < len(name.strip()) <= LONGEST_SITE_NAME:
        mistakes.append(f"name: write the clinic's name, at most {LONGEST_SITE_NAME} characters")
    for number, one in enumerate(people, 1):
        mistakes += [f"people {number}: {what}" for what in person_mistakes(one, languages)]
    names = [name_key(one.get("name", "")) for one in people]
    if len(set(names)) < len(names):
        mistakes.append("people: two have the same name; make them differ")
    missing = sorted({str(role) for role in FIRST_ROLES} - {one.get("role") for one in people})
    if missing:
        mistakes.append(f"people: there is no {', no '.join(missing)}; a site needs one of each")
    _refuse(where, mistakes)
    return NewSite(name=name.strip(), people=tuple(person_from(one) for one in people))


def person_from(given: dict[str, str]) -> Person:
    """Return the person whose words were found to have no mistakes."""
    language = given.get("language", "en")
    return Person(name=given["name"].strip(), role=Role(given["role"]), language=language)


def person_mistakes(given: dict[str, str], languages: Collection[str]) -> list[str]:
    """Return a sentence for each thing that is wrong with a person's words."""
    mistakes = []
    if not 0 < len(given.get("name", "").strip()) <= LONGEST_PERSON_NAME:
        mistakes.append(f"write a name of at most {LONGEST_PERSON_NAME} characters")
    if given.get("role") not in OF_PEOPLE:
        mistakes.append(f"role is {given.get('role')!r}; use one of {', '.join(OF_PEOPLE)}")
    if given.get("language", "en") not in languages:
        mistakes.append(
            f"language is {given['language']!r}; use one of {', '.join(sorted(languages))}"
        )
    return mistakes


def _refuse(where: object, mistakes: list[str]) -> None:
    if mistakes:
        raise SiteRefused("\n".join([f"{where}:", *sorted(mistakes)]))
