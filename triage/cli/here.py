"""What commands need of the site that the environment names."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from triage.settings import Settings, shipped

if TYPE_CHECKING:
    from triage.risk.model import ModelSlot
    from triage.store.database import Database


def settings() -> Settings:
    """Return the site's settings."""
    return Settings.from_env(os.environ)


def environment() -> dict[str, str]:
    """Return the environment as it is."""
    return dict(os.environ)


def model_slot() -> "ModelSlot":
    """Return where the model lies: the one that came with this release unless told otherwise."""
    from triage.risk.model import ModelSlot  # noqa: PLC0415  a second to load, only where needed

    return ModelSlot(Path(os.environ.get("TRIAGE_MODEL_DIRECTORY") or shipped("models/risk")))


@contextmanager
def open_database() -> Iterator["Database"]:
    """Yield this site's database, of this release's version."""
    from triage.care.site import database_of  # noqa: PLC0415  no SQL where it is not needed

    with closing(database_of(settings())) as database:
        database.check_version()
        yield database


def upgrade_database(chosen: Settings) -> str:
    """Bring the database of *chosen* to this release's version and return which that is."""
    from triage.care.site import database_of  # noqa: PLC0415
    from triage.store.database import HEAD  # noqa: PLC0415

    with closing(database_of(chosen)) as database:
        database.upgrade()
        database.check_version()
    return HEAD
