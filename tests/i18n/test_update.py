"""translations/update.sh, on a small copy of the project."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


def run(copy, *arguments):
    return subprocess.run(
        ["sh", "translations/update.sh", *arguments],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def updated(tmp_path_factory):
    """A project of one module, with the catalogues of three languages up to date."""
    copy = tmp_path_factory.mktemp("project")
    (copy / ".venv").symlink_to(Path(sys.prefix))
    shutil.copy(PROJECT / "pyproject.toml", copy)
    (copy / "triage").mkdir()
    (copy / "triage" / "words.py").write_text('A = N_("{n} is red.")\nB = pgettext("x", "y")\n')
    (copy / "translations").mkdir()
    for name in ("update.sh", "locales.toml"):
        shutil.copy(PROJECT / "translations" / name, copy / "translations")
    for code in ("en", "th", "tet"):
        shutil.copytree(PROJECT / "translations" / code, copy / "translations" / code)
    finished = run(copy)
    assert finished.returncode == 0, finished.stderr
    return copy


@pytest.fixture
def project(updated, tmp_path):
    copy = tmp_path / "project"
    shutil.copytree(updated, copy, symlinks=True)
    return copy


def test_what_was_just_updated_is_up_to_date_even_with_a_context(project):
    finished = run(project, "--check")
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_updating_twice_changes_nothing(project):
    before = {path: path.read_bytes() for path in project.glob("translations/**/*.po*")}
    assert run(project).returncode == 0
    assert {path: path.read_bytes() for path in project.glob("translations/**/*.po*")} == before


def test_a_changed_sentence_is_noticed_and_the_command_named(project):
    (project / "triage" / "words.py").write_text('A = N_("{n} is very red.")\n')
    before = (project / "translations" / "messages.pot").read_text()
    finished = run(project, "--check")
    assert finished.returncode == 1
    assert "make strings" in finished.stderr
    assert (project / "translations" / "messages.pot").read_text() == before


def test_a_translation_is_never_moved_to_a_similar_sentence(project):
    thai = project / "translations" / "th" / "LC_MESSAGES" / "messages.po"
    thai.write_text(thai.read_text().replace('msgid "{n} is red."\nmsgstr ""', RED))
    (project / "triage" / "words.py").write_text('A = N_("{n} is not red.")\n')
    assert run(project).returncode == 0
    assert "แดง" not in thai.read_text()


def test_a_renamed_placeholder_is_an_error(project):
    thai = project / "translations" / "th" / "LC_MESSAGES" / "messages.po"
    renamed = RED.replace("{n} แดง", "{m} แดง")
    thai.write_text(thai.read_text().replace('msgid "{n} is red."\nmsgstr ""', renamed))
    finished = run(project)
    assert finished.returncode == 1
    assert "{m}" in finished.stdout


RED = 'msgid "{n} is red."\nmsgstr "{n} แดง"'
