"""The examples of docs/api.md, run in their order against a site."""

import json
import re
from pathlib import Path

from triage.api.problems import DETAILS
from triage.intake.problems import Code

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"```http\n(.*?)```\s+```json (\d+)\n(.*?)```", TEXT, re.DOTALL)
ANYTHING = "..."


def differences(expected, got, where=""):
    """Yield where *got* lacks what *expected* shows; it may hold more."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key, value in expected.items():
            yield from differences(value, got.get(key), f"{where}.{key}")
    elif expected != got and not (expected == ANYTHING and got):
        yield f"{where}: {expected!r} is {got!r}"


def test_every_example_of_the_document_is_answered_as_it_says(program):
    code = ""
    for request, status, expected in EXAMPLES:
        head, _, body = request.partition("\n\n")
        method, path = head.splitlines()[0].split()
        if method == "POST":
            answer = program.post(body.encode())
        else:
            answer = program.get(path.replace("CASE_CODE", code))
        assert answer.status_code == int(status), request
        assert list(differences(json.loads(expected), answer.json)) == []
        code = answer.json.get("case_code", code)


def test_the_document_shows_every_kind_of_answer():
    assert {int(status) for _, status, _ in EXAMPLES} == {200, 201, 404, 409, 422}


def test_every_status_and_code_is_in_the_document():
    raised = set(DETAILS)
    assert {str(one) for one in raised} <= set(re.findall(r"\b\d{3}\b", TEXT))
    assert {str(code) for code in Code} - {"not_a_date"} <= set(re.findall(r"`(\w+)`", TEXT))
