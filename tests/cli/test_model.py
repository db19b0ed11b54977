"""`triage model`, run as a ministry runs it."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from models.training import card, handing
from models.training.columns import described
from triage.errors import TrainingRefused

TRIAGE = Path(sys.executable).with_name("triage")
RISK = Path(__file__).parents[2] / "models" / "risk"


def run(*arguments, **env):
    command = [TRIAGE, "model", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, text=True, env=env)


@pytest.fixture
def copied(tmp_path):
    return Path(shutil.copytree(RISK, tmp_path / "copied"))


def test_the_delivered_model_is_verified_without_training_packages(without_training):
    done = run("verify", RISK, PYTHONPATH=without_training)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {line[:4] for line in done.stdout.splitlines()} == {"ok  "}


def test_a_model_that_fails_a_check_ends_with_status_1(copied):
    (copied / "golden.jsonl").write_text("", encoding="utf-8")
    done = run("verify", copied)
    assert done.returncode == 1
    assert done.stdout.startswith("NO  the server can load it")


@pytest.fixture
def without_training(tmp_path):
    """A path in front of the installed packages where pandas is as if it were missing."""
    place = tmp_path / "without"
    place.mkdir()
    missing = "raise ModuleNotFoundError('No module named pandas', name='pandas')\n"
    (place / "pandas.py").write_text(missing, encoding="utf-8")
    return str(place)


def test_without_the_training_packages_the_line_that_installs_them_is_told(without_training):
    done = run("columns", PYTHONPATH=without_training)
    assert done.returncode == 1
    assert "pandas is missing" in done.stderr
    for package in ("interpret-core==0.7.8", "scikit-learn==", "pandas==", "onnx=="):
        assert package in done.stderr


def test_the_columns_are_shown():
    assert run("columns").stdout.strip() == described()


def test_a_table_with_mistakes_is_refused_with_all_of_them(tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text("year,sex\n2024,F\n", encoding="utf-8")
    said = ["--id", "x", "--owner", "x", "--licence", "x"]
    done = run("train", path, "--out", tmp_path / "out", *said)
    assert done.returncode == 1
    assert "row 1: no column hospital" in done.stderr
    assert "row 1: no column critical" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_over(tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text("mine", encoding="utf-8")
    assert "is there already" in run("example", path).stderr
    assert "is not empty" in run("export", RISK, "--to", tmp_path).stderr
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_delivered_terms_give_the_delivered_file(tmp_path):
    assert handing.made_again(RISK) == (RISK / "model.onnx").read_bytes()
    handing.hand_over(RISK, tmp_path / "handed")
    assert (tmp_path / "handed" / "model.onnx").read_bytes() == (RISK / "model.onnx").read_bytes()


def test_changed_terms_are_another_model_and_not_exported(copied):
    path = copied / "terms.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["weights"]["10"] += 0.01
    path.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(TrainingRefused, match="another file than the one that was tried"):
        handing.made_again(copied)


def test_the_delivered_card_is_the_one_that_its_figures_give(copied):
    (copied / "card.md").unlink()
    card.write(copied)
    assert (copied / "card.md").read_text(encoding="utf-8") == (RISK / "card.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("owner =", "owners ="), ("[thresholds.single]", "[thresholds.one]"), ("[data]", "[date]")],
)
def test_a_card_without_its_figures_is_refused(copied, old, new):
    path = copied / "manifest.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TrainingRefused, match=r"manifest\.toml"):
        card.write(copied)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_worked_example_goes_the_whole_way(tmp_path):
    table, made = tmp_path / "visits.csv", tmp_path / "made"
    said = ["--id", "example", "--owner", "Ministry of Examples", "--licence", "CC0"]
    for command in (
        ["example", table],
        ["train", table, "--out", made, *said, "--quick", "--created", "2026-01-02"],
        ["evaluate", table, "--model", made, "--keep"],
        ["export", made, "--to", tmp_path / "handed"],
    ):
        done = run(*command)
        assert done.returncode == 0, done.stderr
    about = tomllib.loads((made / "manifest.toml").read_text(encoding="utf-8"))
    assert (about["created"], about["owner"]) == ("2026-01-02", "Ministry of Examples")
    assert about["not_for_use"]
    text = (tmp_path / "handed" / "card.md").read_text(encoding="utf-8")
    assert "NOT FOR USE" in text.splitlines()[2]
    assert "trained on this table" in text
    checks = run("verify", tmp_path / "handed")
    assert checks.returncode == 1
    assert [line for line in checks.stdout.splitlines() if line.startswith("NO")] == [
        "NO  made for use: NOT FOR USE, says its manifest"
    ]
