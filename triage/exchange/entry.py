"""Log entries as bytes: header, compartments, salts, commitments, chain and derived ids.

This text is enough to check an exported log with another program. ``||`` joins bytes, CBOR is the
deterministic CBOR of :mod:`triage.exchange.cbor`, HMAC is HMAC-SHA256(key, message), u8 and u64
are unsigned big-endian integers of 1 and 8 bytes, and ``[:16]`` takes the first 16 bytes.

Entry. An entry is known by (node, epoch, lane, seq); seq counts from 1 in each lane of an epoch.
    It has up to six compartments, each a map with text keys: ``context`` and, in this order,
    ``identity``, ``contact``, ``clinical``, ``decision``, ``note``. Every entry has a context:
    {"wall_ms": int, "hlc": int, "clock": text, "actor": text or null, "subjects": {text: text}}.
    wall_ms is the node's clock in milliseconds since 1970 in UTC; hlc is milliseconds << 16 |
    counter and grows from entry to entry of a node, over all lanes; subjects are ids, never names.
Salts. Entries (64 b) to (64 b + 63) of a lane share block b, which has a random key of 16 bytes.
    entry salt       = HMAC(block key, u64 seq)[:16]
    compartment salt = HMAC(entry salt, ASCII name of the compartment)[:16]
Commitment. SHA-256(compartment salt || CBOR(compartment))[:16]; 16 zero bytes when the entry was
    recorded without that compartment. A compartment that is withheld or erased later keeps it.
Header. CBOR([node, epoch, lane, seq, kind, schema, mask, points_at]) || commitment(context).
    kind is a text of Kind, schema is 1, mask has bit 0 for identity, bit 1 for contact, 2 clinical,
    3 decision, 4 note: what was recorded. points_at is the id of another entry, or null.
Chain. hash 0 = SHA-256(CBOR([node, epoch, lane])), and for each entry
    hash n = SHA-256(hash n-1 || header || commitment of identity || of contact || of clinical
                     || of decision || of note)
    It covers commitments, never content: whatever is dropped, every hash stays.
Ids. HMAC(id key of the node, u64 epoch || u8 lane || u64 seq)[:16] with the version bits of UUIDv8
    and the variant of RFC 9562, as lower-case text. A patient's or a visit's id is the id of the
    entry that registered or recorded it.
Words. What the compartments of a kind hold; names that are not needed are left out.
    patient.registered, patient.changed: identity {full_name, village, sex, birth_date (ISO 8601),
        birth_year, is_unknown}, contact {phone}; a change holds the changed names and base_revision
    visit.recorded, visit.amended: clinical {findings, complete, language, content_hash},
        decision {decision, reason, level, line_level, group_weight, needs_review_now, provisional},
        note {text}; findings and decision are the maps of :mod:`triage.exchange.record`
        clinical of a visit.recorded has emergency: true where nobody was signed in, and its actor
        is then the id of the device
    level.overridden: decision {to, was, reason}. visit.moved: decision {state, was}.
    visit.claimed: decision {from}: the actor takes over an emergency from that device.
    Subjects of these: visit, patient, code, report, scope.
    incident.reported: decision {what, version, level}, note {text}; subjects visit, patient, code
    visit.reassigned: decision {was}: the patient before, or null; subjects visit, patient, code
    access.read: no compartment; subjects visit, patient, code, how (page, api).
Numbers. Compartments keep numbers as integers wherever that is exact: see :func:`packed`.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from triage.exchange import cbor

SCHEMA = 1
BLOCK_ENTRIES = 64
KEY_BYTES = 16
ABSENT = bytes(KEY_BYTES)
"""The commitment of a compartment that an entry was recorded without."""

HLC_COUNTER_BITS = 16
CONTEXT = "context"
COMPARTMENTS = ("identity", "contact", "clinical", "decision", "note")
"""The compartments behind the context, in the order of their commitments and mask bits."""


class Kind(StrEnum):
    """What an entry says; the value is part of the hash and never changes."""

    PATIENT_REGISTERED = "patient.registered"
    PATIENT_CHANGED = "patient.changed"
    PATIENT_LINKED = "patient.linked"
    PATIENT_UNLINKED = "patient.unlinked"
    VISIT_RECORDED = "visit.recorded"
    VISIT_AMENDED = "visit.amended"
    VISIT_REASSIGNED = "visit.reassigned"
    VISIT_MOVED = "visit.moved"
    VISIT_CLAIMED = "visit.claimed"
    LEVEL_OVERRIDDEN = "level.overridden"
    LEVEL_ESCALATED = "level.escalated"
    REVIEW_DONE = "review.done"
    REFERRAL_ASKED = "referral.asked"
    REFERRAL_CLAIMED = "referral.claimed"
    ADVICE_GIVEN = "advice.given"
    ADVICE_ACKNOWLEDGED = "advice.acknowledged"
    ACTION_DONE = "action.done"
    OUTCOME_RECORDED = "outcome.recorded"
    CONSENT_CHANGED = "consent.changed"
    ACCESS_READ = "access.read"
    MESSAGE_IN = "message.in"
    MESSAGE_OUT = "message.out"
    MODEL_ACTIVATED = "model.activated"
    MODEL_DISABLED = "model.disabled"
    POLICY_ACTIVATED = "policy.activated"
    TRANSFER_ALLOWED = "transfer.allowed"
    TRANSFER_DENIED = "transfer.denied"
    KEY_ROTATED = "key.rotated"
    CLOCK_ADJUSTED = "clock.adjusted"
    INCIDENT_REPORTED = "incident.reported"
    TOMBSTONE = "tombstone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry stands: its identity, from which its id is derived."""

    node: int
    epoch: int
    lane: int
    seq: int

    @property
    def block(self) -> int:
        """The number of the block of 64 entries whose random key salts this one."""
        return self.seq // BLOCK_ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The part of an entry that every reader sees; recorded names its compartments."""

    place: Place
    kind: str
    recorded: frozenset[str]
    points_at: str | None = None
    schema: int = SCHEMA

    @property
    def mask(self) -> int:
        """The recorded compartments as bits."""
        return sum(1 << bit for bit, name in enumerate(COMPARTMENTS) if name in self.recorded)


def recorded_of(mask: int) -> frozenset[str]:
    """Return the names of the compartments whose bit is set in *mask*."""
    return frozenset(name for bit, name in enumerate(COMPARTMENTS) if mask >> bit & 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An entry's commitments, by compartment and context, and its hash."""

    commitments: Mapping[str, bytes]
    hash: bytes


def entry_salt(block_key: bytes, seq: int) -> bytes:
    """Return the key that opens every compartment of one entry."""
    return hmac.digest(block_key, seq.to_bytes(8, "big"), "sha256")[:KEY_BYTES]


def compartment_salt(salt: bytes, name: str) -> bytes:
    """Return the salt of the compartment *name* of the entry whose entry salt is *salt*."""
    return hmac.digest(salt, name.encode("ascii"), "sha256")[:KEY_BYTES]


def commitment(salt: bytes, content: bytes) -> bytes:
    """Return the commitment to *content*, a compartment's canonical bytes, under its salt."""
    return hashlib.sha256(salt + content).digest()[:KEY_BYTES]


def commitments(block_key: bytes, seq: int, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the commitment of the context and of each compartment, absent ones included."""
    salt = entry_salt(block_key, seq)
    out = dict.fromkeys((CONTEXT, *COMPARTMENTS), ABSENT)
    for name, content in contents.items():
        out[name] = commitment(compartment_salt(salt, name), content)
    return out


def header_bytes(header: Header, context: bytes) -> bytes:
    """Return the bytes of *header*, which end in *context*, the context's commitment."""
    place = header.place
    fields = (place.node, place.epoch, place.lane, place.seq)
    about = (header.kind, header.schema, header.mask, header.points_at)
    return cbor.encode((*fields, *about)) + context


def first_hash(node: int, epoch: int, lane: int) -> bytes:
    """Return the hash that stands before the first entry of a lane."""
    return hashlib.sha256(cbor.encode((node, epoch, lane))).digest()


def entry_hash(previous: bytes, header: Header, committed: Mapping[str, bytes]) -> bytes:
    """Return the hash of an entry; it needs commitments, no content and no salt."""
    chain = hashlib.sha256(previous)
    chain.update(header_bytes(header, committed[CONTEXT]))
    for name in COMPARTMENTS:
        chain.update(committed[name])
    return chain.digest()


def seal(header: Header, contents: Mapping[str, bytes], key: bytes, previous: bytes) -> Sealed:
    """Return commitments and hash of a new entry.

    Args:
        header: of the entry; its ``recorded`` names the compartments in *contents*.
        contents: canonical bytes of the context and of each compartment.
        key: the key of the entry's block.
        previous: the hash of the entry before it in its lane.
    """
    committed = commitments(key, header.place.seq, contents)
    return Sealed(commitments=committed, hash=entry_hash(previous, header, committed))


def derived_id(id_key: bytes, epoch: int, lane: int, seq: int) -> str:
    """Return the public id of an entry of the node that has *id_key*."""
    place = epoch.to_bytes(8, "big") + bytes((lane,)) + seq.to_bytes(8, "big")
    drawn = bytearray(hmac.digest(id_key, place, "sha256")[:KEY_BYTES])
    drawn[6] = drawn[6] & 0x0F | 0x80
    drawn[8] = drawn[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(drawn)))


_SCALES = (("_tenths", 10), ("_millionths", 1_000_000))
_EXACT = 2**53


def packed(words: Mapping[str, object]) -> dict[str, object]:
    """Return *words* with every float that is exact in tenths or millionths as an integer.

    ``{"temp_c": 37.2}`` becomes ``{"temp_c_tenths": 372}`` and ``{"p": 0.012345}`` becomes
    ``{"p_millionths": 12345}``, at every depth of maps and lists; a float that is neither, and a
    float without a name (in a list), stays a float. :func:`unpacked` gives the same words back.

    Raises:
        NotCanonical: a key ends in one of the two suffixes already.
    """
    out: dict[str, object] = {}
    for key, value in words.items():
        if key.endswith(("_tenths", "_millionths")):
            raise cbor.NotCanonical(f"{key} is a name that packed numbers use")
        name, packed_value = _scaled(key, value) if isinstance(value, float) else (key, value)
        out[name] = _inside(packed_value, packed)
    return out


def unpacked(words: Mapping[str, object]) -> dict[str, object]:
    """Return the words that :func:`packed` was given."""
    out: dict[str, object] = {}
    for key, value in words.items():
        name, plain = key, value
        for suffix, scale in _SCALES:
            if key.endswith(suffix) and isinstance(value, int):
                name, plain = key.removesuffix(suffix), value / scale
        out[name] = _inside(plain, unpacked)
    return out


def _scaled(key: str, value: float) -> tuple[str, float]:
    for suffix, scale in _SCALES:
        if abs(value) * scale < _EXACT:
            whole = round(value * scale)
            # Compared as text, so that -0.0 keeps its sign.
            if repr(whole / scale) == repr(value):
                return key + suffix, whole
    return key, value


def _inside(value: object, step: Callable[[Mapping[str, object]], dict[str, object]]) -> object:
    if isinstance(value, dict):
        return step(value)
    if isinstance(value, (list, tuple)):
        return [_inside(item, step) for item in value]
    return value
