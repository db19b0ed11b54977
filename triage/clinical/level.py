"""How urgent a patient is."""

from enum import IntEnum


class Level(IntEnum):
    """Higher is more urgent, so ``max`` is the safe way to join two levels.

    UNDETERMINED says that nothing fired but something was not asked or measured. It ranks above
    GREEN (unknown is never normal) and below YELLOW (a criterion that fired says more), queues
    as YELLOW and is never shown as GREEN.
    """

    GREEN = 1
    UNDETERMINED = 2
    YELLOW = 3
    ORANGE = 4
    RED = 5

    @property
    def queue_as(self) -> "Level":
        """The level whose place in the waiting line this one takes."""
        return Level.YELLOW if self is Level.UNDETERMINED else self


TARGET_MINUTES = {
    Level.RED: 0,
    Level.ORANGE: 10,
    Level.YELLOW: 60,
    Level.UNDETERMINED: 60,
    Level.GREEN: 240,
}
"""Minutes until a clinician should see the patient. Source: SATS 2012 times; project policy P13."""

RETRIAGE_MINUTES = {
    Level.RED: 5,
    Level.ORANGE: 10,
    Level.YELLOW: 30,
    Level.UNDETERMINED: 30,
    Level.GREEN: 120,
}
"""Minutes until a waiting patient is looked at again. Project policy: half the target time, five
minutes for RED; no publication gives these numbers."""
