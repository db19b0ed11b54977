"""The description of this door for programs (OpenAPI 3.1), made from the table of fields."""

import json
from functools import cache
from importlib.metadata import version

from flask import Blueprint, Response

from triage.api.examples import REPORTS, example_answer, example_refusal
from triage.api.problems import DETAILS, MEDIA_TYPE
from triage.api.schemas import schemas
from triage.exchange.record import Words

blueprint = Blueprint("openapi", __name__)

JSON = "application/json"
DESCRIPTION = (
    "A health worker's program sends what was seen and measured; the answer says how urgent, why,"
    " what to do now and what was not measured, in codes. A report that is sent again under its"
    " report_id is answered again and recorded once."
)


@blueprint.get("/api/v1/openapi.json")
def show() -> Response:
    """Answer with the description."""
    response = Response(_text(), content_type=JSON)
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@cache
def _text() -> str:
    return json.dumps(document())


def document() -> Words:
    """Return the whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "triage",
            "version": version("triage"),
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": _paths(),
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Made by: triage token create",
                }
            },
        },
    }


def _paths() -> Words:
    return {
        "/api/v1/visits": {"post": _take()},
        "/api/v1/visits/{code}": {"get": _show()},
        "/api/v1/visits/{code}/receipt": {"get": _receipt()},
        "/api/v1/openapi.json": {
            "get": _open("getDescription", "This description", _json({"type": "object"}))
        },
        "/healthz": {"get": _open("getAlive", "Whether the program runs", _json(_ref("Health")))},
        "/readyz": {
            "get": _open("getReady", "Whether visits can be recorded", _json(_ref("Health")), 503)
        },
        "/metrics": {"get": _metrics()},
    }


def _take() -> Words:
    accepted = {name: {"summary": one.summary, "value": one.words} for name, one in REPORTS.items()}
    answers = {name: {"value": example_answer(one.words)} for name, one in REPORTS.items()}
    refused = {"out of range": {"value": example_refusal()}}
    return {
        "operationId": "takeVisit",
        "summary": "Record a report and get its decision",
        "description": "Needs the scope visits:write. A report_id counts within its token.",
        "security": [{"token": ["visits:write"]}],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": _ref("Report"), "examples": accepted}},
        },
        "responses": {
            "200": _answer("The same report was recorded before", _ref("Visit")),
            "201": {
                "description": "Recorded",
                "headers": {"Location": {"description": "The visit", "schema": {"type": "string"}}},
                "content": {JSON: {"schema": _ref("Visit"), "examples": answers}},
            },
            **_errors(400, 401, 403, 409, 413, 415, 429, 500, 503),
            "422": {
                "description": DETAILS[422],
                "content": {MEDIA_TYPE: {"schema": _ref("RefusedReport"), "examples": refused}},
            },
        },
    }


CODE: Words = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "The case code, with or without its hyphen",
    "schema": {"type": "string", "minLength": 1},
    "example": "7KQ-2MD",
}


def _receipt() -> Words:
    return {
        "operationId": "getReceipt",
        "summary": "What every decision on a visit was made from",
        "description": "Needs the scope visits:read.",
        "security": [{"token": ["visits:read"]}],
        "parameters": [CODE],
        "responses": {
            "200": _answer("Every decision, the newest last", _ref("Receipt")),
            **_errors(401, 403, 404, 429, 500, 503),
        },
    }


def _show() -> Words:
    return {
        "operationId": "getVisit",
        "summary": "A visit as it stands now",
        "description": "Needs the scope visits:read.",
        "security": [{"token": ["visits:read"]}],
        "parameters": [CODE],
        "responses": {
            "200": _answer("The newest decision, and where the patient stands", _ref("VisitNow")),
            **_errors(401, 403, 404, 429, 500, 503),
        },
    }


def _metrics() -> Words:
    return {
        "operationId": "getMetrics",
        "summary": "Numbers for operators, nothing about anybody",
        "description": "Without a token only on the machine itself; else with the scope metrics.",
        "security": [{}, {"token": ["metrics"]}],
        "responses": {
            "200": {
                "description": "The text format of Prometheus",
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            **_errors(401, 403, 429, 500, 503),
        },
    }


def _open(operation: str, summary: str, content: Words, *errors: int) -> Words:
    return {
        "operationId": operation,
        "summary": summary,
        "security": [],
        "responses": {
            "200": {"description": summary, "content": content},
            **_errors(*errors, 500),
        },
    }


def _answer(told: str, schema: Words) -> Words:
    return {"description": told, "content": _json(schema)}


def _json(schema: Words) -> Words:
    return {JSON: {"schema": schema}}


def _errors(*statuses: int) -> Words:
    content = {MEDIA_TYPE: {"schema": _ref("Problem")}}
    return {str(one): {"description": DETAILS[one], "content": content} for one in statuses}


def _ref(name: str) -> Words:
    return {"$ref": f"#/components/schemas/{name}"}
