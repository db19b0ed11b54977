"""Requests that nobody thought of, made from the description by schemathesis."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from tests.api.conftest import ELSEWHERE
from tests.conftest import IS_SOAK
from triage.access import Scope
from triage.api.openapi import document

pytestmark = pytest.mark.slow

POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
WALKS = [
    (method, path, mode)
    for path, methods in document()["paths"].items()
    for method, operation in methods.items()
    for mode in (POSITIVE, NEGATIVE)
    # Where nothing is sent, nothing wrong can be sent.
    if mode is POSITIVE or operation.keys() & {"requestBody", "parameters"}
]
EXAMPLES = 2_000 if IS_SOAK else 100
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
    checks.ignored_auth,
]
"""Not checked: whether all that the schema allows is recorded, and nothing else. A pulse that is
possible for somebody is not for every age, and "37.5" in quotes is read as a number."""


@pytest.fixture
def description(site):
    """Return the description of a site that is called from elsewhere, slowly enough.

    Between two requests more time passes than wrong tokens are counted for.
    """

    def from_elsewhere(environ, start_response):
        site.clock.turn(minutes=2)
        return site.app({**environ, **ELSEWHERE}, start_response)

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_elsewhere)


@pytest.mark.parametrize(("method", "path", "mode"), WALKS)
def test_no_request_breaks_the_service_or_the_description(
    description, program_with, method, path, mode
):
    secret = program_with(*Scope).secret
    operation = description[path][method]
    seen = []

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def walk(case):
        answer = case.call_and_validate(
            headers={"Authorization": f"Bearer {secret}"}, checks=CHECKS
        )
        seen.append(answer.status_code)

    walk()
    print(method, path, mode.value, {one: seen.count(one) for one in set(seen)})
