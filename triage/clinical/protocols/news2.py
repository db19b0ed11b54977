"""NEWS2, the National Early Warning Score 2: points, and what they ask for.

Source: Royal College of Physicians, National Early Warning Score (NEWS) 2, London 2017, chart 1
and SpO2 scales. What a score means for the level is project policy P9.
"""

from dataclasses import dataclass, field
from datetime import date

from triage.clinical.age import Age
from triage.clinical.decision import Fired, Score
from triage.clinical.facts import Facts
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol
from triage.clinical.rules import Never, Rule
from triage.clinical.signs import facts_of

NAME = "NEWS2"
FROM_YEARS = 16
COMPONENTS = ("rr", "spo2", "on_oxygen", "sbp", "hr", "avpu", "temp_c")
CHART = "RCP NEWS2 2017, chart 1"

Band = tuple[float, int]
"""Up to and including this value, so many points. The last band has no upper end."""
NO_END = float("inf")

BANDS: dict[str, tuple[Band, ...]] = {
    "rr": ((8, 3), (11, 1), (20, 0), (24, 2), (NO_END, 3)),
    "sbp": ((90, 3), (100, 2), (110, 1), (219, 0), (NO_END, 3)),
    "hr": ((40, 3), (50, 1), (90, 0), (110, 1), (130, 2), (NO_END, 3)),
    "temp_c": ((35.0, 3), (36.0, 1), (38.0, 0), (39.0, 1), (NO_END, 2)),
}
SPO2_SCALE_1: tuple[Band, ...] = ((91, 3), (93, 2), (95, 1), (NO_END, 0))
SPO2_SCALE_2_AIR: tuple[Band, ...] = ((83, 3), (85, 2), (87, 1), (NO_END, 0))
SPO2_SCALE_2_OXYGEN: tuple[Band, ...] = (
    (83, 3),
    (85, 2),
    (87, 1),
    (92, 0),
    (94, 1),
    (96, 2),
    (NO_END, 3),
)
SCALE_2 = 2
OXYGEN_POINTS = {False: 0, True: 2}
AVPU_POINTS = {"A": 0, "C": 3, "V": 3, "P": 3, "U": 3}
SINGLE = 3
"""Points of one component that alone ask for an urgent ward review."""
MEDIUM, HIGH = 5, 7

RISK_LEVEL = {"high": Level.RED, "medium": Level.ORANGE, "low-medium": Level.YELLOW}
"""Project policy P9; "low" says nothing, and NEWS2 alone never gives GREEN."""
RISK_ID = {"high": "NEWS2_HIGH", "medium": "NEWS2_MEDIUM", "low-medium": "NEWS2_SINGLE_3"}
RISK_THRESHOLD = {"high": ">= 7", "medium": ">= 5", "low-medium": "one item = 3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the score is made of; None is not measured."""

    rr: float | None = None
    spo2: float | None = None
    on_oxygen: bool | None = None
    sbp: float | None = None
    hr: float | None = None
    avpu: str | None = None
    temp_c: float | None = None
    scale: int = 1


def inputs_of(facts: Facts, *, scale: int = 1) -> Inputs:
    """Return what the score needs of *facts*.

    Args:
        facts: of the patient; consciousness is AVPU, or GCS read as AVPU.
        scale: 2 only for a prescribed target of 88 to 92 %.
    """
    vitals = facts.findings.vitals
    return Inputs(
        rr=vitals.rr,
        spo2=vitals.spo2,
        on_oxygen=vitals.on_oxygen,
        sbp=vitals.sbp,
        hr=vitals.hr,
        avpu=facts.avpu,
        temp_c=vitals.temp_c,
        scale=scale,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class News2:
    """The score: points by component, and which components are missing."""

    points: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The sum; the least possible one where something is missing."""
        return sum(self.points.values())

    @property
    def any_three(self) -> bool:
        """Whether one component alone has three points."""
        return SINGLE in self.points.values()

    @property
    def risk(self) -> str:
        """Return high, medium, low-medium or low, as the college names them."""
        if self.total >= HIGH:
            return "high"
        if self.total >= MEDIUM:
            return "medium"
        return "low-medium" if self.any_three else "low"

    @property
    def level(self) -> Level | None:
        """The level it gives, None for "says nothing"."""
        return RISK_LEVEL.get(self.risk)


def _points(bands: tuple[Band, ...], value: float) -> int:
    return next(points for end, points in bands if value <= end)


def _spo2_points(inputs: Inputs) -> int | None:
    """Return the points for oxygen saturation; None where air or oxygen must be known first."""
    if inputs.spo2 is None:
        return None
    if inputs.scale != SCALE_2:
        return _points(SPO2_SCALE_1, inputs.spo2)
    on_air = _points(SPO2_SCALE_2_AIR, inputs.spo2)
    on_oxygen = _points(SPO2_SCALE_2_OXYGEN, inputs.spo2)
    if inputs.on_oxygen is None:
        return on_air if on_air == on_oxygen else None
    return on_oxygen if inputs.on_oxygen else on_air


def component(name: str, inputs: Inputs) -> int | None:
    """Return the points of one component, None if it was not measured."""
    if name == "spo2":
        return _spo2_points(inputs)
    value = getattr(inputs, name)
    if value is None:
        return None
    if name == "on_oxygen":
        return OXYGEN_POINTS[value]
    if name == "avpu":
        return AVPU_POINTS[value]
    return _points(BANDS[name], value)


def score(inputs: Inputs) -> News2:
    """Return the score of *inputs*. Source: RCP NEWS2 2017."""
    points = {name: component(name, inputs) for name in COMPONENTS}
    return News2(
        points={name: value for name, value in points.items() if value is not None},
        missing=tuple(name for name, value in points.items() if value is None),
    )


RULES = tuple(
    Rule(
        id=RISK_ID[risk],
        level=level,
        group="general",
        source=f"{CHART}; project policy P9",
        condition=Never(),
        policy="P9",
    )
    for risk, level in RISK_LEVEL.items()
)
"""For the printed card; the points decide, not a condition."""


def judge(findings: Findings) -> Opinion | None:
    """Return what NEWS2 says of *findings*; None where it does not apply or nothing is known."""
    facts = facts_of(findings, is_child=False)
    if not applies(findings.age, pregnant=facts.pregnant):
        return None
    result = score(inputs_of(facts))
    if not result.points:
        return None
    points = Score(points=result.total, complete=not result.missing)
    unresolved = tuple(f"{NAME}.{name}" for name in result.missing)
    if result.level is None:
        return Opinion(scores={NAME: points}, unresolved=unresolved)
    fired = Fired(
        id=RISK_ID[result.risk],
        protocol=NAME,
        level=result.level,
        group="general",
        value=result.total,
        threshold=RISK_THRESHOLD[result.risk],
    )
    return Opinion(level=result.level, fired=(fired,), scores={NAME: points}, unresolved=unresolved)


def applies(age: Age, *, pregnant: bool | None) -> bool:
    """Return whether it may be used: 16 and over, not pregnant; when unsure it is."""
    return age.years.high >= FROM_YEARS and not pregnant


PROTOCOL = Protocol(
    name=NAME,
    title="National Early Warning Score 2",
    version="2017",
    source="Royal College of Physicians, London 2017, chart 1 and SpO2 scales",
    scope="16 years and over, not pregnant",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
)
