"""The web door: pages for people, with any browser, without scripts."""

from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_bytes

from flask import Flask

from triage.i18n import Languages
from triage.settings import Settings
from triage.store.nodes import node
from triage.visits import Clinic
from triage.web.door import EXTENSION, Door
from triage.web.gate import build_gate
from triage.web.rendering import make_environment
from triage.web.style import load_style
from triage.web.views.account import about, language, signing
from triage.web.views.amend import correct, retriage
from triage.web.views.devices import devices
from triage.web.views.emergency import emergency
from triage.web.views.home import home, line
from triage.web.views.incident import incident, incidents
from triage.web.views.new_visit import new_visit
from triage.web.views.people import people
from triage.web.views.protocols import protocols
from triage.web.views.reassign import reassign
from triage.web.views.receipt import receipt
from triage.web.views.sheet import sheet
from triage.web.views.trouble import build_troubles
from triage.web.views.visit import level, visit

BLUEPRINTS = (
    sheet,
    devices,
    signing,
    emergency,
    people,
    language,
    about,
    protocols,
    home,
    line,
    new_visit,
    visit,
    level,
    correct,
    retriage,
    receipt,
    incident,
    incidents,
    reassign,
)
LONGEST_POST_BYTES = 64 * 1024


def _utc_now() -> datetime:
    return datetime.now(UTC)


def register(
    app: Flask,
    clinic: Clinic,
    settings: Settings,
    languages: Languages,
    node_key: bytes,
    now: Callable[[], datetime] = _utc_now,
) -> None:
    """Open the web door on *app*.

    Raises:
        DatabaseUnusable: the database belongs to no site yet.
    """
    with clinic.database.reading() as connection:
        is_demonstration = node(connection).is_demonstration
    app.extensions[EXTENSION] = Door(
        clinic=clinic,
        settings=settings,
        languages=languages,
        node_key=node_key,
        is_demonstration=is_demonstration,
        environment=make_environment(),
        style=load_style(),
        now=now,
        random=token_bytes,
        zone=datetime.now(UTC).astimezone().tzinfo or UTC,
    )
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_POST_BYTES
    build_gate(app)
    build_troubles(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
