"""What operators' programs ask: is it alive, can it record, how much is there."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version

from flask import Blueprint, Response

from triage.api.door import door
from triage.store.counts import counts

blueprint = Blueprint("health", __name__)

TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"
"""The exposition format of Prometheus, as its documentation names it."""


@blueprint.get("/healthz")
def alive() -> Response:
    """Answer: whoever reads this was served."""
    return _json({"status": "alive"})


@blueprint.get("/readyz")
def ready() -> Response:
    """Answer that visits can be recorded, or 503; without a model they can, and it is said."""
    door().clinic.database.check_ready()
    return _json({"status": "ready", "database": "usable", "model": _model()})


@blueprint.get("/metrics")
def metrics() -> Response:
    """Answer with numbers, read from the tables now; nothing about anybody."""
    with door().clinic.database.reading() as connection:
        now = counts(connection)
    visits = [({"level": one.level, "state": one.state}, one.number) for one in now.visits]
    is_present = int(door().clinic.slot.current() is not None)
    release: dict[str, str] = {"version": version("triage")}
    messages = [({"state": state}, number) for state, number in now.messages.items()]
    lines = [
        *_gauge("triage_info", "The release that runs.", [(release, 1)]),
        *_gauge("triage_visits", "Visits by their level in the line and their state.", visits),
        *_gauge("triage_drafts", "Forms that were begun and are kept.", [({}, now.drafts)]),
        *_gauge("triage_log_entries", "Entries in the log.", [({}, now.entries)]),
        *_gauge("triage_outbox", "Messages to be sent to others, by state.", messages),
        *_gauge("triage_outbox_age_seconds", "Since the oldest waits.", _age(now.oldest_message)),
        *_gauge("triage_dispatch_age_seconds", "Since it was alive.", _age(now.dispatched_at)),
        *_gauge("triage_database_bytes", "Size of the database.", [({}, now.database_bytes)]),
        *_gauge("triage_model_present", "1 if there is a model to ask.", [({}, is_present)]),
    ]
    return Response("\n".join((*lines, "")), content_type=TEXT_FORMAT)


def _age(since: datetime | None) -> Iterable[tuple[Mapping[str, str], int]]:
    """Return one value, or none where there is nothing that could have an age."""
    return [] if since is None else [({}, int((datetime.now(UTC) - since).total_seconds()))]


def _model() -> str:
    return "absent" if door().clinic.slot.current() is None else "present"


def _gauge(name: str, told: str, values: Iterable[tuple[Mapping[str, str], int]]) -> Iterable[str]:
    """Give the lines of one metric. Labels are codes of ours: nothing in them needs escaping."""
    yield f"# HELP {name} {told}"
    yield f"# TYPE {name} gauge"
    for labels, value in values:
        inside = ",".join(f'{key}="{label}"' for key, label in labels.items())
        yield f"{name}{{{inside}}} {value}" if inside else f"{name} {value}"


def _json(words: Mapping[str, str]) -> Response:
    return Response(json.dumps(words), content_type="application/json")
