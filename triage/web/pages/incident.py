"""Telling that advice was wrong, and what was told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import ClassVar

from triage.clinical.level import Level
from triage.i18n import Language
from triage.store.incidents import Incident
from triage.web.frame import Frame
from triage.web.pages.parts import FormParts, Input, level_name
from triage.wording.receipt import INCIDENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """The form with two fields."""

    template: ClassVar[str] = "incident.html"
    frame: Frame
    form: FormParts
    code: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report in the list."""

    code: str
    level: str
    what: str
    text: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsPage:
    """The newest reports."""

    template: ClassVar[str] = "incidents.html"
    frame: Frame
    told: tuple[Told, ...]


def incidents_page(
    frame: Frame, found: Iterable[Incident], names: Mapping[str, str], zone: tzinfo
) -> IncidentsPage:
    """Return the list of the reports *found*; names are of people, by id."""
    words = frame.words
    told = tuple(
        Told(
            code=one.code,
            level=level_name(Level[one.level], words),
            what=words.gettext(INCIDENTS.get(one.what, INCIDENTS["other"])),
            text=one.text,
            when=_when(one, names, zone, words),
        )
        for one in found
    )
    return IncidentsPage(frame=frame, told=told)


def _when(one: Incident, names: Mapping[str, str], zone: tzinfo, words: Language) -> str:
    day = words.date(one.at.astimezone(zone).date())
    return f"{day} {words.time(one.at, zone)} {names.get(one.by, '')}"
