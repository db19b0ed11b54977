"""`triage user`: who may sign in."""

from datetime import UTC, datetime

import click

from triage.access import OF_PEOPLE
from triage.cli.here import open_database, settings
from triage.cli.setting_up import offered_languages, show_pins
from triage.errors import SiteRefused


@click.group()
def user() -> None:
    """The people who sign in."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([str(role) for role in OF_PEOPLE]), required=True)
@click.option("--language", default="en", show_default=True, help="That this person reads.")
def add_command(name: str, role: str, language: str) -> None:
    """Let NAME sign in; the PIN is shown once."""
    from triage.care import people  # noqa: PLC0415  no SQL where it is not needed
    from triage.care.plan import person_from, person_mistakes  # noqa: PLC0415

    words = {"name": name, "role": role, "language": language}
    mistakes = person_mistakes(words, offered_languages())
    if mistakes:
        raise SiteRefused("\n".join(mistakes))
    with open_database() as database:
        given = people.add(database, _key(), person_from(words), datetime.now(UTC))
    show_pins((given,))


@user.command("list")
def list_command() -> None:
    """Write everybody's name, role, language and whether the account is locked or disabled."""
    from triage.care import people  # noqa: PLC0415

    now = datetime.now(UTC)
    with open_database() as database:
        locked = people.locked(database, now)
        for one in people.everybody(database):
            state = "disabled" if one.is_disabled else "locked" if one.id in locked else ""
            click.echo(f"{one.name:<24}{one.role:<14}{one.language:<6}{state}".rstrip())


@user.command("reset-pin")
@click.argument("name")
def reset_command(name: str) -> None:
    """Give NAME another PIN, shown once; every browser of this person is signed out."""
    from triage.care import people  # noqa: PLC0415

    with open_database() as database:
        given = people.reset_pin(database, _key(), name)
    show_pins((given,))


@user.command("unlock-code")
@click.argument("name")
def unlock_command(name: str) -> None:
    """Show a code that ends the lock of NAME on the device where it is typed, once."""
    from triage.care.one_time_codes import GOOD_FOR, draw_unlocking  # noqa: PLC0415
    from triage.store.one_time import Purpose  # noqa: PLC0415

    with open_database() as database:
        code = draw_unlocking(database, _key(), name, datetime.now(UTC))
    minutes = int(GOOD_FOR[Purpose.UNLOCK].total_seconds()) // 60
    click.echo(f"{code}  good once, for {minutes} minutes: typed with name and PIN")


@user.command("disable")
@click.argument("name")
def disable_command(name: str) -> None:
    """Shut NAME out, at once."""
    _set_disabled(name, is_disabled=True)


@user.command("enable")
@click.argument("name")
def enable_command(name: str) -> None:
    """Let NAME sign in again, with the PIN of before."""
    _set_disabled(name, is_disabled=False)


def _set_disabled(name: str, *, is_disabled: bool) -> None:
    from triage.care import people  # noqa: PLC0415

    with open_database() as database:
        account = people.set_disabled(database, name, is_disabled=is_disabled)
    click.echo(f"{account.name} is {'disabled' if is_disabled else 'enabled'}")


def _key() -> bytes:
    from triage.care.site import read_key  # noqa: PLC0415

    return read_key(settings().node_key)
