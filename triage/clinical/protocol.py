"""What a protocol is: a table of rules with its papers, and what it says of one patient."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from triage.clinical.decision import Fired, Score
from triage.clinical.facts import Facts, Verdict
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one protocol says of one patient.

    Attributes:
        level: what it gives; None where it says nothing. Only IITT ever gives GREEN to a floor
            or leaves one undetermined; every other protocol raises, or is silent.
        fired: the criteria met.
        unresolved: ids of criteria that could be met if what is missing were known.
        scores: point scores by name.
        flags: what has to be done besides, as codes: to separate somebody, to report.
    """

    level: Level | None = None
    fired: tuple[Fired, ...] = ()
    unresolved: tuple[str, ...] = ()
    scores: Mapping[str, Score] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A published protocol, or the project's own policy, as it is used here.

    Attributes:
        name: the key under which a decision lists its level: contract.
        title: as its publisher calls it.
        version: edition.
        source: document and place.
        scope: whom it is for, in a sentence.
        owner: who answers for this restatement.
        review_by: after this day pages say that it has to be looked at again.
        rules: its table.
        signs: what it asks for besides the signs of the IITT charts, by canonical name.
        judge: what it says of a patient; None where it does not apply.
        is_policy: no publication stands behind it.
    """

    name: str
    title: str
    version: str
    source: str
    scope: str
    owner: str
    review_by: date
    rules: tuple[Rule, ...]
    judge: Callable[[Findings], Opinion | None]
    signs: frozenset[str] = frozenset()
    is_policy: bool = False


def judged(name: str, rules: Sequence[Rule], facts: Facts) -> Opinion:
    """Return what the table *rules* of the protocol *name* says of *facts*."""
    verdicts = [(rule, rule.condition.judge(facts)) for rule in rules]
    fired = tuple(fire(name, rule, verdict) for rule, verdict in verdicts if verdict.truth)
    return Opinion(
        level=max((one.level for one in fired), default=None),
        fired=fired,
        unresolved=tuple(
            rule.id for rule, verdict in verdicts if verdict.truth is None and verdict.partly
        ),
    )


def fire(name: str, rule: Rule, verdict: Verdict) -> Fired:
    """Return the criterion *rule* of the protocol *name* as met by *verdict*."""
    return Fired(
        id=rule.id,
        protocol=name,
        level=rule.level,
        group=rule.group,
        value=verdict.value,
        threshold=verdict.threshold,
    )
