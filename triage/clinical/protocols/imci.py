"""What the two IMCI charts share: boxes of rows, each row a color and a classification.

A box is asked where its gate holds. Its rows stand with the worst first; the first that holds
classifies. PINK: refer urgently. YELLOW: treat at the clinic. GREEN: care at home, said only
where everything that the row asks for is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from triage.clinical.facts import Condition, Facts
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, judged
from triage.clinical.rules import AllOf, AnyOf, Assessed, AtLeast, Not, Rule

DAYS_LONG = 14
"""Cough, diarrhoea or ear discharge from this day on is long. Source: IMCI 2014."""
TWO = 2


class Color(IntEnum):
    """The color of a row; higher is worse."""

    GREEN = 1
    YELLOW = 2
    PINK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a box: it holds where any of its rules does."""

    name: str
    color: Color
    rules: tuple[Rule, ...]

    def holds(self, facts: Facts) -> bool:
        """Return whether one of its rules is known to hold."""
        return any(rule.condition.judge(facts).truth for rule in self.rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of a chart: rows under a gate. No gate: everybody is asked.

    needs_tape: rests on a measurement; without it the box stays open and holds back no GREEN.
    """

    rows: tuple[Row, ...]
    gate: Condition | None = None
    needs_tape: bool = False

    def is_asked(self, facts: Facts) -> bool | None:
        """Return whether the box concerns this child; None where that is not known."""
        return True if self.gate is None else self.gate.judge(facts).truth

    def classify(self, facts: Facts) -> Row | None:
        """Return the worst row that holds; None where none is known to."""
        if not self.is_asked(facts):
            return None
        return next((row for row in self.rows if row.holds(facts)), None)


def rules_in(boxes: Iterable[Box]) -> tuple[Rule, ...]:
    """Return every rule of *boxes* once, but for those of green rows: a floor only rises."""
    rules = {
        rule.id: rule
        for box in boxes
        for row in box.rows
        if row.color is not Color.GREEN
        for rule in row.rules
    }
    return tuple(rules.values())


def overall(boxes: Iterable[Box], facts: Facts) -> Color | None:
    """Return the worst color of all boxes; GREEN only where every box that is asked is decided."""
    rows = [(box, box.classify(facts)) for box in boxes]
    worst = max((row.color for _, row in rows if row), default=Color.GREEN)
    if worst is not Color.GREEN:
        return worst
    decided = (row or box.needs_tape or box.is_asked(facts) is False for box, row in rows)
    return Color.GREEN if all(decided) else None


def green(name: str, source: str, condition: Condition) -> Row:
    """Return the row of a box that asks for care at home."""
    rule = Rule(id=name, level=Level.GREEN, group="other", source=source, condition=condition)
    return Row(name=name, color=Color.GREEN, rules=(rule,))


def two_of(gate: Condition, parts: tuple[Condition, ...]) -> Condition:
    """Return that *gate* holds, and two or more of *parts*."""
    return AllOf((gate, AtLeast(TWO, parts)))


def fewer_than_two_of(parts: tuple[Condition, ...]) -> Condition:
    """Return that each of *parts* was looked for and two or more are not there."""
    return AllOf((Assessed(parts), Not(AtLeast(TWO, parts))))


def none_of(*parts: Condition) -> Condition:
    """Return that each of *parts* is known not to hold."""
    return Not(AnyOf(parts))


def said_of(name: str, rules: tuple[Rule, ...], facts: Facts, *, applies: bool | None) -> Opinion:
    """Return what the chart *name* says; where only the age leaves it open, nothing fires."""
    opinion = judged(name, rules, facts)
    if applies:
        return opinion
    return Opinion(unresolved=(*(one.id for one in opinion.fired), *opinion.unresolved))
