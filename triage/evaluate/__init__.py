"""`triage protocols evaluate`: what one protocol alone says of one input.

It reads and writes the words of the published test vectors, so that somebody else's vectors can
be run against this program without knowing how it is built. Numbers are taken as they are: whether
they are plausible is not a protocol's question.
"""

from collections.abc import Callable, Mapping
from typing import Any

from triage.evaluate import (
    composition,
    dengue,
    esi,
    etat,
    iitt,
    imci,
    news2,
    obstetric,
    sats,
    shock,
    special,
    validation,
)
from triage.evaluate.reading import notice_words, problem_words, refused
from triage.exchange.record import Words
from triage.intake.problems import Code

__all__ = ["PROTOCOLS", "evaluate", "notice_words", "problem_words"]

PROTOCOLS: dict[str, Callable[[Mapping[str, Any]], Words]] = {
    "IITT_ADULT": iitt.adult,
    "IITT_CHILD": iitt.child,
    "SATS": sats.sats_level,
    "SATS_TEWS_COMPONENT": sats.tews_component,
    "ESI4_DANGER_ZONE": esi.danger_zone,
    "NEWS2": news2.news2_score,
    "NEWS2_COMPONENT": news2.news2_component,
    "ETAT": etat.category,
    "IMCI_CHILD": imci.child,
    "IMCI_YOUNG_INFANT": imci.infant,
    "OBSTETRIC": obstetric.danger_signs,
    "MEOWS": obstetric.warning_score,
    "QSOFA": shock.quick_score,
    "SHOCK_INDEX": shock.index,
    "SIPA": shock.child_index,
    "HYPOTENSION": shock.low_pressure,
    "FLOOR": composition.floor,
    "VALIDATION": validation.validation,
    "DENGUE": dengue.evaluate,
    "SPECIAL": special.evaluate,
}


def evaluate(line: object) -> Words:
    """Return the result of one line, ``{"protocol": NAME, "input": {..}}``, already read."""
    if not isinstance(line, Mapping) or not isinstance(line.get("input"), Mapping):
        return refused("", Code.UNREADABLE, "")
    protocol = line.get("protocol")
    if not isinstance(protocol, str) or protocol not in PROTOCOLS:
        return refused("protocol", Code.NOT_A_CHOICE, str(protocol))
    return PROTOCOLS[protocol](line["input"])
