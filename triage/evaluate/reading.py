"""The words of one protocol, as the published test vectors write them, read into findings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from triage.clinical.findings import Findings
from triage.exchange.record import Words
from triage.intake.payload import read_words
from triage.intake.problems import Code, Notice, Problem


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


def refused(field_name: str, code: Code, given: object) -> Words:
    """Return the answer to a line with one problem."""
    return {"problems": [{"field": field_name, "code": str(code), "given": given}]}


def read(words: Mapping[str, Any], evaluate: Callable[[Findings], Words]) -> Words:
    """Return what *evaluate* says of the findings in *words*, or every problem with them."""
    told = read_words(words, checks=False)
    if told.problems:
        return {"problems": [problem_words(problem) for problem in told.problems]}
    return evaluate(told.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """How one protocol's words are written in the canonical ones.

    Attributes:
        signs: its own name of a sign -> the canonical name. "all_others" absent speaks of these.
        flags: a key whose value is true, false or null -> the canonical sign it answers.
        numbers: its own name of a measurement -> the canonical one.
        lists: a key that holds a list of words -> those words as canonical signs.
    """

    signs: Mapping[str, str]
    flags: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def canonical(self, words: Mapping[str, Any]) -> dict[str, Any]:
        """Return *words* as :func:`read_words` knows them; unknown ones stay and are problems."""
        rest = dict(words)
        present = [self.signs.get(name, name) for name in _list(rest.pop("present", None))]
        absent: list[str] = []
        given = rest.pop("absent", None)
        if given == "all_others":
            absent.extend(self.signs.values())
        elif given not in (None, "none"):
            absent.extend(self.signs.get(name, name) for name in _list(given))
        for key, sign in self.flags.items():
            answer = rest.pop(key, None)
            if answer is not None:
                (present if answer is True else absent).append(sign)
        for key, named in self.lists.items():
            if key in rest:
                told = _list(rest.pop(key))
                present.extend(named.get(word, word) for word in told)
                absent.extend(sign for word, sign in named.items() if word not in told)
        renamed = {self.numbers.get(key, key): value for key, value in rest.items()}
        left = [name for name in dict.fromkeys(absent) if name not in present]
        return renamed | {"present": present, "absent": left}


def _list(given: object) -> list[str]:
    return [str(one) for one in given] if isinstance(given, list | tuple) else []
