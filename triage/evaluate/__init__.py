"""`triage protocols evaluate`: what one protocol alone says of one input.

It reads and writes the words of the published test vectors, so that somebody else's vectors can
be run against this program without knowing how it is built. Numbers are taken as they are: whether
they are plausible is not a protocol's question.
"""

from collections.abc import Callable, Mapping
from typing import Any

from triage.evaluate import dengue, iitt, news2, special
from triage.evaluate.reading import notice_words, problem_words, refused
from triage.exchange.record import Words
from triage.intake.problems import Code

__all__ = ["PROTOCOLS", "evaluate", "notice_words", "problem_words"]

PROTOCOLS: dict[str, Callable[[Mapping[str, Any]], Words]] = {
    "IITT_ADULT": iitt.adult,
    "IITT_CHILD": iitt.child,
    "NEWS2": news2.news2_score,
    "NEWS2_COMPONENT": news2.news2_component,
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
