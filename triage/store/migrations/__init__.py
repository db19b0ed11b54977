"""The migrations of the tables, and how Alembic is told of them."""

from pathlib import Path

from alembic.config import Config
from sqlalchemy import Connection


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's settings for the migrations of this room, to be run on *connection*."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
