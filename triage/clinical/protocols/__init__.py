"""One module a protocol: a table of rules with sources, and what they say together."""

from triage.clinical.protocol import Protocol
from triage.clinical.protocols import dengue, news2, safety_net, special

RAISING: tuple[Protocol, ...] = (
    news2.PROTOCOL,
    dengue.PROTOCOL,
    special.PROTOCOL,
    safety_net.PROTOCOL,
)
"""Every protocol but IITT, in the order in which a decision lists them; each only raises."""

FURTHER_SIGNS: frozenset[str] = frozenset[str]().union(*(one.signs for one in RAISING))
"""What they ask for besides the signs of the IITT charts."""
