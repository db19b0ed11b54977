"""The safety net: holes that open when the published tools are put together; project policy.

Each rule only raises. Why each is there stands beside it.
"""

from datetime import date

from triage.clinical.decision import Fired
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol
from triage.clinical.rules import Rule

NAME = "SAFETY_NET"

RULES: tuple[Rule, ...] = ()


def judge(findings: Findings) -> Opinion | None:
    """Return what the safety net says of *findings*; None where nothing in it holds."""
    if not findings.no_sign_of_life:
        return None
    return Opinion(level=Level.RED, fired=(_no_sign_of_life(findings),))


def _no_sign_of_life(findings: Findings) -> Fired:
    """Return the criterion of a number that means no pulse or no breath (policy P27)."""
    return Fired(
        id="NO_SIGN_OF_LIFE",
        protocol=NAME,
        level=Level.RED,
        group="airway_breathing",
        value=findings.no_sign_of_life[0],
        threshold="no pulse or no breath?",
    )


PROTOCOL = Protocol(
    name=NAME,
    title="Safety net",
    version="2026-11",
    source="Project policy P20 to P23 and P27",
    scope="Everybody",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    is_policy=True,
)
