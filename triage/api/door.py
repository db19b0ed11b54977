"""What every view of this door needs, and the gate that every request passes before it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address

from flask import Flask, Response, current_app, g, request

from triage.access import Actor, Role, Scope
from triage.care.tokens import prove
from triage.errors import AccessDenied, SignInRefused
from triage.settings import Settings
from triage.store.tokens import Token
from triage.visits import Clinic

EXTENSION = "triage"
ANYBODY = "anybody"
LONGEST_SECRET = 200
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")
"""With one of these a request only passes through this machine."""

RULES: Mapping[str, str | Scope] = {
    "visits.take": Scope.VISITS_WRITE,
    "visits.show": Scope.VISITS_READ,
    "visits.receipt": Scope.VISITS_READ,
    "openapi.show": ANYBODY,
    "health.alive": ANYBODY,
    "health.ready": ANYBODY,
    "health.metrics": Scope.METRICS,
}
"""Who may call what: one line for every endpoint, so that none is open by oversight."""
OPEN_ON_LOOPBACK = frozenset({"health.metrics"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The parts of this door; made once by register. now: the clock, aware."""

    clinic: Clinic
    settings: Settings
    now: Callable[[], datetime]


def door() -> Door:
    """Return the parts of this door."""
    found: Door = current_app.extensions[EXTENSION]
    return found


def caller() -> Actor:
    """Return the program that asks."""
    token: Token = g.token
    return Actor(account_id=token.id, name=token.name, role=Role.WORKER)


def build_gate(app: Flask) -> None:
    """Put the gate before and after every view of *app*."""
    app.before_request(check_rule)
    app.after_request(send_off)


def check_rule() -> None:
    """Let pass who may do this, and keep whose token it is.

    Raises:
        SignInRefused: a token is needed, and there is none that counts.
        Throttled: there were too many that do not count.
        AccessDenied: the token is not good for this, or the endpoint has no rule.
    """
    endpoint = request.endpoint
    if endpoint is None:
        return
    rule = RULES.get(endpoint)
    if rule is None:
        raise AccessDenied("this address has no rule about who may use it")
    if rule == ANYBODY or (endpoint in OPEN_ON_LOOPBACK and _is_on_this_machine()):
        return
    token = _token()
    if rule not in token.scopes:
        raise AccessDenied(f"the token lacks the scope {rule}")
    g.token = token


def _token() -> Token:
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        raise SignInRefused("token")
    return prove(door().clinic.database, given.token[:LONGEST_SECRET], door().now())


def _is_on_this_machine() -> bool:
    """Return whether a program of this machine asks, for itself and not for somebody else."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def send_off(response: Response) -> Response:
    """Return *response* with the headers of this door."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
