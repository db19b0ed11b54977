"""The threat model names tests and files that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "threat-model.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
FILES = sorted(set(re.findall(r"`((?:tests|triage|docs|deploy|models)/[\w/.-]+)", TEXT)))
THREATS = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: part)
def test_a_test_that_the_threat_model_names_exists(path, name):
    tree = ast.parse((ROOT / path).read_text())
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_the_threat_model_names_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("threat", THREATS, ids=lambda threat: threat.partition("\n")[0])
def test_a_threat_says_what_is_wanted_what_stands_against_it_and_what_remains(threat):
    if "not built" in threat.partition("\n")[0]:
        assert "::" not in threat
        return
    assert "**Wants** " in threat
    assert "**Remains:** " in threat
    rows = [line for line in threat.splitlines() if line.startswith("| ")][2:]
    assert rows
    for row in rows:
        assert "::" in row or "not in this release" in row, row


def test_the_threat_model_is_linked_where_people_look():
    for path in ("SECURITY.md", "docs/operations.md"):
        assert "threat-model.md" in (ROOT / path).read_text()
