"""A report as programs send it: the words of `triage assess`, who it is about, and its own id."""

import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from triage.intake.fields import FIELDS
from triage.intake.payload import read_words
from triage.intake.problems import Code
from triage.intake.reader import Reader
from triage.intake.report import Parsed, PatientWords, Report

KEYS = ("report_id", "site", "patient")
"""What a program adds to the words of a report."""
PATIENT_TEXTS = ("full_name", "village", "phone")
NOT_IN_TEXT = frozenset({"Cc", "Cs"})
"""Categories of characters that no name has: control characters and halves of others."""
UUID_LENGTH = 36
LONGEST_ID = 64


def read_report(words: Mapping[str, Any], *, scope: str, site_name: str) -> Parsed:
    """Return the report in *words* and every problem.

    Args:
        words: KEYS, and the keys that payload.read_words knows.
        scope: the id of the token that the report came with.
        site_name: of this clinic; a report for another one is not taken.
    """
    reader = Reader()
    report_id = _report_id(reader, words.get("report_id"))
    site = words.get("site")
    if site is not None and site != site_name:
        reader.wrong("site", Code.NOT_A_CHOICE, site)
    patient_id, patient = _patient(reader, words.get("patient"))
    read = read_words({key: value for key, value in words.items() if key not in KEYS})
    report = Report(
        report_id=report_id,
        findings=read.findings,
        patient=patient,
        patient_id=patient_id,
        scope=scope,
    )
    return Parsed(report=report, problems=(*reader.problems, *read.problems), confirm=read.confirm)


def _report_id(reader: Reader, given: object) -> str:
    """Return the UUID as it is usually written, "" if it is none."""
    if given is None:
        reader.wrong("report_id", Code.REQUIRED, "")
        return ""
    try:
        # Of the ways to write a UUID only this one: urn: and braces would be further names of it.
        if isinstance(given, str) and len(given) == UUID_LENGTH:
            return str(UUID(given))
    except ValueError:
        pass
    reader.wrong("report_id", Code.UNREADABLE, given)
    return ""


def _patient(reader: Reader, given: object) -> tuple[str | None, PatientWords | None]:
    """Return the id of a known patient, or what is told of a new one, or neither."""
    if given is None:
        return None, None
    if not isinstance(given, Mapping):
        reader.wrong("patient", Code.UNREADABLE, given)
        return None, None
    for key in sorted(set(given) - {"id", *PATIENT_TEXTS}):
        reader.wrong(f"patient.{key}", Code.UNKNOWN_KEY, given[key])
    told = {
        name: text
        for name in PATIENT_TEXTS
        if given.get(name) is not None and (text := _text(reader, name, given[name]))
    }
    known = given.get("id")
    if known is None:
        if told and "full_name" not in told:
            reader.wrong("patient.full_name", Code.REQUIRED, "")
        return None, _named(told)
    if told:
        reader.wrong("patient.id", Code.CONTRADICTION, ", ".join(told))
    if not isinstance(known, str) or not known.isascii() or len(known) > LONGEST_ID:
        reader.wrong("patient.id", Code.UNREADABLE, known)
        return None, None
    return known, None


def _named(told: Mapping[str, str]) -> PatientWords | None:
    if not told:
        return None
    return PatientWords(
        full_name=told.get("full_name", ""),
        village=told.get("village", ""),
        phone=told.get("phone", ""),
    )


def _text(reader: Reader, name: str, given: object) -> str:
    """Return a text of a person, without outer spaces, "" if it cannot be used."""
    if not isinstance(given, str) or any(unicodedata.category(c) in NOT_IN_TEXT for c in given):
        reader.wrong(f"patient.{name}", Code.UNREADABLE, given)
        return ""
    if len(given.strip()) > FIELDS[name].longest:
        reader.wrong(f"patient.{name}", Code.TOO_LONG, given)
        return ""
    return given.strip()
