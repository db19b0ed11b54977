"""Each protocol alone, against vectors typed from the published tables."""

import json
from pathlib import Path

import pytest

from triage.evaluate import PROTOCOLS, evaluate

GOLDEN = Path(__file__).parent / "golden"
VECTORS = [
    json.loads(line)
    for path in sorted(GOLDEN.glob("protocols*.jsonl"))
    for line in path.read_text().splitlines()
]


def disagreements(expected: dict, result: dict) -> list[str]:
    """Return the expectations that *result* does not meet."""
    return [key for key, value in expected.items() if not _met(key, value, result)]


def _met(key: str, value: object, result: dict) -> bool:
    if key == "fired_includes":
        return set(value) <= set(result["fired"])
    if key == "fired_excludes":
        return not set(value) & set(result["fired"])
    if key.endswith("_not"):
        return result[key.removesuffix("_not")] not in value
    if key in {"missing", "unresolved"}:
        return set(value) <= set(result[key])
    if key == "by":
        return value.items() <= result[key].items()
    return result.get(key) == value


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_protocol_says_what_its_published_table_says(vector):
    assert disagreements(vector["expected"], evaluate(vector)) == []


def test_every_protocol_that_can_be_evaluated_has_vectors():
    assert {vector["protocol"] for vector in VECTORS} == set(PROTOCOLS)


@pytest.mark.parametrize(
    "line",
    [[], "x", {"protocol": "IITT_ADULT"}, {"protocol": "NOPE", "input": {}}, {"input": {}}],
)
def test_a_line_that_cannot_be_read_gives_problems(line):
    assert "problems" in evaluate(line)


@pytest.mark.parametrize(
    ("protocol", "years", "accepted"),
    [
        ("IITT_ADULT", 11, False),
        ("IITT_ADULT", 12, True),
        ("IITT_CHILD", 11, True),
        ("IITT_CHILD", 12, False),
    ],
)
def test_a_chart_is_not_used_for_the_other_ages(protocol, years, accepted):
    result = evaluate({"protocol": protocol, "input": {"age_years": years}})
    assert ("problems" not in result) is accepted


def test_an_unknown_age_is_never_green_on_either_chart():
    normal = {"hr": 80, "rr": 16, "temp_c": 37, "spo2": 98, "avpu": "A"}
    given = {"present": [], "absent": "all_others", "vitals": normal}
    result = evaluate({"protocol": "IITT_ADULT", "input": given})
    assert result["level"] == "UNDETERMINED"
    assert "age" in result["missing"]
