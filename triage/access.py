"""Who may do what: one table."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is here for; DEVICE is an enrolled device at which nobody is signed in."""

    WORKER = "worker"
    CLINICIAN = "clinician"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    OVERSIGHT = "oversight"
    DEVICE = "device"


class Scope(StrEnum):
    """What a program's token is good for. The value is contract: it stands beside the token."""

    VISITS_WRITE = "visits:write"
    VISITS_READ = "visits:read"
    METRICS = "metrics"


class Action(StrEnum):
    """What a person may be allowed to do.

    TAKE_EMERGENCY: report danger without an account. LET_IN: draw the codes by which a device is
    enrolled and a lock ends. The others are about patients' visits.
    """

    READ_VISIT = "read_visit"
    TAKE_VISIT = "take_visit"
    MOVE_IN_LINE = "move_in_line"
    RAISE_LEVEL = "raise_level"
    LOWER_LEVEL = "lower_level"
    CONFIRM_LOWER = "confirm_lower"
    SEE_READERS = "see_readers"
    TAKE_EMERGENCY = "take_emergency"
    LET_IN = "let_in"


_CARE = frozenset({Action.READ_VISIT, Action.TAKE_VISIT, Action.MOVE_IN_LINE, Action.RAISE_LEVEL})

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.WORKER: _CARE,
    Role.CLINICIAN: _CARE | {Action.LOWER_LEVEL, Action.CONFIRM_LOWER},
    Role.SUPERVISOR: _CARE | {Action.CONFIRM_LOWER, Action.SEE_READERS, Action.LET_IN},
    Role.ADMINISTRATOR: frozenset({Action.LET_IN}),
    Role.OVERSIGHT: frozenset(),
    Role.DEVICE: frozenset({Action.TAKE_EMERGENCY}),
}
"""Only a clinician lowers a level. CONFIRM_LOWER lets the line follow a re-triage that decided
lower; at a site without supervisor and clinician the worker may, with a reason. SEE_READERS shows
who opened a record."""

OF_PEOPLE = tuple(role for role in Role if role is not Role.DEVICE)
"""The roles that an account can have."""

CONFIRM_LOWER_ALONE = frozenset({Role.WORKER})
"""Who may confirm a lower place in the line where nobody holds CONFIRM_LOWER."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person at work, as signed in; or a program, under its token's id and name.

    A program acts as a worker, within the scopes of its token; a device at which nobody is signed
    in under its own id, as DEVICE.
    """

    account_id: str
    name: str
    role: Role


def may(role: Role, action: Action) -> bool:
    """Return whether *role* may do *action*."""
    return action in ALLOWED[role]
