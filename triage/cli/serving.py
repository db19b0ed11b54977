"""Serving pages: this site's, or a demonstration's."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from triage.access import Role, Scope
from triage.cli.here import environment, settings, upgrade_database
from triage.errors import SiteRefused
from triage.settings import Settings, shipped

MALLOC = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "131072"}
"""For glibc: else each thread keeps the 19 MB that checking a PIN took (docs/measured.md)."""

LOOPBACK = "127.0.0.1"
PORT = 8000
DEMO_NAME = "Demonstration clinic"
DEMO_PEOPLE = (
    ("Demo Worker", Role.WORKER, "en"),
    ("Demo Worker Thai", Role.WORKER, "th"),
    ("Demo Clinician", Role.CLINICIAN, "en"),
    ("Demo Supervisor", Role.SUPERVISOR, "en"),
)
"""Visibly nobody; PINs are drawn at each creation."""


@click.command()
@click.option(
    "--bind",
    default=f"{LOOPBACK}:{PORT}",
    show_default=True,
    help="Address and port, or unix:PATH.",
)
def serve(bind: str) -> None:
    """Serve this site's pages with gunicorn; settings come from the environment."""
    settings()
    _serve(bind, environment())


@click.command()
@click.option(
    "--with-parent",
    is_flag=True,
    help="End when the process that started this one has ended.",
)
def dispatch(*, with_parent: bool) -> None:
    """Send what waits to be sent and do what has to be done regularly, until told to stop."""
    from triage.cli.sending import keep_sending  # noqa: PLC0415  no SQL where it is not needed

    keep_sending(settings(), os.getppid() if with_parent else None)


@click.command()
@click.option("--directory", type=click.Path(path_type=Path), default="var", show_default=True)
@click.option("--make-only", is_flag=True, help="Make the site, do not serve it.")
@click.option("--port", default=PORT, show_default=True, help="Of loopback.")
def demo(directory: Path, port: int, *, make_only: bool) -> None:
    """Make the demonstration site, if there is none, and serve it on loopback."""
    directory = directory.resolve()
    env = environment() | {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": DEMO_NAME,
        "TRIAGE_DIRECTORY": str(directory),
    }
    chosen = Settings.from_env(env)
    credentials = directory / "demo.json"
    address = f"{LOOPBACK}:{port}"
    if not chosen.database.exists():
        _make_demo(chosen, credentials, f"http://{address}")
    if not credentials.exists():
        raise SiteRefused(f"{directory} holds a site that is no demonstration: use another folder")
    upgrade_database(chosen)
    code = _demo_code(chosen, credentials)
    click.echo(f"Demonstration site at http://{address}/ - enrol each browser with {code}")
    click.echo("(here it may be used again; a real site's code counts once). Sign in with one of:")
    for user in json.loads(credentials.read_text())["edge"]["users"]:
        click.echo(f"  {user['name']:<24}{user['role']:<12}PIN {user['pin']}")
    if not make_only:
        _start_dispatch(env)
        _serve(address, env)


def _start_dispatch(env: dict[str, str]) -> None:
    """Start the second process; it ends with this one, which becomes gunicorn."""
    command = [sys.executable, "-m", "triage.cli", "dispatch", "--with-parent"]
    subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL)  # noqa: S603  our own program


def _make_demo(chosen: Settings, credentials: Path, url: str) -> None:
    from triage.care.site import NewSite, NodeKey, Person, make_site, new_database  # noqa: PLC0415
    from triage.care.tokens import give_token  # noqa: PLC0415

    people = tuple(
        Person(name=name, role=role, language=language) for name, role, language in DEMO_PEOPLE
    )
    now = datetime.now(UTC)
    node_key = NodeKey(path=chosen.node_key)
    made = new_database(chosen.database, node_key, is_encrypted=chosen.database_encrypted)
    with closing(made) as database:
        new = NewSite(name=chosen.site_name, people=people, is_demonstration=True)
        given = make_site(chosen.directory, database, new, now, node_key)
        token = give_token(database, f"{DEMO_NAME}: a program", frozenset(Scope), now)
    users = [{"name": one.name, "role": str(one.role), "pin": one.pin} for one in given]
    words = {"edge": {"url": url, "token": token, "users": users}}
    credentials.touch(mode=0o600)
    credentials.write_text(json.dumps(words, indent=1) + "\n")


def _demo_code(chosen: Settings, credentials: Path) -> str:
    """Return the code that enrols any number of browsers, made when it is first asked for."""
    from triage.care.one_time_codes import draw_enrolment  # noqa: PLC0415
    from triage.care.site import database_of, read_key  # noqa: PLC0415

    words = json.loads(credentials.read_text())
    if "enrol_code" not in words["edge"]:
        key = read_key(chosen.node_key)
        with closing(database_of(chosen)) as database:
            code = draw_enrolment(database, key, "", datetime.now(UTC), is_reusable=True)
        words["edge"]["enrol_code"] = code
        credentials.write_text(json.dumps(words, indent=1) + "\n")
    return str(words["edge"]["enrol_code"])


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
