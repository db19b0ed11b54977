"""Programs that use the API: their tokens."""

from datetime import UTC, datetime

import click

from triage.access import Scope
from triage.cli.here import open_database


@click.group()
def token() -> None:
    """What programs identify themselves with at the API."""


@token.command("create")
@click.argument("name")
@click.option(
    "--scope", "scopes", type=click.Choice([*map(str, Scope)]), multiple=True, required=True
)
def create_command(name: str, scopes: tuple[str, ...]) -> None:
    """Make a token for the program NAME and show it, this once."""
    from triage.care.tokens import give_token  # noqa: PLC0415  no SQL where it is not needed

    with open_database() as database:
        click.echo(give_token(database, name, frozenset(map(Scope, scopes)), datetime.now(UTC)))


@token.command("list")
def list_command() -> None:
    """Show every token: id, last four characters, state, day, scopes, name."""
    from triage.store import tokens  # noqa: PLC0415

    with open_database() as database, database.reading() as connection:
        for one in tokens.every(connection):
            state = "revoked" if one.is_disabled else "valid"
            scopes = ",".join(sorted(one.scopes))
            told = f"...{one.last_four}  {state:<8}{one.created_at:%Y-%m-%d}  {scopes}  {one.name}"
            click.echo(f"{one.id}  {told}")


@token.command("revoke")
@click.argument("token_id")
def revoke_command(token_id: str) -> None:
    """Let the token with this id, as `triage token list` shows it, count no more."""
    from triage.store import tokens  # noqa: PLC0415

    with open_database() as database, database.writing() as connection:
        click.echo(f"revoked: {tokens.revoke(connection, token_id).name}")
