"""The description is complete, true, and its examples run."""

import json

import jsonschema_rs
import pytest

from triage.access import Scope
from triage.api import make_programs
from triage.api.examples import GIVEN, REFUSED, REPORTS, example_answer, example_refusal
from triage.api.openapi import document
from triage.api.schemas import schemas
from triage.clinical.complaints import CODES
from triage.intake.envelope import KEYS
from triage.intake.fields import FIELDS, SIGNS
from triage.intake.payload import KNOWN, VITAL_NAMES

DOCUMENT = document()


def validator(name):
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def test_the_description_is_served_as_it_is_made(stranger):
    assert stranger.get("/api/v1/openapi.json").json == DOCUMENT


@pytest.mark.parametrize("name", schemas())
def test_every_schema_is_one(name):
    jsonschema_rs.meta.validate(schemas()[name])


def test_every_key_that_a_report_may_have_is_described():
    described = schemas()
    assert set(described["Report"]["properties"]) == KNOWN.difference(VITAL_NAMES).union(KEYS)
    assert set(described["Vitals"]["properties"]) == set(VITAL_NAMES)


def test_ranges_choices_signs_and_complaints_come_from_the_tables():
    properties = schemas()["Report"]["properties"]
    assert set(properties["present"]["items"]["enum"]) == SIGNS
    assert set(properties["complaints"]["items"]["enum"]) == CODES
    rate = schemas()["Vitals"]["properties"]["hr"]
    assert (rate["minimum"], rate["maximum"]) == FIELDS["hr"].limits
    assert rate["description"] == "/min"


def test_every_address_and_method_is_described(site):
    served = {
        (rule.rule.replace("<code>", "{code}"), method.lower())
        for rule in make_programs(site.clinic, None).url_map.iter_rules()
        for method in rule.methods - {"HEAD"}
    }
    assert served == {
        (path, method) for path, methods in DOCUMENT["paths"].items() for method in methods
    }


@pytest.mark.parametrize("name", REPORTS)
def test_an_example_is_recorded_and_answered_as_described(program, name):
    words = REPORTS[name].words
    validator("Report").validate(words)
    answer = program.post(words)
    assert answer.status_code == 201
    validator("Visit").validate(answer.json)
    ours = set(GIVEN) | {"model"}
    assert {key: value for key, value in answer.json.items() if key not in ours} == {
        key: value for key, value in example_answer(words).items() if key not in ours
    }
    again = program.post(words)
    assert (again.status_code, again.json) == (200, answer.json)
    found = program.get(f"/api/v1/visits/{answer.json['case_code']}")
    validator("VisitNow").validate(found.json)


@pytest.mark.parametrize("name", REPORTS)
def test_an_example_answer_is_as_described(name):
    validator("Visit").validate(example_answer(REPORTS[name].words))


def test_the_example_of_a_refusal_is_what_is_answered(program):
    answer = program.post(REFUSED)
    assert (answer.status_code, answer.json) == (422, example_refusal())
    validator("RefusedReport").validate(answer.json)


def test_the_scopes_in_the_description_are_those_of_the_rules():
    named = {
        scope
        for methods in DOCUMENT["paths"].values()
        for one in methods.values()
        for way in one["security"]
        for scope in way.get("token", ())
    }
    assert named == set(Scope)


def test_the_description_stays_small():
    assert len(json.dumps(DOCUMENT)) < 64_000
