"""The command line: `triage ...`. Every command is a few lines over a room below."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from triage.access import Role, Scope
from triage.assess import Scorer, assess
from triage.clinical.floor import Conditions
from triage.errors import LogBroken, SettingsWrong, TriageError
from triage.evaluate import evaluate, notice_words, problem_words
from triage.exchange.record import Words, answer_words
from triage.intake.payload import LONGEST_ECHO, read_words
from triage.intake.problems import Code, Problem
from triage.settings import Settings, shipped

if TYPE_CHECKING:
    from triage.store.database import Database


MALLOC = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "131072"}
"""For glibc: else each thread keeps the 19 MB that checking a PIN took (docs/measured.md)."""

LOOPBACK = "127.0.0.1:8000"
DEMO_NAME = "Demonstration clinic"
DEMO_PEOPLE = (
    ("Demo Worker", Role.WORKER, "en"),
    ("Demo Worker Thai", Role.WORKER, "th"),
    ("Demo Clinician", Role.CLINICIAN, "en"),
    ("Demo Supervisor", Role.SUPERVISOR, "en"),
)
"""Visibly nobody; PINs are drawn at each creation."""


@click.group()
@click.version_option(package_name="triage")
def triage() -> None:
    """Triage server for rural clinics."""


def main() -> None:
    """Run the command line; an error that was foreseen is a sentence, not a trace."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        triage()
    except SettingsWrong as error:
        hint = "Nothing starts without settings; to try the program out, run: make run"
        raise SystemExit(f"{error}\n{hint}") from error
    except TriageError as error:
        raise SystemExit(f"triage: {error}") from error


def _answer_lines(lines: Iterable[bytes], answer: Callable[[Any], Words], output: TextIO) -> bool:
    """Write a JSON object for each of *lines*, in order; return whether all had an answer."""
    fine = True
    for line in lines:
        if not line.strip():
            continue
        words = _answered(line, answer)
        fine = fine and "problems" not in words
        # Escaped, because a lone surrogate that came in could not be written otherwise.
        output.write(json.dumps(words, allow_nan=False) + "\n")
    return fine


def _answered(line: bytes, answer: Callable[[Any], Words]) -> Words:
    """Return the answer to one line; what is no JSON, or nested without end, is unreadable."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return _unreadable(line.decode(errors="replace").strip())
    return answer(given)


def _unreadable(given: str) -> Words:
    problem = Problem(field="", code=Code.UNREADABLE, given=given[:LONGEST_ECHO])
    return {"problems": [problem_words(problem)], "level_so_far": None}


def _assessed(given: object, conditions: Conditions, model: Scorer | None) -> Words:
    """Return the answer to one report in JSON words, or its problems and the level so far."""
    if not isinstance(given, dict):
        return _unreadable(type(given).__name__)
    read = read_words(given)
    decision = assess(read.findings, conditions, model)
    if read.problems:
        problems = [problem_words(problem) for problem in read.problems]
        return {"problems": problems, "level_so_far": decision.level.name}
    return answer_words(decision, [notice_words(notice) for notice in read.confirm])


@triage.command("assess")
@click.option("--no-model", is_flag=True, help="The protocols' floor alone.")
@click.option("--no-oximeter", is_flag=True, help="Stands for a site without a pulse oximeter.")
@click.option("--single-threshold", is_flag=True, help="One threshold for every age.")
def assess_command(*, no_model: bool, no_oximeter: bool, single_threshold: bool) -> None:
    """Read reports as JSON Lines from standard input, write a decision for each.

    Exit status 1 if any line had problems.
    """
    conditions = Conditions(has_oximeter=not no_oximeter, age_band_thresholds=not single_threshold)
    model = None if no_model else _model()
    fine = _answer_lines(
        sys.stdin.buffer, lambda given: _assessed(given, conditions, model), sys.stdout
    )
    sys.exit(0 if fine else 1)


def _model() -> Scorer | None:
    """Return the model that came with this release; without one the floor alone decides."""
    from triage.risk.model import ModelSlot  # noqa: PLC0415  a second to load, only where needed

    slot = ModelSlot(Path(os.environ.get("TRIAGE_MODEL_DIRECTORY") or shipped("models/risk")))
    return slot.current()


@triage.group()
def protocols() -> None:
    """The published protocols."""


@protocols.command("evaluate")
def evaluate_command() -> None:
    """Read one protocol's inputs as JSON Lines, write what it says of each."""
    fine = _answer_lines(sys.stdin.buffer, evaluate, sys.stdout)
    sys.exit(0 if fine else 1)


@triage.group()
def log() -> None:
    """The log of everything that happened at this node."""


@log.command("check")
def check_command() -> None:
    """Walk the chain and recompute every commitment; exit status 1 if something differs."""
    from triage.store.audit import check  # noqa: PLC0415  no SQL where it is not needed

    with _database() as database, database.reading() as connection:
        try:
            state = check(connection)
        except LogBroken as error:
            raise SystemExit(f"broken: {error}") from error
    click.echo(f"{state.entries} entries: chain and commitments agree, {state.erased} erased")


@triage.group("db")
def db_group() -> None:
    """The database."""


@db_group.command("rebuild")
def rebuild_command() -> None:
    """Make the tables that screens read anew from the log."""
    from triage.store.projection import rebuild  # noqa: PLC0415

    with _database() as database, database.writing() as connection:
        click.echo(f"{rebuild(connection)} entries applied")


@db_group.command("upgrade")
def upgrade_command() -> None:
    """Bring the tables to the version of this release; with the service stopped."""
    _upgrade(Settings.from_env(os.environ).database)


def _upgrade(path: Path) -> None:
    from triage.store.database import HEAD, Database  # noqa: PLC0415

    with closing(Database(path)) as database:
        database.upgrade()
    click.echo(f"The database has version {HEAD}.")


@triage.group()
def token() -> None:
    """What programs identify themselves with at the API."""


@token.command("create")
@click.argument("name")
@click.option(
    "--scope", "scopes", type=click.Choice([*map(str, Scope)]), multiple=True, required=True
)
def create_token_command(name: str, scopes: tuple[str, ...]) -> None:
    """Make a token for the program NAME and show it, this once."""
    from triage.care.tokens import give_token  # noqa: PLC0415

    with _database() as database:
        click.echo(give_token(database, name, frozenset(map(Scope, scopes)), datetime.now(UTC)))


@token.command("list")
def list_tokens_command() -> None:
    """Show every token: id, last four characters, state, day, scopes, name."""
    from triage.store import tokens  # noqa: PLC0415

    with _database() as database, database.reading() as connection:
        for one in tokens.every(connection):
            state = "revoked" if one.is_disabled else "valid"
            scopes = ",".join(sorted(one.scopes))
            told = f"...{one.last_four}  {state:<8}{one.created_at:%Y-%m-%d}  {scopes}  {one.name}"
            click.echo(f"{one.id}  {told}")


@token.command("revoke")
@click.argument("token_id")
def revoke_token_command(token_id: str) -> None:
    """Let the token with this id, as `triage token list` shows it, count no more."""
    from triage.store import tokens  # noqa: PLC0415

    with _database() as database, database.writing() as connection:
        click.echo(f"revoked: {tokens.revoke(connection, token_id).name}")


@contextmanager
def _database() -> Iterator["Database"]:
    """Yield this site's database, of this release's version."""
    from triage.store.database import Database  # noqa: PLC0415

    with closing(Database(Settings.from_env(os.environ).database)) as database:
        database.check_version()
        yield database


@triage.command()
@click.option("--bind", default=LOOPBACK, show_default=True, help="Address and port.")
def serve(bind: str) -> None:
    """Serve this site's pages with gunicorn; settings come from the environment."""
    Settings.from_env(os.environ)
    _serve(bind, dict(os.environ))


@triage.command()
@click.option("--directory", type=click.Path(path_type=Path), default="var", show_default=True)
@click.option("--make-only", is_flag=True, help="Make the site, do not serve it.")
def demo(directory: Path, *, make_only: bool) -> None:
    """Make the demonstration site, if there is none, and serve it on loopback."""
    directory = directory.resolve()
    env = dict(os.environ) | {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": DEMO_NAME,
        "TRIAGE_DIRECTORY": str(directory),
    }
    settings = Settings.from_env(env)
    credentials = directory / "demo.json"
    if not settings.database.exists():
        _make_demo(settings, credentials)
    _upgrade(settings.database)
    click.echo(f"Demonstration site at http://{LOOPBACK}/ - sign in with one of:")
    for user in json.loads(credentials.read_text())["edge"]["users"]:
        click.echo(f"  {user['name']:<24}{user['role']:<12}PIN {user['pin']}")
    if not make_only:
        _serve(LOOPBACK, env)


def _make_demo(settings: Settings, credentials: Path) -> None:
    from triage.care.site import NewSite, Person, make_site  # noqa: PLC0415
    from triage.care.tokens import give_token  # noqa: PLC0415
    from triage.store.database import Database  # noqa: PLC0415

    people = tuple(
        Person(name=name, role=role, language=language) for name, role, language in DEMO_PEOPLE
    )
    settings.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(Database(settings.database)) as database:
        new = NewSite(name=settings.site_name, people=people, is_demonstration=True)
        given = make_site(settings.directory, database, new, datetime.now(UTC))
        token = give_token(database, f"{DEMO_NAME}: a program", frozenset(Scope), datetime.now(UTC))
    users = [{"name": one.name, "role": str(one.role), "pin": one.pin} for one in given]
    words = {"edge": {"url": f"http://{LOOPBACK}", "token": token, "users": users}}
    credentials.touch(mode=0o600)
    credentials.write_text(json.dumps(words, indent=1) + "\n")


def _serve(bind: str, env: dict[str, str]) -> None:
    """Become gunicorn: it gets this process, so that signals and exit status are its own."""
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    wsgi = shipped("wsgi.py")
    options = {
        "--config": shipped("deploy/gunicorn.conf.py"),
        "--pythonpath": wsgi.parent,
        "--bind": bind,
    }
    arguments = [str(part) for option in options.items() for part in option]
    os.execve(gunicorn, [gunicorn, *arguments, "wsgi:application"], MALLOC | env)  # noqa: S606
