"""One module a protocol: a table of rules with sources, and what they say together."""

from triage.clinical.protocol import Protocol
from triage.clinical.protocols import (
    dengue,
    etat,
    hypotension,
    imci_child,
    imci_young_infant,
    meows,
    news2,
    obstetric,
    qsofa,
    safety_net,
    sats,
    shock_index,
    special,
)

RAISING: tuple[Protocol, ...] = (
    sats.PROTOCOL,
    news2.PROTOCOL,
    etat.PROTOCOL,
    imci_child.PROTOCOL,
    imci_young_infant.PROTOCOL,
    obstetric.PROTOCOL,
    meows.PROTOCOL,
    qsofa.PROTOCOL,
    shock_index.PROTOCOL,
    shock_index.SIPA_PROTOCOL,
    hypotension.PROTOCOL,
    dengue.PROTOCOL,
    special.PROTOCOL,
    safety_net.PROTOCOL,
)
"""Every protocol but IITT, in the order in which a decision lists them; each only raises."""

FURTHER_SIGNS: frozenset[str] = frozenset[str]().union(*(one.signs for one in RAISING))
"""What they ask for besides the signs of the IITT charts."""
