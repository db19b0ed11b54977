"""What an operator on the phone would ask, gathered in one place."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from triage.care.backup import last_backup
from triage.exchange.entry import Kind
from triage.settings import Settings
from triage.store import duties, outbox
from triage.store.database import HEAD, Connection, Database
from triage.store.duties import ALIVE
from triage.store.log import newest_of
from triage.store.nodes import node
from triage.store.overview import overview

SYNCHRONIZED = Path("/run/systemd/timesync/synchronized")
"""systemd makes it when a time server was heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What leaves, or waits to. Ages are in seconds, None if there is nothing that has one.

    Attributes:
        waiting: messages to be sent; oldest_age_s: since when the oldest waits.
        seen_age_s: since the second process gave a sign of life.
        policy: the one that came into force last.
    """

    waiting: int
    oldest_age_s: int | None
    seen_age_s: int | None
    policy: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The state of a site at one moment. Sizes are in bytes, ages in seconds.

    Attributes:
        model: its name, or None with the reason in model_problem.
        clock: "synchronized" by a time server; "behind" the newest entry of the log, so that the
            box has lost the time; else "unknown".
        backup_age_s: since the newest backup that this box made; None if it made none.
    """

    version: str
    node: str
    number: int
    epoch: int
    site: str
    is_demonstration: bool
    database: str
    database_version: str
    database_bytes: int
    database_encrypted: bool
    entries: int
    newest_entry: datetime | None
    waiting: int
    drafts: int
    sending: Sending
    model: str | None
    model_problem: str | None
    now: datetime
    clock: str
    disk_free_bytes: int
    backup_age_s: int | None


def status(
    settings: Settings,
    database: Database,
    model: tuple[str | None, str | None],
    now: datetime,
    synchronized: Path = SYNCHRONIZED,
) -> Status:
    """Return how the site is; *model* is its name, or None and why there is none.

    Raises:
        DatabaseUnusable: the database cannot be read, or belongs to no site.
    """
    with database.reading() as connection:
        this = node(connection)
        counts = overview(connection)
        sending = _sending(connection, now)
    newest, backed_up = counts.newest_entry, last_backup(settings.directory)
    return Status(
        version=version("triage"),
        node=str(settings.node),
        number=this.number,
        epoch=this.epoch,
        site=this.site_name,
        is_demonstration=this.is_demonstration,
        database=str(database.path),
        database_version=HEAD,
        database_bytes=_bytes(database.path),
        database_encrypted=database.opener.is_encrypting,
        entries=counts.entries,
        newest_entry=newest,
        waiting=counts.waiting,
        drafts=counts.drafts,
        sending=sending,
        model=model[0],
        model_problem=model[1],
        now=now,
        clock=_clock(newest, now, synchronized),
        disk_free_bytes=shutil.disk_usage(settings.directory).free,
        backup_age_s=_age(backed_up, now),
    )


def _sending(connection: Connection, now: datetime) -> Sending:
    messages = outbox.waiting(connection)
    policy = newest_of(connection, Kind.POLICY_ACTIVATED)
    return Sending(
        waiting=messages.numbers.get(outbox.WAITING, 0),
        oldest_age_s=_age(messages.oldest, now),
        seen_age_s=_age(duties.done(connection).get(ALIVE), now),
        policy=policy.context.subjects["policy"] if policy else None,
    )


def _age(since: datetime | None, now: datetime) -> int | None:
    return None if since is None else int((now - since).total_seconds())


def _clock(newest: datetime | None, now: datetime, synchronized: Path) -> str:
    if newest is not None and now < newest:
        return "behind"
    return "synchronized" if synchronized.exists() else "unknown"


def _bytes(path: Path) -> int:
    """Return the size of the database with its journal."""
    files = (path, path.with_name(path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
