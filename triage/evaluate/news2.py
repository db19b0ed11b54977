"""NEWS2 alone, and its components one by one."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.protocols import news2
from triage.clinical.signs import facts_of
from triage.evaluate.reading import read, refused
from triage.exchange.record import Words
from triage.intake.problems import Code

ACT_AS = {"high": "high", "medium": "medium", "low-medium": "low-medium", "low": "none"}
SCALES = (1, 2)


def _scale(words: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
    """Return the SpO2 scale asked for, 1 by default, and the other words."""
    rest = dict(words)
    scale = rest.pop("scale", None)
    return (SCALES[0] if scale is None else scale), rest


def news2_score(words: Mapping[str, Any]) -> Words:
    """Return the score, or the least it can be."""
    scale, rest = _scale(words)
    if scale not in SCALES:
        return refused("scale", Code.NOT_A_CHOICE, scale)
    return read(rest, lambda findings: _news2_words(findings, scale))


def _news2_words(findings: Findings, scale: int) -> Words:
    if not news2.applies(findings.age, pregnant=findings.pregnant):
        return {"applicable": False}
    result = news2.score(news2.inputs_of(facts_of(findings, is_child=False), scale=scale))
    words: Words = {"applicable": True, "any_three": result.any_three}
    if not result.missing:
        return words | {"score": result.total, "risk": result.risk, "missing": []}
    return words | {
        "partial_minimum": result.total,
        "missing": list(result.missing),
        "act_as": ACT_AS[result.risk],
    }


def news2_component(words: Mapping[str, Any]) -> Words:
    """Return the points of the one component that is given; SpO2 may need air or oxygen."""
    scale, rest = _scale(words)
    name = next((n for n in news2.COMPONENTS if n in rest and n != "on_oxygen"), "on_oxygen")

    def component(findings: Findings) -> Words:
        return {
            "component": name,
            "points": news2.component(
                name, news2.inputs_of(facts_of(findings, is_child=False), scale=scale)
            ),
        }

    return read(rest, component)
