"""How the floor is composed, and what a model may do to it."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.decision import decide
from triage.clinical.findings import Findings
from triage.clinical.floor import Conditions, compose
from triage.clinical.level import Level
from triage.evaluate.reading import read, refused
from triage.exchange.record import Words
from triage.intake.problems import Code

LEVELS = {level.name: level for level in Level}


def floor(words: Mapping[str, Any]) -> Words:
    """Return the floor of findings, or what a floor and a model that are given come to."""
    rest = dict(words)
    given = {name: rest.pop(name, None) for name in ("floor", "model")}
    for name, word in given.items():
        if word is not None and word not in LEVELS:
            return refused(name, Code.NOT_A_CHOICE, word)
    model = None if given["model"] is None else LEVELS[given["model"]]
    if given["floor"] is not None:
        return _final(LEVELS[given["floor"]], model)
    return read(rest, lambda findings: _composed(findings, model))


def _final(level: Level, model: Level | None) -> Words:
    final = decide(level, model)
    queue_as = final.queue_as.name if final is Level.UNDETERMINED else None
    return {"final": final.name, "queue_as": queue_as}


def _composed(findings: Findings, model: Level | None) -> Words:
    result = compose(findings, Conditions())
    return _final(result.level, model) | {
        "floor": result.level.name,
        "by": {name: level.name for name, level in result.by.items()},
        "fired": [one.id for one in result.fired],
        "missing": list(result.missing),
        "unresolved": list(result.unresolved),
    }
