"""Reads words one by one, by the table of fields, and keeps what was wrong with them."""

from dataclasses import dataclass, field
from typing import Any

from triage.clinical.age import Age
from triage.clinical.plausibility import RANGES, judge
from triage.intake.fields import FIELDS, Field, Kind
from triage.intake.numbers import plain, read_number
from triage.intake.problems import Code, Notice, Problem

LONGEST_ECHO = 60
LARGEST = 1e9
ACTION_CODES = {"ask": Code.ASK, "ask_unit": Code.ASK_UNIT, "reject": Code.OUT_OF_RANGE}
YES, NO = (True, "true", "yes", "1"), (False, "false", "no", "0")
UNKNOWN = (None, "", "unknown")


@dataclass(slots=True)
class Reader:
    """Reads words one by one and keeps what was wrong with them.

    checks is False where numbers are taken as they are, whatever they are.
    """

    checks: bool = True
    age: Age = field(default_factory=Age)
    problems: list[Problem] = field(default_factory=list)
    confirm: list[Notice] = field(default_factory=list)
    lifeless: list[str] = field(default_factory=list)

    def wrong(self, name: str, code: Code, given: object, **more: Any) -> None:
        """Keep a problem."""
        text = given if isinstance(given, str) else echo(given)
        self.problems.append(Problem(field=name, code=code, given=text[:LONGEST_ECHO], **more))

    def number(self, name: str, given: object, *, unit_is_known: bool = False) -> float | None:
        """Return the number of field *name* if it can be used."""
        value = number_in(given)
        if value is None:
            self.wrong(name, Code.NOT_A_NUMBER, given)
            return None
        if not self.checks:
            return value
        judged = judge(name, value, self.age, unit_is_known=unit_is_known)
        if judged.action == "accept":
            return value
        if judged.action == "warn":
            self.confirm.append(Notice(field=name, code="warn", given=plain(value), value=value))
            return value
        code = ACTION_CODES[judged.action]
        if judged.lifeless:
            self.lifeless.append(name)
            code = Code.NO_SIGN_OF_LIFE
        self.wrong(name, code, given, limits=RANGES[name].possible, suggest=judged.suggest)
        return None

    def choice(self, one: Field, given: object) -> str | None:
        """Return the word of a choice, in the case of the table."""
        words = {choice.casefold(): choice for choice in one.choices}
        word = words.get(given.strip().casefold()) if isinstance(given, str) else None
        if word is None:
            self.wrong(one.name, Code.NOT_A_CHOICE, given)
        return word

    def flag(self, name: str, given: object) -> bool | None:
        """Return yes, no, or None for "not known"."""
        word = given.strip().casefold() if isinstance(given, str) else given
        if any(word is one or (isinstance(word, str) and word == one) for one in YES):
            return True
        if any(word is one or (isinstance(word, str) and word == one) for one in NO):
            return False
        if not any(word is one or word == one for one in UNKNOWN):
            self.wrong(name, Code.NOT_A_CHOICE, given)
        return None

    def value(self, name: str, given: object) -> Any:
        """Return the value of field *name*, by its kind."""
        one = FIELDS[name]
        if one.kind is Kind.NUMBER:
            return self.number(name, given)
        return self.flag(name, given) if one.kind is Kind.FLAG else self.choice(one, given)


def echo(given: object) -> str:
    """Return what was typed, as text."""
    return plain(given) if isinstance(given, float) else str(given)


def number_in(given: object) -> float | None:
    """Return the number in *given*, text or number; None if it is not exactly one."""
    if isinstance(given, str):
        return read_number(given)
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    # NaN is within no limits; a huge integer would not fit into a float.
    return float(given) if -LARGEST < given < LARGEST else None
