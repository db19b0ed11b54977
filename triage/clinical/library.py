"""Every protocol that has a card: the floor, whatever raises it, and what is only compared."""

from datetime import date

from triage.clinical.findings import Findings
from triage.clinical.protocol import Opinion, Protocol
from triage.clinical.protocols import RAISING, esi, iitt, iitt_adult, iitt_child


def _judge(findings: Findings) -> Opinion:
    """Return what the chart of the patient's age says."""
    chart = iitt.evaluate(findings)
    return Opinion(level=chart.level, fired=chart.fired, unresolved=chart.unresolved)


IITT = Protocol(
    name=iitt.NAME,
    title="Interagency Integrated Triage Tool",
    version="2020 v6",
    source="WHO, ICRC, MSF; charts for age 12 and over and under 12, with the reference card",
    scope="Everybody; one chart from 12 years on, another below",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=(*iitt_adult.RULES, *iitt_child.RULES),
    judge=_judge,
)
COMPARED: tuple[Protocol, ...] = (esi.PROTOCOL,)
"""They raise nobody."""
LIBRARY: dict[str, Protocol] = {one.name: one for one in (IITT, *RAISING, *COMPARED)}
"""By name, in the order in which a decision lists them."""
