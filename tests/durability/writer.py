"""Records visits and says so, one line each, after the commit came back."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from tests.store.factories import ACTOR, DATABASE_KEY, NOW, new_amendment, new_patient, new_visit
from triage.errors import DatabaseUnusable
from triage.store.database import Database
from triage.store.visits import amend, move, record

REFUSED = "refused"
EVERY_THIRD, EVERY_FIFTH = 3, 5


def write(database: Database, name: str) -> None:
    """Record visits until the disk fails or somebody kills this process."""
    number = 0
    while True:
        number += 1
        report_id = f"{name}-{number}"
        with database.writing() as connection:
            visit = record(connection, new_visit(report_id, patient=new_patient(), note="n" * 300))
        say(f"{report_id} {visit.code}")
        if number % EVERY_THIRD == 0:
            with database.writing() as connection:
                amend(connection, new_amendment(visit.id, report_id=f"{report_id}-again"))
        if number % EVERY_FIFTH == 0:
            with database.writing() as connection:
                move(connection, visit.id, "in_care", actor_id=ACTOR, now=NOW)


def say(line: str) -> None:
    """Write one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Write until the disk fails; then try again, and say whether that was refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("name", help="makes the report ids of this run differ from all others")
    parser.add_argument("--synchronous", default="FULL")
    parser.add_argument("--encrypted", action="store_true", help="with the key of the tests")
    given = parser.parse_args()
    key = DATABASE_KEY if given.encrypted else None
    database = Database(given.database, key=key, synchronous=given.synchronous)
    with suppress(DatabaseUnusable):
        write(database, given.name)
    try:
        write(database, given.name + "-again")
    except DatabaseUnusable:
        say(REFUSED)


if __name__ == "__main__":
    main()
