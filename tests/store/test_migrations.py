from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from tests.store.factories import (
    NOW,
    after,
    make_site,
    new_amendment,
    new_message,
    new_node,
    new_override,
    new_patient,
    new_visit,
    on_desk,
)
from triage.access import Scope
from triage.care.throttling import LIMITS
from triage.store import one_time, tables, throttle, tokens
from triage.store.accounts import NewAccount, create_account, every
from triage.store.database import HEAD, Database
from triage.store.drafts import Draft, save
from triage.store.duties import record_done
from triage.store.forms import answer
from triage.store.migrations import alembic_config
from triage.store.nodes import create_node
from triage.store.outbox import enqueue
from triage.store.sessions import open_session
from triage.store.visits import amend, by_id, override, record


def test_the_newest_migration_gives_exactly_the_tables_of_this_release(database):
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_alembic_itself_finds_nothing_to_add(database):
    with database.writing() as connection:
        command.check(alembic_config(connection))


def test_the_newest_migration_is_the_one_that_this_release_asks_for(database):
    with database.reading() as connection:
        assert ScriptDirectory.from_config(alembic_config(connection)).get_heads() == [HEAD]


def test_every_table_goes_down_and_up_again_with_data_in_it(tmp_path):
    database = make_site(tmp_path / "a.db", synchronous="OFF")
    with database.writing() as connection:
        fill(connection)
        empty = [
            t.name
            for t in tables.metadata.sorted_tables
            if not connection.execute(t.select()).all()
        ]
        assert empty == []
    database.upgrade("base")
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    database.upgrade()
    database.check_version()
    database.close()


def fill(connection):
    visit = record(connection, new_visit(patient=new_patient(), note="note"))
    amend(connection, new_amendment(visit.id))
    override(connection, new_override(visit.id))
    account = create_account(
        connection, NewAccount(name="A", role="worker", pin_hash="x", language="en"), now=NOW
    )
    open_session(
        connection, on_desk(connection, "token", account.id), now=NOW, expires_at=after(hours=1)
    )
    draft = Draft(
        id="1", account_id=account.id, step="who", words={}, created_at=NOW, changed_at=NOW
    )
    save(connection, draft)
    answer(connection, b"key", "/visits/1", NOW)
    tokens.create(connection, "secret", "A program", frozenset({Scope.METRICS}), NOW)
    enqueue(connection, new_message(), NOW)
    record_done(connection, "sweep", NOW)
    code = one_time.OneTimeCode(
        id="1",
        purpose=one_time.Purpose.ENROL,
        about="Desk",
        made_by="",
        made_at=NOW,
        expires_at=None,
    )
    one_time.create(connection, b"k", "234-567-89A", code)
    throttle.count(connection, "enrol", LIMITS["enrol"], NOW)


def raw_first_release(connection):
    """Write what the first release wrote, in the columns that it had."""
    connection.exec_driver_sql(
        "INSERT INTO account (id, name, name_key, role, pin_hash, language, is_disabled,"
        " failed_tries, locked_until, created_at)"
        " VALUES ('a', 'Noi', 'noi', 'worker', 'x', 'th', 0, 5, 1, 0)"
    )
    connection.exec_driver_sql(
        "INSERT INTO web_session (token_hash, account_id, created_at, seen_at, expires_at)"
        " VALUES (x'00', 'a', 0, 0, 9000000000000)"
    )
    connection.exec_driver_sql(
        "INSERT INTO visit (id, code, state, arrived_at, moved_at, recorded_by, line_level,"
        " version) VALUES ('v', '234-56D', 'waiting', 0, 0, 'a', 'RED', 1)"
    )
    connection.exec_driver_sql(
        "INSERT INTO decision VALUES ('v', 1, 'recorded', 'r', 'form', 'h', 'RED', 'RED', 1, 1, 0,"
        " 0, 0, 'a', 'en', '{}', '{}', '')"
    )


def test_a_database_of_the_first_release_keeps_everything_through_an_upgrade(tmp_path):
    database = Database(tmp_path / "a.db", synchronous="OFF")
    database.upgrade("0001")
    with database.writing() as connection:
        create_node(connection, new_node())
        raw_first_release(connection)
    database.upgrade()
    database.check_version()
    with database.writing() as connection:
        visit = by_id(connection, "v")
        assert (visit.code, visit.level.name, visit.is_emergency) == ("234-56D", "RED", False)
        [person] = every(connection)
        assert (person.name, person.language) == ("Noi", "th")
        tokens.create(connection, "secret", "A program", frozenset({Scope.METRICS}), NOW)
        command.downgrade(alembic_config(connection), "0001")
        assert connection.exec_driver_sql("SELECT code FROM visit").scalar() == "234-56D"
        assert connection.exec_driver_sql("SELECT failed_tries FROM account").scalar() == 0
        assert "api_token" not in inspect(connection).get_table_names()
    database.close()


def test_who_was_signed_in_before_devices_existed_is_signed_out(tmp_path):
    database = Database(tmp_path / "a.db", synchronous="OFF")
    database.upgrade("0003")
    with database.writing() as connection:
        create_node(connection, new_node())
        raw_first_release(connection)
    database.upgrade()
    with database.reading() as connection:
        assert connection.execute(tables.web_session.select()).all() == []
        assert connection.execute(tables.device.select()).all() == []
    database.close()


def test_upgrading_twice_changes_nothing(database, key):
    with database.writing() as connection:
        record(connection, new_visit())
    database.upgrade()
    Database(database.path, key=key).upgrade()
    with database.reading() as connection:
        assert len(connection.execute(tables.decision.select()).all()) == 1
