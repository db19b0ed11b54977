"""`triage device`: which browsers belong to the site."""

from datetime import UTC, datetime

import click

from triage.cli.here import open_database, settings


@click.group()
def device() -> None:
    """The browsers that belong to the site."""


@device.command("code")
@click.option("--name", default="", help="What the device shall be called; else its number.")
def code_command(name: str) -> None:
    """Show a code that enrols one browser, once; it ends a block after too many wrong codes."""
    from triage.care.one_time_codes import draw_enrolment  # noqa: PLC0415  no SQL without need
    from triage.care.site import read_key  # noqa: PLC0415

    key = read_key(settings().node_key)
    with open_database() as database:
        show_code(draw_enrolment(database, key, name, datetime.now(UTC)))


@device.command("list")
def list_command() -> None:
    """Write every device: id, state, day of enrolment, day of last use, name."""
    from triage.care import devices  # noqa: PLC0415

    with open_database() as database:
        for one in devices.everything(database):
            state = "revoked" if one.is_revoked else "valid"
            days = f"{one.enrolled_at:%Y-%m-%d}  {one.seen_on:%Y-%m-%d}"
            click.echo(f"{one.id}  {state:<8}{days}  {one.name}")


@device.command("revoke")
@click.argument("device_id")
def revoke_command(device_id: str) -> None:
    """Shut the device with this id out, as `triage device list` shows it."""
    from triage.care import devices  # noqa: PLC0415

    with open_database() as database:
        click.echo(f"revoked: {devices.revoke(database, device_id).name}")


def show_code(code: str) -> None:
    """Write a code that enrols one browser."""
    click.echo(f"{code}  enrols one browser, once, within 24 hours")
