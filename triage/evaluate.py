"""`triage protocols evaluate`: what one protocol alone says of one input.

It reads and writes the words of the published test vectors, so that somebody else's vectors can
be run against this program without knowing how it is built. Numbers are taken as they are: whether
they are plausible is not a protocol's question.
"""

from collections.abc import Callable, Mapping
from typing import Any

from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocols import iitt, news2
from triage.clinical.signs import facts_of
from triage.exchange.record import Words
from triage.intake.payload import read_words
from triage.intake.problems import Code, Notice, Problem

ACT_AS = {"high": "high", "medium": "medium", "low-medium": "low-medium", "low": "none"}
SCALES = (1, 2)


def problem_words(problem: Problem) -> Words:
    """Return *problem* as programs see it."""
    return {"field": problem.field, "code": str(problem.code), "given": problem.given}


def notice_words(notice: Notice) -> Words:
    """Return *notice* as programs see it."""
    return {
        "field": notice.field,
        "code": notice.code,
        "given": notice.given,
        "value": notice.value,
    }


def _iitt(findings: Findings, *, is_child: bool) -> Words:
    """Return what the chart says; of both charts the higher where no age is known at all (P7)."""
    group = age_from(group="child" if is_child else "adult") or Age()
    if not findings.age.years.meets(group.years):
        given = "child" if is_child else "adult"
        return {"problems": [{"field": "age", "code": str(Code.CONTRADICTION), "given": given}]}
    result = iitt.evaluate(findings)
    return {
        "level": result.level.name,
        "queue_as": result.level.queue_as.name if result.level is Level.UNDETERMINED else None,
        "needs_review_now": result.needs_review_now,
        "fired": [one.id for one in result.fired],
        "missing": list(result.missing),
        "unresolved": list(result.unresolved),
    }


def _adult(words: Mapping[str, Any]) -> Words:
    return _read(words, lambda findings: _iitt(findings, is_child=False))


def _child(words: Mapping[str, Any]) -> Words:
    return _read(words, lambda findings: _iitt(findings, is_child=True))


def _read(words: Mapping[str, Any], evaluate: Callable[[Findings], Words]) -> Words:
    read = read_words(words, checks=False)
    if read.problems:
        return {"problems": [problem_words(problem) for problem in read.problems]}
    return evaluate(read.findings)


def _scale(words: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
    """Return the SpO2 scale asked for, 1 by default, and the other words."""
    rest = dict(words)
    scale = rest.pop("scale", None)
    return (SCALES[0] if scale is None else scale), rest


def _news2(words: Mapping[str, Any]) -> Words:
    scale, rest = _scale(words)
    if scale not in SCALES:
        return {"problems": [{"field": "scale", "code": str(Code.NOT_A_CHOICE), "given": scale}]}
    return _read(rest, lambda findings: _news2_words(findings, scale))


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


def _news2_component(words: Mapping[str, Any]) -> Words:
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

    return _read(rest, component)


PROTOCOLS: dict[str, Callable[[Mapping[str, Any]], Words]] = {
    "IITT_ADULT": _adult,
    "IITT_CHILD": _child,
    "NEWS2": _news2,
    "NEWS2_COMPONENT": _news2_component,
}


def evaluate(line: object) -> Words:
    """Return the result of one line, ``{"protocol": NAME, "input": {..}}``, already read."""
    if not isinstance(line, Mapping) or not isinstance(line.get("input"), Mapping):
        return {"problems": [{"field": "", "code": str(Code.UNREADABLE), "given": ""}]}
    protocol = line.get("protocol")
    if not isinstance(protocol, str) or protocol not in PROTOCOLS:
        given = str(protocol)
        return {"problems": [{"field": "protocol", "code": str(Code.NOT_A_CHOICE), "given": given}]}
    return PROTOCOLS[protocol](line["input"])
