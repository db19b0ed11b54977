"""The list of hazards names tests that exist, and hides no residual risk."""

import ast
import csv
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
with (ROOT / "docs" / "hazards.csv").open(newline="") as file:
    HAZARDS = list(csv.DictReader(file))
SEVERITIES = {"catastrophic", "critical", "serious", "minor"}
FEWEST = 30


@cache
def names_in(path):
    """Return the names of the tests in the file at *path*."""
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_a_hazard_is_complete_and_every_test_it_names_exists(hazard):
    assert all(hazard.values()), hazard
    assert hazard["severity"] in SEVERITIES
    for name in hazard["tests"].split():
        path, _, test = name.partition("::")
        assert test in names_in(path), name


def test_the_hazards_have_ids_of_their_own_and_are_enough():
    assert len({hazard["id"] for hazard in HAZARDS}) == len(HAZARDS) >= FEWEST
