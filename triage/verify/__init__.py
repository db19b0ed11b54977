"""Checks an exported log: chain, commitments, and every decision of its own engine anew.

It knows no store and needs the standard library alone, so that it can be handed to somebody who
has nothing else of this program.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from triage.exchange import cbor
from triage.exchange.entry import (
    ABSENT,
    COMPARTMENTS,
    CONTEXT,
    SCHEMA,
    Kind,
    Place,
    commitment,
    derived_id,
    entry_hash,
    first_hash,
    unpacked,
)
from triage.exchange.export import Exported, Head, Opening, Read, Reader, Unreadable
from triage.verify.decisions import Mismatch, Models, engine_of, recompute

DECIDED = frozenset({Kind.VISIT_RECORDED, Kind.VISIT_AMENDED})
OWN_SUBJECT = {Kind.PATIENT_REGISTERED: "patient", Kind.VISIT_RECORDED: "visit"}
"""Kinds of entries that name their own id among their subjects."""

Words = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Account:
    """What was found.

    Attributes:
        opening: of the file; None if that could not be read.
        entries: how many were read.
        decisions: how many were computed again and agree.
        scores: how many of those with the model that took part.
        unscored: decisions whose model is not at hand; the floor and the level were computed.
        hidden: decisions whose clinical part or decision is withheld or erased.
        foreign: decisions of other engines, counted by engine and release.
        withheld: compartments left out on purpose, counted by name.
        erased: compartments that a tombstone stands for.
        differences: how many things do not agree.
        first: the first of them, "" if there is none.
        heads: the newest entry of each lane.
    """

    opening: Opening | None = None
    entries: int = 0
    decisions: int = 0
    scores: int = 0
    unscored: int = 0
    hidden: int = 0
    foreign: Counter[tuple[str, str]] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    erased: int = 0
    differences: int = 0
    first: str = ""
    heads: tuple[Head, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing was found that differs."""
        return not self.differences

    def differ(self, what: str) -> None:
        """Count a difference and keep the first."""
        self.differences += 1
        self.first = self.first or what


def no_models(_sha256: str) -> None:
    """Stand for a machine without any model."""


def verify(
    read: Read, engine: str, models: Models = no_models, expected: frozenset[str] = frozenset()
) -> Account:
    """Return what was found in the export that *read* gives.

    Args:
        read: gives so many bytes of the file.
        engine: of this release; decisions of any other are not computed again.
        models: finds the model that took part in a decision.
        expected: hashes, or their first digits, in hexadecimal, which have to be in the chain:
            heads that were written down before.
    """
    account = Account()
    try:
        reader = Reader(read)
        account.opening = reader.opening
        walk = _Walk(account, reader.opening, engine, models)
        for entry in reader.entries():
            walk.step(entry)
            expected = frozenset(one for one in expected if not entry.hash.hex().startswith(one))
    except Unreadable as error:
        account.differ(str(error))
        return account
    walk.finish(reader)
    for one in sorted(expected):
        account.differ(f"no entry has the hash {one}")
    return account


class _Walk:
    """What has to be remembered from one entry to the next."""

    def __init__(self, account: Account, opening: Opening, engine: str, models: Models) -> None:
        self.account = account
        self.opening = opening
        self.engine = engine
        self.models = models
        self.heads: dict[tuple[int, int], Head] = {}
        self.hlc = -1
        self.gone: list[tuple[str, str, int]] = []
        self.buried: set[str] = set()

    def step(self, entry: Exported) -> None:
        """Check one entry and everything in it."""
        account, place = self.account, entry.header.place
        account.entries += 1
        for what in (*self._chain(entry), *self._contents(entry), *self._decision(entry)):
            account.differ(f"{_named(entry)}: {what}")
        head = Head(epoch=place.epoch, lane=place.lane, seq=place.seq, hash=entry.hash)
        self.heads[place.epoch, place.lane] = head
        if entry.header.kind == Kind.TOMBSTONE and entry.header.points_at:
            self.buried.add(entry.header.points_at)

    def finish(self, reader: Reader) -> None:
        """Check the closing against what was read, and that what was erased has its tombstone."""
        account, closing = self.account, reader.closing
        account.heads = tuple(self.heads[lane] for lane in sorted(self.heads))
        for own_id, what, count in self.gone:
            if own_id in self.buried:
                account.erased += count
            else:
                account.differ(what)
        if closing is None or closing.sha256 != reader.sha256:
            account.differ("the digest of the file is another: bytes were changed")
        if closing is None or closing.entries != account.entries:
            account.differ("the closing counts other entries")
        if closing is None or closing.heads != account.heads:
            account.differ("the closing names other heads")

    def _chain(self, entry: Exported) -> Iterator[str]:
        header, place = entry.header, entry.header.place
        before = self.heads.get((place.epoch, place.lane))
        if place.seq != (before.seq + 1 if before else 1):
            yield "an entry before it is missing, or it stands in another place"
        if header.schema != SCHEMA:
            yield f"its schema {header.schema} is unknown to this release"
        start = first_hash(place.node, place.epoch, place.lane)
        previous = before.hash if before else start
        if entry_hash(previous, header, entry.commitments) != entry.hash:
            yield "its hash does not follow from the entry before it"

    def _contents(self, entry: Exported) -> Iterator[str]:
        for name, (salt, content) in entry.contents.items():
            if commitment(salt, content) != entry.commitments[name]:
                yield f"its {name} is not what was recorded"
        for name in COMPARTMENTS:
            is_recorded = name in entry.header.recorded
            if (entry.commitments[name] != ABSENT) != is_recorded:
                yield f"its header and its commitment to {name} disagree"
        yield from self._context(entry)
        self._absent(entry)

    def _context(self, entry: Exported) -> Iterator[str]:
        words = _words(entry, CONTEXT)
        hlc = words.get("hlc") if words else None
        if words is None or not isinstance(hlc, int):
            yield "its context cannot be read"
            return
        if hlc <= self.hlc:
            yield "its time is not later than that of the entry recorded before it"
        self.hlc = max(self.hlc, hlc)
        own = OWN_SUBJECT.get(Kind(entry.header.kind)) if _is_known(entry) else None
        subjects = words.get("subjects")
        if own and (not isinstance(subjects, dict) or subjects.get(own) != self._id(entry)):
            yield "its id is not the one of its place"

    def _absent(self, entry: Exported) -> None:
        """Count what is left out on purpose, and keep what only a tombstone may explain."""
        gone = entry.header.recorded - entry.contents.keys()
        self.account.withheld.update(gone & self.opening.without)
        erased = gone - self.opening.without
        if erased:
            what = f"{_named(entry)}: its {min(erased)} is gone and no tombstone says why"
            self.gone.append((self._id(entry), what, len(erased)))

    def _id(self, entry: Exported) -> str:
        place: Place = entry.header.place
        try:
            return derived_id(self.opening.id_key, place.epoch, place.lane, place.seq)
        except (OverflowError, ValueError):
            return ""

    def _decision(self, entry: Exported) -> Iterator[str]:
        if entry.header.kind not in DECIDED:
            return
        account = self.account
        if not {"clinical", "decision"} <= entry.contents.keys():
            account.hidden += 1
            return
        clinical, decided = _words(entry, "clinical"), _words(entry, "decision")
        if clinical is None or decided is None or not isinstance(decided.get("decision"), dict):
            yield "its decision cannot be read"
            return
        engine, release = engine_of(decided)
        if engine != self.engine:
            account.foreign[engine, release] += 1
            return
        try:
            again = recompute(clinical, decided, self.models)
        except Mismatch as error:
            yield f"its decision was computed again, and {error}"
            return
        account.decisions += 1
        account.scores += again.score is True
        account.unscored += again.score is False


def _words(entry: Exported, name: str) -> Words | None:
    """Return the words of a compartment, None where it is not there or cannot be read."""
    if name not in entry.contents:
        return None
    try:
        words = cbor.decode(entry.contents[name][1])
    except cbor.NotCanonical:
        return None
    return unpacked(words) if isinstance(words, dict) else None


def _is_known(entry: Exported) -> bool:
    return entry.header.kind in set(Kind)


def _named(entry: Exported) -> str:
    place = entry.header.place
    return f"epoch {place.epoch}, lane {place.lane}, seq {place.seq}, {entry.header.kind}"
