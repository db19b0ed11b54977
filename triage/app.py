"""The composition root: the only place that puts settings, store, model and doors together."""

from collections.abc import Callable

from flask import Flask

from triage.care.site import database_of, read_key
from triage.clinical.floor import Conditions
from triage.i18n import Languages
from triage.settings import Node, Settings, engine
from triage.visits import Clinic


def create_app(settings: Settings) -> Flask:
    """Return the web service of one node.

    Raises:
        SettingsWrong: the node's key is missing.
        DatabaseUnusable: the database is missing, of another version, or of the other form.
    """
    from triage.risk.model import ModelSlot  # noqa: PLC0415  only the process that decides

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
    )
    languages = Languages.load(settings.translations_directory)
    app = Flask("triage", static_folder=None, template_folder=None)
    for door in DOORS[settings.node]:
        door(app, clinic, settings, languages, node_key)
    return app


def _web(
    app: Flask, clinic: Clinic, settings: Settings, languages: Languages, node_key: bytes
) -> None:
    from triage import web  # noqa: PLC0415  only the process that serves people loads the pages

    web.register(app, clinic, settings, languages, node_key)


def _api(
    app: Flask, clinic: Clinic, settings: Settings, languages: Languages, node_key: bytes
) -> None:
    from triage import api  # noqa: PLC0415  as above

    del languages, node_key
    api.register(app, clinic, settings)


Door = Callable[[Flask, Clinic, Settings, Languages, bytes], None]
DOORS: dict[Node, tuple[Door, ...]] = {Node.EDGE: (_web, _api), Node.HUB: (_web, _api)}
"""Which doors are open, by kind of node."""
