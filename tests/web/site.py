"""A site in an empty directory, for tests of doors."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask

from triage.care.one_time_codes import draw_enrolment
from triage.clinical.floor import Conditions
from triage.i18n import Languages
from triage.risk.model import ModelSlot
from triage.settings import Node as Kind
from triage.settings import Settings, shipped
from triage.store.accounts import NewAccount, create_account
from triage.store.database import Database
from triage.store.nodes import Node, create_node
from triage.store.pins import hash_pin
from triage.visits import Clinic
from triage.web import register

NODE_KEY = b"k" * 32
PIN = "258013"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
STAFF = {"Noi": "worker", "Dara": "clinician", "Suda": "supervisor", "Ana": "administrator"}


@dataclass(slots=True)
class Clock:
    """A clock that tests turn."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def turn(self, **span: float) -> None:
        """Let time pass."""
        self.at += timedelta(**span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site: its app, its clinic, its clock, and a code that enrols any number of browsers."""

    app: Flask
    enrol_code: str
    clinic: Clinic
    clock: Clock


def make_site(
    directory: Path,
    *,
    staff: dict[str, str] = STAFF,
    is_demonstration: bool = True,
    models: Path | None = None,
    engine: str = "test",
    **settings: object,
) -> Site:
    """Return a site with *staff*, whose PIN is PIN."""
    chosen = Settings(
        node=Kind.EDGE,
        site_name="Baan Na",
        directory=directory,
        model_directory=models or shipped("models/risk"),
        translations_directory=shipped("translations"),
        **settings,
    )
    database = Database(chosen.database, synchronous="OFF")
    database.upgrade()
    with database.writing() as connection:
        create_node(
            connection,
            Node(
                number=1,
                id_key=b"i" * 32,
                site_name="Baan Na",
                is_demonstration=is_demonstration,
                created_at=NOON,
            ),
        )
        for name, role in staff.items():
            new = NewAccount(name=name, role=role, pin_hash=pin_hash(), language="en")
            create_account(connection, new, now=NOON)
    enrol_code = code_of(database)
    clinic = Clinic(
        database=database,
        slot=ModelSlot(chosen.model_directory),
        conditions=Conditions(has_oximeter=chosen.has_oximeter),
        engine=engine,
        key=NODE_KEY,
    )
    clock = Clock()
    app = Flask("triage", static_folder=None, template_folder=None)
    languages = Languages.load(chosen.translations_directory)
    register(app, clinic, chosen, languages, NODE_KEY, clock)
    return Site(app=app, enrol_code=enrol_code, clinic=clinic, clock=clock)


def code_of(database: Database) -> str:
    """Return a code that enrols any number of browsers."""
    return draw_enrolment(database, NODE_KEY, "", NOON, is_reusable=True)


_HASHES: list[str] = []


def pin_hash() -> str:
    """Return the hash of PIN; computed once, it is slow on purpose."""
    if not _HASHES:
        _HASHES.append(hash_pin(NODE_KEY, PIN))
    return _HASHES[0]
