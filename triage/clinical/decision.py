"""The decision: the higher of the protocols' floor and the model's advice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.clinical.level import TARGET_MINUTES, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A criterion that is met.

    value and threshold are for people and machines alike: ``34`` and ``"> 30"``; for a sign,
    its name and ``"present"``. group is airway_breathing, circulation, disability, general,
    other, pregnant or vitals: the line sorts by it.
    """

    id: str
    protocol: str
    level: Level
    group: str
    value: float | str | bool | None
    threshold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A point score; points is the least it can be when something is missing."""

    points: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What the published protocols say, together.

    Attributes:
        level: the highest level that any applicable protocol gives.
        by: the level of each protocol that gave one.
        fired: all criteria met, the most urgent first.
        scores: point scores by name.
        missing: what IITT still needs before it could say GREEN: vital signs, then signs.
        unresolved: criteria that could fire if what is missing were known.
        provisional: GREEN without a pulse oximeter, at a site that has none.
        needs_review_now: a high-risk vital sign asks for a clinician's look at once (P2).
        flags: what has to be done besides, as codes: to separate somebody, to report.
    """

    level: Level
    by: Mapping[str, Level] = field(default_factory=dict)
    fired: tuple[Fired, ...] = ()
    scores: Mapping[str, Score] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    provisional: bool = False
    needs_review_now: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What the model says of one patient.

    Attributes:
        id: name and version of the model.
        sha256: of the model file.
        probability: of intensive care or death, rounded to six decimals; None if it abstains.
        band: low, raised or high; None if it abstains.
        level: GREEN when it does not raise, else YELLOW or ORANGE. Never RED.
        unsure: a conformal set holds both answers.
        outside_experience: why it abstains, as codes.
        contributions: log-odds by feature, rounded to six decimals: age, sex and every vital
            sign, and of the complaints only those that the patient has and that weigh anything.
            A complaint that was not told adds exactly 0 and is left out, so the sum is the same.
        thresholds: probabilities from which it raises this patient: yellow, orange.
    """

    id: str
    sha256: str
    probability: float | None
    band: str | None
    level: Level
    unsure: bool
    outside_experience: tuple[str, ...]
    contributions: Mapping[str, float]
    thresholds: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer to one report."""

    level: Level
    floor: Floor
    risk: Risk | None
    advice: tuple[str, ...]

    @property
    def raised(self) -> bool:
        """Whether the model raised the level above the floor."""
        return self.risk is not None and self.level > self.floor.level

    @property
    def provisional(self) -> bool:
        """Whether a GREEN stands without an oximeter's reading."""
        return self.floor.provisional and self.level is Level.GREEN

    @property
    def target_minutes(self) -> int:
        """Minutes until a clinician should see the patient."""
        return TARGET_MINUTES[self.level]


def decide(floor: Level, risk: Level | None) -> Level:
    """Return the higher of *floor* and *risk*; a missing model changes nothing."""
    return floor if risk is None else max(floor, risk)
