"""Dengue alone: whether it is probable, the group of care and the level."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.pressure import pulse_pressure
from triage.clinical.protocols import dengue
from triage.evaluate.reading import Vocabulary, read
from triage.exchange.record import Words

PREGNANCY = "pregnancy"
NAMED_OTHERWISE = {
    "severe_bleeding": "heavy_bleeding",
    "impaired_consciousness": "altered_mental_status",
}
APART = {"suspected_dengue", "dengue_area", "cannot_keep_fluids_down", "no_urine_6h"}
"""Answers of their own keys; "all others absent" does not speak of them."""
DENIED = {"tolerates_oral_fluids": "cannot_keep_fluids_down", "urine_last_6h": "no_urine_6h"}
"""Keys whose no is the sign."""
VOCABULARY = Vocabulary(
    signs={name: name for name in sorted(dengue.SIGNS - APART)}
    | {"fever": "fever", "weak_fast_pulse": "weak_fast_pulse"}
    | NAMED_OTHERWISE,
    flags={
        "suspected_dengue": "suspected_dengue",
        "endemic_area": "dengue_area",
        **DENIED,
    },
    numbers={"ast": "ast_u_l", "alt": "alt_u_l"},
    lists={"conditions": {name: name for name in (*dengue.CONDITIONS, *dengue.CIRCUMSTANCES)}},
)
LEVEL_OF_A = Level.GREEN


def evaluate(words: Mapping[str, Any]) -> Words:
    """Return what the guidelines say."""
    return read(VOCABULARY.canonical(_plain(words)), _dengue)


def _plain(words: Mapping[str, Any]) -> dict[str, Any]:
    """Return *words* with the keys whose no is the sign turned round, and pregnancy by its key."""
    plain = dict(words)
    for key in DENIED:
        if isinstance(plain.get(key), bool):
            plain[key] = not plain[key]
    conditions = plain.get("conditions")
    if isinstance(conditions, list) and PREGNANCY in conditions:
        plain["conditions"] = [name for name in conditions if name != PREGNANCY]
        plain["pregnant"] = True
    return plain


def _dengue(findings: Findings) -> Words:
    facts = dengue.dengue_facts(findings)
    words: Words = {
        "probable_dengue": bool(dengue.PROBABLE.judge(facts).truth),
        "pulse_pressure": pulse_pressure(facts),
        "group": None,
        "level": None,
        "queue_as": None,
    }
    if not dengue.SUSPECTED.judge(facts).truth:
        return words
    result = dengue.classify(facts)
    level = result.opinion.level or (LEVEL_OF_A if result.group else Level.UNDETERMINED)
    return words | {
        "group": result.group,
        "level": level.name,
        "queue_as": level.queue_as.name if level is Level.UNDETERMINED else None,
        "fired": [one.id for one in result.opinion.fired],
    }
