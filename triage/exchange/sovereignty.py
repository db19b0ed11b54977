"""What may leave this node, in which form, or why not: whatever no rule allows is refused.

A policy is a table of rules. Each allows some compartments of log entries to cross to one tier,
over named channels, for named purposes, and may ask for the patient's consent. A compartment that
no rule lets through is withheld whole; its commitment travels, so that the chain still verifies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from triage.errors import PolicyUnusable
from triage.exchange.entry import COMPARTMENTS, CONTEXT, Header, Kind

LOCAL_LANE = 4
"""Entries of this lane never leave the node, whatever a policy says."""


class Tier(StrEnum):
    """How far away a destination is, by the jurisdictions of both ends."""

    SITE = "site"
    DISTRICT = "district"
    COUNTRY = "country"
    ABROAD = "abroad"


class Channel(StrEnum):
    """By which way something crosses."""

    SYNC = "sync"
    USB = "usb"
    SMS = "sms"
    LETTER = "letter"
    EXPORT = "export"
    SCREEN = "screen"


class Purpose(StrEnum):
    """What somebody asks for the data for; consent is given by purpose too."""

    CARE = "care"
    REFERRAL = "referral"
    IMPROVING = "improving"
    SMS = "sms"


class Refusal(StrEnum):
    """Why something may not cross."""

    LOCAL = "local"
    NO_RULE = "no_rule"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where something goes: a node, a gateway or a file, never a person's name or number.

    jurisdiction: country, province and district, as ``kh/kampong-thom/baray``.
    """

    name: str
    jurisdiction: str
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One permission.

    consent: the purpose that the patient must have agreed to, None if the law asks for none.
    kinds: of entries; empty stands for every kind.
    """

    purposes: frozenset[Purpose]
    tiers: frozenset[Tier]
    channels: frozenset[Channel]
    compartments: frozenset[str]
    consent: Purpose | None = None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of one jurisdiction. sha256: of the text that they were read from, in hex."""

    id: str
    version: str
    basis: str
    sha256: str
    rules: tuple[Rule, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What of one entry may cross; refusal says why nothing may."""

    sent: frozenset[str]
    withheld: frozenset[str]
    refusal: Refusal | None = None


def tier(own: str, other: str) -> Tier:
    """Return how far the jurisdiction *other* is from *own*; one that is not known is abroad."""
    here, there = own.split("/"), other.split("/")
    if not own or not other or here[0] != there[0]:
        return Tier.ABROAD
    if here == there:
        return Tier.SITE
    return Tier.DISTRICT if here[1:2] == there[1:2] != [] else Tier.COUNTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asks to let cross; consents are the purposes that the patient agreed to."""

    destination: Destination
    purpose: Purpose
    consents: frozenset[Purpose] = frozenset()


def may(entry: Header, own: str, request: Request, policy: Policy) -> Verdict:
    """Return which compartments of *entry* may leave the jurisdiction *own* as *request* asks.

    Several rules may allow: what any of them lets through goes. A rule whose consent is missing
    lets nothing through.
    """
    parts = entry.recorded | {CONTEXT}
    if entry.place.lane == LOCAL_LANE:
        return _refused(parts, Refusal.LOCAL)
    fitting = [rule for rule in policy.rules if _fits(rule, entry.kind, own, request)]
    granted = [rule for rule in fitting if rule.consent in {None, *request.consents}]
    sent = frozenset[str]().union(*(rule.compartments for rule in granted)) & parts
    if not sent:
        known = any(rule.compartments & parts for rule in fitting)
        return _refused(parts, Refusal.NO_CONSENT if known else Refusal.NO_RULE)
    return Verdict(sent=sent, withheld=parts - sent)


def _fits(rule: Rule, kind: str, own: str, request: Request) -> bool:
    destination = request.destination
    return (
        request.purpose in rule.purposes
        and tier(own, destination.jurisdiction) in rule.tiers
        and destination.channel in rule.channels
        and (not rule.kinds or kind in rule.kinds)
    )


def _refused(parts: frozenset[str], why: Refusal) -> Verdict:
    return Verdict(sent=frozenset(), withheld=parts, refusal=why)


_HEAD = ("id", "version", "basis")
_LISTS: Mapping[str, frozenset[str]] = {
    "purposes": frozenset(Purpose),
    "tiers": frozenset(Tier),
    "channels": frozenset(Channel),
    "compartments": frozenset((CONTEXT, *COMPARTMENTS)),
    "kinds": frozenset(Kind),
}
_NEEDED = tuple(name for name in _LISTS if name != "kinds")
_CONSENTS = ("none", *Purpose)


def policy_from(words: Mapping[str, object], sha256: str) -> Policy:
    """Return the policy in *words*, the content of a TOML file.

    Raises:
        PolicyUnusable: names every mistake and what to write instead.
    """
    mistakes = [
        f"{name} is no part of a policy; known are [policy] and [[allow]]"
        for name in sorted(words.keys() - {"policy", "allow"})
    ]
    head, rules = words.get("policy"), words.get("allow", [])
    if not isinstance(head, dict) or {*head} != {*_HEAD} or not _are_texts(head.values()):
        mistakes.append(f"[policy] needs exactly these texts: {', '.join(_HEAD)}")
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        mistakes.append("write each rule as [[allow]]")
        rules = []
    for number, rule in enumerate(rules, start=1):
        mistakes.extend(f"rule {number}: {mistake}" for mistake in _mistakes(rule))
    if mistakes or not isinstance(head, dict):
        raise PolicyUnusable("\n".join(mistakes))
    return Policy(**head, sha256=sha256, rules=tuple(map(_rule, rules)))


def _mistakes(rule: Mapping[str, object]) -> Iterable[str]:
    for name in sorted(rule.keys() - {*_LISTS, "consent"}):
        yield f"{name} is no part of a rule; known are {', '.join((*_LISTS, 'consent'))}"
    for name in (*_NEEDED, *(["kinds"] if "kinds" in rule else [])):
        given = rule.get(name)
        if not isinstance(given, list) or not given or not {*map(str, given)} <= _LISTS[name]:
            yield f"{name} must be a list of some of {', '.join(sorted(_LISTS[name]))}"
    if rule.get("consent") not in _CONSENTS:
        yield f"consent must be one of {', '.join(_CONSENTS)}"


def _rule(words: Mapping[str, object]) -> Rule:
    given = {name: _set(words.get(name)) for name in _LISTS}
    consent = str(words["consent"])
    return Rule(
        purposes=frozenset(map(Purpose, given["purposes"])),
        tiers=frozenset(map(Tier, given["tiers"])),
        channels=frozenset(map(Channel, given["channels"])),
        compartments=given["compartments"],
        consent=None if consent == "none" else Purpose(consent),
        kinds=given["kinds"],
    )


def _set(given: object) -> frozenset[str]:
    return frozenset(map(str, given)) if isinstance(given, list) else frozenset()


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) and value for value in values)
