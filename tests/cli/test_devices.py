"""Devices and codes, as who runs the box handles them."""

import json
import re

import pytest

from tests.care.test_site import GOOD
from tests.test_cli import run

CODE = r"\b[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}\b"


@pytest.fixture
def clinic(tmp_path):
    """The settings of a real site, and what making it said."""
    plan = tmp_path / "site.toml"
    plan.write_text(GOOD)
    made = run("init", "--directory", str(tmp_path / "site"), "--from", str(plan))
    settings = {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Baan Na",
        "TRIAGE_DIRECTORY": str(tmp_path / "site"),
    }
    return settings, made.stdout.decode()


def test_init_and_device_code_each_show_a_code_of_their_own(clinic):
    settings, said = clinic
    [first] = re.findall(CODE, said)
    [second] = re.findall(CODE, run("device", "code", **settings).stdout.decode())
    assert first != second


def test_nothing_is_enrolled_yet_and_what_does_not_exist_is_not_revoked(clinic):
    settings, _ = clinic
    assert run("device", "list", **settings).stdout == b""
    refused = run("device", "revoke", "nothing", **settings)
    assert (refused.returncode, b"no device has this id" in refused.stderr) == (1, True)


def test_an_unlock_code_is_for_somebody_who_works_here(clinic):
    settings, _ = clinic
    name = run("user", "list", **settings).stdout.decode()[:24].strip()
    shown = run("user", "unlock-code", name, **settings).stdout.decode()
    assert re.search(CODE, shown)
    assert run("user", "unlock-code", "Nobody", **settings).returncode == 1


def test_the_demonstration_keeps_one_code_and_says_that_it_may_be_used_again(tmp_path):
    said = [run("demo", "--make-only", "--directory", str(tmp_path)).stdout.decode() for _ in "ab"]
    code = json.loads((tmp_path / "demo.json").read_text())["edge"]["enrol_code"]
    assert all(code in one and "used again" in one for one in said)
