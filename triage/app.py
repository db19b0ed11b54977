"""The composition root: the only place that puts settings, store, model and doors together.

Two processes share a node. What only one of them needs is imported where it is needed: the second
one must load neither the model nor the pages.
"""

import hashlib
import random
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from triage.care.site import database_of
from triage.dispatch import Carrier, Outbox, Round, run_once
from triage.egress import Border, activate
from triage.errors import PolicyUnusable
from triage.exchange.sovereignty import Policy, policy_from
from triage.settings import Node, Settings, engine
from triage.timers import Timers

if TYPE_CHECKING:
    from flask import Flask

    from triage.i18n import Languages
    from triage.visits import Clinic


def create_app(settings: Settings) -> "Flask":
    """Return the web service of one node.

    Raises:
        SettingsWrong: the node's key is missing.
        DatabaseUnusable: the database is missing, of another version, or of the other form.
    """
    from flask import Flask  # noqa: PLC0415  only the process that serves

    from triage.care.site import read_key  # noqa: PLC0415
    from triage.clinical.floor import Conditions  # noqa: PLC0415
    from triage.i18n import Languages  # noqa: PLC0415
    from triage.risk.model import ModelSlot  # noqa: PLC0415  only the process that decides
    from triage.visits import Clinic  # noqa: PLC0415

    node_key = read_key(settings.node_key)
    database = database_of(settings)
    database.check_version()
    clinic = Clinic(
        database=database,
        slot=ModelSlot(settings.model_directory),
        conditions=Conditions(
            has_oximeter=settings.has_oximeter,
            age_band_thresholds=settings.age_band_thresholds,
        ),
        engine=engine(),
        key=node_key,
        release=version("triage"),
    )
    languages = Languages.load(settings.translations_directory)
    app = Flask("triage", static_folder=None, template_folder=None)
    for door in DOORS[settings.node]:
        door(app, clinic, settings, languages, node_key)
    return app


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """The second process of one node."""

    box: Outbox
    carriers: Mapping[str, Carrier]
    timers: Timers

    def run_once(self) -> Round:
        """Send what is due, do the duties that are due, and return what was done."""
        return run_once(self.box, self.carriers, (), self.timers, lambda: datetime.now(UTC))


def create_dispatch(settings: Settings) -> Dispatch:
    """Return the second process of one node; no door brings a carrier yet.

    Raises:
        DatabaseUnusable: the database is missing, of another version or cannot be written.
        PolicyUnusable: the policy cannot be read.
    """
    border = Border(jurisdiction=settings.jurisdiction, policy=read_policy(settings))
    database = database_of(settings)
    database.check_version()
    activate(database, border, datetime.now(UTC))
    return Dispatch(
        box=Outbox(database=database, border=border, chance=random.random),
        carriers={},
        timers=Timers(monotonic=time.monotonic),
    )


def read_policy(settings: Settings) -> Policy:
    """Return the policy of this node.

    Raises:
        PolicyUnusable: there is no such file, or it is no policy; the message says what to do.
    """
    try:
        content = settings.policy.read_bytes()
        words = tomllib.loads(content.decode())
    except (OSError, ValueError) as error:
        raise PolicyUnusable(f"{settings.policy} cannot be read: {error}") from error
    try:
        return policy_from(words, hashlib.sha256(content).hexdigest())
    except PolicyUnusable as error:
        raise PolicyUnusable(f"{settings.policy}:\n{error}") from error


def _web(
    app: "Flask", clinic: "Clinic", settings: Settings, languages: "Languages", node_key: bytes
) -> None:
    from triage import web  # noqa: PLC0415  only the process that serves people loads the pages

    web.register(app, clinic, settings, languages, node_key)


def _api(
    app: "Flask", clinic: "Clinic", settings: Settings, languages: "Languages", node_key: bytes
) -> None:
    from triage import api  # noqa: PLC0415  as above

    del languages, node_key
    api.register(app, clinic, settings)


Door = Callable[["Flask", "Clinic", Settings, "Languages", bytes], None]
DOORS: dict[Node, tuple[Door, ...]] = {Node.EDGE: (_web, _api), Node.HUB: (_web, _api)}
"""Which doors are open, by kind of node."""
