"""SATS alone, with its discriminators in its own words, and the components of TEWS one by one."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocols import sats, tews
from triage.clinical.protocols.tews import Chart
from triage.clinical.signs import facts_of
from triage.evaluate.reading import read, refused
from triage.exchange.record import Words
from triage.intake.problems import Code

CHARTS = {chart.name.lower(): chart for chart in Chart}
SIGN_LISTS = ("present", "absent")


def sats_level(words: Mapping[str, Any]) -> Words:
    """Return the level of TEWS and of the discriminators that are named; GREEN may be said."""
    rest = _flat(words)
    codes = rest.pop("discriminators", None)
    if codes is not None and not isinstance(codes, list | tuple):
        return refused("discriminators", Code.UNREADABLE, codes)
    for key in SIGN_LISTS:
        if key in rest:
            return refused(key, Code.UNKNOWN_KEY, rest[key])
    return read(rest, lambda findings: _level_words(findings, tuple(codes or ())))


def _flat(words: Mapping[str, Any]) -> dict[str, Any]:
    """Return *words* with trauma beside the vital signs; the protocol counts it among them."""
    rest = dict(words)
    vitals = rest.get("vitals")
    if not isinstance(vitals, Mapping) or "trauma" not in vitals:
        return rest
    # Told twice with two answers, it stays where it is and is refused there.
    if rest.setdefault("trauma", vitals["trauma"]) == vitals["trauma"]:
        rest["vitals"] = {name: value for name, value in vitals.items() if name != "trauma"}
    return rest


def _level_words(findings: Findings, codes: tuple[object, ...]) -> Words:
    charts = tews.charts_for(findings.age, findings.vitals.height_cm)
    known = sats.codes_for(charts)
    for code in codes:
        if not isinstance(code, str) or code not in known:
            return refused("discriminators", Code.NOT_A_CHOICE, code)
    result = sats.score_of(facts_of(findings, is_child=False), charts)
    named = max((known[str(code)] for code in codes), default=None)
    otherwise = Level.UNDETERMINED if result.missing else Level.GREEN
    level = max(named or otherwise, result.level or otherwise)
    return {
        "chart": charts[0].name.lower() if len(charts) == 1 else None,
        "tews_minimum" if result.missing else "tews": result.total,
        "missing": list(result.missing),
        "discriminator_level": named.name if named else None,
        "level": level.name,
    }


def tews_component(words: Mapping[str, Any]) -> Words:
    """Return the points of the one component that is given, on the chart that is given."""
    rest = _flat(words)
    name = rest.pop("chart", None)
    chart = CHARTS.get(name) if isinstance(name, str) else None
    if chart is None:
        return refused("chart", Code.NOT_A_CHOICE, name)

    def component(findings: Findings) -> Words:
        inputs = tews.inputs_of(facts_of(findings, is_child=False))
        given = [one for one in tews.COMPONENTS if getattr(inputs, one) is not None]
        if len(given) != 1:
            return refused("component", Code.REQUIRED, ", ".join(given))
        return {"component": given[0], "points": tews.component(given[0], inputs, chart)}

    return read(rest, component)
