"""The receipt of a visit: every decision with what it was made from, for people and programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.assess import Scorer, assess
from triage.clinical.decision import Decision
from triage.clinical.findings import Findings
from triage.clinical.floor import Conditions
from triage.clinical.protocols import RAISING, iitt_adult, iitt_child
from triage.clinical.signs import facts_of
from triage.clinical.what_if import Changes, changes
from triage.exchange.record import decision_from, findings_from
from triage.intake.fields import FIELDS
from triage.intake.report import FROM_FORM
from triage.store.visits import DecisionRow, OverrideRow, VisitRow

TYPED, SENT, TOLD_ON_DEVICE = "typed", "program", "device"
COMPUTED = "computed"
SOURCES: Mapping[str, str] = {
    rule.id: rule.source
    for rules in (iitt_adult.RULES, iitt_child.RULES, *(one.rules for one in RAISING))
    for rule in rules
}
"""Where each criterion stands in print."""
OF_PROTOCOLS: Mapping[str, str] = {one.name: one.source for one in RAISING}

Words = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How a decision was made.

    Attributes:
        source: typed, program or device: how its findings came in.
        engine: SHA-256 over the sources of the medicine; is_ours: the one that runs here.
        release: the program's version, "" for what was not recorded.
        protocols: edition by name, of those that gave a level.
        conditions: of the site, that the decision used.
    """

    source: str
    engine: str
    is_ours: bool
    release: str
    protocols: Mapping[str, str]
    conditions: Conditions


def made(row: DecisionRow | VisitRow, engine: str, *, on_device: bool) -> Made:
    """Return how the decision in *row* was made; *engine* is the one that runs here."""
    words: Mapping[str, Any] = row.decision
    recorded = str(words.get("engine", ""))
    source = SENT if row.scope != FROM_FORM else TOLD_ON_DEVICE if on_device else TYPED
    return Made(
        source=source,
        engine=recorded,
        is_ours=recorded == engine,
        release=str(words.get("release", "")),
        protocols=dict(words.get("protocols", {})),
        conditions=Conditions(**words.get("conditions", {})),
    )


def what_would_change(
    findings: Findings, decision: Decision, conditions: Conditions, model: Scorer | None
) -> Changes | None:
    """Return what would change the level of *decision*.

    None where the medicine or the model of now decides otherwise: then it would be of no use.
    """
    if assess(findings, conditions, model).level is not decision.level:
        return None
    return changes(
        findings,
        decision.floor.missing,
        lambda tried: assess(tried, conditions, model).level,
    )


def receipt_words(
    visit: VisitRow, history: tuple[DecisionRow, ...], engine: str, model: Scorer | None
) -> Words:
    """Return the receipt of *visit* for programs: every decision, the newest last."""
    findings, decision = findings_from(visit.findings), decision_from(visit.decision)
    newest = made(visit, engine, on_device=visit.is_emergency and visit.version == 1)
    found = what_would_change(findings, decision, newest.conditions, model)
    return {
        "case_code": visit.code,
        "visit_id": visit.id,
        "standing": {"level": visit.line_level.name, "state": visit.state},
        "decisions": [_decision(row, visit, engine) for row in history],
        "would_change": None if found is None else _changes(found),
    }


def _decision(row: DecisionRow, visit: VisitRow, engine: str) -> Words:
    this = made(row, engine, on_device=visit.is_emergency and row.version == 1)
    findings, words = findings_from(row.findings), Words(row.decision)
    floor = dict(words["floor"])
    floor["fired"] = [one | {"source": _source(one)} for one in floor["fired"]]
    editions = [
        {"protocol": name, "version": version, "level": floor["by"].get(name)}
        for name, version in this.protocols.items()
    ]
    kept = {"conditions", "engine", "release", "protocols"}
    return {
        "version": row.version,
        "reason": row.reason,
        "decided_at": row.decided_at.isoformat(timespec="milliseconds"),
        "decided_by": row.decided_by,
        "language": row.language,
        "line_level": row.line_level.name,
        "source": this.source,
        "inputs": _inputs(findings, this.source),
        "present": sorted(findings.present),
        "absent": sorted(findings.absent),
        "complaints": list(findings.complaints),
        "not_measured": {name: str(why) for name, why in findings.not_measured.items()},
        **{name: words[name] for name in kept & words.keys() - {"protocols"}},
        "protocols": editions,
        "decision": {name: one for name, one in words.items() if name not in kept}
        | {"floor": floor},
        "changed": [_override(one) for one in row.overrides],
    }


def _inputs(findings: Findings, source: str) -> list[Words]:
    """Return every number and choice with its unit and where it came from."""
    told = findings.vitals.measured() | findings.measures.known()
    inputs: list[Words] = [
        {
            "name": name,
            "value": value,
            "unit": FIELDS[name].unit if name in FIELDS else "",
            "source": source,
        }
        for name, value in told.items()
    ]
    if infers_avpu(findings):
        value = facts_of(findings, is_child=False).avpu
        inputs.append({"name": "avpu", "value": value, "unit": "", "source": COMPUTED})
    return inputs


def infers_avpu(findings: Findings) -> bool:
    """Return whether how awake somebody is was worked out from the coma score (P21)."""
    return findings.vitals.gcs is not None and findings.vitals.avpu is None


def _source(fired: Mapping[str, Any]) -> str:
    return source_of(str(fired["id"]), str(fired["protocol"]))


def source_of(criterion: str, protocol: str) -> str:
    """Return where a criterion stands in print, as far as this release knows it."""
    return SOURCES.get(criterion) or OF_PROTOCOLS.get(protocol, protocol)


def _override(one: OverrideRow) -> Words:
    at = one.at.isoformat(timespec="milliseconds")
    return {"to": one.to.name, "reason": one.reason, "by": one.by, "at": at}


def _changes(found: Changes) -> Words:
    return {
        name: [{"finding": one.finding, "level": one.level.name} for one in side]
        for name, side in (("raise", found.raising), ("lower", found.lowering))
    }
