"""verify-<version>.pyz: small, the same each time, and enough by itself."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import run
from tests.verify.logs import parts, whole
from tests.web.person import Person
from tests.web.site import make_site
from triage.settings import engine

ROOT = Path(__file__).parents[2]
LARGEST_BYTES = 300_000
SETTINGS = {"TRIAGE_NODE": "edge", "TRIAGE_SITE_NAME": "Baan Na"}


def builder():
    spec = importlib.util.spec_from_file_location("build", ROOT / "deploy" / "verify" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return builder()(tmp_path_factory.mktemp("built"))


@pytest.fixture
def site(tmp_path):
    made = make_site(tmp_path)
    Person(made, "Noi").code(signs={"present": ["stridor"], "none": ["look", "ask", "injury"]})
    yield made
    made.clinic.database.close()


def alone(archive, directory, *given):
    """Run the archive in an empty directory with nothing but the standard library."""
    command = [sys.executable, "-S", "-I", str(archive), *map(str, given)]
    return subprocess.run(command, cwd=directory, capture_output=True, check=False, timeout=60)


def test_the_archive_is_small_and_two_builds_are_equal(archive, tmp_path):
    assert archive.stat().st_size < LARGEST_BYTES
    assert builder()(tmp_path).read_bytes() == archive.read_bytes()


def test_it_needs_the_standard_library_alone_and_finds_a_flipped_byte(
    archive, site, tmp_path_factory
):
    empty = tmp_path_factory.mktemp("empty")
    content = whole(*parts(site))
    good, bad = empty / "good.log", empty / "bad.log"
    good.write_bytes(content)
    changed = bytearray(content)
    changed[len(changed) // 2] ^= 1
    bad.write_bytes(changed)

    agrees, differs = alone(archive, empty, good), alone(archive, empty, bad)

    assert (agrees.returncode, differs.returncode) == (0, 1), agrees.stderr
    assert b"everything agrees" in agrees.stdout
    assert b"first difference: " in differs.stdout
    assert agrees.stderr == differs.stderr == b""
    assert sorted(path.name for path in empty.iterdir()) == ["bad.log", "good.log"]


def test_without_onnxruntime_it_says_that_no_score_was_computed(archive, site, tmp_path):
    file = tmp_path / "a.log"
    file.write_bytes(whole(*parts(site)))

    done = alone(archive, tmp_path, file, "--model", ROOT / "models" / "risk")

    assert done.returncode == 0
    assert b"onnxruntime is not installed" in done.stderr


def test_a_file_that_is_not_there_is_a_sentence(archive, tmp_path):
    done = alone(archive, tmp_path, "nowhere.log")
    assert done.returncode == 2
    assert b"cannot be read" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_site_is_exported_and_verified_with_its_scores_by_the_command_line(
    archive, tmp_path, tmp_path_factory
):
    made = make_site(tmp_path, engine=engine())
    Person(made, "Noi").code()
    made.clinic.database.close()
    file = tmp_path_factory.mktemp("out") / "site.log"
    here = SETTINGS | {"TRIAGE_DIRECTORY": str(tmp_path)}

    written = run("log", "export", str(file), "--without", "identity,contact,note", **here)
    again = run("log", "export", str(file), **here)
    verified = run("verify", str(file))
    elsewhere = alone(archive, tmp_path, file)

    assert written.returncode == 0, written.stderr
    assert b"is there already" in again.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    assert verified.returncode == elsewhere.returncode == 0, verified.stdout
    assert b"computed again: 1, of these with their model: 1" in verified.stdout
    assert b"computed again: 1, of these with their model: 0" in elsewhere.stdout
    assert b"withheld: 1 times identity" in elsewhere.stdout
    head = verified.stdout.decode().partition("head: epoch 1 lane 4 seq 1 ")[2].split()[0]
    assert run("verify", str(file), "--head", head).returncode == 0
    assert run("verify", str(file), "--head", "00" * 32).returncode == 1


def test_a_part_that_does_not_exist_cannot_be_withheld(tmp_path):
    done = run("log", "export", str(tmp_path / "x"), "--without", "names")
    assert done.returncode == 2
    assert b"names is none of identity" in done.stderr
