"""A model for tests that are not about the model."""

from triage.clinical.decision import Risk
from triage.clinical.level import Level


class Opinion:
    """Says the same level of everybody."""

    def __init__(self, level: Level) -> None:
        self.level = level

    def current(self) -> "Opinion":
        return self

    def score(self, **_: object) -> Risk:
        return Risk(
            id="opinion",
            sha256="0" * 64,
            probability=0.2,
            band="high",
            level=self.level,
            unsure=False,
            outside_experience=(),
            contributions={"hr": 1.5},
            thresholds={"yellow": 0.05, "orange": 0.1},
        )
