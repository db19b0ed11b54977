"""The commands of who runs the box, run as they are run."""

import json
import re
from pathlib import Path

import pytest

from tests.care.test_site import GOOD
from tests.test_cli import run


@pytest.fixture
def clinic(tmp_path):
    """A real site and the settings that name it."""
    plan = tmp_path / "site.toml"
    plan.write_text(GOOD)
    made = run("init", "--directory", str(tmp_path / "site"), "--from", str(plan))
    assert made.returncode == 0, made.stderr
    return {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Baan Na",
        "TRIAGE_DIRECTORY": str(tmp_path / "site"),
    }


def test_init_shows_each_pin_once_and_what_to_set(tmp_path):
    plan = tmp_path / "site.toml"
    plan.write_text(GOOD)
    made = run("init", "--from", str(plan), TRIAGE_DIRECTORY=str(tmp_path / "site"))
    words = made.stdout.decode()
    assert len(re.findall(r"PIN \d{6}\b", words)) == 3
    assert 'TRIAGE_SITE_NAME="Baan Na"' in words
    assert (tmp_path / "site" / "node.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "site" / "triage.db").stat().st_mode & 0o777 == 0o600


def test_init_never_touches_a_site_nor_a_demonstration(tmp_path, clinic):
    site, demo = Path(clinic["TRIAGE_DIRECTORY"]), tmp_path / "demo"
    run("demo", "--make-only", "--directory", str(demo))
    for directory in (demo, site):
        before = {path.name: path.read_bytes() for path in directory.iterdir()}
        plan = str(tmp_path / "site.toml")
        done = run("init", "--directory", str(directory), "--from", plan)
        assert (done.returncode, done.stdout) == (1, b"")
        assert b"holds a site already" in done.stderr
        assert {path.name: path.read_bytes() for path in directory.iterdir()} == before


def test_init_without_a_terminal_asks_for_a_file(tmp_path):
    done = run("init", "--directory", str(tmp_path / "site"))
    assert done.returncode == 1
    assert b"--from FILE" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_site_is_never_served_as_a_demonstration(clinic):
    done = run("demo", "--make-only", "--directory", clinic["TRIAGE_DIRECTORY"])
    assert done.returncode == 1
    assert b"no demonstration" in done.stderr


def test_people_are_added_listed_shut_out_and_given_pins(clinic):
    added = run("user", "add", "Dara", "--role", "clinician", **clinic)
    reset = run("user", "reset-pin", "dara", **clinic)
    first, second = (re.search(rb"PIN (\d{6})", done.stdout)[1] for done in (added, reset))
    assert first != second
    assert b"disabled" in run("user", "disable", "Noi", **clinic).stdout
    words = run("user", "list", **clinic).stdout.decode()
    rows = [line.split() for line in words.splitlines()]
    assert ["Dara", "clinician", "en"] in rows
    assert ["Noi", "worker", "en", "disabled"] in rows
    run("user", "enable", "Noi", **clinic)
    assert b"disabled" not in run("user", "list", **clinic).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("reset-pin", "Nobody"), b"nobody here is called"),
        (("add", "Noi", "--role", "worker"), b"another account has this name"),
        (("add", "Nok", "--role", "worker", "--language", "xx"), b"use one of"),
        (("add", "Nok", "--role", "nurse"), b"'nurse' is not one of"),
    ],
)
def test_what_cannot_be_done_with_an_account_is_a_sentence(clinic, arguments, says):
    done = run("user", *arguments, **clinic)
    assert done.returncode != 0
    assert says in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_backup_is_restored_and_the_log_still_agrees(tmp_path, clinic):
    done = run("backup", str(tmp_path / "backups"), "--keep", "3", **clinic)
    assert b"verified" in done.stdout
    [file] = (tmp_path / "backups").glob("*.db")
    assert b"exists" in run("restore", str(file), clinic["TRIAGE_DIRECTORY"]).stderr
    new = clinic | {"TRIAGE_DIRECTORY": str(tmp_path / "new")}
    restored = run("restore", str(file), new["TRIAGE_DIRECTORY"])
    assert len(re.findall(rb"PIN \d{6}", restored.stdout)) == 3
    assert b"agree" in run("log", "check", **new).stdout


def test_a_damaged_backup_is_a_sentence(tmp_path, clinic):
    run("backup", str(tmp_path / "backups"), **clinic)
    [file] = (tmp_path / "backups").glob("*.db")
    file.write_bytes(file.read_bytes()[:20_000])
    done = run("restore", str(file), str(tmp_path / "new"))
    assert done.returncode == 1
    assert b"damaged" in done.stderr
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "new").exists()


def test_status_is_one_screen_or_json(clinic):
    words = run("status", **clinic).stdout.decode()
    assert len(words.splitlines()) <= 24
    found = json.loads(run("status", "--json", **clinic).stdout)
    assert found["site"] == "Baan Na"
    assert found["entries"] == found["waiting"] == found["drafts"] == 0
    assert found["backup_age_s"] is None
    assert found["model"]
    assert found["version"] in words


def test_status_says_why_there_is_no_model(tmp_path, clinic):
    done = run("status", "--json", **clinic, TRIAGE_MODEL_DIRECTORY=str(tmp_path))
    found = json.loads(done.stdout)
    assert found["model"] is None
    assert str(tmp_path) in found["model_problem"]


def test_an_upgrade_of_the_newest_tables_changes_nothing(clinic):
    assert run("db", "upgrade", **clinic).returncode == 0
    assert run("status", **clinic).returncode == 0
