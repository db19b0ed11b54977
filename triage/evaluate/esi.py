"""The danger-zone vital signs of ESI version 4 alone."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.findings import Findings
from triage.clinical.protocols import esi
from triage.evaluate.reading import read
from triage.exchange.record import Words

INPUTS = ("age", "hr", "rr", "spo2")


def danger_zone(words: Mapping[str, Any]) -> Words:
    """Return whether a limit is exceeded; null with what is missing where that is open."""
    return read(words, _zone_words)


def _zone_words(findings: Findings) -> Words:
    verdict = esi.danger_zone(findings)
    missing = [name for name in INPUTS if name in verdict.open]
    return {"exceeded": verdict.truth, "missing": missing}
