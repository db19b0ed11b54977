"""The schemas of what goes in and out, made from the table of fields."""

from collections.abc import Iterable

from triage.clinical.findings import NotMeasured
from triage.clinical.level import Level
from triage.exchange.record import Words
from triage.intake.envelope import LONGEST_ID, PATIENT_TEXTS
from triage.intake.fields import FIELDS, SIGNS, Field, Kind
from triage.intake.payload import KNOWN, MEASURED, OTHER_KEYS, VITAL_NAMES
from triage.intake.problems import Code
from triage.store.visits import STATES

LEVELS = [level.name for level in sorted(Level, reverse=True)]
TEXT: Words = {"type": "string"}
NUMBER: Words = {"type": "number"}
FLAG: Words = {"type": "boolean"}
TEXTS: Words = {"type": "array", "items": TEXT}
LEVEL: Words = {"enum": LEVELS}
ECHO: Words = {
    "type": "object",
    "properties": {"field": TEXT, "code": {"enum": [str(one) for one in Code]}, "given": TEXT},
    "required": ["field", "code", "given"],
}


def schemas() -> Words:
    """Return every schema by name."""
    return {
        "Report": _report(),
        "Vitals": _closed({name: field_schema(FIELDS[name]) for name in VITAL_NAMES}),
        "Patient": _patient(),
        "Decision": _decision(),
        "Visit": _visit(),
        "VisitNow": _visit_now(),
        "Receipt": _receipt(),
        "Problem": _problem(),
        "RefusedReport": _refused(),
        "Health": {
            "type": "object",
            "properties": {"status": TEXT, "database": TEXT, "model": {"enum": MODEL}},
            "required": ["status"],
        },
    }


MODEL = ["present", "absent"]


def field_schema(field: Field) -> Words:
    """Return the schema of one field's value, with its unit, choices and possible range."""
    words: Words = {"description": field.unit} if field.unit else {}
    match field.kind:
        case Kind.NUMBER:
            low, high = field.limits or (None, None)
            words |= NUMBER | {"minimum": low, "maximum": high}
        case Kind.CHOICE:
            words |= {"enum": list(field.choices)}
        case Kind.FLAG:
            words |= FLAG
        case Kind.CODES:
            words |= {"type": "array", "items": {"enum": list(field.choices)}}
        case Kind.TEXT | Kind.DATE:
            words |= TEXT | ({"maxLength": field.longest} if field.longest else {})
    return {key: value for key, value in words.items() if value is not None}


def _closed(properties: Words, required: Iterable[str] = ()) -> Words:
    """Return the schema of an object that knows no other keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _report() -> Words:
    signs = {"type": "array", "items": {"enum": sorted(SIGNS)}}
    flat = {
        name: field_schema(field)
        for name, field in FIELDS.items()
        if name in KNOWN.difference(VITAL_NAMES, OTHER_KEYS)
    }
    reasons = {"enum": [str(one) for one in NotMeasured]}
    return _closed(
        {
            "report_id": {
                "type": "string",
                "format": "uuid",
                "description": "Chosen by the sender, new for each report",
            },
            "site": {"type": "string", "description": "This clinic's name, if given"},
            "patient": _ref("Patient"),
            **flat,
            "present": signs | {"description": "Signs that were seen"},
            "absent": {
                "description": "Signs that were looked for and not there; all_others: every"
                " sign of the patient's chart was asked",
                "oneOf": [{"enum": ["all_others", "none"]}, signs],
            },
            "vitals": _ref("Vitals"),
            "not_measured": _closed(dict.fromkeys(sorted(MEASURED), reasons)),
            "complaints": field_schema(FIELDS["complaints"]),
        },
        ["report_id"],
    )


def _patient() -> Words:
    texts = {name: field_schema(FIELDS[name]) for name in PATIENT_TEXTS}
    known = _closed({"id": {"type": "string", "maxLength": LONGEST_ID}}, ["id"])
    return {
        "description": "A known patient's id, or who it is; left out if nobody knows",
        "oneOf": [known, _closed(texts, ["full_name"])],
    }


def _object(properties: Words) -> Words:
    """Return the schema of an answer: every key is there."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _map(values: Words) -> Words:
    return {"type": "object", "additionalProperties": values}


def _decision() -> Words:
    fired = _object({"id": TEXT, "protocol": TEXT, "level": LEVEL, "value": {}, "threshold": {}})
    points = {"type": ["integer", "null"]}
    floor = {"level": LEVEL, "by": _map(LEVEL), "fired": {"type": "array", "items": fired}}
    return _object(
        {
            "level": LEVEL | {"description": "How urgent; never below the protocols' floor"},
            "queue_as": LEVEL | {"description": "Where it stands in the line"},
            "provisional": FLAG,
            "needs_review_now": FLAG,
            "floor": _object(floor),
            "scores": _map(_object({"points": points, "complete": FLAG})),
            "model": {"oneOf": [{"type": "null"}, _model()]},
            "missing": TEXTS,
            "unresolved": TEXTS,
            "advice": TEXTS | {"description": "What to do now, as codes"},
            "target_minutes": {"type": "integer"},
            "confirm": {"type": "array", "items": _notice()},
        }
    )


def _model() -> Words:
    return _object(
        {
            "id": TEXT,
            "sha256": TEXT,
            "probability": {"type": ["number", "null"]},
            "band": {"enum": ["low", "raised", "high", None]},
            "raised": FLAG,
            "unsure": FLAG,
            "outside_experience": TEXTS,
            "contributions": _map(NUMBER),
            "thresholds": _map(NUMBER),
        }
    )


def _notice() -> Words:
    return _object(
        {"field": TEXT, "code": {"enum": ["warn", "convert"]}, "given": TEXT, "value": {}}
    )


def _visit() -> Words:
    code = TEXT | {"description": "The case code, as it is spoken and printed"}
    at = TEXT | {"format": "date-time"}
    more = _object({"case_code": code, "visit_id": TEXT, "recorded_at": at})
    return {"allOf": [_ref("Decision"), more]}


def _visit_now() -> Words:
    standing = _object({"level": LEVEL, "state": {"enum": sorted(STATES)}, "complete": FLAG})
    told = "A level set by hand counts here, and where the patient is"
    more = _object({"standing": standing | {"description": told}})
    return {"allOf": [_ref("Visit"), more]}


def _receipt() -> Words:
    """Return the schema of a receipt; what each decision holds is told by its own keys."""
    change = {"type": "array", "items": _object({"finding": TEXT, "level": LEVEL})}
    made = _object({"version": {"type": "integer"}, "source": TEXT, "engine": TEXT})
    return _object(
        {
            "case_code": TEXT,
            "visit_id": TEXT,
            "standing": _object({"level": LEVEL, "state": {"enum": sorted(STATES)}}),
            "decisions": {"type": "array", "items": made},
            "would_change": {
                "oneOf": [{"type": "null"}, _object({"raise": change, "lower": change})],
                "description": "One finding at a time; null if decided by another version",
            },
        }
    )


def _problem() -> Words:
    members = {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
    return _object(members) | {"description": "RFC 9457"}


def _refused() -> Words:
    told = "How urgent what is left of the report is: look at the patient first"
    more = {
        "problems": {"type": "array", "minItems": 1, "items": ECHO},
        "level_so_far": LEVEL | {"description": told},
    }
    return {"allOf": [_ref("Problem"), _object(more)]}


def _ref(name: str) -> Words:
    return {"$ref": f"#/components/schemas/{name}"}
